#pragma once

// The targets of a scenario on its scorecard.

#include <string>

#include "engine/report/report.hpp"

namespace tiermix {

/// One line per target; empty without targets.
[[nodiscard]] std::string target_table(const Results& results, const TextStyle& style);

}  // namespace tiermix
