// A customer on the line: balks, finds no line, hangs up, calls again, is called back, contacts the
// desk again where a case closed unresolved.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {
namespace {

// The n-th call of a case, for draws that belong to no tier.
Stage call_of(const Case& c) { return {0, c.redials}; }

double hours(double us) { return us / static_cast<double>(kHour.us); }

}  // namespace

void Floor::patience_ends() {
  ++events_;
  const std::uint32_t slot = deadlines_.first_case();
  const Case& c = cases_[slot];
  static_cast<void>(leave_queue(slot));
  ClassCounters& of_class = cohort_of_class(c);
  if (c.measured) {
    TierCounters& tier = cohort_at_tier(c, c.tier);
    tier.counts.add(Quantity::abandoned);
    of_class.counts.add(Quantity::calls_abandoned);
    count_wait(tier.counts, tier.wait, now_ - c.joined);
    count_wait(of_class.counts, of_class.wait, now_ - called_at(slot));
  }
  book_.count_visit_end(c, IntervalQuantity::abandoned, now_ - c.joined);
  book_.count_call_end(c, IntervalQuantity::calls_abandoned, now_ - called_at(slot));
  if (calls_again(slot, Happening::hung_up)) {
    return;
  }
  if (c.measured) {
    of_class.counts.add(Quantity::abandoned);
  }
  book_.count_case(c, IntervalQuantity::abandoned);
  lose(slot, Happening::abandoned);
}

// A call that finds no place in the queue, or the desk closed.
void Floor::turn_away(std::uint32_t slot, Happening end_of_call) {
  const Case& c = cases_[slot];
  ClassCounters& of_class = cohort_of_class(c);
  if (c.measured) {
    of_class.counts.add(Quantity::calls_blocked);
    of_class.wait.add(Duration{});
  }
  book_.count_call_end(c, IntervalQuantity::calls_blocked, {});
  if (calls_again(slot, end_of_call)) {
    return;
  }
  book_.count_case(c, IntervalQuantity::blocked);
  if (c.measured) {
    of_class.counts.add(Quantity::blocked);
    cohort_at_tier(c, c.tier).counts.add(Quantity::turned_away);
  }
  lose(slot, Happening::blocked);
}

// Whether a caller whom nobody can answer at once leaves for the number that waits already; if so,
// the call is over.
bool Floor::balks(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const std::uint32_t waiting = ahead_of(c);
  double probability = 0.0;
  for (const BalkPlan& step : plan_.classes[c.case_class].callers.balking) {
    probability = waiting > step.waiting_over ? step.probability : probability;
  }
  if (probability <= 0.0 || choose_rep(c, kNobody) != kNobody ||
      (plan_.tiers[c.tier].lines.split && busy_rep_for(slot) != kNobody) ||
      draw(key_, Use::balk, c.owner, call_of(c)) >= probability) {
    return false;
  }
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::balked);
  }
  if (!calls_again(slot, Happening::balked)) {
    note(Happening::balked, c);
    lose(slot, Happening::lost);
  }
  return true;
}

// Whether the customer whose call met no rep tries once more. The visit to the tier where the case
// enters is taken back: the session that lies ahead stays the one that it was.
bool Floor::calls_again(std::uint32_t slot, Happening end_of_call) {
  Case& c = cases_[slot];
  const RedialPlan& redial = plan_.classes[c.case_class].callers.redial;
  if (redial.probability <= 0.0 || c.redials >= redial.at_most) {
    return false;
  }
  const Pair pair = draw_pair(key_, Use::redial, c.owner, call_of(c));
  if (pair.even >= redial.probability) {
    return false;
  }
  const double delay_us = redial.delay(pair.odd);
  note(end_of_call, c);
  note(Happening::redial_planned, c, kNoRep, hours(delay_us));
  if (end_of_call == Happening::hung_up) {
    History& h = cases_.history(slot);
    h.waited = h.waited + (now_ - c.joined);
  }
  if (c.tier == c.entered && c.visits_at(c.tier) == 1) {
    c.uncount_visit(c.tier);
    c.met_entry =
        c.met_entry || end_of_call == Happening::hung_up || end_of_call == Happening::found_no_line;
  }
  return_later(slot, delay_us, Awaited::redial);
  return true;
}

// The customer gives up for good.
void Floor::lose(std::uint32_t slot, Happening how) {
  const Case& c = cases_[slot];
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::lost);
    cohort_at_tier(c, c.tier).counts.add(Quantity::lost);
  }
  note(how, c);
  close(slot);
}

void Floor::customer_returns(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  if (h.awaited == Awaited::redial) {
    call_again(slot);
    return;
  }
  note(Happening::returned, c);
  if (h.awaited == Awaited::call_back) {
    c.to_front = true;  // the turn had come
    rejoin(slot, c.tier);
    cases_[slot].to_front = false;
    return;
  }
  h.attempts = 0;
  h.came_from = kNowhere;
  rejoin(slot, c.entered);
}

