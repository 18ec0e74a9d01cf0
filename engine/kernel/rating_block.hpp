#pragma once

// Ratings that nobody remembers, worked out many at a time by vector instructions. What they add up
// to are whole numbers, so the order of adding is none of the result.

#include <array>
#include <cstddef>

#include "engine/random/stream.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/counters.hpp"
#include "engine/kernel/rating.hpp"

namespace tiermix {

/// Of measured cases of one class.
class RatingBlock {
 public:
  static constexpr std::size_t kSize = 32;

  /// Whether ratings of the plan may wait to be worked out.
  [[nodiscard]] static bool serves(const Plan& plan) {
    return plan.rating.rates && plan.rating.table.empty() && plan.loyalty.customers == 0 &&
           !plan.people.used;
  }

  /// A case that is closed at `now`; `reps_effect` is the mean one of the reps it met. Expects that
  /// it is not full.
  void add(const RatedCase& rated, double reps_effect, Owner owner, Instant now) {
    for (std::size_t d = 0; d < kDrivers; ++d) {
      drivers_[d][size_] = rated[d];
    }
    reps_effect_[size_] = reps_effect;
    closed_[size_] = static_cast<double>(now.us);
    owners_[size_] = owner;
    ++size_;
  }
  [[nodiscard]] bool is_full() const { return size_ == kSize; }

  /// Adds what the ratings come to, and forgets them.
  void count(const RatingPlan& plan, ReplicationKey key, ScopeCounts& counts);

 private:
  static constexpr std::size_t kDrivers = static_cast<std::size_t>(RatedBy::complexity);
  using Column = std::array<double, kSize>;

  std::size_t size_ = 0;
  std::array<Column, kDrivers> drivers_;
  Column reps_effect_;
  Column closed_;  ///< us
  std::array<Owner, kSize> owners_;
};

}  // namespace tiermix
