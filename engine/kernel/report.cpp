#include <algorithm>
#include <array>

#include "engine/base/check.hpp"
#include "engine/kernel/floor.hpp"
#include "engine/kernel/report_money.hpp"

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
                                  Q::rated_1,
                                  Q::rated_2,
                                  Q::rated_3,
                                  Q::rated_4,
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
constexpr std::array kTierCounts{Q::entered,
                                 Q::turned_away,
                                 Q::lost,
                                 Q::redials,
                                 Q::reopenings,
                                 Q::repeat_contacts,
                                 Q::cases_met,
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
  for (std::size_t k = 0; k < plan.grades.size(); ++k) {
    handle_cost += static_cast<double>(counters.handled_by[k]) * plan.grades[k].loaded_cost_per_us;
  }
  set_and_sum(o, scope, Q::handle_cost, handle_cost);
  const ScopeCounts& n = counters.counts;
  const std::int64_t open = n[Q::offered] - n[Q::lost] - n[Q::closed];
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

}  // namespace

// What happened to cases, and the areas from one reading to another.
void Floor::report_cases(Observations& o,
                         const Plan& plan,
                         const std::vector<ClassCounters>& classes,
                         const std::vector<TierCounters>& tiers,
                         const AreaReading& start,
                         const AreaReading& end) {
  o.layout = plan.layout();
  o.totals.resize(o.layout.size() * kQuantityCount);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    report_class(o, plan, c, classes[c], start, end);
  }
  for (std::size_t t = 0; t < tiers.size(); ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    for (const Q q : kTierCounts) {
      o.total(scope, q) = static_cast<double>(tiers[t].counts[q]);
    }
    o.total(scope, Q::waits_ended) = o.total(scope, Q::answered) + o.total(scope, Q::abandoned) +
                                     o.total(scope, Q::blocked) + o.total(scope, Q::moved);
    o.total(scope, Q::calls) = o.total(scope, Q::offered);  // every visit
    o.total(scope, Q::calls_abandoned) = o.total(scope, Q::abandoned);
    o.total(scope, Q::calls_blocked) = o.total(scope, Q::blocked);
    for (const Q q : {Q::escalations, Q::pendings, Q::unnecessary_escalations}) {
      o.total(ScopeLayout::all(), q) += o.total(scope, q);
    }
    set_and_sum(o, scope, Q::busy_time, difference(end.busy, start.busy, t));
    set_and_sum(o, scope, Q::queue_time, difference(end.queue, start.queue, t));
    set_and_sum(o, scope, Q::chat_time, static_cast<double>(tiers[t].chat_time));
    for (const Q q : {Q::closed, Q::closed_in_window}) {
      o.total(scope, q) = o.total(ScopeLayout::all(), q);
    }
  }
}

// The totals so far, with the areas up to an instant in the window or its end.
void Floor::sum_up(Observations& o, const AreaReading& end, Instant until) const {
  report_cases(o, plan_, class_counters_, tier_counters_, window_start_, end);
  const Duration window = until - plan_.warm_up;
  for (std::size_t k = 0; k < plan_.grades.size(); ++k) {
    const std::uint16_t g = plan_.grades[k].group;
    const std::int64_t absent =
        duties_.are_used() && k == plan_.groups[g].grade ? duties_.absent()[g] : 0;
    report_grade(o,
                 plan_,
                 k,
                 grade_counters_[k],
                 {.staffed = difference(end.staffed, window_start_.staffed, k),
                  .overtime = difference(end.overtime, window_start_.overtime, k),
                  .absent = static_cast<double>(absent)});
  }
  report_payroll(o, plan_, careers_.totals(), window);
  report_fees(o, plan_, tier_counters_, window);
  report_people(o, plan_, careers_.totals());
  if (plan_.revenue.given) {
    report_revenue(o, plan_, window);
  }
  if (customers_.is_used()) {
    report_loyalty(o, plan_.loyalty, customers_.totals());
  }
  for (std::size_t scope = 0; scope < o.layout.size(); ++scope) {
    o.total(scope, Q::one) = 1.0;
    o.total(scope, Q::window) = static_cast<double>(window.us);
  }
}

