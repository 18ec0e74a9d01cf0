#pragma once

// An estimate beside the published figure that it can be compared with.

#include <optional>
#include <vector>

#include "engine/results/benchmark.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// Position of a row against the chosen set: the first chosen segment with a figure for the row's
/// measure in a unit that converts, else the composite. Nothing where there is no such figure or
/// the row has no value.
[[nodiscard]] std::optional<BenchmarkPosition> compare(const EstimateRow& row,
                                                       const BenchmarkChoice& choice,
                                                       const std::vector<BenchmarkSet>& sets);

}  // namespace tiermix
