#pragma once

// The tables of what would close gaps.

#include <string>

#include "engine/report/report.hpp"

namespace tiermix {

/// Levers over all gaps, with what they do beside; empty where the table of the only gap says it.
[[nodiscard]] std::string over_all_gaps(const GapReport& report,
                                        const TextStyle& style,
                                        GapLength length);

/// Per measure that misses a goal: where it stands against each of its goals, the answer, and its
/// levers.
[[nodiscard]] std::string gap_tables(const GapReport& report,
                                     const TextStyle& style,
                                     GapLength length);

}  // namespace tiermix
