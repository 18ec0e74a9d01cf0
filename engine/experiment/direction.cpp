#include "engine/experiment/direction.hpp"

#include <algorithm>
#include <array>

namespace tiermix {
namespace {

constexpr auto kHigher = std::to_array<std::string_view>({
    "first_contact_resolution",
    "first_contact_resolution_gross",
    "first_level_resolution",
    "mean_ability",
    "net_promoter_score",
    "resolution_rate",
    "resolve_target_attainment",
    "satisfaction",
    "satisfaction_rating",
    "satisfaction_survey",
    "satisfaction_top_box",
    "secure_customers",
    "self_service_containment",
    "service_level",
    "support_profit",
    "support_revenue",
});

constexpr auto kLower = std::to_array<std::string_view>({
    "abandonment_rate",
    "attrition_rate",
    "churn_rate",
    "cost_of_turnover",
    "backlog",
    "balking_rate",
    "blocking_rate",
    "bounce_rate",
    "missed_callbacks_per_customer",
    "calls_per_case",
    "failed_attempt_rate",
    "failed_attempts_per_case",
    "false_resolution_rate",
    "forced_rate",
    "handle_cost_per_case",
    "lapses",
    "lost_rate",
    "mean_pace",
    "interruption_rate",
    "open_at_end",
    "overtime_hours",
    "probability_of_wait",
    "queue_length",
    "redial_rate",
    "reopen_rate",
    "reopenings_per_case",
    "repeat_contact_rate",
    "repeat_rate",
    "revenue_at_risk",
    "satisfaction_share_1",
    "satisfaction_share_2",
    "sessions_per_case",
    "speed_of_answer",
    "transfers_per_case",
    "unnecessary_escalation_rate",
    "unresolved_rate",
    "vacancies",
    "vacancy_rate",
});

// Families of names.
constexpr auto kLowerBeginnings =
    std::to_array<std::string_view>({"cost_per_", "time_to_resolve", "wait"});

}  // namespace

std::optional<Better> better_of(std::string_view measure) {
  if (std::ranges::find(kHigher, measure) != kHigher.end()) {
    return Better::higher;
  }
  const bool lower = std::ranges::find(kLower, measure) != kLower.end() ||
                     std::ranges::any_of(kLowerBeginnings, [measure](std::string_view beginning) {
                       return measure.starts_with(beginning);
                     });
  return lower ? std::optional(Better::lower) : std::nullopt;
}

}  // namespace tiermix
