#pragma once

// What a desk with two tiers observed in January and February, made by hand.

#include <cstddef>

#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix::testing {

/// The measured window begins a week after the start and lasts 59 days.
inline Plan desk_plan() {
  Plan plan;
  plan.warm_up = Instant{} + kWeek;
  plan.horizon = plan.warm_up + 59 * kDay;
  plan.month_starts = {plan.warm_up, plan.warm_up + 31 * kDay};
  plan.overhead_multiplier = 1.5;
  plan.classes.resize(1);
  plan.tiers.resize(2);
  plan.loyalty.customers = 40;
  return plan;
}

inline void set(
    Observations& o, std::size_t month, std::size_t scope, Quantity quantity, double value) {
  o.month_totals[(month * o.layout.size() + scope) * kQuantityCount + index_of(quantity)] = value;
}

/// Adds to a tier and to the desk.
inline void cost(
    Observations& o, std::size_t month, std::size_t tier, Quantity quantity, double value) {
  for (const std::size_t scope : {o.layout.of_tier(tier), ScopeLayout::all()}) {
    set(o, month, scope, quantity, o.month_total(month, scope, quantity) + value);
  }
}

/// Money of the first month; in the second, half as much of everything.
inline Observations two_months() {
  using Q = Quantity;
  Observations o;
  o.layout = {.classes = 1, .tiers = 2};
  o.months = 2;
  o.month_totals.resize(o.months * o.layout.size() * kQuantityCount);
  for (std::size_t m = 0; m < o.months; ++m) {
    const double part = m == 0 ? 1.0 : 0.5;
    const auto at = [&](std::size_t tier, Q q, double value) { cost(o, m, tier, q, part * value); };
    const auto desk = [&](Q q, double value) { set(o, m, ScopeLayout::all(), q, part * value); };
    at(0, Q::cost_training, 1000.0);
    at(0, Q::cost_training_time, 200.0);
    at(0, Q::cost_hiring, 500.0);
    at(1, Q::cost_onboarding, 60.0);
    at(1, Q::cost_mentoring, 40.0);
    at(0, Q::cost_overtime, 18.0);
    at(0, Q::cost_handling, 100.0);
    at(0, Q::cost_diagnosis, 10.0);
    at(0, Q::cost_failed_attempts, 20.0);
    at(0, Q::cost_hand_over, 4.0);
    at(0, Q::cost_holding, 2.0);
    at(1, Q::cost_handling, 80.0);
    at(1, Q::cost_diagnosis, 8.0);
    at(0, Q::cost_rework, 12.0);
    at(1, Q::cost_rework, 6.0);
    at(0, Q::cost_fees, 30.0);
    at(1, Q::cost_fees, 5.0);
    at(0, Q::cost_breaks, 14.0);
    at(1, Q::cost_shrinkage, 16.0);
    at(0, Q::cost_idle, 48.0);
    desk(Q::lost, 3.0);
    desk(Q::support_revenue, 900.0);
    desk(Q::churned_value, 3652.5);
    desk(Q::customers_rated, 10.0);
    // 1535 for prices, hiring and fees; 1.5 times 638 of wages.
    desk(Q::operating_cost, 1535.0 + 1.5 * 638.0);
  }
  return o;
}

}  // namespace tiermix::testing