void Floor::call_again(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const ClassPlan& plan = plan_.classes[c.case_class];
  c.redials = static_cast<std::uint16_t>(std::min(c.redials + 1, UINT16_MAX));
  h.called = now_;
  h.offered = false;
  book_.count_case(c, IntervalQuantity::calls);
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::redials);
    cohort_at_tier(c, c.entered).counts.add(Quantity::redials);
  }
  c.tier = c.entered;
  c.left_first_tier = c.tier != 0;
  c.count_visit(c.tier);
  draw_visit(c);
  note(Happening::called_again, c, kNoRep, c.redials);
  if (plan.turns_away && !plan.open.is_open(now_)) {
    turn_away(slot, Happening::found_closed);
    return;
  }
  if (balks(slot)) {
    return;
  }
  Instant deadline = kNever;
  if (plan.has_patience) {
    deadline = now_ + to_duration(plan.patience(draw(key_, Use::patience, c.owner, call_of(c))));
  }
  join(slot, deadline);
}

// How long after joining the customer is to be offered a callback; for ever if no more in this
// call.
Duration Floor::offered_after(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const CallbackPlan& callback = plan_.classes[c.case_class].callers.callback;
  if (!callback.given || c.answered || c.promised || cases_.history(slot).offered) {
    return kNever - c.joined;
  }
  return callback.offered_after;
}

// Once in a call, to one who is in line. Who accepts keeps the place, with patience for ever.
void Floor::offer_callback(std::uint32_t slot) {
  Case& c = cases_[slot];
  const CallbackPlan& callback = plan_.classes[c.case_class].callers.callback;
  cases_.history(slot).offered = true;
  const std::uint32_t others = ahead_of(c) - 1;
  if (others <= callback.waiting_over ||
      draw(key_, Use::callback, c.owner, call_of(c)) >= callback.acceptance) {
    return;
  }
  c.promised = true;
  if (c.deadline_place != kNobody) {
    deadlines_.remove(c.deadline_place);
    c.deadline_place = kNobody;
  }
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::callbacks);
  }
  note(Happening::callback_accepted, c);
}

// Whether the rep who calls back finds the customer. If not, the rep loses the time to dial and the
// case waits for the next try, or is lost after the last.
bool Floor::reaches(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const CallbackPlan& callback = plan_.classes[c.case_class].callers.callback;
  const Pair pair = draw_pair(key_, Use::callback_reached, c.owner, {0, h.calls_back});
  if (pair.even < callback.reached) {
    c.promised = false;
    return true;
  }
  reps_[rep].role = Role::dialling;
  reps_[rep].quick = nullptr;
  handling_ends_.plan(rep,
                      callback.dial_time > 0.0 ? now_ + to_duration(callback.dial_time) : now_);
  note(Happening::callback_missed, c, rep);
  count_moved(c, h);
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::callbacks_missed);
  }
  // The visit met nobody: the session that lies ahead stays the one that it was.
  if (c.tier == c.entered && c.visits_at(c.tier) == 1) {
    c.uncount_visit(c.tier);
    c.met_entry = true;
  }
  if (++h.calls_back >= callback.attempts) {
    if (c.measured) {
      ClassCounters& of_class = cohort_of_class(c);
      of_class.counts.add(Quantity::callbacks_lost);
      count_wait(of_class.counts, of_class.wait, now_ - called_at(slot));
    }
    lose(slot, Happening::lost);
    return false;
  }
  const double delay_us = callback.retry(pair.odd);
  note(Happening::callback_planned, c, kNoRep, hours(delay_us));
  return_later(slot, delay_us, Awaited::call_back);
  return false;
}

void Floor::end_dialling(std::uint32_t rep) {
  Rep& r = reps_[rep];
  note_rep(Happening::dialling_ended, rep);
  r.worked = r.worked + (now_ - r.began);
  attribute(r, Cause::handling, now_);
  r.role = Role::own;
  tier_counters_[r.tier].busy.step_down(now_);
  free_rep(rep);
}

// Whether the customer of a case that is about to close unresolved will come back with it.
bool Floor::contacts_again(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const RepeatPlan& repeat = plan_.classes[c.case_class].callers.repeat;
  if (repeat.probability <= 0.0 || c.sessions >= kMostSessions) {
    return false;
  }
  const Pair pair = draw_pair(key_, Use::repeat_contact, c.owner, stage_of(c));
  if (pair.even >= repeat.probability) {
    return false;
  }
  const double delay_us = repeat.delay(pair.odd);
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::repeat_contacts);
    cohort_at_tier(c, c.entered).counts.add(Quantity::repeat_contacts);
  }
  note(Happening::repeat_planned, c, kNoRep, hours(delay_us));
  return_later(slot, delay_us, Awaited::repeat_contact);
  return true;
}

}  // namespace tiermix
