// Sessions that nothing but handle time, customer and resolve curve decides, on a desk to which
// nobody listens: the steps of session.cpp and outcome.cpp in one piece each, with the same counts.

#include "engine/kernel/floor.hpp"

namespace tiermix {

// Whether nothing that the pieces below leave out can happen on this desk.
bool Floor::may_be_quick() const {
  return log_ == nullptr && !plan_.people.used && !plan_.has_chats && !plan_.has_callbacks &&
         plan_.aids.articles <= 0.0;
}

// begin_session, count_answer and plain_session. Expects a plain visit that is not resumed and an
// idle or free rep.
void Floor::begin_quick_session(std::uint32_t slot, std::uint32_t rep, const WorkPlan& work) {
  using Q = IntervalQuantity;
  Case& c = cases_[slot];
  Rep& r = reps_[rep];
  TierCounters& of_tier = tier_counters_[r.tier];
  const Instant now = now_;
  r.case_slot = slot;
  r.began = now;
  r.presence = RepPresence::busy;
  r.role = Role::own;
  r.next = kNobody;
  r.hand_over = 0.0;
  r.diagnosis = 0.0;
  of_tier.busy.step_up(now);

  History& h = cases_.history(slot);
  const double p = resolve_probability(work.resolve, c.complexity);
  c.ending = c.outcome < p ? Ending::resolve : Ending::fail;
  h.chance = p;
  h.own_chance = p;
  if (work.pending_share > 0.0 &&
      draw(key_, Use::pending, c.owner, stage_of(c)) < work.pending_share) {
    c.ending = Ending::ask_customer;
  }
  handling_ends_.plan(rep, now + to_duration(c.handling * r.slowness));

  const Duration wait = now - c.joined;
  if (wait.us > 0) {
    h.waited = h.waited + wait;
  }
  IntervalRow of_visit = book_.of_visit(c, c.tier);
  of_visit.add(Q::answered);
  of_visit.add(Q::waits_ended);
  of_visit.add(Q::wait, wait.us);
  of_visit.add(Q::wait_answered, wait.us);
  const auto count = [](ScopeCounts& counts, Histogram& waits, Duration waited) {
    counts.add(Quantity::answered);
    counts.add(Quantity::wait_answered, waited);
    count_wait(counts, waits, waited);
  };
  if (c.measured) {
    count(of_tier.counts, of_tier.wait, wait);
  }
  if (c.answered) {
    return;
  }
  c.answered = true;
  const Instant called = called_at(slot);
  const Duration since_called = now - called;
  const ClassPlan& plan = plan_.classes[c.case_class];
  const bool in_target = target_time(plan, called, now) <= plan.answer_target;
  IntervalRow of_case = book_.of_creation(c);
  of_case.add(Q::answered);
  of_case.add(Q::waits_ended);
  of_case.add(Q::wait, since_called.us);
  of_case.add(Q::wait_answered, since_called.us);
  of_case.add(Q::answered_in_target, in_target ? 1 : 0);
  if (c.measured) {
    ClassCounters& of_class = class_counters_[c.case_class];
    count(of_class.counts, of_class.wait, since_called);
    of_class.counts.add(Quantity::answered_in_target, Duration{in_target ? 1 : 0});
  }
}

// end_own_session. Expects a plain session that resolved or failed.
void Floor::end_quick_session(std::uint32_t slot, std::uint32_t rep) {
  using Q = Quantity;
  Case& c = cases_[slot];
  Rep& r = reps_[rep];
  History& h = cases_.history(slot);
  TierCounters& of_tier = tier_counters_[r.tier];
  const Instant now = now_;
  const Duration spent = now - r.began;
  const bool failed = c.ending == Ending::fail;
  attribute(r, cause_of(c), now);
  r.worked = r.worked + spent;
  r.began = now;
  ++c.sessions;
  h.failed = static_cast<std::uint16_t>(h.failed + (failed ? 1 : 0));
  h.last_rep = rep;
  h.last_worked = now;
  h.rating_effects += reps_.competence(rep).rating;
  IntervalRow of_visit = book_.of_visit(c, r.tier);
  of_visit.add(IntervalQuantity::sessions);
  of_visit.add(IntervalQuantity::handle_time, spent.us);
  IntervalRow of_case = book_.of_creation(c);
  of_case.add(IntervalQuantity::sessions);
  of_case.add(IntervalQuantity::handle_time, spent.us);
  if (c.measured) {
    ClassCounters& of_class = class_counters_[c.case_class];
    for (ScopeCounts* counts : {&of_tier.counts, &of_class.counts}) {
      counts->add(Q::sessions);
      counts->add(Q::attempts);
      counts->add(Q::failed_attempts, Duration{failed ? 1 : 0});
      counts->add(Q::handle_time, spent);
    }
    of_class.handled_by[r.grade] += spent.us;
  }
  of_tier.busy.step_down(now);
  free_rep(rep);
  if (c.ending == Ending::resolve && plan_.classes[c.case_class].reopen_probability <= 0.0 &&
      c.sessions < kMostSessions) {
    close_quick(slot);
  } else {
    go_on(slot);
  }
}

// resolve and close_resolved. Expects a case that cannot come back.
void Floor::close_quick(std::uint32_t slot) {
  using Q = Quantity;
  const Case& c = cases_[slot];
  const ClassPlan& plan = plan_.classes[c.case_class];
  ClassCounters& of_class = class_counters_[c.case_class];
  ScopeCounts& counts = of_class.counts;
  const Duration elapsed = now_ - c.created;
  const std::int64_t in_first_session = c.sessions == 1 ? 1 : 0;
  IntervalRow of_case = book_.of_creation(c);
  of_case.add(IntervalQuantity::resolved_first_session_net, in_first_session);
  of_case.add(IntervalQuantity::resolved);
  of_case.add(IntervalQuantity::time_to_resolve, elapsed.us);
  if (plan.resolve_target < kNever - Instant{}) {
    count_target(c, true);
  }
  if (c.measured) {
    counts.add(Q::resolved_first_session, Duration{in_first_session});
    counts.add(Q::resolved_first_session_net, Duration{in_first_session});
    counts.add(Q::resolved);
    counts.add(Q::closed);
    counts.add(Q::time_to_resolve, elapsed);
    if (plan_.counts_open) {
      counts.add(Q::time_to_resolve_open, plan.open.between(c.created, now_));
    }
    of_class.time_to_resolve.add(elapsed);
    tier_counters_[c.tier].counts.add(Q::resolved);
    counts.add(Q::resolved_tier_one, Duration{c.left_first_tier ? 0 : 1});
    if (c.complexity > kHardFrom) {
      counts.add(Q::resolved_hard);
      counts.add(Q::time_hard, elapsed);
    }
    if (c.escalated) {
      counts.add(Q::resolved_escalated);
      counts.add(Q::time_escalated, elapsed);
    }
  }
  if (plan_.rating.rates) {
    rate(slot, true);
  }
  counts.add(Q::closed_in_window, Duration{measuring_ ? 1 : 0});
  close(slot);
}

}  // namespace tiermix
