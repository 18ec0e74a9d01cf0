#include <algorithm>
#include <array>

#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

LoyaltyPlan compile_loyalty(const Loyalty& loyalty) {
  LoyaltyPlan plan;
  plan.customers = static_cast<std::uint32_t>(loyalty.customers);
  plan.memory_weight = loyalty.memory_weight;
  plan.secure_at = loyalty.secure_at;
  plan.churn = loyalty.churn;
  plan.churn_by_memory = loyalty.churn_by == ChurnBy::memory;
  plan.secure_factor = loyalty.secure_factor;
  plan.value = loyalty.contract_value + loyalty.support_contract_value;
  plan.promoter_slope = loyalty.promoter.steepness;
  plan.promoter_centre = loyalty.promoter.centre;
  plan.detractor_slope = -loyalty.detractor.steepness;
  plan.detractor_centre = loyalty.detractor.centre;
  return plan;
}

}  // namespace

double yearly_attrition(const RepGroup& group, std::size_t tier) {
  constexpr std::array kPerYear{0.40, 0.20, 0.12};  // by tier; the last holds beyond
  return group.attrition.value_or(kPerYear.at(std::min(tier, kPerYear.size() - 1)));
}

void compile_business(const Model& model, Plan& plan) {
  if (model.satisfaction && model.loyalty) {
    plan.loyalty = compile_loyalty(*model.loyalty);
  }
  if (const auto& revenue = model.revenue) {
    constexpr double kMonthsPerUs = 12.0 / kYearUs;
    plan.revenue = {.given = true,
                    .fee_per_us = revenue->contracts * revenue->fee_per_month * kMonthsPerUs,
                    .fee_per_case = revenue->fee_per_case};
  }
  if (const auto& attrition = model.attrition) {
    plan.attrition = {.given = true,
                      .replacement_cost = attrition->replacement_cost,
                      .rating_feedback = attrition->rating_feedback,
                      .occupancy_effect = attrition->occupancy_effect,
                      .stress_effect = attrition->stress_effect};
    for (std::size_t g = 0; g < plan.groups.size(); ++g) {
      const Level* const level = only_level(model, model.groups[g]);
      const double of_group = yearly_attrition(model.groups[g], plan.groups[g].tier);
      plan.groups[g].leaving_per_us =
          (level != nullptr ? level->attrition.value_or(of_group) : of_group) / kYearUs;
    }
  }
}

}  // namespace tiermix
