#pragma once

// Results over time, as they are chosen to be shown.

#include "engine/report/report.hpp"

namespace tiermix {

/// The periods that are listed; nullptr where the results have none.
[[nodiscard]] const Periods* chosen_periods(const Results& results, const PeriodChoice& choice);

}  // namespace tiermix
