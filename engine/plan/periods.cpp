// The time grid of what a run counts. Rows per interval are kept for every class and tier, so a
// long run has longer ones: its memory stays within a few tens of MiB.

#include <algorithm>

#include "engine/base/calendar.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// 13 weeks of half hours, 26 weeks of hours.
constexpr std::int64_t kMostRows = 4500;

Duration row_length(const TimeFrame& time) {
  for (const Duration length : {time.interval, std::max(time.interval, kHour)}) {
    if (time.horizon <= longest_counted_by(length)) {
      return length;
    }
  }
  return kDay;
}

}  // namespace

Duration longest_counted_by(Duration interval) { return kMostRows * interval; }

void compile_periods(const TimeFrame& time, Plan& plan) {
  plan.interval = row_length(time);
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
