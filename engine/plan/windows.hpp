#pragma once

// The parts of the week that targets speak of, as rows of what is counted.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/tally/row_span.hpp"
#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// An interval of the day, on all days of a window or on one of them.
struct DayInterval {
  std::int8_t weekday = -1;  ///< 0 is Monday; -1: every day of the window
  Duration from;             ///< since midnight by the scenario's clock
  Duration to;
  std::vector<RowSpan> rows;  ///< measured, ascending; a row is where it begins
};

/// The intervals that each have to meet a target, in the order of the week. Of "in every hour"
/// those in which there is something to judge: cases of the class, a mean of one at least on the
/// days on which it is open, or reps of the tier on the floor. Where that is none of them, those
/// with any, and else all.
struct WindowPlan {
  std::vector<DayInterval> intervals;
};

/// Of the targets that have a window, in their order. Expects the plan of the model.
[[nodiscard]] std::vector<WindowPlan> windows_of(const Model& model, const Plan& plan);

}  // namespace tiermix
