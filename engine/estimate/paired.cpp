#include "engine/estimate/paired.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"
#include "engine/estimate/mean.hpp"
#include "engine/estimate/student.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

// Variances and covariance of two columns of the same length, at least two.
struct Moments {
  double a = 0.0;
  double b = 0.0;
  double ab = 0.0;
  double difference = 0.0;  ///< of b - a, on its own: exact where they are equal
};

Moments moments_of(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  Moments m;
  for (std::size_t r = 0; r < a.size(); ++r) {
    const double da = a[r] - mean_a;
    const double db = b[r] - mean_b;
    m.a += da * da;
    m.b += db * db;
    m.ab += da * db;
    m.difference += (db - da) * (db - da);
  }
  const double degrees = static_cast<double>(a.size()) - 1.0;
  return {m.a / degrees, m.b / degrees, m.ab / degrees, m.difference / degrees};
}

// The first replications of an estimate; its value over them alone, to first order.
struct Prefix {
  double value = 0.0;
  std::span<const double> effects;
};

Prefix prefix_of(const Influences& all, std::size_t count) {
  const std::span<const double> effects = std::span(all.effects).first(count);
  const bool whole = count == all.effects.size();
  return {.value = whole ? all.value : all.value + mean_of(effects), .effects = effects};
}

}  // namespace

Linear linear_ratio(std::span<const double> numerators,
                    std::span<const double> denominators,
                    double scale) {
  TIERMIX_EXPECTS(numerators.size() == denominators.size() && !numerators.empty());
  const double denominator = mean_of(denominators);
  if (denominator == 0.0) {
    return {.value = kUnknown};
  }
  const double ratio = mean_of(numerators) / denominator;
  return {.value = scale * ratio, .ratio = ratio, .factor = scale / denominator};
}

Linear linear_quantile(std::span<const Histogram* const> histograms,
                       double probability,
                       double scale) {
  constexpr double kSlopeLevel = 0.95;
  const Estimate quantile = estimate_quantile(histograms, probability, kSlopeLevel);
  if (std::isnan(quantile.mean)) {
    return {.value = kUnknown};
  }
  std::vector<double> below;
  std::vector<double> counts;
  for (const Histogram* histogram : histograms) {
    below.push_back(histogram->count_up_to(quantile.mean));
    counts.push_back(static_cast<double>(histogram->count()));
  }
  const Estimate share = estimate_ratio(below, counts, kSlopeLevel);
  const bool varies = std::isfinite(share.half_width) && share.half_width > 0.0;
  const double slope = varies ? quantile.half_width / share.half_width : 0.0;
  return {.value = scale * quantile.mean,
          .ratio = share.mean,
          .factor = -scale * slope / mean_of(counts),
          .threshold = quantile.mean};
}

Influences ratio_influences(std::span<const double> numerators,
                            std::span<const double> denominators,
                            double scale) {
  const Linear linear = linear_ratio(numerators, denominators, scale);
  Influences effects{.value = linear.value, .effects = {}};
  effects.effects.reserve(numerators.size());
  for (std::size_t r = 0; r < numerators.size(); ++r) {
    effects.effects.push_back(linear.effect(numerators[r], denominators[r]));
  }
  return effects;
}

Influences quantile_influences(std::span<const Histogram* const> histograms,
                               double probability,
                               double scale) {
  const Linear linear = linear_quantile(histograms, probability, scale);
  Influences effects{.value = linear.value, .effects = {}};
  effects.effects.reserve(histograms.size());
  for (const Histogram* histogram : histograms) {
    effects.effects.push_back(linear.effect(histogram->count_up_to(linear.threshold),
                                            static_cast<double>(histogram->count())));
  }
  return effects;
}

PairedDifference paired_difference(const Influences& base,
                                   const Influences& alternative,
                                   double level) {
  const std::size_t n = std::min(base.effects.size(), alternative.effects.size());
  TIERMIX_EXPECTS(n > 0);
  const Prefix a = prefix_of(base, n);
  const Prefix b = prefix_of(alternative, n);
  const double mean = b.value - a.value;
  PairedDifference result{
      .estimate = {mean, kInfinite, -kInfinite, kInfinite, level, static_cast<std::uint32_t>(n)},
      .variance_reduction = kUnknown,
      .correlation = kUnknown};
  if (n < 2 || std::isnan(mean)) {
    return result;
  }
  const Moments m = moments_of(a.effects, b.effects);
  const double error = std::sqrt(m.difference / static_cast<double>(n));
  Estimate& e = result.estimate;
  e.half_width = student_t(level, static_cast<std::uint32_t>(n - 1)) * error;
  e.lower = mean - e.half_width;
  e.upper = mean + e.half_width;
  if (m.a + m.b > 0.0) {
    result.variance_reduction = m.difference > 0.0 ? (m.a + m.b) / m.difference : kInfinite;
  }
  if (m.a > 0.0 && m.b > 0.0) {
    result.correlation = m.ab / std::sqrt(m.a * m.b);
  }
  return result;
}

double joint_level(double level, std::size_t intervals) {
  TIERMIX_EXPECTS(intervals > 0);
  return 1.0 - (1.0 - level) / static_cast<double>(intervals);
}

std::vector<double> behind_best(std::span<const Influences> alternatives,
                                Better better,
                                double level) {
  std::vector<double> behind(alternatives.size(), kUnknown);
  if (alternatives.size() < 2) {
    return behind;
  }
  // A one-sided bound at 1 - a is the end of the two-sided interval at 1 - 2 a.
  const double two_sided = std::max(2.0 * joint_level(level, alternatives.size() - 1) - 1.0, 1e-6);
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    for (std::size_t other = 0; other < alternatives.size(); ++other) {
      if (other == i || std::isnan(alternatives[i].value) ||
          std::isnan(alternatives[other].value)) {
        continue;
      }
      const Estimate e =
          paired_difference(alternatives[i], alternatives[other], two_sided).estimate;
      const double most = better == Better::higher ? e.upper : -e.lower;
      behind[i] = std::max({most, 0.0, std::isnan(behind[i]) ? 0.0 : behind[i]});
    }
  }
  return behind;
}

}  // namespace tiermix
