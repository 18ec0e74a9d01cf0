#include "engine/tally/period_series.hpp"

#include <algorithm>
#include <array>

#include "engine/tally/series_rows.hpp"

namespace tiermix {
namespace {

using series_rows::kDeskClass;
using series_rows::kDeskTier;
using series_rows::kEverywhere;
using series_rows::kToHours;
using series_rows::kToMinutes;
using series_rows::per_period;
using series_rows::per_time;
using series_rows::ratio;
using I = IntervalQuantity;

constexpr auto kPeriodSeries = std::to_array<PeriodSeries>({
    per_period("offered",
               "cases",
               I::offered,
               kEverywhere,
               "cases created in the period; per tier: visits begun"),
    per_period("answered",
               "cases",
               I::answered,
               kEverywhere,
               "cases created in the period that a rep met, whenever; per tier: visits"),
    ratio(
        "service_level",
        "1",
        I::answered_in_target,
        I::calls,
        1.0,
        kDeskClass,
        "calls answered within their class's answer target over calls, of the cases created in the "
        "period"),
    ratio("abandonment_rate",
          "1",
          I::calls_abandoned,
          I::calls,
          1.0,
          kEverywhere,
          "calls that left the queue over calls, of the cases created in the period; per tier: of "
          "visits"),
    ratio("wait",
          "min",
          I::wait,
          I::waits_ended,
          kToMinutes,
          kEverywhere,
          "mean time in the queue of the cases created in the period, however it ended; per tier: "
          "of visits"),
    ratio("handle_time",
          "min",
          I::handle_time,
          I::sessions,
          kToMinutes,
          kEverywhere,
          "mean rep time per session, of the cases created in the period; per tier: of visits"),
    ratio("first_contact_resolution",
          "1",
          I::resolved_first_session_net,
          I::offered,
          1.0,
          kDeskClass,
          "cases resolved in their first session, net of reopenings, over cases created in the "
          "period"),
    ratio("occupancy",
          "1",
          I::busy_time,
          I::staffed_time,
          1.0,
          kDeskTier,
          "handling time over time on the floor"),
    per_time("staffed", "reps", I::staffed_time, kDeskTier, "mean reps on the floor"),
    per_time("offered_load",
             "reps",
             I::handle_time,
             kEverywhere,
             "rep time that the cases created in the period get, whenever, over its length; per "
             "tier: visits begun"),
    per_time("queue", "cases", I::queue_time, kDeskTier, "mean waiting cases"),
    per_time("backlog", "cases", I::open_time, kDeskClass, "mean open cases"),
    per_period(
        "backlog_at_end", "cases", I::open_at_end, kDeskClass, "open cases at the period's end"),
    ratio("backlog_age",
          "h",
          I::age_at_end,
          I::open_at_end,
          kToHours,
          kDeskClass,
          "mean age of the open cases at the period's end"),
});

struct Same {
  Quantity quantity;
  I interval;
  bool per_class;
  bool per_tier;
};
constexpr auto kSame = std::to_array<Same>({
    {Quantity::offered, I::offered, true, true},
    {Quantity::calls, I::calls, true, true},
    {Quantity::calls_abandoned, I::calls_abandoned, true, true},
    {Quantity::calls_blocked, I::calls_blocked, true, true},
    {Quantity::blocked, I::blocked, true, true},
    {Quantity::abandoned, I::abandoned, true, true},
    {Quantity::answered, I::answered, true, true},
    {Quantity::answered_in_target, I::answered_in_target, true, false},
    {Quantity::wait, I::wait, true, true},
    {Quantity::wait_answered, I::wait_answered, true, true},
    {Quantity::waits_ended, I::waits_ended, true, true},
    {Quantity::sessions, I::sessions, true, true},
    {Quantity::handle_time, I::handle_time, true, true},
    {Quantity::resolved, I::resolved, true, false},
    {Quantity::resolved_first_session_net, I::resolved_first_session_net, true, false},
    {Quantity::time_to_resolve, I::time_to_resolve, true, false},
    {Quantity::resolve_due, I::resolve_due, true, false},
    {Quantity::resolved_in_target, I::resolved_in_target, true, false},
    {Quantity::open_time, I::open_time, true, false},
    {Quantity::busy_time, I::busy_time, false, true},
    {Quantity::staffed_time, I::staffed_time, false, true},
    {Quantity::queue_time, I::queue_time, false, true},
});

}  // namespace

std::span<const PeriodSeries> period_series() { return kPeriodSeries; }

int find_period_series(std::string_view name) {
  const auto found = std::ranges::find(kPeriodSeries, name, &PeriodSeries::name);
  return found == kPeriodSeries.end() ? -1 : static_cast<int>(found - kPeriodSeries.begin());
}

std::optional<IntervalQuantity> interval_quantity_of(Quantity q, MeasureScopes scope) {
  const auto found = std::ranges::find(kSame, q, &Same::quantity);
  if (found == kSame.end() || (scope.per_class && !found->per_class) ||
      (scope.per_tier && !found->per_tier)) {
    return std::nullopt;
  }
  return found->interval;
}

bool is_counted_by_interval(const Measure& measure, MeasureScopes scope) {
  return measure.kind == MeasureKind::ratio && interval_quantity_of(measure.numerator, scope) &&
         interval_quantity_of(measure.denominator, scope);
}

}  // namespace tiermix
