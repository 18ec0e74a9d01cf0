#include "engine/tally/quantity.hpp"

#include <array>

namespace tiermix {
namespace {

constexpr std::array<std::string_view, kQuantityCount> kNames{
    "one",
    "offered",
    "blocked",
    "abandoned",
    "answered",
    "answered_in_target",
    "waited",
    "wait",
    "wait_answered",
    "waits_ended",
    "sessions",
    "handle_time",
    "resolved",
    "closed_unresolved",
    "closed",
    "resolved_first_session",
    "resolved_first_session_net",
    "resolved_tier_one",
    "escalated",
    "reopenings",
    "solutions",
    "time_to_resolve",
    "handle_cost",
    "open_at_end",
    "transfers",
    "repeats",
    "swarms",
    "forced",
    "self_service_tries",
    "contained",
    "resolved_hard",
    "time_hard",
    "resolved_escalated",
    "time_escalated",
    "ratings",
    "rating",
    "top_box",
    "survey_answers",
    "survey_rating",
    "cases_met",
    "escalations",
    "pendings",
    "complexity_met",
    "moved",
    "bounces",
    "attempts",
    "failed_attempts",
    "referrals",
    "false_resolutions",
    "unnecessary_escalations",
    "closed_in_window",
    "open_time",
    "pending_time",
    "busy_time",
    "staffed_time",
    "overtime",
    "queue_time",
    "paid_time",
    "payroll_time",
    "first_tier_payroll_time",
    "specialist_payroll_time",
    "cost_handling",
    "cost_diagnosis",
    "cost_failed_attempts",
    "cost_rework",
    "cost_hand_over",
    "cost_holding",
    "cost_idle",
    "cost_shrinkage",
    "cost_overtime",
    "cost_fees",
    "labour_cost",
    "overhead_cost",
    "operating_cost",
    "window",
};
static_assert(!kNames.back().empty(), "every quantity has a name");

constexpr std::array<std::string_view, kIntervalQuantityCount> kIntervalNames{
    "offered",
    "answered_in_target",
    "abandoned",
    "open_time",
    "busy_time",
    "staffed_time",
    "queue_time",
};
static_assert(!kIntervalNames.back().empty(), "every interval quantity has a name");

}  // namespace

std::string_view name_of(Quantity quantity) { return kNames[index_of(quantity)]; }

std::string_view name_of(IntervalQuantity quantity) { return kIntervalNames[index_of(quantity)]; }

}  // namespace tiermix
