#pragma once

// Averages over the complexity of a class of cases, and the resolve curves they are taken of.
//
// A mean over Beta(a, b) is a weighted sum over a grid: x = 1 / (1 + exp(-pi sinh t)) and equal
// steps in t (the double-exponential rule of Takahasi and Mori 1974) take the singularities of the
// density and of the curves at 0 and 1, and place all points where the density is.

#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// A complexity, with 1 - x kept apart because it loses its digits near 1.
struct ComplexityPoint {
  double x = 0.0;
  double complement = 1.0;
  double weight = 1.0;
};

/// 257 points in (0, 1); weights sum to 1. Where what is averaged jumps at some complexities,
/// `cuts` names them, ascending in (0, 1): each stretch between them has points of its own, at
/// least 65.
[[nodiscard]] std::vector<ComplexityPoint> complexity_grid(const Complexity& complexity,
                                                           const std::vector<double>& cuts = {});

/// 1 / (1 + exp(-y)), with its complement; weight 1.
[[nodiscard]] ComplexityPoint complexity_at_logit(double y);

/// Probability that one attempt resolves a case of this complexity.
[[nodiscard]] double resolve_probability(const ResolveCurve& curve, const ComplexityPoint& at);

/// The same with `gain` added to its logit; 0 and 1 stay.
[[nodiscard]] double shifted_probability(double p, double gain);

/// Whether some case is ever resolved, or left unresolved, by an attempt on this curve.
[[nodiscard]] bool can_resolve(const ResolveCurve& curve);
[[nodiscard]] bool can_fail(const ResolveCurve& curve);

/// Whether the curve falls to 0 at complexity 1 as fast as 1 - x does.
[[nodiscard]] bool vanishes_at_one(const ResolveCurve& curve);

}  // namespace tiermix
