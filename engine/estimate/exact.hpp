#pragma once

// Intervals that assume nothing about the distribution of what is observed. Their level is at
// least the one asked for, whatever the number of observations.

#include <cstdint>
#include <span>

#include "engine/estimate/estimate.hpp"

namespace tiermix {

/// Probability of a success in independent trials, with the interval of Clopper & Pearson (1934).
/// NaN without trials.
[[nodiscard]] Estimate estimate_probability(std::uint32_t successes,
                                            std::uint32_t trials,
                                            double level);

/// Median of independent values, with an interval from one of them to another (order statistics;
/// David & Nagaraja 2003, 7.1). Values may be infinite: later than anybody has looked. The interval
/// is from `least` to infinity where there are too few values for the level. Expects values, none
/// NaN.
[[nodiscard]] Estimate estimate_median(std::span<const double> values, double level, double least);

}  // namespace tiermix