// The month that ends with these totals.
void Floor::add_month(const Observations& so_far) {
  constexpr std::array kStates{Q::one,
                               Q::runs_with_revenue,
                               Q::customers_rated,
                               Q::customers_secure,
                               Q::churn,
                               Q::churned_value,
                               Q::promoter_balance,
                               Q::runs_with_loyalty};
  std::vector<double> added = so_far.totals;
  month_start_.resize(added.size());
  for (std::size_t i = 0; i < added.size(); ++i) {
    const auto q = static_cast<Quantity>(i % kQuantityCount);
    added[i] -= std::ranges::find(kStates, q) == kStates.end() ? month_start_[i] : 0.0;
  }
  month_start_ = so_far.totals;
  ++months_.months;
  months_.month_totals.insert(months_.month_totals.end(), added.begin(), added.end());

  months_.levels = plan_.people.used ? plan_.people.levels.size() + 1 : 0;
  std::vector<double> at_level(plan_.tiers.size() * months_.levels);
  for (std::size_t g = 0; g < careers_.totals().size(); ++g) {
    for (std::size_t level = 0; level < months_.levels; ++level) {
      at_level[plan_.groups[g].tier * months_.levels + level] +=
          careers_.totals()[g].level_time[level];
    }
  }
  level_start_.resize(at_level.size());
  for (std::size_t i = 0; i < at_level.size(); ++i) {
    months_.level_time.push_back(at_level[i] - level_start_[i]);
  }
  level_start_ = std::move(at_level);
}

void Floor::close_month() {
  ++next_month_;
  look_at_people();
  AreaReading end;
  read_areas(end);
  settle_quick_sums();
  Observations so_far;
  sum_up(so_far, end, now_);
  add_month(so_far);
  if (!plan_.batch_starts.empty()) {
    end_batch();
  }
}

// What is expected over the whole window, to each month in proportion to its length.
void Floor::spread_over_months(const Observations& o, const Observations& without) {
  const std::size_t row = o.totals.size();
  const auto window = static_cast<double>((plan_.horizon - plan_.warm_up).us);
  for (std::size_t m = 0; m < months_.months; ++m) {
    const Instant end = m + 1 < months_.months ? plan_.part_starts()[m + 1] : plan_.horizon;
    const double share = static_cast<double>((end - plan_.part_starts()[m]).us) / window;
    for (std::size_t i = 0; i < row; ++i) {
      months_.month_totals[m * row + i] += share * (o.totals[i] - without.totals[i]);
    }
  }
}

Observations Floor::report() {
  settle_quick_sums();
  AreaReading end;
  read_areas(end);
  add_open_area(window_end_, end);
  Observations o;
  sum_up(o, window_end_, plan_.horizon);
  add_month(o);
  if (!plan_.batch_starts.empty()) {
    end_batch();
    settle_late(o);
  }
  for (std::size_t c = 0; c < o.layout.classes; ++c) {
    TIERMIX_ENSURES(o.total(ScopeLayout::of_class(c), Q::open_at_end) >= 0.0);
  }
  if (plan_.attrition.given) {
    const Observations without = o;
    report_attrition(o, plan_, plan_.horizon - plan_.warm_up);
    if (plan_.batch_starts.empty()) {
      spread_over_months(o, without);
    } else {
      attribute_attrition();
    }
  }
  for (const ClassCounters& counters : class_counters_) {
    o.wait.push_back(counters.wait);
    o.time_to_resolve.push_back(counters.time_to_resolve);
  }
  for (const TierCounters& counters : tier_counters_) {
    o.wait.push_back(counters.wait);
  }
  o.months = months_.months;
  o.month_totals = std::move(months_.month_totals);
  o.levels = months_.levels;
  o.level_time = std::move(months_.level_time);
  o.batch_waits = std::move(months_.batch_waits);
  o.batch_times_to_resolve = std::move(months_.batch_times_to_resolve);
  o.intervals = interval_;
  o.interval_totals = book_.finish(o.intervals);
  o.events = events_;
  return o;
}

}  // namespace tiermix
