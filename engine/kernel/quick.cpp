// What nothing but handle time, customer and resolve curve decides, on a desk to which nobody
// listens: the steps of lifecycle.cpp, session.cpp, outcome.cpp and workforce.cpp in one piece
// each, with the same counts. Whatever is not quick is left to those.

#include <algorithm>
#include <utility>

#include "engine/kernel/floor.hpp"

namespace tiermix {

// Whether nothing that the pieces below leave out can happen on this desk.
bool Floor::may_be_quick() const {
  return log_ == nullptr && !plan_.people.used && !plan_.has_chats && !plan_.has_callbacks &&
         plan_.aids.articles <= 0.0;
}

void Floor::plan_quick_steps() {
  quick_ = may_be_quick();
  for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
    quick_tiers_.push_back(quick_tier(t));
  }
  quick_work_.reserve(plan_.work.size());
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    quick_classes_.push_back(quick_class(c));
    quick_classes_.back().work = quick_work_.data() + quick_work_.size();
    for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
      const WorkPlan& work = plan_.work_of(c, t);
      const bool is_constant = work.resolve.curve == Curve::constant && work.pending_share <= 0.0;
      quick_work_.push_back({&work, quick_ && work.plain, is_constant, work.resolve.a, {}});
    }
  }
}

QuickTier Floor::quick_tier(std::size_t t) {
  const TierPlan& plan = plan_.tiers[t];
  const bool has_own_order = plan.order != Order::joined && plan.order != Order::created;
  const bool is_watched = plan.lines.split || plan.overflow.given || limited_[t] != 0 ||
                          !own_lines_.empty() || !plan.helps.empty() ||
                          plan.queue_capacity < UINT32_MAX;
  const bool passes_on = plan.unresolved == Unresolved::escalate && plan.escalations.size() == 1 &&
                         plan.escalations.front().tier != t && plan.policy.attempt_limit <= 1 &&
                         plan.policy.completeness >= 1.0;
  QuickTier tier;
  tier.counters = &tier_counters_[t];
  tier.line = &lines_[plan.lines.split ? plan.lines.first : t];
  tier.is_quick = quick_ && !plan.is_vendor && plan.choose == Choose::longest_idle && !is_watched &&
                  !has_own_order;
  tier.by_creation = plan.order == Order::created;
  tier.passes_on = passes_on;
  tier.to_front = plan.policy.to_front;
  tier.up = passes_on ? plan.escalations.front().tier : std::uint16_t{0};
  return tier;
}

QuickClass Floor::quick_class(std::size_t c) {
  const ClassPlan& plan = plan_.classes[c];
  QuickClass of_class;
  of_class.counters = &class_counters_[c];
  of_class.source = &sources_[c];
  of_class.plan = &plan;
  of_class.answer_target = plan.answer_target;
  of_class.has_patience = plan.has_patience;
  of_class.is_quick = quick_ && !plan_.aids.has_self_service && !plan_.aids.has_triage &&
                      !plan.turns_away && plan.callers.balking.empty();
  of_class.can_return = plan.reopen_probability > 0.0;
  of_class.has_target = plan.resolve_target < kNever - Instant{};
  return of_class;
}

// What the steps below have counted of a class at a tier, to both; before anybody reads those.
void Floor::settle_quick_sums() {
  using Q = Quantity;
  for (std::size_t i = 0; i < quick_work_.size(); ++i) {
    const QuickSums n = std::exchange(quick_work_[i].sums, {});
    const QuickTier& tier = quick_tiers_[i % quick_tiers_.size()];
    ScopeCounts& of_tier = tier.counters->counts;
    ScopeCounts& of_class = quick_classes_[i / quick_tiers_.size()].counters->counts;
    const auto to_tier = [&](Q q, std::int64_t amount) { of_tier.add(q, Duration{amount}); };
    const auto to_class = [&](Q q, std::int64_t amount) { of_class.add(q, Duration{amount}); };
    to_class(Q::offered, n.arrived);
    to_tier(Q::entered, n.arrived);
    if (tier.is_quick) {  // else join() has counted them
      to_tier(Q::offered, n.arrived);
      to_tier(Q::cases_met, n.arrived);
      to_tier(Q::complexity_met, n.complexity);
    }
    to_tier(Q::answered, n.answered);
    to_tier(Q::wait_answered, n.wait);
    to_tier(Q::wait, n.wait);
    to_tier(Q::waited, n.waited);
    for (const auto& [q, amount] : {std::pair{Q::sessions, n.sessions},
                                    {Q::attempts, n.sessions},
                                    {Q::failed_attempts, n.failed},
                                    {Q::handle_time, n.handle_time},
                                    {Q::resolved, n.resolved}}) {
      to_tier(q, amount);
      to_class(q, amount);
    }
    to_class(Q::closed, n.resolved);
    to_class(Q::time_to_resolve, n.elapsed);
    to_class(Q::resolved_first_session, n.in_first_session);
    to_class(Q::resolved_first_session_net, n.in_first_session);
    to_class(Q::resolved_tier_one, n.in_tier_one);
  }
}

