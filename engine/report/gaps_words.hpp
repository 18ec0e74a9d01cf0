#pragma once

// The sentences about gaps, and their numbers.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/digits.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

/// "Service level, phone".
[[nodiscard]] std::string title_of(const GapGoalRow& goal);

/// The unit of differences in the measure of a goal: points for shares.
[[nodiscard]] ShownUnit unit_of(const GapGoalRow& goal);

/// "+3.2 ± 0.4" after multiplication by the factor, to line up at the tab.
[[nodiscard]] std::string signed_text(const Estimate& estimate,
                                      double factor,
                                      const TextStyle& style);

/// "+3.2 (2.9 to 3.7)" after multiplication by the factor, to line up at the tab: of a ratio, whose
/// interval is not symmetric. "(?)" where it has no two ends.
[[nodiscard]] std::string ends_text(const Estimate& estimate,
                                    double factor,
                                    const TextStyle& style);

/// "34 % (28 to 40)" of a share.
[[nodiscard]] std::string share_text(const Estimate& share);

/// Where the base stands: "67.9 ± 0.2 %, 2.1 pts below 70.0 % (sspa, composite)".
[[nodiscard]] std::string standing_text(const GapGoalRow& goal, const TextStyle& style);

/// "overloads tier1, more customers hang up"; empty for a sound lever.
[[nodiscard]] std::string dangers_of(const GapReport& report, std::size_t lever);

/// The cheapest way to close a gap, or that no lever does; of sound levers alone.
[[nodiscard]] std::string answer_to(const GapReport& report, const GapTable& table);

/// Goals that are no gap, in a line for each kind; empty where there are none.
[[nodiscard]] std::vector<std::string> other_goals(const GapReport& report, const TextStyle& style);

[[nodiscard]] std::vector<Note> gap_notes(const GapReport& report, GapLength length);

}  // namespace tiermix
