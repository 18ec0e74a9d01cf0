#include "engine/estimate/quotient.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"
#include "engine/estimate/mean.hpp"
#include "engine/estimate/student.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

// Variances and covariance of two means over the same replications, at least two.
struct Errors {
  double x = 0.0;
  double y = 0.0;
  double xy = 0.0;
};

Errors errors_of(const Influences& x, const Influences& y) {
  const double mean_x = mean_of(x.effects);
  const double mean_y = mean_of(y.effects);
  Errors sums;
  for (std::size_t r = 0; r < x.effects.size(); ++r) {
    const double dx = x.effects[r] - mean_x;
    const double dy = y.effects[r] - mean_y;
    sums.x += dx * dx;
    sums.y += dy * dy;
    sums.xy += dx * dy;
  }
  const auto n = static_cast<double>(x.effects.size());
  const double factor = 1.0 / (n * (n - 1.0));
  return {.x = sums.x * factor, .y = sums.y * factor, .xy = sums.xy * factor};
}

}  // namespace

Influences difference_of(const Influences& alternative, const Influences& base) {
  TIERMIX_EXPECTS(alternative.effects.size() == base.effects.size());
  Influences difference{.value = alternative.value - base.value, .effects = alternative.effects};
  for (std::size_t r = 0; r < base.effects.size(); ++r) {
    difference.effects[r] -= base.effects[r];
  }
  return difference;
}

Influences scaled(const Influences& estimate, double factor, double plus) {
  Influences result{.value = factor * estimate.value + plus, .effects = estimate.effects};
  for (double& effect : result.effects) {
    effect *= factor;
  }
  return result;
}

Estimate quotient(const Influences& numerator, const Influences& denominator, double level) {
  const std::size_t n = numerator.effects.size();
  TIERMIX_EXPECTS(n == denominator.effects.size() && n > 0);
  const double x = numerator.value;
  const double y = denominator.value;
  Estimate result{.mean = y == 0.0 ? kUnknown : x / y,
                  .half_width = kInfinite,
                  .lower = -kInfinite,
                  .upper = kInfinite,
                  .level = level,
                  .replications = static_cast<std::uint32_t>(n)};
  if (n < 2 || !std::isfinite(result.mean)) {
    return result;
  }
  const Errors errors = errors_of(numerator, denominator);
  const double t = student_t(level, static_cast<std::uint32_t>(n - 1));
  // (x - rho y)^2 <= t^2 (v_x - 2 rho v_xy + rho^2 v_y): a rho^2 - 2 b rho + c <= 0.
  const double a = y * y - t * t * errors.y;
  const double b = x * y - t * t * errors.xy;
  const double c = x * x - t * t * errors.x;
  if (a <= 0.0) {
    return result;
  }
  const double root = std::sqrt(std::max(b * b - a * c, 0.0));
  result.lower = std::min((b - root) / a, result.mean);
  result.upper = std::max((b + root) / a, result.mean);
  result.half_width = std::max(result.mean - result.lower, result.upper - result.mean);
  return result;
}

}  // namespace tiermix
