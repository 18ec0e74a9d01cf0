#pragma once

// The front of a scorecard: the headline measures by element, each with its interval, target,
// benchmarks and a verdict in words.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/report/report.hpp"
#include "engine/report/sources.hpp"

namespace tiermix {

/// Whether verdicts say how many half-widths lie between an estimate and a published figure.
enum class Distances : std::uint8_t { hidden, shown };

struct Front {
  std::string text;
  Distances distances = Distances::hidden;
};

/// In a narrow style first the distances are left out, then the column of targets, and at last what
/// is compared stands on lines of its own below the estimate.
[[nodiscard]] Front front_of(const Results& results,
                             const std::vector<Source>& sources,
                             const TextStyle& style);

/// Nothing of what it counts was there, and nobody expects it to be.
[[nodiscard]] bool is_unused(const EstimateRow& row);

}  // namespace tiermix
