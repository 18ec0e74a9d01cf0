#pragma once

// Results over time as a page shows them: a typical week, and whole periods one after another.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/period_part.hpp"
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
  double step_h = 1.0;                ///< length of a slot: 24 where the intervals are days
  std::vector<std::string> slots;     ///< "Mon 08:30", or "Mon" of days, from Monday on
  std::vector<IntervalTable> tables;  ///< [slot * scopes.size() + scope]
};

/// Without slots where the results have no periods of the kind. `kind` is "interval" or "hour";
/// intervals stand for hours where they are no shorter.
[[nodiscard]] TypicalWeek typical_week(const Results& results, std::string_view kind);

/// Periods of the measured window, whole ones; months also where they are cut.
struct MeasuredPeriods {
  Periods periods;
  std::vector<PeriodPart> parts;  ///< of each
  std::size_t in_warm_up = 0;     ///< periods left out because they begin in the warm-up
  std::size_t cut = 0;            ///< and because an end of the run cuts them
};

/// Empty where the results have none of the kind.
[[nodiscard]] MeasuredPeriods measured_periods(const Results& results, std::string_view kind);

}  // namespace tiermix
