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
constexpr int kHalf = static_cast<int>(kWidest / kCoarse);
constexpr int kSteps = 256;
constexpr int kFewestSteps = 64;  // of a stretch between two cuts
// Weights below exp(-90) = 8e-40 of the largest do not count, even where sessions grow like 1 / p.
constexpr double kNegligible = 90.0;

double softplus(double y) {
  return y > 0.0 ? y + std::log1p(std::exp(-y)) : std::log1p(std::exp(y));
}

// A stretch of complexities, x = from + (to - from) / (1 + exp(-pi sinh t)).
struct Stretch {
  double from = 0.0;
  double to = 1.0;

  [[nodiscard]] double width() const { return to - from; }
};

ComplexityPoint point_at(const Stretch& stretch, double t) {
  const ComplexityPoint within = complexity_at_logit(std::numbers::pi * std::sinh(t));
  return {stretch.from + stretch.width() * within.x,
          1.0 - stretch.to + stretch.width() * within.complement,
          1.0};
}

// Logarithm of the density of t, up to a constant that all stretches share.
double log_weight(const Complexity& complexity, const Stretch& stretch, double t) {
  const double y = std::numbers::pi * std::sinh(t);
  const double slope = std::log(std::cosh(t)) - softplus(-y) - softplus(y);
  const double log_x =
      stretch.from == 0.0 ? std::log(stretch.to) - softplus(-y) : std::log(point_at(stretch, t).x);
  const double log_complement = stretch.to == 1.0 ? std::log(stretch.width()) - softplus(y)
                                                  : std::log(point_at(stretch, t).complement);
  return slope + std::log(stretch.width()) + (complexity.alpha - 1.0) * log_x +
         (complexity.beta - 1.0) * log_complement;
}

// log_weight() from -kWidest to kWidest in steps of kCoarse.
struct CoarseWeights {
  std::vector<double> at;
  double peak = 0.0;
};

CoarseWeights coarse_weights(const Complexity& complexity, const Stretch& stretch) {
  CoarseWeights weights;
  weights.at.reserve(2 * kHalf + 1);
  for (int i = -kHalf; i <= kHalf; ++i) {
    weights.at.push_back(log_weight(complexity, stretch, i * kCoarse));
  }
  weights.peak = std::ranges::max(weights.at);
  return weights;
}

// Adds the points of one stretch, weighted relative to exp(scale).
void add_points(const Complexity& complexity,
                const Stretch& stretch,
                const CoarseWeights& coarse,
                double scale,
                int steps,
                std::vector<ComplexityPoint>& points) {
  const double least = coarse.peak - kNegligible;
  std::size_t first = 0;
  while (coarse.at[first + 1] < least) {
    ++first;
  }
  std::size_t last = coarse.at.size() - 1;
  while (coarse.at[last - 1] < least) {
    --last;
  }
  const double from = (static_cast<int>(first) - kHalf) * kCoarse;
  const double step = static_cast<double>(last - first) * kCoarse / steps;
  for (int i = 0; i <= steps; ++i) {
    const double t = from + i * step;
    ComplexityPoint point = point_at(stretch, t);
    point.weight = step * std::exp(log_weight(complexity, stretch, t) - scale);
    points.push_back(point);
  }
}

}  // namespace

ComplexityPoint complexity_at_logit(double y) {
  return {1.0 / (1.0 + std::exp(-y)), 1.0 / (1.0 + std::exp(y)), 1.0};
}

std::vector<ComplexityPoint> complexity_grid(const Complexity& complexity,
                                             const std::vector<double>& cuts) {
  std::vector<Stretch> stretches(1);
  for (const double cut : cuts) {
    stretches.back().to = cut;
    stretches.push_back({cut, 1.0});
  }
  std::vector<CoarseWeights> coarse;
  coarse.reserve(stretches.size());
  for (const Stretch& stretch : stretches) {
    coarse.push_back(coarse_weights(complexity, stretch));
  }
  const double scale = std::ranges::max(coarse, {}, &CoarseWeights::peak).peak;
  const int steps = std::max(kFewestSteps, kSteps / static_cast<int>(stretches.size()));
  std::vector<ComplexityPoint> points;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    add_points(complexity, stretches[i], coarse[i], scale, steps, points);
  }
  double sum = 0.0;
  for (const ComplexityPoint& point : points) {
    sum += point.weight;
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

double shifted_probability(double p, double gain) {
  if (gain == 0.0 || p <= 0.0 || p >= 1.0) {
    return p;
  }
  const double odds = p / (1.0 - p) * std::exp(gain);
  return odds / (1.0 + odds);
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
