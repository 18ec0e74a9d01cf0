#include "engine/estimate/exact.hpp"

#include <algorithm>
#include <vector>

#include <boost/math/distributions/binomial.hpp>

#include "engine/base/check.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

using Binomial = boost::math::binomial_distribution<double>;

// Where both ends are infinite their distance is no number.
double half_of(double lower, double upper) { return lower == upper ? 0.0 : 0.5 * (upper - lower); }

// How many of n values may lie outside each end of an interval about the median.
std::size_t outside(std::size_t n, double level) {
  const Binomial law(static_cast<double>(n), 0.5);
  std::size_t count = 0;
  while (2 * count < n && cdf(law, static_cast<double>(count)) <= (1.0 - level) / 2.0) {
    ++count;
  }
  return count;
}

}  // namespace

Estimate estimate_probability(std::uint32_t successes, std::uint32_t trials, double level) {
  TIERMIX_EXPECTS(successes <= trials && level > 0.0 && level < 1.0);
  Estimate e{.mean = kUnknown,
             .half_width = kInfinite,
             .lower = 0.0,
             .upper = 1.0,
             .level = level,
             .replications = trials};
  if (trials == 0) {
    return e;
  }
  const double tail = (1.0 - level) / 2.0;
  e.mean = static_cast<double>(successes) / trials;
  e.lower = Binomial::find_lower_bound_on_p(trials, successes, tail);
  e.upper = Binomial::find_upper_bound_on_p(trials, successes, tail);
  e.half_width = half_of(e.lower, e.upper);
  return e;
}

Estimate estimate_median(std::span<const double> values, double level, double least) {
  TIERMIX_EXPECTS(!values.empty() && level > 0.0 && level < 1.0);
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::size_t n = sorted.size();
  const double low = sorted[(n - 1) / 2];
  const double high = sorted[n / 2];
  Estimate e{.mean = low == high ? low : 0.5 * (low + high),
             .half_width = kInfinite,
             .lower = least,
             .upper = kInfinite,
             .level = level,
             .replications = static_cast<std::uint32_t>(n)};
  if (const std::size_t count = outside(n, level); count > 0) {
    e.lower = sorted[count - 1];
    e.upper = sorted[n - count];
    e.half_width = half_of(e.lower, e.upper);
  }
  return e;
}

}  // namespace tiermix
