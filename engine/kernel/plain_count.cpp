// What a plain run has summed up, into the counters of the floor.

#include <utility>

#include "engine/kernel/plain_run.hpp"

namespace tiermix {
namespace {

std::uint64_t word(std::int64_t value) { return static_cast<std::uint64_t>(value); }

}  // namespace

// What is counted per interval, or at the end of one, and the rest to the totals.
void PlainRun::end_starts(TierState& q, ClassState& of) {
  const PlainSums& n = of.starts;
  if (!n.any()) {
    return;
  }
  count_rows(n, q, of);
  q.waited += n.wait + n.abandoned_wait;
  q.spent += n.spent;
  floor_.events_ += word(n.sessions);
  OpenCases& open = of.counters->open;
  if (n.scope.first) {
    open.open(word(n.joined), n.joined_created.value());
    open.close(word(n.abandoned),
               n.abandoned_created.value(),
               n.abandoned_created.value() + word(n.abandoned_wait));
    floor_.events_ += word(n.joined + n.abandoned);
  }
  open.close(
      word(n.resolved), n.resolved_created.value(), n.resolved_created.value() + word(n.elapsed));
  totals_at(of, q, n.scope).add(of.starts.take());
}

void PlainRun::flush(ClassState& of, const TierState& q) {
  const PlainSums& n = of.totals;
  if (!n.any()) {
    return;
  }
  if (n.scope.measured) {
    count_visits(n, q.tier);
    count_cases(n, of, q.tier);
  }
  const std::int64_t spent = n.spent - n.spent_counted;
  if (spent > 0) {
    GradeCounters& of_grade = floor_.grade_counters_[q.grades.front()];
    of_grade.spent[static_cast<std::size_t>(Cause::handling)] += spent - n.spent_in_vain;
    of_grade.spent[static_cast<std::size_t>(Cause::failed_attempts)] += n.spent_in_vain;
    if (n.scope.measured) {
      of.counters->handled_by[q.grades.front()] += spent;
    }
  }
  if (floor_.measuring_) {
    of.counters->counts.add(Quantity::closed_in_window, Duration{n.resolved + n.unresolved});
  }
  of.totals.take();
}

// The rows per interval, of cases created in the warm-up as well.
void PlainRun::count_rows(const PlainSums& n, const TierState& q, const ClassState& of) {
  using Q = IntervalQuantity;
  const auto count = [&n](const IntervalRow& row) {
    row.add(Q::offered, n.joined);
    row.add(Q::answered, n.answered);
    row.add(Q::abandoned, n.abandoned);
    row.add(Q::waits_ended, n.abandoned);
    row.add(Q::wait, n.abandoned_wait);
    row.add(Q::wait_answered, n.wait);
    row.add(Q::sessions, n.sessions);
    row.add(Q::handle_time, n.spent);
  };
  count(floor_.book_.row_of_tier(n.scope.visited, q.tier));
  if (!n.scope.first) {  // the case came earlier: count_case_row()
    return;
  }
  const IntervalRow of_case = floor_.book_.row_of_class(n.scope.visited, of.number);
  count(of_case);
  of_case.add(Q::calls_abandoned, n.abandoned);
  of_case.add(Q::answered_in_target, n.in_target);
  of_case.add(Q::resolved, n.resolved);
  of_case.add(Q::resolved_first_session_net, n.resolved);
  of_case.add(Q::time_to_resolve, n.elapsed);
  if (of.has_resolve_target) {
    of_case.add(Q::resolve_due, n.resolved);
    of_case.add(Q::resolved_in_target, n.resolved_in_target);
  }
}

// Likewise of a session that has just ended.
void PlainRun::count_row(const TierState& q, const Session& session) {
  using Q = IntervalQuantity;
  const PlainVisit& visit = session.visit;
  const ClassState& of = q.classes[visit.case_class];
  const IntervalRow of_visit = floor_.book_.row_of_tier(visit.visited, q.tier);
  of_visit.add(Q::sessions);
  of_visit.add(Q::handle_time, (session.ends - session.began).us);
  if (session.resolves) {
    count_case_row(of, visit, session.began, session.ends);
    return;
  }
  const IntervalRow of_case = floor_.book_.row_of_class(visit.interval, of.number);
  of_case.add(Q::sessions);
  of_case.add(Q::handle_time, (session.ends - session.began).us);
  const bool closes = plan_.tiers[q.tier].unresolved != Unresolved::escalate;
  of_case.add(Q::resolve_due, of.has_resolve_target && closes ? 1 : 0);
}

// The part of it that belongs to the case, which is resolved.
void PlainRun::count_case_row(const ClassState& of,
                              const PlainVisit& visit,
                              Instant began,
                              Instant ends) {
  using Q = IntervalQuantity;
  const IntervalRow of_case = floor_.book_.row_of_class(visit.interval, of.number);
  of_case.add(Q::sessions);
  of_case.add(Q::handle_time, (ends - began).us);
  of_case.add(Q::resolved);
  of_case.add(Q::resolved_first_session_net, visit.is_first() ? 1 : 0);
  of_case.add(Q::time_to_resolve, (ends - visit.created).us);
  if (of.has_resolve_target) {
    const bool in_target = target_time(*of.plan, visit.created, ends) <= of.plan->resolve_target;
    of_case.add(Q::resolve_due);
    of_case.add(Q::resolved_in_target, in_target ? 1 : 0);
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
void PlainRun::count_cases(const PlainSums& n, const ClassState& of, std::uint16_t tier) {
  using Q = Quantity;
  ScopeCounts& counts = of.counters->counts;
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
  if (of.has_resolve_target) {
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
                       q.line_joined - q.known_joined - word(std::exchange(q.waited, 0)));
  counters.busy.shift(word(q.busy - q.known_busy),
                      q.busy_began - q.known_began - word(std::exchange(q.spent, 0)));
  q.known_line = line;
  q.known_joined = q.line_joined;
  q.known_busy = q.busy;
  q.known_began = q.busy_began;
}

// A session that has been counted, but that the areas must not know to end before it does.
void PlainRun::end_later(
    TierState& q, const ClassState& of, Instant created, Instant began, Instant ends) {
  std::size_t n = interval_;
  for (Instant end = interval_end_; end <= ends; end = end + plan_.interval) {
    ++n;
  }
  q.ahead.add(n, began, ends);
  of.closes->add(n, created, ends);
  ++q.busy;
  q.busy_began += began;
  q.spent -= (ends - began).us;
  of.counters->open.reopen(created, ends);
}

// An interval is over, or all that is known.
void PlainRun::end_ahead(Instant until) {
  if (until != std::min(interval_end_, known_until_)) {
    return;
  }
  for (TierState& q : tiers_) {
    const EndsAhead::Sums n = q.ahead.take(interval_);
    q.busy -= n.count;
    q.busy_began -= n.begins;
    q.spent += static_cast<std::int64_t>(n.ends - n.begins);
    settle(q);
  }
  for (std::size_t c = 0; c < closes_.size(); ++c) {
    const EndsAhead::Sums n = closes_[c].take(interval_);
    floor_.class_counters_[c].open.close(word(n.count), n.begins.value(), n.ends.value());
  }
  if (until == known_until_) {
    for (TierState& q : tiers_) {
      for (ClassState& of : q.classes) {
        flush(of, q);
      }
    }
  }
}

}  // namespace tiermix
