#include "engine/estimate/estimate.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"
#include "engine/estimate/student.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

// A bucket with more than this share of all durations may hold them at one point, such as a fixed
// handle time: interpolation inside it is a guess, and the interval takes in the whole bucket.
constexpr double kCrowded = 0.15;

Estimate symmetric(double mean, double half_width, double level, std::size_t replications) {
  return {mean,
          half_width,
          mean - half_width,
          mean + half_width,
          level,
          static_cast<std::uint32_t>(replications)};
}

}  // namespace

Estimate estimate_mean(std::span<const double> values, double level) {
  const auto n = static_cast<double>(values.size());
  TIERMIX_EXPECTS(!values.empty());
  double mean = 0.0;
  double squares = 0.0;
  double count = 0.0;
  for (const double value : values) {  // Welford 1962
    count += 1.0;
    const double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }
  if (values.size() < 2) {
    return symmetric(mean, kInfinite, level, values.size());
  }
  const double t = student_t(level, static_cast<std::uint32_t>(values.size() - 1));
  return symmetric(mean, t * std::sqrt(squares / (n - 1.0) / n), level, values.size());
}

Estimate estimate_share(std::uint32_t successes, std::uint32_t trials, double level) {
  TIERMIX_EXPECTS(successes <= trials);
  if (trials == 0) {
    return symmetric(kUnknown, kInfinite, level, 0);
  }
  const double n = trials;
  const double share = successes / n;
  const double z = normal_quantile(0.5 + level / 2.0);
  const double centre = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half =
      z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
  Estimate estimate = symmetric(share, half, level, trials);
  // Rounding leaves the ends beside 0 and 1 where all or none succeed.
  estimate.lower = successes == 0 ? 0.0 : std::max(centre - half, 0.0);
  estimate.upper = successes == trials ? 1.0 : std::min(centre + half, 1.0);
  return estimate;
}

Estimate estimate_ratio(std::span<const double> numerators,
                        std::span<const double> denominators,
                        double level) {
  TIERMIX_EXPECTS(numerators.size() == denominators.size() && !numerators.empty());
  const std::size_t n = numerators.size();
  double top = 0.0;
  double bottom = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    top += numerators[i];
    bottom += denominators[i];
  }
  if (bottom == 0.0) {
    return symmetric(kUnknown, kInfinite, level, n);
  }
  const double ratio = top / bottom;
  if (n < 2) {
    return symmetric(ratio, kInfinite, level, n);
  }
  double squares = 0.0;
  std::size_t informed = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double residual = numerators[i] - ratio * denominators[i];
    squares += residual * residual;
    informed += denominators[i] != 0.0 ? 1U : 0U;
  }
  if (informed < 2) {
    return symmetric(ratio, kInfinite, level, n);
  }
  const auto count = static_cast<double>(n);
  const double error = std::sqrt(squares / (count - 1.0) * count) / std::abs(bottom);
  return symmetric(ratio, student_t(level, static_cast<std::uint32_t>(n - 1)) * error, level, n);
}

Estimate RatioSums::estimate(double level, double scale) const {
  if (d_ == 0.0) {
    return symmetric(kUnknown, kInfinite, level, count_);
  }
  const double ratio = n_ / d_;
  if (informed_ < 2) {
    return symmetric(scale * ratio, kInfinite, level, count_);
  }
  const double squares = std::max(0.0, nn_ - 2.0 * ratio * nd_ + ratio * ratio * dd_);
  const double count = count_;
  const double error = std::sqrt(squares / (count - 1.0) * count) / std::abs(d_);
  return symmetric(scale * ratio, scale * student_t(level, count_ - 1) * error, level, count_);
}

Estimate estimate_quantile(std::span<const Histogram* const> histograms,
                           double probability,
                           double level) {
  TIERMIX_EXPECTS(!histograms.empty() && probability > 0.0 && probability < 1.0);
  PooledHistogram pooled;
  for (const Histogram* histogram : histograms) {
    pooled.add(*histogram);
  }
  if (pooled.count() == 0) {
    return symmetric(kUnknown, kInfinite, level, histograms.size());
  }
  const double value = pooled.quantile(probability);
  if (histograms.size() < 2) {
    return symmetric(value, kInfinite, level, histograms.size());
  }
  RatioSums below;
  for (const Histogram* histogram : histograms) {
    below.add(histogram->count_up_to(value), static_cast<double>(histogram->count()));
  }
  const double half = below.estimate(level).half_width;
  Estimate estimate = symmetric(value, 0.0, level, histograms.size());
  estimate.lower = pooled.quantile(std::max(probability - half, 0.0));
  estimate.upper = pooled.quantile(std::min(probability + half, 1.0));
  const std::size_t bucket = pooled.bucket_of(probability);
  const auto share =
      static_cast<double>(pooled.counts()[bucket]) / static_cast<double>(pooled.count());
  if (bucket > 0 && share > kCrowded) {
    estimate.lower = std::min(estimate.lower, PooledHistogram::lower_edge(bucket));
    estimate.upper = std::max(estimate.upper, PooledHistogram::lower_edge(bucket + 1));
  }
  estimate.half_width = (estimate.upper - estimate.lower) / 2.0;
  return estimate;
}

}  // namespace tiermix
