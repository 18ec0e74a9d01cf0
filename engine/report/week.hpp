#pragma once

// Results over time as a page shows them: a typical week, and whole periods one after another.

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/report.hpp"

namespace tiermix {

/// Intervals or hours of the measured window, brought together by weekday and time of day on the
/// wall. Counts and staff are means over the weeks; shares and times are weighted by what they are
/// of (occupancy by staff, the others by cases), so that a slot has the value of all its weeks
/// together.
///
/// Half-widths are weighted means of those of the periods. Weeks of one replication may depend on
/// each other in any way, and the error of a mean is never more than the mean of the errors: the
/// interval is wide enough, and in truth narrower.
struct TypicalWeek {
  std::vector<std::string> slots;     ///< "Mon 08:30", from Monday on, those that occur
  std::vector<IntervalTable> tables;  ///< [slot * scopes.size() + scope]
};

/// Without slots where the results have no periods of the kind. `kind` is "interval" or "hour";
/// intervals stand for hours where they are no shorter.
[[nodiscard]] TypicalWeek typical_week(const Results& results, std::string_view kind);

/// Periods of a kind that lie in the measured window as a whole; empty where there are none. Weeks
/// are whole weeks.
[[nodiscard]] Periods whole_periods(const Results& results, std::string_view kind);

}  // namespace tiermix