// count_answer.
template <bool kIsNew>
[[gnu::always_inline]] inline void Floor::count_quick_answer(Case& c,
                                                             History& h,
                                                             QuickWork& work,
                                                             TierCounters& of_tier) {
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
  if (!kIsNew) {
    h.waited = h.waited + wait;
  }
  book(book_.of_visit(c, c.tier), wait);
  if (c.measured) {
    ++work.sums.answered;
    work.sums.wait += wait.us;
    work.sums.waited += wait.us > 0 ? 1 : 0;
    of_tier.wait.add(wait);
  }
  if (!kIsNew && c.answered) {
    return;
  }
  c.answered = true;
  const QuickClass& of_class = quick_classes_[c.case_class];
  const Instant called = !kIsNew && c.redials > 0 ? h.called : c.created;
  const Duration since_called = kIsNew ? Duration{} : now - called;
  const bool is_open = of_class.plan->target_open;
  const Duration counted = is_open ? target_time(*of_class.plan, called, now) : since_called;
  const std::int64_t in_target = counted <= of_class.answer_target ? 1 : 0;
  IntervalRow of_case = book_.of_creation(c);
  book(of_case, since_called);
  of_case.add(Q::answered_in_target, in_target);
  if (c.measured) {
    ClassCounters& counters = *of_class.counters;
    count(counters.counts, counters.wait, since_called);
    counters.counts.add(Quantity::answered_in_target, Duration{in_target});
  }
}

// begin_session and plain_session.
template <bool kIsNew>
[[gnu::always_inline]] inline void Floor::begin_quickly(std::uint32_t slot,
                                                        Case& c,
                                                        std::uint32_t rep) {
  QuickWork& work = quick_classes_[c.case_class].work[c.tier];
  if (!work.is_quick || (!kIsNew && c.resumed)) [[unlikely]] {
    begin_session(slot, rep);
    return;
  }
  const Instant now = now_;
  Rep& r = reps_[rep];
  History& h = cases_.history(slot);
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
    p = resolve_probability(work.plan->resolve, c.complexity);
    asks = work.plan->pending_share > 0.0 &&
           draw(key_, Use::pending, c.owner, stage_of(c)) < work.plan->pending_share;
  }
  c.ending = c.outcome < p ? Ending::resolve : Ending::fail;
  c.ending = asks ? Ending::ask_customer : c.ending;
  h.chance = p;
  h.own_chance = p;
  TierCounters& counters = *quick_tiers_[c.tier].counters;
  counters.busy.step_up(now);
  count_quick_answer<kIsNew>(c, h, work, counters);
}

