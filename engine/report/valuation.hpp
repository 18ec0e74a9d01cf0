#pragma once

// The pieces of the text about what a programme is worth: the answer in words, and the notes.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

/// What the programme is worth, when it pays back and from what effect on, a paragraph each.
[[nodiscard]] std::vector<Note> answers(const Valuation& valuation, const TextStyle& style);

/// How to read the tables, and what makes them doubtful.
[[nodiscard]] std::vector<Note> valuation_notes(const Valuation& valuation, const TextStyle& style);

/// The civil date so many months after the begin of the measured window; "at once" for none,
/// "later" behind the horizon.
[[nodiscard]] std::string payback_date(const Valuation& valuation, double months);

/// "4 days" where the measured window has no more of a month; empty where it has all of it.
[[nodiscard]] std::string days_of_cut_month(const Valuation& valuation, std::size_t month);

/// "turnover" as people say it: "Hiring, onboarding, mentoring".
[[nodiscard]] std::string label_of_line(std::string_view name);

/// "payback_months" likewise: "Paid back, median"; of a figure in cash, "..., cash alone".
[[nodiscard]] std::string label_of_figure(std::string_view name);

/// "97 %", without decimals.
[[nodiscard]] std::string whole_percent(double share);

}  // namespace tiermix
