#include "engine/estimate/control.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/base/check.hpp"
#include "engine/estimate/mean.hpp"
#include "engine/estimate/student.hpp"

namespace tiermix {
namespace {

// Sum of the products of deviations from the means.
double product_sum(std::span<const double> a,
                   double mean_a,
                   std::span<const double> b,
                   double mean_b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += (a[i] - mean_a) * (b[i] - mean_b);
  }
  return sum;
}

}  // namespace

Estimate estimate_controlled_ratio(std::span<const double> numerators,
                                   std::span<const double> denominators,
                                   std::span<const double> deviations,
                                   double level) {
  TIERMIX_EXPECTS(numerators.size() == denominators.size() &&
                  numerators.size() == deviations.size());
  const std::size_t n = numerators.size();
  const auto informed = n - static_cast<std::size_t>(std::ranges::count(denominators, 0.0));
  if (informed < kFewestControlled) {
    return estimate_ratio(numerators, denominators, level);
  }
  const double control = mean_of(deviations);
  const double spread = product_sum(deviations, control, deviations, control);
  const double top = mean_of(numerators);
  const double bottom = mean_of(denominators);
  if (spread <= 0.0 || bottom == 0.0) {
    return estimate_ratio(numerators, denominators, level);
  }
  const double top_slope = product_sum(numerators, top, deviations, control) / spread;
  const double bottom_slope = product_sum(denominators, bottom, deviations, control) / spread;
  const double corrected_bottom = bottom - bottom_slope * control;
  if (corrected_bottom / bottom <= 0.5) {  // the control is far from what it should be
    return estimate_ratio(numerators, denominators, level);
  }
  const double ratio = (top - top_slope * control) / corrected_bottom;
  // Each replication has a weight in the value; a residual is the smaller, the more its own
  // replication has drawn the line to itself.
  const auto count = static_cast<double>(n);
  double variance = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double off = deviations[i] - control;
    const double residual = (numerators[i] - top - top_slope * off) -
                            ratio * (denominators[i] - bottom - bottom_slope * off);
    const double drawn = 1.0 / count + off * off / spread;
    const double weight = 1.0 / count - control * off / spread;
    if (drawn > 0.99) {  // the line goes through it, wherever it is
      return estimate_ratio(numerators, denominators, level);
    }
    const double error = weight * residual / (1.0 - drawn);
    variance += error * error;
  }
  const double half_width = student_t(level, static_cast<std::uint32_t>(n - 2)) *
                            std::sqrt(variance) / std::abs(corrected_bottom);
  return {ratio,
          half_width,
          ratio - half_width,
          ratio + half_width,
          level,
          static_cast<std::uint32_t>(n)};
}

}  // namespace tiermix
