#pragma once

// Where a curve comes to zero from below and stays: when a cumulative cash flow has paid back, from
// what size on an effect is worth its price.

#include <span>

#include "engine/estimate/estimate.hpp"

namespace tiermix {

/// The least x from which the curve through the points is nowhere below zero, up to the last of
/// them; straight between points. The first x where it never is below; infinite where it is below
/// at the last. Expects ascending x, a y for each, and finite y where the curve crosses.
[[nodiscard]] double lasting_crossing(std::span<const double> x, std::span<const double> y);

/// The same of a curve that is known by estimates: that of the means, from that of the upper bounds
/// to that of the lower bounds.
[[nodiscard]] Estimate lasting_crossing(std::span<const double> x,
                                        std::span<const Estimate> estimates);

}  // namespace tiermix
