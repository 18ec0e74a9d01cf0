#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/base/calendar.hpp"
#include "engine/base/check.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// Since Monday 00:00.
Duration time_of_week(std::chrono::sys_days date) {
  const auto weekday = std::chrono::weekday(date).iso_encoding();  // Monday is 1
  return static_cast<std::int64_t>(weekday - 1) * kDay;
}

// `values` moved so that the one standing at `offset` comes first.
std::vector<double> rotated(std::vector<double> values, std::size_t offset) {
  std::rotate(values.begin(),
              values.begin() + static_cast<std::ptrdiff_t>(offset % values.size()),
              values.end());
  return values;
}

// Rates of a week from Monday on.
RateTable weekly(const Model& model, const Arrivals& arrivals) {
  std::vector<double> weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  if (arrivals.profile.has_value()) {
    const auto profile =
        std::find_if(model.profiles.begin(), model.profiles.end(), [&](const Profile& p) {
          return p.name == *arrivals.profile;
        });
    TIERMIX_EXPECTS(profile != model.profiles.end());
    weights = profile->weights;
  }
  RateTable table{{kWeek.us / static_cast<std::int64_t>(weights.size())}, std::move(weights)};
  const double mean_rate = arrivals.per_week * model.demand.volume / static_cast<double>(kWeek.us);
  for (double& rate : table.rates) {
    rate *= mean_rate;
  }
  return table;
}

double holiday_factor(const Model& model, std::chrono::sys_days date) {
  double factor = 1.0;
  for (const Holiday& holiday : model.holidays) {
    if (std::ranges::find(holiday.dates, date) != holiday.dates.end()) {
      factor *= holiday.arrivals;
    }
  }
  return factor;
}

// Whether every week of the run has the same rates.
bool repeats(const Model& model, const Arrivals& arrivals, const LocalClock& clock, Instant end) {
  return clock.is_plain(end) &&
         std::ranges::all_of(arrivals.months, [](double factor) { return factor == 1.0; }) &&
         std::ranges::all_of(model.holidays,
                             [](const Holiday& holiday) { return holiday.arrivals == 1.0; });
}

// The weekly rates along the calendar, from the start to the end of the run.
RateTable along_calendar(const Model& model,
                         const Arrivals& arrivals,
                         const LocalClock& clock,
                         Instant end) {
  const RateTable week = weekly(model, arrivals);
  RateTable table{common_slice(clock, week.slice, end), {}};
  for (Instant at{0}; at < end; at = at + table.slice) {
    const std::chrono::sys_days date = clock.local(at).day;
    const auto slice = static_cast<std::size_t>(clock.time_of_week(at).us / week.slice.us);
    const auto month = static_cast<unsigned>(std::chrono::year_month_day(date).month());
    table.rates.push_back(week.rates[slice] * arrivals.months.at(month - 1) *
                          holiday_factor(model, date));
  }
  return table;
}

RateTable from_series(const Model& model, const Series& series, Instant end) {
  const LocalClock clock(model.time.start, model.time.zone);
  RateTable table{common_slice(clock, series.step, end), {}};
  const Instant last =
      Instant{} + series.first + static_cast<std::int64_t>(series.values.size()) * series.step;
  for (Instant at{0}; at < end; at = at + table.slice) {
    const LocalTime now = clock.local(at);
    const Instant shown{(now.day - model.time.start).count() * kDay.us + now.time.us};
    // The numbers of a holiday stand in the series itself; not where its last week repeats.
    const double factor = shown < last ? 1.0 : holiday_factor(model, now.day);
    table.rates.push_back(series_at(series, shown) * model.demand.volume * factor /
                          static_cast<double>(series.step.us));
  }
  return table;
}

}  // namespace

double series_at(const Series& series, Instant at) {
  const auto count = static_cast<std::int64_t>(series.values.size());
  std::int64_t i = (at.us - series.first.us) / series.step.us;
  const std::int64_t week = kWeek.us / series.step.us;
  TIERMIX_EXPECTS(at.us >= series.first.us);
  if (i >= count) {
    TIERMIX_EXPECTS(count >= week);
    i = count - week + (i - count) % week;
  }
  return series.values[static_cast<std::size_t>(i)];
}

Duration common_slice(const LocalClock& clock, Duration slice, Instant end) {
  std::int64_t common = slice.us;
  for (Instant at{0}; at < end; at = clock.next_change(at)) {
    common = std::gcd(common, at.us);
    common = std::gcd(common, clock.local(at).time.us);
  }
  return {common};
}

RateTable arrival_rates(const Model& model, const Arrivals& arrivals, Instant end) {
  if (arrivals.series.has_value()) {
    return from_series(model, *arrivals.series, end);
  }
  const LocalClock clock(model.time.start, model.time.zone, arrivals.zone);
  if (!repeats(model, arrivals, clock, end)) {
    return along_calendar(model, arrivals, clock, end);
  }
  RateTable table = weekly(model, arrivals);
  const auto offset = time_of_week(model.time.start).us / table.slice.us;
  table.rates = rotated(std::move(table.rates), static_cast<std::size_t>(offset));
  return table;
}

}  // namespace tiermix
