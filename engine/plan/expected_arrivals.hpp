#pragma once

#include <cstddef>

#include "engine/plan/plan.hpp"

namespace tiermix {

/// How many cases of a class arrive in the measured window in the mean: the integral of its rate
/// from the warm-up's end to the horizon. A day's busyness has the mean 1; replayed arrivals are as
/// many as they are.
[[nodiscard]] double expected_arrivals(const Plan& plan, std::size_t case_class);

/// The same from one instant to another, of what the rate says: whether the class is open or not.
[[nodiscard]] double expected_between(const Plan& plan,
                                      std::size_t case_class,
                                      Instant from,
                                      Instant to);

}  // namespace tiermix
