#pragma once

// How a customer rates a closed case: an ordered logit (McCullagh 1980; domain.md B.10). The
// kernel adds up expectations given the case's history instead of draws, which takes their noise
// away; only what customers remember is drawn.

#include <array>
#include <cstdint>

#include "engine/plan/plan.hpp"
#include "engine/kernel/case_store.hpp"
#include "engine/kernel/counters.hpp"

namespace tiermix {

struct Rating {
  std::array<double, 5> probability{};  ///< of 1 to 5
  double mean = 0.0;
  double answers = 0.0;   ///< probability of answering the survey
  double surveyed = 0.0;  ///< expected answer times that
};

/// What ratings come to, in whole millionths: the order of adding is none of the result.
struct RatingSums {
  std::int64_t ratings = 0;  ///< how many
  std::array<std::int64_t, 5> rated{};
  std::int64_t mean = 0;
  std::int64_t answers = 0;
  std::int64_t surveyed = 0;

  void add(const Rating& rating);
  void count(ScopeCounts& counts) const;
};

/// What a rating goes by, in the order of RatedBy.
using RatedCase = std::array<double, kRatedBy>;

/// A case that took `time_ratio` times as long as expected from its creation to its end.
[[nodiscard]] RatedCase rated_case(const Case& c,
                                   const History& history,
                                   double time_ratio,
                                   bool resolved);

/// The sum of all drivers and of the mean effect of the reps met.
[[nodiscard]] double latent_satisfaction(const RatingWeights& weights,
                                         const RatedCase& rated,
                                         double reps_effect);

/// Log odds of a rating up to 1, 2, 3 and 4 at a latent satisfaction of 0; they ascend.
using Thresholds = std::array<double, 4>;

/// The first row of the plan's table that fits. Expects a table whose last row fits all.
[[nodiscard]] const Thresholds& response_to(const RatingPlan& plan,
                                            std::uint16_t case_class,
                                            const RatedCase& rated);

/// `shift` is added to each threshold.
[[nodiscard]] Rating rating_of(const RatingPlan& plan,
                               const Thresholds& thresholds,
                               double latent,
                               double shift);

/// 1 to 5, by a number in (0, 1) that falls into its share: a larger number, a higher rating.
[[nodiscard]] int rating_at(const Rating& rating, double u);

}  // namespace tiermix
