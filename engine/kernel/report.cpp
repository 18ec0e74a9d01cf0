#include <algorithm>
#include <array>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"
#include "engine/kernel/floor.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

// Counted where they happen, per class and per tier.
constexpr std::array kClassCounts{Q::offered,
                                  Q::blocked,
                                  Q::abandoned,
                                  Q::answered,
                                  Q::answered_in_target,
                                  Q::waited,
                                  Q::wait,
                                  Q::wait_answered,
                                  Q::sessions,
                                  Q::handle_time,
                                  Q::resolved,
                                  Q::closed_unresolved,
                                  Q::closed,
                                  Q::resolved_first_session,
                                  Q::resolved_first_session_net,
                                  Q::resolved_tier_one,
                                  Q::escalated,
                                  Q::reopenings,
                                  Q::time_to_resolve,
                                  Q::transfers,
                                  Q::repeats,
                                  Q::swarms,
                                  Q::forced,
                                  Q::self_service_tries,
                                  Q::contained,
                                  Q::resolved_hard,
                                  Q::time_hard,
                                  Q::resolved_escalated,
                                  Q::time_escalated,
                                  Q::ratings,
                                  Q::rating,
                                  Q::top_box,
                                  Q::survey_answers,
                                  Q::survey_rating,
                                  Q::attempts,
                                  Q::failed_attempts,
                                  Q::referrals,
                                  Q::false_resolutions,
                                  Q::closed_in_window,
                                  Q::resolve_due,
                                  Q::resolved_in_target,
                                  Q::time_to_resolve_open,
                                  Q::calls_abandoned,
                                  Q::calls_blocked,
                                  Q::redials,
                                  Q::balked,
                                  Q::lost,
                                  Q::callbacks,
                                  Q::callbacks_missed,
                                  Q::callbacks_lost,
                                  Q::repeat_contacts,
                                  Q::interruptions};
constexpr std::array kTierCounts{Q::cases_met,
                                 Q::offered,
                                 Q::blocked,
                                 Q::abandoned,
                                 Q::answered,
                                 Q::waited,
                                 Q::wait,
                                 Q::wait_answered,
                                 Q::sessions,
                                 Q::handle_time,
                                 Q::resolved,
                                 Q::closed_unresolved,
                                 Q::escalations,
                                 Q::pendings,
                                 Q::complexity_met,
                                 Q::moved,
                                 Q::bounces,
                                 Q::attempts,
                                 Q::failed_attempts,
                                 Q::referrals,
                                 Q::false_resolutions,
                                 Q::unnecessary_escalations};

// Sets a quantity of one scope and adds it to the desk's.
void set_and_sum(Observations& o, std::size_t scope, Q q, double value) {
  o.total(scope, q) = value;
  o.total(ScopeLayout::all(), q) += value;
}

double difference(const std::vector<std::uint64_t>& end,
                  const std::vector<std::uint64_t>& start,
                  std::size_t i) {
  return static_cast<double>(end[i] - start[i]);
}

void report_class(Observations& o,
                  const Plan& plan,
                  std::size_t c,
                  const ClassCounters& counters,
                  const AreaReading& start,
                  const AreaReading& end) {
  const std::size_t scope = ScopeLayout::of_class(c);
  for (const Q q : kClassCounts) {
    set_and_sum(o, scope, q, static_cast<double>(counters.counts[q]));
  }
  double handle_cost = 0.0;
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    handle_cost += static_cast<double>(counters.handled_by[g]) * plan.groups[g].loaded_cost_per_us;
  }
  set_and_sum(o, scope, Q::handle_cost, handle_cost);
  const ScopeCounts& n = counters.counts;
  const std::int64_t open = n[Q::offered] - n[Q::lost] - n[Q::closed];
  TIERMIX_ENSURES(open >= 0);
  set_and_sum(o, scope, Q::open_at_end, static_cast<double>(open));
  set_and_sum(o,
              scope,
              Q::waits_ended,
              static_cast<double>(n[Q::answered] + n[Q::calls_abandoned] + n[Q::calls_blocked] +
                                  n[Q::callbacks_lost]));
  set_and_sum(o, scope, Q::calls, static_cast<double>(n[Q::offered] + n[Q::redials]));
  set_and_sum(o, scope, Q::solutions, static_cast<double>(n[Q::resolved] + n[Q::reopenings]));
  set_and_sum(o, scope, Q::open_time, difference(end.open, start.open, c));
  set_and_sum(o, scope, Q::pending_time, difference(end.pending, start.pending, c));
}

// Money to a tier's scope and the desk's, with what is part of the operating cost.
void add_cost(Observations& o, std::size_t tier, Q q, double money) {
  for (const std::size_t scope : {o.layout.of_tier(tier), ScopeLayout::all()}) {
    o.total(scope, q) += money;
    o.total(scope, Q::operating_cost) += money;
  }
}

