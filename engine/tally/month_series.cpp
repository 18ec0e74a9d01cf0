#include "engine/tally/month_series.hpp"

#include <array>
#include <cstddef>

#include "engine/tally/series_rows.hpp"

namespace tiermix {
namespace {

using series_rows::kDeskTier;
using series_rows::kToHours;
using series_rows::per_period;
using series_rows::per_time;
using series_rows::ratio;
using Q = Quantity;

constexpr auto kMonthSeries = std::to_array<MonthSeries>({
    {per_period("cost_of_support",
                "currency",
                Q::operating_cost,
                kDeskTier,
                "labour, overhead, hiring, training prices and fees of the month")},
    {ratio("cost_per_case",
           "currency/case",
           Q::operating_cost,
           Q::closed_in_window,
           1.0,
           kDeskTier,
           "cost of support over cases closed in the month; per tier: its part of it")},
    {per_time("headcount",
              "people",
              Q::filled_time,
              kDeskTier,
              "mean places filled, of groups with careers"),
     Q::place_time},
    {per_time("vacancies",
              "places",
              Q::vacant_time,
              kDeskTier,
              "mean places that are empty, of groups with careers"),
     Q::place_time},
    {per_period("leavers",
                "people",
                Q::leavers,
                kDeskTier,
                "reps who left in the month, or are expected to"),
     Q::attrition_time},
    {per_period("hires", "people", Q::hires, kDeskTier, "reps who came from outside in the month"),
     Q::place_time},
    {ratio("mean_tenure",
           "weeks",
           Q::tenure_time,
           Q::learning_time,
           1.0,
           kDeskTier,
           "mean tenure with the group, of reps past their onboarding"),
     Q::learning_time},
    {ratio("newcomer_share",
           "1",
           Q::newcomer_time,
           Q::learning_time,
           1.0,
           kDeskTier,
           "reps with less than 13 weeks of tenure over reps past their onboarding"),
     Q::learning_time},
    {ratio("first_year_share",
           "1",
           Q::first_year_time,
           Q::learning_time,
           1.0,
           kDeskTier,
           "reps with less than 52 weeks of tenure over reps past their onboarding"),
     Q::learning_time},
    {ratio("veteran_share",
           "1",
           Q::veteran_time,
           Q::learning_time,
           1.0,
           kDeskTier,
           "reps with 104 weeks of tenure or more over reps past their onboarding"),
     Q::learning_time},
    {ratio("mean_ability",
           "logit",
           Q::ability_time,
           Q::learning_time,
           1.0,
           kDeskTier,
           "mean shift of the logit of the resolve probability, of reps past their onboarding"),
     Q::learning_time},
    {ratio("mean_pace",
           "factor",
           Q::pace_time,
           Q::learning_time,
           1.0,
           kDeskTier,
           "mean factor on handle times, 1 for a proficient rep, of reps past their onboarding"),
     Q::learning_time},
    {per_period("seats", "seats", Q::seats, kDeskTier, "seats that programmes filled in the month"),
     Q::seats},
    {per_period("training_hours",
                "h",
                Q::training_time,
                kDeskTier,
                "paid time in programmes in the month",
                kToHours),
     Q::training_time},
    {per_period("onboarding_hours",
                "h",
                Q::onboarding_time,
                kDeskTier,
                "paid time of newcomers before they come to the floor, in the month",
                kToHours),
     Q::onboarding_time},
    {per_period("training_price",
                "currency",
                Q::cost_training,
                kDeskTier,
                "seats and fixed prices of programmes in the month"),
     Q::cost_training},
    {per_period("training_wages",
                "currency",
                Q::cost_training_time,
                kDeskTier,
                "wages of reps in programmes in the month, before overhead"),
     Q::cost_training_time},
    {per_period("cost_of_turnover",
                "currency",
                Q::turnover_cost,
                kDeskTier,
                "part of cost_of_support: hiring, onboarding and mentoring in the month"),
     Q::turnover_cost},
});

}  // namespace

std::span<const MonthSeries> month_series() { return kMonthSeries; }

int find_month_series(std::string_view name) {
  for (std::size_t i = 0; i < kMonthSeries.size(); ++i) {
    if (kMonthSeries[i].ratio.name == name) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

std::string_view definition_of_series(std::string_view name) {
  if (name == kRequiredStaff) {
    return kRequiredStaffDefinition;
  }
  if (const int any = find_period_series(name); any >= 0) {
    return period_series()[static_cast<std::size_t>(any)].definition;
  }
  const int month = find_month_series(name);
  return month < 0 ? std::string_view()
                   : month_series()[static_cast<std::size_t>(month)].ratio.definition;
}

}  // namespace tiermix
