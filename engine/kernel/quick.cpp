// What nothing but handle time, customer and resolve curve decides, on a desk to which nobody
// listens: the steps of lifecycle.cpp, session.cpp, outcome.cpp and workforce.cpp in one piece
// each, with the same counts. Whatever is not quick is left to those.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {

// Leaves a first answer to a block, where it belongs to one.
template <bool kIsNew>
[[gnu::always_inline]] inline bool Floor::answer_in_block(Case& c, QuickWork& work) {
  if (!work.defers || !c.measured) {
    return false;
  }
  QuickBlock& block = *work.block;
  if (kIsNew) {
    c.answered = true;
    ++block.answered_at_once;
    return true;
  }
  // Without a past it waits since it came, on its first call.
  if (c.answered || c.has_past || c.interval != interval_) {
    return false;
  }
  c.answered = true;
  PlainBlock& cases = block.cases;
  cases.joined[cases.answered] = c.joined.us;
  cases.start[cases.answered] = now_.us;
  if (++cases.answered == QuickBlock::kSize) [[unlikely]] {
    count_block_answers(work);
  }
  return true;
}

// count_answer.
template <bool kIsNew>
[[gnu::always_inline]] inline void Floor::count_quick_answer(std::uint32_t slot,
                                                             Case& c,
                                                             QuickWork& work) {
  using Q = IntervalQuantity;
  const auto book = [](IntervalRow row, Duration waited) {
    row.add(Q::answered);
    row.add(Q::wait_answered, waited.us);
  };
  const auto count = [](ScopeCounts& counts, Histogram& waits, Duration waited) {
    counts.add(Quantity::answered);
    counts.add(Quantity::wait_answered, waited);
    count_wait(counts, waits, waited);
  };
  const Instant now = now_;
  const Duration wait = kIsNew ? Duration{} : now - c.joined;
  if (answer_in_block<kIsNew>(c, work)) {
    return;
  }
  book(book_.of_visit(c, c.tier), wait);
  if (c.measured) {
    QuickSums& sums = work.block->sums;
    ++sums.answered;
    sums.wait += wait.us;
    sums.waited += wait.us > 0 ? 1 : 0;
    work.of_tier->wait.add(wait);
  }
  if (!kIsNew && c.answered) {
    return;
  }
  c.answered = true;
  const QuickClass& of_class = quick_classes_[c.case_class];
  const Instant called = kIsNew ? c.created : called_at(slot);
  const Duration since_called = kIsNew ? Duration{} : now - called;
  const bool is_open = of_class.plan->target_open;
  const Duration counted = is_open ? target_time(*of_class.plan, called, now) : since_called;
  const std::int64_t in_target = counted <= of_class.answer_target ? 1 : 0;
  IntervalRow of_case = book_.of_creation(c);
  book(of_case, since_called);
  of_case.add(Q::answered_in_target, in_target);
  if (c.measured) {
    ClassCounters& counters = *work.of_class;
    count(counters.counts, counters.wait, since_called);
    counters.counts.add(Quantity::answered_in_target, Duration{in_target});
  }
}

// What the case keeps of a session that begins.
[[gnu::always_inline]] inline void Floor::remember_quickly(std::uint32_t slot,
                                                           Case& c,
                                                           double p,
                                                           Duration wait) {
  if (c.has_past) {
    History& h = cases_.history(slot);
    h.waited = h.waited + wait;
    h.chance = p;
    h.own_chance = p;
  } else {
    c.waited = std::max(c.waited, Duration{}) + wait;
    c.chance = p;
  }
}

