#pragma once

// Alone knows Boost.Math.

#include <cstdint>

namespace tiermix {

/// Upper quantile of Student's t at (1 + level) / 2; the last values are kept, a quantile costs
/// microseconds. Expects a level in (0, 1) and at least one degree of freedom.
[[nodiscard]] double student_t(double level, std::uint32_t degrees_of_freedom);

}  // namespace tiermix
