// What reps, fees and customers cost and bring, from what was counted.

#include "engine/kernel/report_money.hpp"

#include <array>
#include <utility>

#include "engine/kernel/leaving.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

// Money to a tier's scope and the desk's, with what is part of the operating cost.
void add_cost(Observations& o, std::size_t tier, Q q, double money) {
  for (const std::size_t scope : {o.layout.of_tier(tier), ScopeLayout::all()}) {
    o.total(scope, q) += money;
    o.total(scope, Q::operating_cost) += money;
    if (q == Q::cost_hiring || q == Q::cost_onboarding || q == Q::cost_mentoring) {
      o.total(scope, Q::turnover_cost) += money;
    }
  }
}

constexpr std::array<Q, kCauses> kCostOf{Q::cost_handling,
                                         Q::cost_diagnosis,
                                         Q::cost_failed_attempts,
                                         Q::cost_rework,
                                         Q::cost_hand_over,
                                         Q::cost_holding};

}  // namespace

void report_grade(Observations& o,
                  const Plan& plan,
                  std::size_t k,
                  const GradeCounters& counters,
                  const GradeTimes& times) {
  const GradePlan& grade = plan.grades[k];
  const GroupPlan& group = plan.groups[grade.group];
  const std::size_t scope = o.layout.of_tier(group.tier);
  const auto add = [&o, scope](Q q, double value) {
    o.total(scope, q) += value;
    o.total(ScopeLayout::all(), q) += value;
  };
  const auto [staffed, overtime, absent] = times;
  const auto away = [&counters](Away as) {
    return static_cast<double>(counters.away[static_cast<std::size_t>(as)]);
  };
  const double absence = away(Away::absence) + absent;
  const double pauses = away(Away::paid_break) + away(Away::meeting) + absence;
  const double for_skill = away(Away::training) + away(Away::onboarding) + away(Away::mentoring);
  const double paid_away = pauses + for_skill;
  const double paid = (staffed - overtime + paid_away) * group.paid_per_floor + overtime;
  const double labour = (paid + overtime * plan.overtime_premium) * grade.loaded_cost_per_us;
  add(Q::staffed_time, staffed);
  add(Q::overtime, overtime);
  add(Q::paid_time, paid);
  add(Q::break_time, away(Away::paid_break));
  add(Q::unpaid_break_time, away(Away::unpaid_break));
  add(Q::meeting_time, away(Away::meeting));
  add(Q::absence_time, absence);
  add(Q::training_time, away(Away::training));
  add(Q::onboarding_time, away(Away::onboarding));
  add(Q::mentoring_time, away(Away::mentoring));
  add(Q::off_phone_time, away(Away::off_phone));
  add(Q::labour_cost, labour);
  std::int64_t busy = 0;
  for (std::size_t cause = 0; cause < kCauses; ++cause) {
    busy += counters.spent[cause];
    add_cost(o,
             group.tier,
             kCostOf[cause],
             static_cast<double>(counters.spent[cause]) * grade.loaded_cost_per_us);
  }
  const double per_us = grade.loaded_cost_per_us;
  add(Q::idle_time, staffed - static_cast<double>(busy));
  add_cost(o, group.tier, Q::cost_idle, (staffed - static_cast<double>(busy)) * per_us);
  add_cost(o, group.tier, Q::cost_breaks, pauses * per_us);
  add_cost(o, group.tier, Q::cost_training_time, away(Away::training) * per_us);
  add_cost(o, group.tier, Q::cost_onboarding, away(Away::onboarding) * per_us);
  add_cost(o, group.tier, Q::cost_mentoring, away(Away::mentoring) * per_us);
  add_cost(o, group.tier, Q::cost_shrinkage, (paid - staffed - paid_away) * per_us);
  add_cost(o, group.tier, Q::cost_overtime, overtime * plan.overtime_premium * per_us);
  add_cost(o, group.tier, Q::overhead_cost, labour * (plan.overhead_multiplier - 1.0));
}

void report_payroll(Observations& o,
                    const Plan& plan,
                    const std::vector<PeopleTotals>& people,
                    Duration window) {
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const GroupPlan& group = plan.groups[g];
    double payroll = group.payroll * static_cast<double>(window.us);
    if (plan.are_people(g) && people[g][PeopleSum::place_time] > 0.0) {
      payroll *= 1.0 - people[g][PeopleSum::vacant_time] / people[g][PeopleSum::place_time];
    }
    const std::size_t all = ScopeLayout::all();
    o.total(o.layout.of_tier(group.tier), Q::payroll_time) += payroll;
    o.total(all, Q::payroll_time) += payroll;
    o.total(all, group.tier == 0 ? Q::first_tier_payroll_time : Q::specialist_payroll_time) +=
        payroll;
  }
}