// begin_session and plain_session.
template <bool kIsNew>
[[gnu::always_inline]] inline void Floor::begin_quickly(std::uint32_t slot,
                                                        Case& c,
                                                        QuickWork& work,
                                                        std::uint32_t rep) {
  if (!work.is_quick || (!kIsNew && (c.resumed || c.late))) [[unlikely]] {
    begin_session(slot, rep);
    return;
  }
  const Instant now = now_;
  Rep& r = reps_[rep];
  r.quick = &work;
  r.case_slot = slot;
  r.began = now;
  r.presence = RepPresence::busy;
  r.role = Role::own;
  r.next = kNobody;
  r.hand_over = 0.0;
  r.diagnosis = 0.0;
  handling_ends_.plan(rep, now + to_duration(c.handling * r.slowness));

  double p = work.p;
  bool asks = false;
  if (!work.is_constant) {
    const bool is_known = kIsNew || (c.sessions == 0 && c.tier == c.entered && c.chance >= 0.0);
    p = is_known ? c.chance : resolve_probability(work.plan->resolve, c.complexity);
    asks = work.plan->pending_share > 0.0 &&
           draw(key_, Use::pending, c.owner, stage_of(c)) < work.plan->pending_share;
  }
  c.ending = c.outcome < p ? Ending::resolve : Ending::fail;
  c.ending = asks ? Ending::ask_customer : c.ending;
  if (kIsNew) {
    c.chance = p;
    c.waited = {};
  } else {
    remember_quickly(slot, c, p, now - c.joined);
  }
  work.of_tier->busy.step_up(now);
  count_quick_answer<kIsNew>(slot, c, work);
}

// join.
template <bool kIsNew>
[[gnu::always_inline]] inline void Floor::join_quickly(std::uint32_t slot,
                                                       Case& c,
                                                       QuickWork& work,
                                                       Instant deadline) {
  const QuickTier& tier = *work.queue;
  if (!tier.is_quick) [[unlikely]] {
    join(slot, deadline);
    return;
  }
  const Instant now = now_;
  TierCounters& counters = *tier.counters;
  c.joined = now;
  if (!kIsNew && c.measured) {
    counters.counts.add(Quantity::offered);
    if (c.met_entry) [[unlikely]] {
      c.met_entry = false;
    } else if (c.visits_at(c.tier) == 1) {
      counters.counts.add(Quantity::cases_met);
      counters.counts.add_millionths(Quantity::complexity_met, c.complexity);
    }
  }
  c.visited = interval_;
  if (!kIsNew) {
    book_.of_visit(c, c.tier).add(IntervalQuantity::offered);
  }
  const std::uint32_t rep = reps_.longest_idle(c.tier);
  if (rep != kNobody) {
    reps_.leave_idle(rep);
    begin_quickly<kIsNew>(slot, c, work, rep);
    return;
  }
  c.rank = tier.by_creation ? c.created.us : now.us;
  if (!kIsNew && c.to_front) {
    c.rank += kFront;
    c.to_front = false;
  }
  tier.line->insert(cases_, slot);
  counters.queue.step_up(now);
  if (deadline < kNever) {
    c.deadline_place = deadlines_.add(slot, deadline);
  }
}

// case_arrives. Expects a quick class.
void Floor::arrive_quickly(std::uint32_t source) {
  const QuickClass& of_class = quick_classes_[source];
  const Instant now = now_;
  ++events_;
  const Arrival arrival = of_class.source->take();
  arrivals_.plan(source, of_class.source->next_at());
  QuickWork& work = of_class.work[arrival.tier];
  const std::uint32_t slot = cases_.open(work.fresh);
  Case& c = cases_[slot];
  c.owner = arrival.owner;
  c.created = now;
  c.complexity = arrival.complexity;
  c.handling = arrival.handling;
  c.outcome = arrival.outcome;
  c.chance = arrival.chance;
  c.interval = interval_;
  QuickBlock& block = *work.block;
  if (measuring_) {
    ++open_measured_;
    block.sums.complexity += static_cast<std::int64_t>(arrival.complexity * 1e6 + 0.5);
  }
  if (measuring_ && of_class.defers) {
    ++block.arrived;
    block.arrived_at += now;
  } else {
    block.sums.arrived += measuring_ ? 1 : 0;
    of_class.counters->open.step_up(now, now);
    book_.of_creation(c).add(IntervalQuantity::offered);
    if (work.queue->is_quick) {
      book_.row_of_tier(interval_, arrival.tier).add(IntervalQuantity::offered);
    }
  }
  join_quickly<true>(
      slot, c, work, of_class.has_patience ? now + to_duration(arrival.patience) : kNever);
}

