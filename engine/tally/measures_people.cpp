#include <array>

#include "engine/tally/measure_rows.hpp"

namespace tiermix {
namespace {

using namespace measure_rows;

constexpr Measure people(std::string_view name,
                         std::string_view unit,
                         Q numerator,
                         Q denominator,
                         std::string_view definition,
                         double scale = 1.0) {
  return where_used(
      ratio(name, unit, numerator, denominator, scale, kDeskTier, Element::detail, definition));
}

// Reps as people: who is there, what they can do, what their training and their turnover cost.
constexpr auto kMeasures = std::to_array<Measure>({
    people("headcount", "people", Q::filled_time, Q::window, "mean places filled"),
    people("vacancies", "places", Q::vacant_time, Q::window, "mean places that are empty"),
    people("vacancy_rate",
           "1",
           Q::vacant_time,
           Q::place_time,
           "time that places are empty over the time of all places"),
    people("hires", "people", Q::hires, Q::one, "reps who came from outside, per run"),
    people("moves", "people", Q::moves, Q::one, "reps who came from another group, per run"),
    people("level_ups", "promotions", Q::level_ups, Q::one, "promotions to a level, per run"),
    people("lapses", "levels", Q::lapses, Q::one, "levels that reps lost, per run"),
    people("seats", "seats", Q::seats, Q::one, "seats that programmes filled, per run"),
    people("mean_tenure",
           "weeks",
           Q::tenure_time,
           Q::learning_time,
           "mean tenure with the group, of reps past their onboarding"),
    people("newcomer_share",
           "1",
           Q::newcomer_time,
           Q::learning_time,
           "reps with less than 13 weeks of tenure over reps past their onboarding"),
    people("mean_ability",
           "logit",
           Q::ability_time,
           Q::learning_time,
           "mean shift of the logit of the resolve probability that level, learning and programmes "
           "make, of reps past their onboarding"),
    people("mean_pace",
           "factor",
           Q::pace_time,
           Q::learning_time,
           "mean factor on handle times, 1 for a proficient rep, of reps past their onboarding"),
    people(
        "training_share", "1", Q::training_time, Q::paid_time, "time in programmes over paid time"),
    people("onboarding_share",
           "1",
           Q::onboarding_time,
           Q::paid_time,
           "paid shifts of newcomers before they come to the floor over paid time"),
    people("mentoring_share",
           "1",
           Q::mentoring_time,
           Q::paid_time,
           "paid shifts in which seniors help newcomers over paid time"),
    people("training_hours",
           "h",
           Q::training_time,
           Q::one,
           "paid time in programmes, per run",
           kToHours),
    people("onboarding_hours",
           "h",
           Q::onboarding_time,
           Q::one,
           "paid time of newcomers before they come to the floor, per run",
           kToHours),
    people("training_price",
           "currency",
           Q::cost_training,
           Q::one,
           "seats and fixed prices of programmes, per run"),
    people("training_wages",
           "currency",
           Q::cost_training_time,
           Q::one,
           "wages of reps in programmes, per run"),
    people("cost_of_turnover",
           "currency",
           Q::turnover_cost,
           Q::one,
           "part of cost_of_support: hiring, onboarding and mentoring, per run"),
    people("cost_per_case_training_price",
           "currency/case",
           Q::cost_training,
           Q::closed_in_window,
           "part of cost_per_case: seats and fixed prices of programmes"),
    people("cost_per_case_training_time",
           "currency/case",
           Q::cost_training_time,
           Q::closed_in_window,
           "part of cost_per_case: wages of reps in programmes"),
    people("cost_per_case_onboarding",
           "currency/case",
           Q::cost_onboarding,
           Q::closed_in_window,
           "part of cost_per_case: wages of newcomers before they come to the floor"),
    people("cost_per_case_mentoring",
           "currency/case",
           Q::cost_mentoring,
           Q::closed_in_window,
           "part of cost_per_case: wages of seniors off the floor for newcomers"),
});

}  // namespace

std::span<const Measure> people_measures() { return kMeasures; }

}  // namespace tiermix
