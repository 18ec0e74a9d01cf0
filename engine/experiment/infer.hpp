#pragma once

// From observations to estimates.

#include <vector>

#include "engine/estimate/estimate.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// Every measure in every scope that reports it.
[[nodiscard]] std::vector<MeasureEstimate> estimate_measures(
    const std::vector<Observations>& replications, double level);

/// measures()[index] in one scope.
[[nodiscard]] Estimate estimate_measure(const std::vector<Observations>& replications,
                                        std::size_t index,
                                        std::size_t scope,
                                        double level);

}  // namespace tiermix
