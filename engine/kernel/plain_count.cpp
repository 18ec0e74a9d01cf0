// What a plain run has summed up, into the counters of the floor.

#include <utility>

#include "engine/kernel/plain_run.hpp"

namespace tiermix {
namespace {

std::uint64_t word(std::int64_t value) { return static_cast<std::uint64_t>(value); }

}  // namespace

void PlainRun::flush_starts(PlainSums& sums, TierState& q) {
  if (sums.any()) {
    count_rows(sums, q.tier);
    flush(sums, q);
  }
}

void PlainRun::flush(PlainSums& sums, TierState& q) {
  if (!sums.any()) {
    return;
  }
  const PlainSums n = std::exchange(sums, PlainSums{.scope = sums.scope});
  q.waited += n.wait + n.abandoned_wait;
  q.spent += n.spent;
  if (n.scope.measured) {
    count_visits(n, q.tier);
    count_cases(n, q.tier);
  }
  ClassCounters& of_class = floor_.class_counters_[n.scope.case_class];
  if (n.scope.first) {
    of_class.open.open(word(n.joined), word(n.joined_created));
    of_class.open.close(
        word(n.abandoned), word(n.abandoned_created), word(n.abandoned_created + n.abandoned_wait));
    floor_.events_ += word(n.joined + n.abandoned);
  }
  of_class.open.close(
      word(n.resolved), word(n.resolved_created), word(n.resolved_created + n.elapsed));
  of_class.open.close(word(n.unresolved), word(n.unresolved_created), word(n.unresolved_closed));
  floor_.events_ += word(n.sessions);
  const std::int64_t spent = n.spent - n.spent_counted;
  if (spent > 0) {
    GradeCounters& of_grade = floor_.grade_counters_[q.grades.front()];
    of_grade.spent[static_cast<std::size_t>(Cause::handling)] += spent - n.spent_in_vain;
    of_grade.spent[static_cast<std::size_t>(Cause::failed_attempts)] += n.spent_in_vain;
    if (n.scope.measured) {
      of_class.handled_by[q.grades.front()] += spent;
    }
  }
  if (floor_.measuring_) {
    of_class.counts.add(Quantity::closed_in_window, Duration{n.resolved + n.unresolved});
  }
}

// The rows per interval, of cases created in the warm-up as well.
void PlainRun::count_rows(const PlainSums& n, std::uint16_t tier) {
  using Q = IntervalQuantity;
  IntervalBook& book = floor_.book_;
  const auto visit = [&](Q q, std::int64_t amount) {
    book.of_tier(n.scope.visited, tier, q) += amount;
  };
  const auto of_case = [&](Q q, std::int64_t amount) {
    book.of_class(n.scope.interval, n.scope.case_class, q) += amount;
  };
  const auto both = [&](Q q, std::int64_t amount) {
    visit(q, amount);
    if (n.scope.first) {
      of_case(q, amount);
    }
  };
  both(Q::offered, n.joined);
  both(Q::answered, n.answered);
  both(Q::abandoned, n.abandoned);
  both(Q::waits_ended, n.abandoned);
  both(Q::wait, n.abandoned_wait);
  both(Q::wait_answered, n.wait);
  visit(Q::sessions, n.sessions);
  visit(Q::handle_time, n.spent);
  of_case(Q::sessions, n.sessions);
  of_case(Q::handle_time, n.spent);
  of_case(Q::resolved, n.resolved);
  of_case(Q::time_to_resolve, n.elapsed);
  if (n.scope.first) {
    of_case(Q::calls_abandoned, n.abandoned);
    of_case(Q::answered_in_target, n.in_target);
    of_case(Q::resolved_first_session_net, n.resolved);
  }
  if (plan_.classes[n.scope.case_class].resolve_target < kNever - Instant{}) {
    of_case(Q::resolve_due, n.resolved + n.unresolved);
    of_case(Q::resolved_in_target, n.resolved_in_target);
  }
}

// Likewise of a session that has just ended.
void PlainRun::count_row(const TierState& q, const Session& session) {
  using Q = IntervalQuantity;
  const PlainVisit& visit = session.visit;
  const std::int64_t spent = (session.ends - session.began).us;
  std::int64_t* const of_visit = &floor_.book_.of_tier(visit.visited, q.tier, Q{});
  of_visit[index_of(Q::sessions)] += 1;
  of_visit[index_of(Q::handle_time)] += spent;
  std::int64_t* const of_case = &floor_.book_.of_class(visit.interval, visit.case_class, Q{});
  of_case[index_of(Q::sessions)] += 1;
  of_case[index_of(Q::handle_time)] += spent;
  if (session.resolves) {
    of_case[index_of(Q::resolved)] += 1;
    of_case[index_of(Q::resolved_first_session_net)] += visit.sessions == 0 ? 1 : 0;
    of_case[index_of(Q::time_to_resolve)] += (session.ends - visit.created).us;
  }
  const ClassPlan& plan = *q.classes[visit.case_class].plan;
  const bool closes = session.resolves || plan_.tiers[q.tier].unresolved != Unresolved::escalate;
  if (q.classes[visit.case_class].has_resolve_target && closes) {
    const bool in_target =
        session.resolves && target_time(plan, visit.created, session.ends) <= plan.resolve_target;
    of_case[index_of(Q::resolve_due)] += 1;
    of_case[index_of(Q::resolved_in_target)] += in_target ? 1 : 0;
  }
}

// Of the tier, where the cases were created in the window.
void PlainRun::count_visits(const PlainSums& n, std::uint16_t tier) {
  using Q = Quantity;
  ScopeCounts& counts = floor_.tier_counters_[tier].counts;
  const auto add = [&](Q q, std::int64_t amount) { counts.add(q, Duration{amount}); };
  add(Q::offered, n.joined);
  add(Q::entered, n.scope.first ? n.joined : 0);
  add(Q::lost, n.abandoned);
  add(Q::cases_met, n.joined);
  add(Q::complexity_met, n.complexity);
  add(Q::answered, n.answered);
  add(Q::wait_answered, n.wait);
  add(Q::wait, n.wait + n.abandoned_wait);
  add(Q::waited, n.waited + n.abandoned);
  add(Q::abandoned, n.abandoned);
  add(Q::sessions, n.sessions);
  add(Q::handle_time, n.spent);
  add(Q::attempts, n.sessions);
  add(Q::failed_attempts, n.escalations + n.unresolved);
  add(Q::resolved, n.resolved);
  add(Q::closed_unresolved, n.unresolved);
  add(Q::escalations, n.escalations);
  add(Q::unnecessary_escalations, n.unnecessary);
}

// Likewise of the class.
void PlainRun::count_cases(const PlainSums& n, std::uint16_t tier) {
  using Q = Quantity;
  ScopeCounts& counts = floor_.class_counters_[n.scope.case_class].counts;
  const auto add = [&](Q q, std::int64_t amount) { counts.add(q, Duration{amount}); };
  if (n.scope.first) {
    add(Q::offered, n.joined);
    add(Q::answered, n.answered);
    add(Q::wait_answered, n.wait);
    add(Q::wait, n.wait + n.abandoned_wait);
    add(Q::waited, n.waited + n.abandoned);
    add(Q::answered_in_target, n.in_target);
    add(Q::calls_abandoned, n.abandoned);
    add(Q::abandoned, n.abandoned);
    add(Q::lost, n.abandoned);
    add(Q::escalated, n.escalations);
    add(Q::resolved_first_session, n.resolved);
    add(Q::resolved_first_session_net, n.resolved);
    add(Q::resolved_tier_one, tier == 0 ? n.resolved : 0);
    floor_.open_measured_ += n.joined - n.abandoned;
  } else {
    add(Q::resolved_escalated, n.resolved);
    add(Q::time_escalated, n.elapsed);
  }
  add(Q::sessions, n.sessions);
  add(Q::handle_time, n.spent);
  add(Q::attempts, n.sessions);
  add(Q::failed_attempts, n.escalations + n.unresolved);
  add(Q::transfers, n.escalations);
  add(Q::resolved, n.resolved);
  add(Q::time_to_resolve, n.elapsed);
  add(Q::time_to_resolve_open, n.open_elapsed);
  add(Q::resolved_hard, n.hard);
  add(Q::time_hard, n.hard_elapsed);
  add(Q::closed_unresolved, n.unresolved);
  add(Q::closed, n.resolved + n.unresolved);
  if (plan_.classes[n.scope.case_class].resolve_target < kNever - Instant{}) {
    add(Q::resolve_due, n.resolved + n.unresolved);
    add(Q::resolved_in_target, n.resolved_in_target);
  }
  floor_.open_measured_ -= n.resolved + n.unresolved;
}

// Brings the areas under queue and busy reps up to the present state of the tier.
void PlainRun::settle(TierState& q) {
  TierCounters& counters = floor_.tier_counters_[q.tier];
  const auto line = static_cast<std::int64_t>(q.line.size() - q.head);
  counters.queue.shift(word(line - q.known_line),
                       word(q.line_joined - q.known_joined - std::exchange(q.waited, 0)));
  counters.busy.shift(word(q.busy - q.known_busy),
                      word(q.busy_began - q.known_began - std::exchange(q.spent, 0)));
  q.known_line = line;
  q.known_joined = q.line_joined;
  q.known_busy = q.busy;
  q.known_began = q.busy_began;
}

}  // namespace tiermix
