#pragma once

// How a customer rates a closed case: an ordered logit (McCullagh 1980; domain.md B.10). The
// kernel adds up expectations given the case's history instead of draws, which takes their noise
// away.

#include "engine/plan/plan.hpp"
#include "engine/kernel/case_store.hpp"

namespace tiermix {

struct Rating {
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

}  // namespace tiermix
