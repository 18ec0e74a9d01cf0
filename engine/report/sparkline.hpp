#pragma once

// Small charts of one line.

#include <span>
#include <string>

#include "engine/report/report.hpp"

namespace tiermix {

/// Whether the style has signs and a reader for small charts.
[[nodiscard]] bool draws_charts(const TextStyle& style);

/// One of eight blocks, U+2581 to U+2588, per value, the lowest value the lowest block; equal
/// values are half high, values that are not finite are blanks.
[[nodiscard]] std::string sparkline(std::span<const double> values);

}  // namespace tiermix
