#pragma once

// Which way a measure is better.

#include <optional>
#include <string_view>

#include "engine/estimate/paired.hpp"

namespace tiermix {

/// Nothing for measures that are good or bad only in their context, such as occupancy, and for
/// amounts of work or staff that cost already counts.
[[nodiscard]] std::optional<Better> better_of(std::string_view measure);

}  // namespace tiermix
