#pragma once

// An estimate beside the published figure that it can be compared with.

#include <string_view>
#include <vector>

#include "engine/results/benchmark.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// Positions of a row against the chosen sets, in the order chosen: in each set the first chosen
/// segment with a figure for the row's measure and scope in a unit that converts, else the
/// composite. A set without such a figure is passed over; none where the row has no value. `scope`
/// is that of the row as sets name it: "all", or "tier.2" for the second tier.
[[nodiscard]] std::vector<BenchmarkPosition> compare(const EstimateRow& row,
                                                     std::string_view scope,
                                                     const BenchmarkChoice& choice,
                                                     const std::vector<BenchmarkSet>& sets);

}  // namespace tiermix
