#pragma once

#include <limits>

namespace tiermix {

/// The value where there is none to be had.
inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// The half-width where nothing is known of the error.
inline constexpr double kInfinite = std::numeric_limits<double>::infinity();

}  // namespace tiermix
