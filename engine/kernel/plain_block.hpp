#pragma once

// What visits to a tier of a plain desk add up to, and the sums of a block of them: loops over
// arrays, for vector instructions. Everything is whole numbers, so the order of adding is none of
// the result.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "engine/tally/histogram.hpp"
#include "engine/kernel/area.hpp"
#include "engine/kernel/arrivals.hpp"

namespace tiermix {

/// What visits to one tier add up to.
struct PlainCounts {
  std::int64_t joined = 0;
  InstantSum joined_created;    ///< instants of creation
  std::int64_t complexity = 0;  ///< millionths
  std::int64_t answered = 0;
  std::int64_t waited = 0;
  std::int64_t wait = 0;  ///< us, of the answered
  std::int64_t in_target = 0;
  std::int64_t abandoned = 0;
  std::int64_t abandoned_wait = 0;
  InstantSum abandoned_created;
  std::int64_t sessions = 0;
  std::int64_t spent = 0;
  std::int64_t spent_counted = 0;  ///< of that, what the rep's grade has been told of already
  std::int64_t spent_in_vain = 0;  ///< of the rest, on failed attempts
  std::int64_t escalations = 0;
  std::int64_t unnecessary = 0;
  std::int64_t resolved = 0;
  InstantSum resolved_created;
  std::int64_t elapsed = 0;
  std::int64_t hard = 0;
  std::int64_t hard_elapsed = 0;
  std::int64_t open_elapsed = 0;  ///< us of opening hours
  std::int64_t resolved_in_target = 0;
  std::int64_t unresolved = 0;  ///< closed without a solution

  [[nodiscard]] bool any() const { return (joined | answered | abandoned | sessions) != 0; }

  void add(const PlainCounts& more) {
    using Words = std::array<std::uint64_t, sizeof(PlainCounts) / sizeof(std::uint64_t)>;
    auto words = std::bit_cast<Words>(*this);
    const auto added = std::bit_cast<Words>(more);
    for (std::size_t i = 0; i < words.size(); ++i) {
      words[i] += added[i];
    }
    *this = std::bit_cast<PlainCounts>(words);
  }
};

/// The same over visits that count alike.
struct PlainSums : PlainCounts {
  /// All that decides where a visit of a class counts.
  struct Scope {
    std::uint32_t visited = 0;  ///< interval
    bool first = false;         ///< where the case enters
    bool measured = false;

    friend bool operator==(const Scope&, const Scope&) = default;
  };

  Scope scope;

  /// What has been added up so far, which starts anew.
  PlainCounts take() { return std::exchange(static_cast<PlainCounts&>(*this), {}); }
};

/// First visits of one class, measured, whose clock never stops. Those whose session ended are a
/// part of those who were answered.
struct PlainBlock {
  static constexpr std::size_t kSize = ArrivalSource::kBlock;
  using Instants = std::array<std::int64_t, kSize>;  ///< us

  Instants spent;     ///< us with a rep, of all cases of a block
  Instants patience;  ///< us, likewise

  std::size_t answered = 0;
  Instants joined;
  Instants start;
  std::size_t ended = 0;
  Instants came;
  Instants began;
  Instants ends;
  std::array<double, kSize> complexity;
  struct Place {
    std::uint32_t rep;     ///< by its place at the tier
    std::uint32_t number;  ///< of the case in the block of arrivals
  };
  std::array<Place, kSize> places;

  /// Waits of those answered.
  void count_answers(PlainSums& n, Duration target, Histogram& of_tier, Histogram& of_class) const;

  /// Sessions that resolved, and times to resolve.
  void count_resolved(PlainSums& n, Duration target, Histogram& of_class) const;
};

/// to_duration() of each value, times a factor.
void to_durations(std::span<const double> us, double factor, PlainBlock::Instants& durations);

/// Counts that cases have come.
void count_joined(PlainSums& n, const ArrivalBlock& block);

}  // namespace tiermix
