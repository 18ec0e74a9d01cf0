#pragma once

// Ratios corrected by a control variate: a number of each replication whose expectation is known.
// What it explains of the spread between replications is taken out of the interval, and its own
// deviation out of the value.

#include <span>

#include "engine/estimate/estimate.hpp"

namespace tiermix {

/// Fewer replications than these are not corrected: a line through so few does not know how far the
/// measure is from going straight with the control.
inline constexpr std::size_t kFewestControlled = 30;

/// As estimate_ratio(), with numerator and denominator each less their regression on the control:
/// the estimator (N - a C) / (D - b C) of the means N, D, C, slopes a and b by least squares
/// (Lavenberg and Welch 1981), and the interval from the residuals with Student's t of n - 2
/// degrees, the ratio by the delta method. What is measured seldom goes straight with the control,
/// nor with the same scatter everywhere: the variance is the one that asks for neither, each
/// residual by its own weight and over one less its leverage (HC3; MacKinnon and White 1985).
/// `deviations`: of the control from its expectation, per replication; one that never varies
/// corrects nothing. Linear in the numerators: parts of a sum still add up.
[[nodiscard]] Estimate estimate_controlled_ratio(std::span<const double> numerators,
                                                 std::span<const double> denominators,
                                                 std::span<const double> deviations,
                                                 double level);

}  // namespace tiermix
