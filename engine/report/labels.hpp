#pragma once

// What the lines of a scorecard's tables are called.

#include <array>
#include <string_view>

#include "engine/tally/measure.hpp"

namespace tiermix {

/// "profit" and so on, as in measures and results.
[[nodiscard]] std::string_view name_of(Element element);

struct ScopeLine {
  std::string_view measure;
  std::string_view label;
};
inline constexpr std::array kTierLines{
    ScopeLine{.measure = "staffed", .label = "Reps on the floor"},
    ScopeLine{.measure = "payroll", .label = "People employed"},
    ScopeLine{.measure = "occupancy", .label = "Occupancy"},
    ScopeLine{.measure = "wait", .label = "Wait per visit"},
    ScopeLine{.measure = "escalation_rate", .label = "Escalated"},
    ScopeLine{.measure = "visits_per_case", .label = "Visits per case"},
    ScopeLine{.measure = "cost_per_case", .label = "Cost per case"},
    ScopeLine{.measure = "headcount", .label = "Headcount"},
    ScopeLine{.measure = "vacancy_rate", .label = "Places vacant"},
    ScopeLine{.measure = "mean_tenure", .label = "Mean tenure"},
    ScopeLine{.measure = "absence_share", .label = "Paid: absences"},
    ScopeLine{.measure = "break_share", .label = "Paid: breaks"},
    ScopeLine{.measure = "meeting_share", .label = "Paid: meetings"},
    ScopeLine{.measure = "off_phone_share", .label = "Paid: other tasks"},
    ScopeLine{.measure = "training_share", .label = "Paid: programmes"},
    ScopeLine{.measure = "onboarding_share", .label = "Paid: onboarding"},
    ScopeLine{.measure = "mentoring_share", .label = "Paid: mentoring"},
};
inline constexpr std::array kClassLines{
    ScopeLine{.measure = "cases_created", .label = "Cases created"},
    ScopeLine{.measure = "speed_of_answer", .label = "Speed of answer"},
    ScopeLine{.measure = "wait_p90", .label = "Wait, 90 %"},
    ScopeLine{.measure = "service_level", .label = "Service level"},
    ScopeLine{.measure = "abandonment_rate", .label = "Abandonment rate"},
    ScopeLine{.measure = "first_contact_resolution", .label = "First-contact resolution"},
    ScopeLine{.measure = "time_to_resolve", .label = "Time to resolve"},
    ScopeLine{.measure = "time_to_resolve_p50", .label = "Time to resolve, median"},
};

/// The parts of the cost per case, in the order of the work; those that the dictionary has.
inline constexpr auto kCostCauses = std::to_array<ScopeLine>({
    {.measure = "cost_per_case_handling", .label = "Handling"},
    {.measure = "cost_per_case_diagnosis", .label = "Diagnosis"},
    {.measure = "cost_per_case_failed_attempts", .label = "Failed attempts"},
    {.measure = "cost_per_case_rework", .label = "Rework"},
    {.measure = "cost_per_case_hand_over", .label = "Hand-over"},
    {.measure = "cost_per_case_holding", .label = "Owners who hold"},
    {.measure = "cost_per_case_idle", .label = "Idle time"},
    {.measure = "cost_per_case_breaks", .label = "Breaks and absences"},
    {.measure = "cost_per_case_shrinkage", .label = "Shrinkage"},
    {.measure = "cost_per_case_overtime", .label = "Overtime"},
    {.measure = "cost_per_case_training_price", .label = "Training: price"},
    {.measure = "cost_per_case_training_time", .label = "Training: wages"},
    {.measure = "cost_per_case_onboarding", .label = "Onboarding"},
    {.measure = "cost_per_case_mentoring", .label = "Mentoring"},
    {.measure = "cost_per_case_overhead", .label = "Overhead"},
    {.measure = "cost_per_case_hiring", .label = "Hiring"},
    {.measure = "cost_per_case_vendor", .label = "Vendors"},
    {.measure = "cost_per_case_fees", .label = "Fees"},
});

}  // namespace tiermix