// count_contact, count_attempt and count_handle_time.
[[gnu::always_inline]] inline void Floor::count_quick_session(const Case& c,
                                                              QuickWork& work,
                                                              std::size_t grade,
                                                              Duration spent) {
  for (IntervalRow row : {book_.of_visit(c, c.tier), book_.of_creation(c)}) {
    row.add(IntervalQuantity::sessions);
    row.add(IntervalQuantity::handle_time, spent.us);
  }
  if (c.measured) {
    QuickSums& sums = work.block->sums;
    ++sums.sessions;
    sums.failed += c.ending == Ending::fail ? 1 : 0;
    sums.handle_time += spent.us;
    work.of_class->handled_by[grade] += spent.us;
  }
  work.of_tier->busy.step_down(now_);
}

// free_rep.
[[gnu::always_inline]] inline void Floor::free_quickly(std::uint32_t rep, Rep& r) {
  const QuickTier& tier = quick_tiers_[r.tier];
  if (!tier.is_quick || r.presence >= RepPresence::finishing) [[unlikely]] {
    free_rep(rep);
    return;
  }
  if (tier.line->empty()) {
    handling_ends_.cancel(rep);
    if (!duties_.are_used() || !begin_task(rep)) {
      reps_.become_idle(rep);
    }
    return;
  }
  const std::uint32_t slot = tier.line->take_first(cases_);
  Case& c = cases_[slot];
  tier.counters->queue.step_down(now_);
  if (c.deadline_place != kNobody) {
    deadlines_.remove(c.deadline_place);
    c.deadline_place = kNobody;
  }
  begin_quickly<false>(slot, c, work_at(c), rep);
}

// resolve and close_resolved. Expects a case that does not come back.
[[gnu::always_inline]] inline void Floor::close_quickly(std::uint32_t slot,
                                                        const Case& c,
                                                        QuickWork& work) {
  using Q = Quantity;
  ClassCounters& counters = *work.of_class;
  ScopeCounts& counts = counters.counts;
  const Duration elapsed = now_ - c.created;
  const std::int64_t in_first_session = c.sessions == 1 ? 1 : 0;
  IntervalRow of_case = book_.of_creation(c);
  of_case.add(IntervalQuantity::resolved_first_session_net, in_first_session);
  of_case.add(IntervalQuantity::resolved);
  of_case.add(IntervalQuantity::time_to_resolve, elapsed.us);
  if (c.measured) {
    QuickSums& sums = work.block->sums;
    ++sums.resolved;
    sums.elapsed += elapsed.us;
    sums.in_first_session += in_first_session;
    sums.in_tier_one += c.left_first_tier ? 0 : 1;
    if (plan_.counts_open) {
      counts.add(Q::time_to_resolve_open,
                 plan_.classes[c.case_class].open.between(c.created, now_));
    }
    counters.time_to_resolve.add(elapsed);
    if (c.complexity > kHardFrom) {
      counts.add(Q::resolved_hard);
      counts.add(Q::time_hard, elapsed);
    }
    if (c.escalated) {
      counts.add(Q::resolved_escalated);
      counts.add(Q::time_escalated, elapsed);
    }
  }
  counts.add(Q::closed_in_window, Duration{measuring_ ? 1 : 0});
  counters.open.step_down(now_, c.created);
  leave_quickly(slot, c);
}

// The rest of it.
[[gnu::always_inline]] inline void Floor::leave_quickly(std::uint32_t slot, const Case& c) {
  if (quick_classes_[c.case_class].has_target) {
    count_target(c, true);
  }
  if (plan_.rating.rates) {
    rate(slot, true);
  }
  open_measured_ -= c.measured ? 1 : 0;
  cases_.close(slot);
}

// count_quick_session and what close_quickly counts, left to the block.
[[gnu::always_inline]] inline void Floor::resolve_in_block(const Case& c,
                                                           QuickWork& work,
                                                           std::uint16_t grade,
                                                           Duration spent) {
  QuickBlock& block = *work.block;
  PlainBlock& cases = block.cases;
  const unsigned scope = (c.sessions == 1 ? QuickBlock::kFirstSession : 0U) |
                         (c.escalated ? QuickBlock::kEscalated : 0U) |
                         (c.left_first_tier ? QuickBlock::kLeftTierOne : 0U);
  if (cases.ended == QuickBlock::kSize || scope != block.scope) [[unlikely]] {
    count_block_resolved(work);
    block.scope = scope;
  }
  const std::size_t i = cases.ended++;
  cases.came[i] = c.created.us;
  cases.began[i] = now_.us - spent.us;
  cases.ends[i] = now_.us;
  cases.complexity[i] = c.complexity;
  block.places[i] = {.interval = c.interval, .visited = c.visited, .grade = grade};
}

