#pragma once

// Decisions that a plan's tables make from one uniform number.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/random/math.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// The destination whose share of (0, 1) holds u. Expects at least one.
[[nodiscard]] inline std::uint16_t destination(const std::vector<RoutePlan>& routes, double u) {
  std::size_t i = 0;
  while (i + 1 < routes.size() && u >= routes[i].up_to) {
    ++i;
  }
  return routes[i].tier;
}

/// Probability that one attempt resolves a case of complexity x in (0, 1).
[[nodiscard]] inline double resolve_probability(const ResolvePlan& plan, double x) {
  switch (plan.curve) {
    case Curve::constant:
      return plan.a;
    case Curve::gatekeeper:
      return plan.a * (1.0 - power_of(x, plan.b));
    case Curve::logistic:
      return 1.0 / (1.0 + exp_of(plan.b * normal_quantile(x) - plan.a));
  }
  return plan.a;
}

/// The same of many: spans of one size.
void resolve_probabilities(const ResolvePlan& plan,
                           std::span<const double> complexity,
                           std::span<double> chance);

/// The probability p after its logit has grown by gain.
[[nodiscard]] inline double shifted(double p, double gain) {
  const double odds = p * exp_of(gain);
  return odds / (odds + (1.0 - p));
}

}  // namespace tiermix
