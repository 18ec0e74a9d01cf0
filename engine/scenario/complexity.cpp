#include "engine/scenario/complexity.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "engine/random/math.hpp"

namespace tiermix {
namespace {

// Beyond |t| = 6.5 one of x and 1 - x is below the smallest double.
constexpr double kWidest = 6.5;
constexpr double kCoarse = 0.01;
constexpr int kSteps = 256;
// Weights below exp(-90) = 8e-40 of the largest do not count, even where sessions grow like 1 / p.
constexpr double kNegligible = 90.0;

double softplus(double y) {
  return y > 0.0 ? y + std::log1p(std::exp(-y)) : std::log1p(std::exp(y));
}

// Logarithm of the density of t, up to a constant; it has one peak.
double log_weight(const Complexity& complexity, double t) {
  const double y = std::numbers::pi * std::sinh(t);
  return std::log(std::cosh(t)) - complexity.alpha * softplus(-y) - complexity.beta * softplus(y);
}

}  // namespace

std::vector<ComplexityPoint> complexity_grid(const Complexity& complexity) {
  const int half = static_cast<int>(kWidest / kCoarse);
  double peak = log_weight(complexity, -kWidest);
  for (int i = -half; i <= half; ++i) {
    peak = std::max(peak, log_weight(complexity, i * kCoarse));
  }
  int first = -half;
  while (log_weight(complexity, (first + 1) * kCoarse) < peak - kNegligible) {
    ++first;
  }
  int last = half;
  while (log_weight(complexity, (last - 1) * kCoarse) < peak - kNegligible) {
    --last;
  }
  const double from = first * kCoarse;
  const double step = (last - first) * kCoarse / kSteps;
  std::vector<ComplexityPoint> points;
  points.reserve(kSteps + 1);
  double sum = 0.0;
  for (int i = 0; i <= kSteps; ++i) {
    const double t = from + i * step;
    const double y = std::numbers::pi * std::sinh(t);
    const double weight = std::exp(log_weight(complexity, t) - peak);
    points.push_back({1.0 / (1.0 + std::exp(-y)), 1.0 / (1.0 + std::exp(y)), weight});
    sum += weight;
  }
  for (ComplexityPoint& point : points) {
    point.weight /= sum;
  }
  return points;
}

double resolve_probability(const ResolveCurve& curve, const ComplexityPoint& at) {
  switch (curve.kind) {
    case CurveKind::constant:
      return curve.p;
    case CurveKind::gatekeeper: {
      const double log_x = at.x < 0.5 ? std::log(at.x) : std::log1p(-at.complement);
      return -curve.f0 * std::expm1(curve.b * log_x);
    }
    case CurveKind::logistic: {
      constexpr double kSmallest = 1e-300;
      const double z = at.x < 0.5 ? normal_quantile(std::max(at.x, kSmallest))
                                  : -normal_quantile(std::max(at.complement, kSmallest));
      return 1.0 / (1.0 + std::exp(curve.mean + curve.sd * z - curve.ability));
    }
  }
  return 0.0;
}

bool can_resolve(const ResolveCurve& curve) {
  switch (curve.kind) {
    case CurveKind::constant:
      return curve.p > 0.0;
    case CurveKind::gatekeeper:
      return curve.f0 > 0.0;
    case CurveKind::logistic:
      return true;
  }
  return false;
}

bool can_fail(const ResolveCurve& curve) {
  return curve.kind != CurveKind::constant || curve.p < 1.0;
}

bool vanishes_at_one(const ResolveCurve& curve) { return curve.kind == CurveKind::gatekeeper; }

}  // namespace tiermix
