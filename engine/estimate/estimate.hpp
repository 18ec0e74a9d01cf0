#pragma once

// Point estimates with what is known about their error. Replications are independent; what happens
// inside one is not, so every interval comes from the spread between replications.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/tally/histogram.hpp"

namespace tiermix {

/// A value with its two-sided confidence interval. Only engine/estimate makes one with a finite
/// interval.
struct Estimate {
  double mean = 0.0;
  double half_width = 0.0;  ///< infinite where fewer than two replications have a value
  double lower = 0.0;       ///< mean -/+ half_width, except for quantiles
  double upper = 0.0;
  double level = 0.95;
  std::uint32_t replications = 0;
};

/// Student interval of the mean of independent values.
[[nodiscard]] Estimate estimate_mean(std::span<const double> values, double level);

/// Share of successes in independent trials, with the interval of Wilson (1927): never outside [0,
/// 1], and not a point where all succeed. NaN without trials.
[[nodiscard]] Estimate estimate_share(std::uint32_t successes, std::uint32_t trials, double level);

/// Ratio of the totals of two columns, replication by replication, with the delta-method interval
/// (Law 2015, 9.4; ContactCenters uses the same form). NaN where the denominators sum to zero;
/// infinite half-width where fewer than two of them are not zero, for one says nothing of the
/// error.
[[nodiscard]] Estimate estimate_ratio(std::span<const double> numerators,
                                      std::span<const double> denominators,
                                      double level);

/// The same from running sums, for many ratios at once: add() in the order of the replications.
class RatioSums {
 public:
  void add(double numerator, double denominator) {
    ++count_;
    informed_ += denominator != 0.0 ? 1U : 0U;
    n_ += numerator;
    d_ += denominator;
    nn_ += numerator * numerator;
    nd_ += numerator * denominator;
    dd_ += denominator * denominator;
  }
  [[nodiscard]] Estimate estimate(double level, double scale = 1.0) const;

 private:
  std::uint32_t count_ = 0;
  std::uint32_t informed_ = 0;  ///< of which have something to divide by
  double n_ = 0.0;
  double d_ = 0.0;
  double nn_ = 0.0;
  double nd_ = 0.0;
  double dd_ = 0.0;
};

/// Quantile of the pooled distribution. The interval inverts that of the distribution function, a
/// ratio over replications (Woodruff 1952), so observations of one replication may depend on each
/// other.
[[nodiscard]] Estimate estimate_quantile(std::span<const Histogram* const> histograms,
                                         double probability,
                                         double level);

}  // namespace tiermix
