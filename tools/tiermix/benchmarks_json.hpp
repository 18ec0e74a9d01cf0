#pragma once

// Benchmark sets, for scripts.

#include <string>
#include <vector>

#include "engine/results/benchmark.hpp"

namespace tiermix {

/// One JSON object: format_version, sets: [{set, source, year, definition, mark, differs,
/// quantities, figures}]. Shares are fractions with unit 1; differs and quantities are objects by
/// name.
[[nodiscard]] std::string to_json(const std::vector<BenchmarkSet>& sets);

}  // namespace tiermix
