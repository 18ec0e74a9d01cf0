// The time grid of what a run counts. Rows per interval are kept for every class and tier, so a
// long run has longer ones: its memory stays within a few tens of MiB. A target that speaks of
// shorter ones keeps them short.

#include <algorithm>

#include "engine/base/calendar.hpp"
#include "engine/scenario/targets.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// 13 weeks of half hours, 26 weeks of hours.
constexpr std::int64_t kMostRows = 4500;

bool is_made_of(const Model& model, Duration length) {
  return std::ranges::all_of(model.targets, [length](const Target& target) {
    return !target.window || target.window->longest_row().us % length.us == 0;
  });
}

Duration row_length(const Model& model) {
  const TimeFrame& time = model.time;
  const Duration hour = std::max(time.interval, kHour);
  if (time.horizon <= longest_counted_by(time.interval) || !is_made_of(model, hour)) {
    return time.interval;
  }
  return time.horizon <= longest_counted_by(hour) || !is_made_of(model, kDay) ? hour : kDay;
}

}  // namespace

Duration longest_counted_by(Duration interval) { return kMostRows * interval; }

void compile_periods(const Model& model, Plan& plan) {
  const TimeFrame& time = model.time;
  plan.interval = row_length(model);
  const LocalClock clock(time.start, time.zone);
  const std::chrono::days day(1);
  plan.month_starts = {plan.warm_up};
  for (std::chrono::sys_days date = time.start;; date += day) {
    const Instant midnight = clock.at({date, Duration{}});
    if (midnight.us >= time.horizon.us) {
      return;
    }
    plan.day_starts.push_back(midnight);
    const bool first_of_month = std::chrono::year_month_day(date).day() == std::chrono::day(1);
    if (first_of_month && midnight > plan.warm_up) {
      plan.month_starts.push_back(midnight);
    }
    if (date == time.start || std::chrono::weekday(date) == std::chrono::Monday) {
      plan.week_starts.push_back(midnight);
    }
  }
}

}  // namespace tiermix
