#pragma once

// Bounds that keys of several tables share.

#include "engine/scenario/schema.hpp"

namespace tiermix {

inline constexpr double kWeekSeconds = 7 * 86400.0;
inline constexpr double kTenYears = 522 * kWeekSeconds;

inline constexpr Bounds kShare{.low = 0.0, .high = 1.0};
inline constexpr Bounds kTime{.low = 0.0, .high = kTenYears};
inline constexpr Bounds kPositiveTime{.low = 0.0, .high = kTenYears, .above = true};
inline constexpr Bounds kFactor{.low = 0.0, .high = 10.0};
inline constexpr Bounds kGain{.low = -20.0, .high = 20.0};
inline constexpr Bounds kAmount{.low = 0.0, .high = 1e9};
inline constexpr Bounds kPlaces{.low = 0.0, .high = 1e9};

}  // namespace tiermix
