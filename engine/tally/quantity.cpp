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
    "cases_met",
    "escalations",
    "pendings",
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