// join.
template <bool kIsNew>
[[gnu::always_inline]] inline void Floor::join_quickly(std::uint32_t slot,
                                                       Case& c,
                                                       Instant deadline) {
  const QuickTier& tier = quick_tiers_[c.tier];
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
  book_.of_visit(c, c.tier).add(IntervalQuantity::offered);
  const std::uint32_t rep = reps_.longest_idle(c.tier);
  if (rep != kNobody) {
    reps_.leave_idle(rep);
    begin_quickly<kIsNew>(slot, c, rep);
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
  const std::uint32_t slot = cases_.open();
  Case& c = cases_[slot];
  c.owner = arrival.owner;
  c.created = now;
  c.complexity = arrival.complexity;
  c.handling = arrival.handling;
  c.outcome = arrival.outcome;
  c.interval = interval_;
  c.case_class = static_cast<std::uint16_t>(source);
  c.tier = arrival.tier;
  c.priority = of_class.plan->priority;
  c.measured = measuring_;
  c.left_first_tier = arrival.tier != 0;
  c.entered = arrival.tier;
  c.count_visit(arrival.tier);
  ClassCounters& counters = *of_class.counters;
  counters.open.step_up(now, now);
  if (measuring_) {
    QuickSums& sums = of_class.work[arrival.tier].sums;
    ++open_measured_;
    ++sums.arrived;
    sums.complexity += static_cast<std::int64_t>(arrival.complexity * 1e6 + 0.5);
  }
  book_.of_creation(c).add(IntervalQuantity::offered);
  join_quickly<true>(slot, c, of_class.has_patience ? now + to_duration(arrival.patience) : kNever);
}

// count_contact, count_attempt and count_handle_time.
[[gnu::always_inline]] inline void Floor::count_quick_session(const Case& c,
                                                              std::size_t grade,
                                                              Duration spent) {
  TierCounters& of_tier = *quick_tiers_[c.tier].counters;
  for (IntervalRow row : {book_.of_visit(c, c.tier), book_.of_creation(c)}) {
    row.add(IntervalQuantity::sessions);
    row.add(IntervalQuantity::handle_time, spent.us);
  }
  if (c.measured) {
    const QuickClass& of_class = quick_classes_[c.case_class];
    QuickSums& sums = of_class.work[c.tier].sums;
    ++sums.sessions;
    sums.failed += c.ending == Ending::fail ? 1 : 0;
    sums.handle_time += spent.us;
    of_class.counters->handled_by[grade] += spent.us;
  }
  of_tier.busy.step_down(now_);
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
  begin_quickly<false>(slot, c, rep);
}

// resolve and close_resolved. Expects a case that cannot come back.
[[gnu::always_inline]] inline void Floor::close_quickly(std::uint32_t slot, const Case& c) {
  using Q = Quantity;
  const Instant now = now_;
  const QuickClass& of_class = quick_classes_[c.case_class];
  ClassCounters& counters = *of_class.counters;
  ScopeCounts& counts = counters.counts;
  const Duration elapsed = now - c.created;
  const std::int64_t in_first_session = c.sessions == 1 ? 1 : 0;
  IntervalRow of_case = book_.of_creation(c);
  of_case.add(IntervalQuantity::resolved_first_session_net, in_first_session);
  of_case.add(IntervalQuantity::resolved);
  of_case.add(IntervalQuantity::time_to_resolve, elapsed.us);
  if (of_class.has_target) {
    count_target(c, true);
  }
  if (c.measured) {
    QuickSums& sums = of_class.work[c.tier].sums;
    ++sums.resolved;
    sums.elapsed += elapsed.us;
    sums.in_first_session += in_first_session;
    sums.in_tier_one += c.left_first_tier ? 0 : 1;
    if (plan_.counts_open) {
      counts.add(Q::time_to_resolve_open, of_class.plan->open.between(c.created, now));
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
    --open_measured_;
  }
  if (plan_.rating.rates) {
    rate(slot, true);
  }
  counts.add(Q::closed_in_window, Duration{measuring_ ? 1 : 0});
  counters.open.step_down(now, c.created);
  cases_.close(slot);
}

// leave_unresolved, hand_on, count_escalation and rejoin, cold and with all that is known.
void Floor::escalate_quickly(std::uint32_t slot, Case& c) {
  const QuickTier& tier = quick_tiers_[c.tier];
  History& h = cases_.history(slot);
  if (c.measured) {
    ScopeCounts& of_tier = tier.counters->counts;
    ScopeCounts& of_class = quick_classes_[c.case_class].counters->counts;
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
  draw_visit(c);
  join_quickly<false>(slot, c, kNever);
}

// Of the session that ends with the rep, if it was plain and resolved or failed; else nullptr.
[[gnu::always_inline]] inline Case* Floor::quick_case_of(const Rep& r) {
  if (!quick_ || r.role != Role::own) {
    return nullptr;
  }
  Case& c = cases_[r.case_slot];
  const bool is_quick = quick_classes_[c.case_class].work[c.tier].is_quick;
  return is_quick && (c.ending == Ending::resolve || c.ending == Ending::fail) ? &c : nullptr;
}

// end_own_session. Whether it was such a session; else nothing is done.
bool Floor::end_quickly(std::uint32_t rep) {
  Rep& r = reps_[rep];
  Case* const ended = quick_case_of(r);
  if (ended == nullptr) {
    return false;
  }
  Case& c = *ended;
  const std::uint32_t slot = r.case_slot;
  const bool failed = c.ending == Ending::fail;
  History& h = cases_.history(slot);
  const Duration spent = now_ - r.began;
  const Duration in_window = std::min(now_, plan_.horizon) - std::max(r.began, plan_.warm_up);
  grade_counters_[r.grade].spent[static_cast<std::size_t>(cause_of(c))] +=
      std::max(in_window, Duration{}).us;
  r.worked = r.worked + spent;
  r.began = now_;
  ++c.sessions;
  h.failed = static_cast<std::uint16_t>(h.failed + (failed ? 1 : 0));
  h.last_rep = rep;
  h.last_worked = now_;
  if (plan_.rating.rates) {
    h.rating_effects += reps_.competence(rep).rating;
  }
  count_quick_session(c, r.grade, spent);
  free_quickly(rep, r);
  if (!failed && !quick_classes_[c.case_class].can_return && c.sessions < kMostSessions) {
    close_quickly(slot, c);
  } else if (failed && quick_tiers_[c.tier].passes_on && c.sessions < kMostSessions) {
    escalate_quickly(slot, c);
  } else {
    go_on(slot);
  }
  return true;
}

}  // namespace tiermix
