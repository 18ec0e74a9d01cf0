#pragma once

// From observations to estimates.

#include <vector>

#include "engine/estimate/estimate.hpp"
#include "engine/experiment/arrival_control.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// Every measure in every scope that reports it, worked out on so many threads (0: all cores).
[[nodiscard]] std::vector<MeasureEstimate> estimate_measures(
    const std::vector<Observations>& replications,
    double level,
    int threads,
    const ArrivalControl& control = {});

/// measures()[index] in one scope. A control that is used corrects ratios and time averages; totals
/// and quantiles stay as they are.
[[nodiscard]] Estimate estimate_measure(const std::vector<Observations>& replications,
                                        std::size_t index,
                                        std::size_t scope,
                                        double level,
                                        const ArrivalControl& control = {});

}  // namespace tiermix