constexpr std::array<Q, kCauses> kCostOf{Q::cost_handling,
                                         Q::cost_diagnosis,
                                         Q::cost_failed_attempts,
                                         Q::cost_rework,
                                         Q::cost_hand_over,
                                         Q::cost_holding};

void report_group(Observations& o,
                  const Plan& plan,
                  std::size_t g,
                  const GroupCounters& counters,
                  const AreaReading& start,
                  const AreaReading& end) {
  const GroupPlan& group = plan.groups[g];
  const std::size_t scope = o.layout.of_tier(group.tier);
  const auto add = [&o, scope](Q q, double value) {
    o.total(scope, q) += value;
    o.total(ScopeLayout::all(), q) += value;
  };
  const double staffed = difference(end.staffed, start.staffed, g);
  const double overtime = difference(end.overtime, start.overtime, g);
  const auto away = [&counters](Away as) {
    return static_cast<double>(counters.away[static_cast<std::size_t>(as)]);
  };
  const double paid_away = away(Away::paid_break) + away(Away::meeting) + away(Away::absence);
  const double paid = (staffed - overtime + paid_away) * group.paid_per_floor + overtime;
  const double labour = (paid + overtime * plan.overtime_premium) * group.loaded_cost_per_us;
  const double payroll = group.payroll * static_cast<double>((plan.horizon - plan.warm_up).us);
  add(Q::staffed_time, staffed);
  add(Q::overtime, overtime);
  add(Q::paid_time, paid);
  add(Q::payroll_time, payroll);
  add(Q::break_time, away(Away::paid_break));
  add(Q::unpaid_break_time, away(Away::unpaid_break));
  add(Q::meeting_time, away(Away::meeting));
  add(Q::absence_time, away(Away::absence));
  add(Q::off_phone_time, away(Away::off_phone));
  add(Q::labour_cost, labour);
  std::int64_t busy = 0;
  for (std::size_t cause = 0; cause < kCauses; ++cause) {
    busy += counters.spent[cause];
    add_cost(o,
             group.tier,
             kCostOf[cause],
             static_cast<double>(counters.spent[cause]) * group.loaded_cost_per_us);
  }
  const double per_us = group.loaded_cost_per_us;
  add_cost(o, group.tier, Q::cost_idle, (staffed - static_cast<double>(busy)) * per_us);
  add_cost(o, group.tier, Q::cost_breaks, paid_away * per_us);
  add_cost(o, group.tier, Q::cost_shrinkage, (paid - staffed - paid_away) * per_us);
  add_cost(o, group.tier, Q::cost_overtime, overtime * plan.overtime_premium * per_us);
  add_cost(o, group.tier, Q::overhead_cost, labour * (plan.overhead_multiplier - 1.0));
  o.total(ScopeLayout::all(),
          group.tier == 0 ? Q::first_tier_payroll_time : Q::specialist_payroll_time) += payroll;
}

// Vendors and assistants by tier; what belongs to no tier stands at the first.
void report_fees(Observations& o, const Plan& plan, const std::vector<TierCounters>& tiers) {
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    add_cost(o,
             t,
             Q::cost_fees,
             static_cast<double>(tiers[t].fees) * plan.tiers[t].fee +
                 static_cast<double>(tiers[t].assisted) * plan.aids.assist_cost);
  }
  const AidsPlan& aids = plan.aids;
  const std::size_t all = ScopeLayout::all();
  const auto window = static_cast<double>((plan.horizon - plan.warm_up).us);
  add_cost(o,
           0,
           Q::cost_fees,
           o.total(all, Q::offered) * aids.cost_per_case +
               o.total(all, Q::closed_in_window) * aids.quality_share * aids.quality_cost +
               o.total(all, Q::self_service_tries) * aids.self_service_cost +
               aids.fixed_cost_per_us * window);
}