// leave_unresolved, hand_on, count_escalation and rejoin, cold and with all that is known.
void Floor::escalate_quickly(std::uint32_t slot, Case& c) {
  const QuickTier& tier = quick_tiers_[c.tier];
  History& h = cases_.history(slot);
  if (c.measured) {
    ScopeCounts& of_tier = tier.counters->counts;
    ScopeCounts& of_class = class_counters_[c.case_class].counts;
    of_tier.add(Quantity::escalations);
    of_class.add(Quantity::transfers);
    of_class.add(Quantity::escalated, Duration{c.escalated ? 0 : 1});
    of_tier.add(Quantity::unnecessary_escalations, Duration{h.own_chance > kWouldResolve ? 1 : 0});
  }
  c.escalated = true;
  c.to_front = tier.to_front;
  h.came_from = c.tier;
  ++h.transfers;
  h.attempts = 0;
  h.own_chance = 0.0;
  c.tier = tier.up;
  c.left_first_tier = c.left_first_tier || (c.tier != 0 && !c.helping);
  c.count_visit(c.tier);
  const bool is_second = c.sessions == 1 && h.came_from == c.entered && c.visits_at(c.tier) == 1;
  const NextVisit* const drawn = is_second ? sources_[c.case_class].next_visit(c.owner) : nullptr;
  if (drawn != nullptr) {
    c.resumed = false;
    c.handling = drawn->handling;
    c.outcome = drawn->outcome;
  } else {
    draw_visit(c);
  }
  join_quickly<false>(slot, c, work_at(c), kNever);
}

// end_own_session, of a plain session that resolved or failed. Whether it was one; else nothing is
// done.
bool Floor::end_quickly(std::uint32_t rep) {
  Rep& r = reps_[rep];
  if (r.quick == nullptr) {
    return false;
  }
  QuickWork& work = *r.quick;
  const std::uint32_t slot = r.case_slot;
  Case& c = cases_[slot];
  const Duration spent = now_ - r.began;
  if (work.closes_at_once && c.ending == Ending::resolve && c.measured && !c.reopened &&
      c.sessions + 1 < kMostSessions) {
    r.worked = r.worked + spent;
    ++c.sessions;
    r.began = now_;
    if (plan_.rating.rates) {
      rate_quickly(slot, c, rep);
    }
    resolve_in_block(c, work, r.grade, spent);
    free_quickly(rep, r);
    --open_measured_;
    cases_.close(slot);
    return true;
  }
  if (c.ending > Ending::fail) {
    return false;
  }
  const bool failed = c.ending == Ending::fail;
  r.worked = r.worked + spent;
  ++c.sessions;
  History& h = cases_.history(slot);
  h.last_rep = rep;
  if (plan_.rating.rates) {
    h.rating_effects += reps_.competence(rep).rating;
  }
  const bool closes =
      !failed && c.sessions < kMostSessions && !(work.can_return && comes_back(slot));
  if (closes && work.closes_in_block && c.measured && !c.reopened) {
    r.began = now_;
    resolve_in_block(c, work, r.grade, spent);
    free_quickly(rep, r);
    leave_quickly(slot, c);
    return true;
  }
  const Duration in_window = std::min(now_, plan_.horizon) - std::max(r.began, plan_.warm_up);
  grade_counters_[r.grade].spent[static_cast<std::size_t>(cause_of(c))] +=
      std::max(in_window, Duration{}).us;
  r.began = now_;
  h.failed = static_cast<std::uint16_t>(h.failed + (failed ? 1 : 0));
  h.last_worked = now_;
  count_quick_session(c, work, r.grade, spent);
  free_quickly(rep, r);
  if (closes) {
    close_quickly(slot, c, work);
  } else if (failed && quick_tiers_[c.tier].passes_on && c.sessions < kMostSessions) {
    escalate_quickly(slot, c);
  } else {
    go_on(slot);
  }
  return true;
}

}  // namespace tiermix
