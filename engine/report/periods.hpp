#pragma once

// Results over time, found and named.

#include <cstddef>
#include <string>

#include "engine/report/report.hpp"

namespace tiermix {

/// The periods that are listed; nullptr where the results have none.
[[nodiscard]] const Periods* chosen_periods(const Results& results, const PeriodChoice& choice);

/// "Mon 2026-01-05 08:30": the clock at the start of a period.
[[nodiscard]] std::string clock_of(const Results& results,
                                   const Periods& periods,
                                   std::size_t period);

}  // namespace tiermix
