#pragma once

// Values that are no usual numbers, and whether what came back is the same.

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tiermix {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Also of two that are not numbers.
inline bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

inline bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return same(x, y); });
}

}  // namespace tiermix