// Expected leavers and what replacing them costs. Expects the times and attempts of all tiers.
void report_attrition(Observations& o, const Plan& plan) {
  const AttritionPlan& attrition = plan.attrition;
  constexpr double kMeanRating = 3.9;
  constexpr double kDense = 0.85;
  constexpr double kTenth = 0.1;
  constexpr double kUsualFailures = 0.2;
  const std::size_t all = ScopeLayout::all();
  const double ratings = o.total(all, Q::ratings);
  const double rating = ratings > 0.0 ? 1e-6 * o.total(all, Q::rating) / ratings : kMeanRating;
  const double window = static_cast<double>((plan.horizon - plan.warm_up).us);
  for (const GroupPlan& group : plan.groups) {
    const std::size_t scope = o.layout.of_tier(group.tier);
    const auto share = [&o, scope](Q part, Q whole) {
      return o.total(scope, whole) > 0.0 ? o.total(scope, part) / o.total(scope, whole) : 0.0;
    };
    const double dense = std::max(0.0, share(Q::busy_time, Q::staffed_time) - kDense);
    const double stress = std::max(0.0, share(Q::failed_attempts, Q::attempts) - kUsualFailures);
    const double employed = group.payroll * window;
    const double leavers = employed * group.leaving_per_us *
                           exp_of(attrition.occupancy_effect * dense / kTenth -
                                  attrition.rating_feedback * (rating - kMeanRating)) *
                           (1.0 + attrition.stress_effect * stress);
    for (const std::size_t of : {scope, all}) {
      o.total(of, Q::leavers) += leavers;
      o.total(of, Q::attrition_time) += employed;
    }
    add_cost(o, group.tier, Q::cost_hiring, leavers * attrition.replacement_cost);
  }
}

// Expects all costs.
void report_revenue(Observations& o, const Plan& plan) {
  const std::size_t all = ScopeLayout::all();
  const double revenue =
      plan.revenue.fee_per_us * static_cast<double>((plan.horizon - plan.warm_up).us) +
      plan.revenue.fee_per_case * o.total(all, Q::offered);
  o.total(all, Q::support_revenue) = revenue;
  o.total(all, Q::support_profit) = revenue - o.total(all, Q::operating_cost);
  o.total(all, Q::runs_with_revenue) = 1.0;
}

void report_loyalty(Observations& o, const LoyaltyTotals& totals) {
  const std::size_t all = ScopeLayout::all();
  o.total(all, Q::customers_rated) = totals.rated;
  o.total(all, Q::customers_secure) = totals.secure;
  o.total(all, Q::churn) = totals.churn;
  o.total(all, Q::churned_value) = totals.lost_value;
  o.total(all, Q::promoter_balance) = totals.promoter_balance;
  o.total(all, Q::runs_with_loyalty) = 1.0;
}

}  // namespace

Observations Floor::report() {
  Observations o;
  o.layout = plan_.layout();
  o.totals.resize(o.layout.size() * kQuantityCount);
  for (std::size_t c = 0; c < class_counters_.size(); ++c) {
    report_class(o, plan_, c, class_counters_[c], window_start_, window_end_);
    o.wait.push_back(class_counters_[c].wait);
    o.time_to_resolve.push_back(class_counters_[c].time_to_resolve);
  }
  for (std::size_t t = 0; t < tier_counters_.size(); ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    for (const Q q : kTierCounts) {
      o.total(scope, q) = static_cast<double>(tier_counters_[t].counts[q]);
    }
    o.total(scope, Q::waits_ended) = o.total(scope, Q::answered) + o.total(scope, Q::abandoned) +
                                     o.total(scope, Q::blocked) + o.total(scope, Q::moved);
    o.total(scope, Q::calls) = o.total(scope, Q::offered);  // every visit
    o.total(scope, Q::calls_abandoned) = o.total(scope, Q::abandoned);
    o.total(scope, Q::calls_blocked) = o.total(scope, Q::blocked);
    for (const Q q : {Q::escalations, Q::pendings, Q::unnecessary_escalations}) {
      o.total(ScopeLayout::all(), q) += o.total(scope, q);
    }
    set_and_sum(o, scope, Q::busy_time, difference(window_end_.busy, window_start_.busy, t));
    set_and_sum(o, scope, Q::queue_time, difference(window_end_.queue, window_start_.queue, t));
    set_and_sum(o, scope, Q::chat_time, static_cast<double>(tier_counters_[t].chat_time));
    for (const Q q : {Q::closed, Q::closed_in_window}) {
      o.total(scope, q) = o.total(ScopeLayout::all(), q);
    }
    o.wait.push_back(tier_counters_[t].wait);
  }
  for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
    report_group(o, plan_, g, group_counters_[g], window_start_, window_end_);
  }
  report_fees(o, plan_, tier_counters_);
  if (plan_.attrition.given) {
    report_attrition(o, plan_);
  }
  if (plan_.revenue.given) {
    report_revenue(o, plan_);
  }
  if (customers_.is_used()) {
    report_loyalty(o, customers_.totals());
  }
  for (std::size_t scope = 0; scope < o.layout.size(); ++scope) {
    o.total(scope, Q::one) = 1.0;
    o.total(scope, Q::window) = static_cast<double>((plan_.horizon - plan_.warm_up).us);
  }
  o.intervals = interval_;
  o.interval_totals = book_.finish(o.intervals);
  o.events = events_;
  return o;
}

}  // namespace tiermix
