#pragma once

// How a customer rates a closed case: an ordered logit (McCullagh 1980; domain.md B.10). The
// kernel adds up expectations given the case's history instead of draws, which takes their noise
// away; only what customers remember is drawn.

#include <array>

#include "engine/plan/plan.hpp"
#include "engine/kernel/case_store.hpp"

namespace tiermix {

struct Rating {
  std::array<double, 5> probability{};  ///< of 1 to 5
  double mean = 0.0;
  double top = 0.0;       ///< probability of a 5
  double answers = 0.0;   ///< probability of answering the survey
  double surveyed = 0.0;  ///< expected answer times that
};

/// Latent satisfaction of a case that took so long from its creation to its end.
[[nodiscard]] double latent_satisfaction(const RatingPlan& plan,
                                         const Case& c,
                                         const History& history,
                                         double time_ratio,
                                         bool resolved);

/// Expects thresholds that ascend; `shift` is added to each.
[[nodiscard]] Rating rating_of(const RatingPlan& plan, double latent, double shift);

/// 1 to 5, by a number in (0, 1) that falls into its share: a larger number, a higher rating.
[[nodiscard]] int rating_at(const Rating& rating, double u);

}  // namespace tiermix
