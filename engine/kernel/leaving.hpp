#pragma once

// What makes reps leave sooner (domain.md A.3 rows 8 and 15).

#include <algorithm>

#include "engine/random/math.hpp"
#include "engine/plan/business_plan.hpp"

namespace tiermix {

inline constexpr double kUsualRating = 3.9;

/// The factor on the hazard of leaving at a mean rating, an occupancy and a share of failed
/// attempts: 1 at the usual rating, an occupancy up to 0.85 and a share up to 0.2.
[[nodiscard]] inline double leaving_factor(const AttritionPlan& plan,
                                           double rating,
                                           double occupancy,
                                           double failures) {
  constexpr double kDense = 0.85;
  constexpr double kTenth = 0.1;
  constexpr double kUsualFailures = 0.2;
  const double dense = std::max(0.0, occupancy - kDense);
  const double stress = std::max(0.0, failures - kUsualFailures);
  return exp_of(plan.occupancy_effect * dense / kTenth -
                plan.rating_feedback * (rating - kUsualRating)) *
         (1.0 + plan.stress_effect * stress);
}

}  // namespace tiermix