void report_people(Observations& o, const Plan& plan, const std::vector<PeopleTotals>& people) {
  using P = PeopleSum;
  constexpr std::array kSums{std::pair{P::place_time, Q::place_time},
                             std::pair{P::vacant_time, Q::vacant_time},
                             std::pair{P::learning_time, Q::learning_time},
                             std::pair{P::tenure_time, Q::tenure_time},
                             std::pair{P::newcomer_time, Q::newcomer_time},
                             std::pair{P::first_year_time, Q::first_year_time},
                             std::pair{P::veteran_time, Q::veteran_time},
                             std::pair{P::ability_time, Q::ability_time},
                             std::pair{P::pace_time, Q::pace_time},
                             std::pair{P::hires, Q::hires},
                             std::pair{P::moves, Q::moves},
                             std::pair{P::leavers, Q::leavers},
                             std::pair{P::level_ups, Q::level_ups},
                             std::pair{P::lapses, Q::lapses},
                             std::pair{P::seats, Q::seats}};
  for (std::size_t g = 0; g < people.size(); ++g) {
    const std::uint16_t tier = plan.groups[g].tier;
    for (const auto& [sum, q] : kSums) {
      o.total(o.layout.of_tier(tier), q) += people[g][sum];
      o.total(ScopeLayout::all(), q) += people[g][sum];
    }
    const double filled = people[g][P::place_time] - people[g][P::vacant_time];
    o.total(o.layout.of_tier(tier), Q::filled_time) += filled;
    o.total(ScopeLayout::all(), Q::filled_time) += filled;
    add_cost(o, tier, Q::cost_hiring, people[g][P::hiring_cost]);
    add_cost(o, tier, Q::cost_training, people[g][P::training_price]);
    if (plan.people.staff[g].hires) {
      o.total(o.layout.of_tier(tier), Q::attrition_time) += filled;
      o.total(ScopeLayout::all(), Q::attrition_time) += filled;
    }
  }
}

// Vendors and assistants by tier; what belongs to no tier stands at the first.
void report_fees(Observations& o,
                 const Plan& plan,
                 const std::vector<TierCounters>& tiers,
                 Duration window) {
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    add_cost(o, t, Q::cost_vendor, static_cast<double>(tiers[t].fees) * plan.tiers[t].fee);
    add_cost(o, t, Q::cost_fees, static_cast<double>(tiers[t].assisted) * plan.aids.assist_cost);
  }
  const AidsPlan& aids = plan.aids;
  const std::size_t all = ScopeLayout::all();
  add_cost(o,
           0,
           Q::cost_fees,
           o.total(all, Q::offered) * aids.cost_per_case +
               o.total(all, Q::closed_in_window) * aids.quality_share * aids.quality_cost +
               o.total(all, Q::self_service_tries) * aids.self_service_cost +
               aids.fixed_cost_per_us * static_cast<double>(window.us));
}

// Expected leavers and what replacing them costs. Expects the times and attempts of all tiers.
void report_attrition(Observations& o, const Plan& plan, Duration window) {
  const AttritionPlan& attrition = plan.attrition;
  const std::size_t all = ScopeLayout::all();
  const double ratings = o.total(all, Q::ratings);
  const double rating = ratings > 0.0 ? 1e-6 * o.total(all, Q::rating) / ratings : kUsualRating;
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    if (plan.are_people(g) && plan.people.staff[g].hires) {
      continue;  // they left one by one
    }
    const GroupPlan& group = plan.groups[g];
    const std::size_t scope = o.layout.of_tier(group.tier);
    const auto share = [&o, scope](Q part, Q whole) {
      return o.total(scope, whole) > 0.0 ? o.total(scope, part) / o.total(scope, whole) : 0.0;
    };
    const double employed = group.payroll * static_cast<double>(window.us);
    const double leavers = employed * group.leaving_per_us *
                           leaving_factor(attrition,
                                          rating,
                                          share(Q::busy_time, Q::staffed_time),
                                          share(Q::failed_attempts, Q::attempts));
    for (const std::size_t of : {scope, all}) {
      o.total(of, Q::leavers) += leavers;
      o.total(of, Q::attrition_time) += employed;
    }
    add_cost(o, group.tier, Q::cost_hiring, leavers * attrition.replacement_cost);
    if (plan.revenue.given) {
      o.total(all, Q::support_profit) -= leavers * attrition.replacement_cost;
    }
  }
}

// Expects all costs.
void report_revenue(Observations& o, const Plan& plan, Duration window) {
  const std::size_t all = ScopeLayout::all();
  const double revenue = plan.revenue.fee_per_us * static_cast<double>(window.us) +
                         plan.revenue.fee_per_case * o.total(all, Q::offered);
  o.total(all, Q::support_revenue) = revenue;
  o.total(all, Q::support_profit) = revenue - o.total(all, Q::operating_cost);
  o.total(all, Q::runs_with_revenue) = 1.0;
}

void report_loyalty(Observations& o, const LoyaltyPlan& plan, const LoyaltyTotals& totals) {
  const std::size_t all = ScopeLayout::all();
  o.total(all, Q::customers_rated) = totals.rated;
  o.total(all, Q::customers_secure) = totals.secure;
  o.total(all, Q::churn) = totals.churn;
  o.total(all, Q::churned_value) = totals.lost_value;
  if (totals.rated > 0.0) {
    o.total(all, Q::value_at_risk) = totals.lost_value / totals.rated * plan.customers;
  }
  o.total(all, Q::promoter_balance) = totals.promoter_balance;
  o.total(all, Q::runs_with_loyalty) = 1.0;
}

}  // namespace tiermix
