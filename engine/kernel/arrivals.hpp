#pragma once

// The cases of one class in the order of their arrival: a Poisson process whose rate follows the
// plan, growth and the day's busyness. Draws belong to class, day and number on the day, so what
// happens on one day moves no other; they are made in blocks by vector instructions. Where one
// event brings several cases, the process is that of the events, numbered on the day like the
// cases.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/busyness.hpp"

namespace tiermix {

/// A case as it arrives: everything that belongs to it whatever the desk does.
struct Arrival {
  Instant at;
  Owner owner = 0;
  double complexity = 0.5;  ///< also where nothing asks for it
  double patience = 0.0;    ///< us; 0 where the class has none
  double handling = 0.0;    ///< us of its first session at speed 1
  double outcome = 0.0;
  double chance = 1.0;     ///< that a plain first session resolves it
  std::uint16_t tier = 0;  ///< where it enters
};

/// The draws of a case's first session at the tier to which its first one passes it on.
struct NextVisit {
  Owner owner = ~Owner{0};
  double handling = 0.0;  ///< us at speed 1
  double outcome = 0.0;
};

/// Cases of one class that come after another, by number.
struct ArrivalBlock {
  std::span<const std::int64_t> at;
  std::span<const double> complexity;
  std::span<const double> patience;
  std::span<const double> handling;
  std::span<const double> outcome;
  std::span<const double> chance;
  Owner first_owner = 0;

  [[nodiscard]] std::size_t size() const { return at.size(); }
};

class ArrivalSource {
 public:
  /// Most cases in a block.
  static constexpr std::size_t kBlock = 128;

  ArrivalSource(const Plan& plan, std::size_t case_class, ReplicationKey key);

  /// kNever after the last.
  [[nodiscard]] Instant next_at() const { return {at_[next_]}; }

  /// The next cases before `until`, as far as they are made. Expects that there is one.
  [[nodiscard]] ArrivalBlock block_before(Instant until) const {
    const std::int64_t* const first = at_.data() + next_;
    const std::int64_t* const last = at_.data() + count_;
    const auto size = static_cast<std::size_t>(std::lower_bound(first, last, until.us) - first);
    return {.at = std::span(at_).subspan(next_, size),
            .complexity = std::span(complexity_).subspan(next_, size),
            .patience = std::span(patience_).subspan(next_, size),
            .handling = std::span(handling_).subspan(next_, size),
            .outcome = std::span(outcome_).subspan(next_, size),
            .chance = std::span(chance_).subspan(next_, size),
            .first_owner = first_owner_ + next_};
  }

  /// Those of a block have been taken.
  void skip(std::size_t count) {
    next_ += count;
    if (next_ == count_) {
      fill();
    }
  }

  /// From the next block on also the next visit of each case that its first session will not
  /// resolve: to the tier `next_tiers` [tier of entry], kNowhere where that is not so.
  void draw_ahead(std::vector<std::uint16_t> next_tiers) {
    next_tiers_ = std::move(next_tiers);
    next_visits_.resize(kNextVisits);
  }

  /// Drawn ahead; nullptr where it was not, or has given way to that of a later case.
  [[nodiscard]] const NextVisit* next_visit(Owner owner) const {
    if (next_visits_.empty()) {
      return nullptr;
    }
    const NextVisit& visit = next_visits_[owner % kNextVisits];
    return visit.owner == owner ? &visit : nullptr;
  }

  /// Where the next case enters.
  [[nodiscard]] std::uint16_t next_tier() const { return tier_[next_]; }

  /// The next case; the one after it becomes the next.
  Arrival take() {
    Arrival arrival{.at = {at_[next_]},
                    .owner = first_owner_ + next_,
                    .complexity = complexity_[next_],
                    .patience = patience_[next_],
                    .handling = handling_[next_],
                    .outcome = outcome_[next_],
                    .chance = chance_[next_],
                    .tier = tier_[next_]};
    if (++next_ == count_) {
      fill();
    }
    return arrival;
  }

 private:
  void fill();
  void fill_process();
  void fill_replayed();
  void fill_batches();
  void begin_day();
  std::size_t fill_times(std::size_t wanted);
  void fill_entries(std::size_t count);
  void fill_visits(std::size_t begin, std::size_t end);
  void fill_next_visits(std::size_t begin, std::size_t end);
  [[nodiscard]] double rate_in(std::int64_t slice_number) const;

  const Plan* plan_;
  const ClassPlan* class_;
  std::size_t class_index_;
  ReplicationKey key_;

  std::uint32_t day_ = 0;
  std::uint32_t number_ = 0;    ///< of the next case on the day
  std::size_t block_ = kBlock;  ///< draws made at once: fewer where days are short
  double day_factor_ = 1.0;     ///< growth times busyness
  std::int64_t slice_ = 0;      ///< number since the start
  double rate_ = 0.0;           ///< per us, in this slice
  double time_ = 0.0;           ///< us; up to here arrivals are made
  double slice_end_ = 0.0;

  DayBusyness busyness_;

  /// Cases of one event that are still to come.
  struct Batch {
    std::int64_t at = 0;
    std::uint64_t cases = 0;
  };
  std::vector<Batch> batches_;  ///< of one day; empty where cases come one by one
  std::size_t next_batch_ = 0;
  Owner batch_day_ = ~Owner{0};    ///< owner of the day's first case
  std::uint32_t case_number_ = 0;  ///< of the next case on that day

  static constexpr std::size_t kNextVisits = 4 * kBlock;
  std::vector<std::uint16_t> next_tiers_;
  std::vector<NextVisit> next_visits_;  ///< a ring, by owner

  std::size_t next_ = 0;
  std::size_t count_ = 0;
  Owner first_owner_ = 0;
  std::array<std::int64_t, kBlock + 1> at_{};
  std::array<double, kBlock + 1> complexity_{};
  std::array<double, kBlock + 1> patience_{};
  std::array<double, kBlock + 1> handling_{};
  std::array<double, kBlock + 1> outcome_{};
  std::array<double, kBlock + 1> chance_{};
  std::array<std::uint16_t, kBlock + 1> tier_{};
};

}  // namespace tiermix
