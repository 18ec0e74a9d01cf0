// A case and its queues: it arrives, waits, comes back, moves on.

#include <algorithm>
#include <span>

#include "engine/kernel/floor.hpp"

namespace tiermix {

Stage Floor::stage_of(const Case& c) const {
  return {plan_.tiers[c.tier].identity, static_cast<std::uint16_t>(c.visits_at(c.tier) - 1)};
}

void Floor::case_arrives() {
  const std::uint32_t source = arrivals_.first_slot();
  if (quick_classes_[source].is_quick) {
    arrive_quickly(source);
  } else {
    arrive(source);
  }
}

void Floor::arrive(std::uint32_t source) {
  ++events_;
  const Arrival arrival = sources_[source].take();
  arrivals_.plan(source, sources_[source].next_at());
  if (plan_.aids.has_self_service && contained(source, arrival)) {
    return;
  }

  const ClassPlan& plan = plan_.classes[source];
  const std::uint32_t slot = cases_.open();
  Case& c = cases_[slot];
  c.owner = arrival.owner;
  c.created = now_;
  c.complexity = arrival.complexity;
  c.handling = arrival.handling;
  c.outcome = arrival.outcome;
  c.case_class = static_cast<std::uint16_t>(source);
  c.tier = arrival.tier;
  c.priority = plan.priority;
  c.count_visit(arrival.tier);
  if (plan_.aids.has_triage) {
    triage(c);
  }
  c.left_first_tier = c.tier != 0;
  c.entered = c.tier;

  ClassCounters& counters = class_counters_[source];
  counters.open.step_up(now_, c.created);
  if (measuring_) {
    c.measured = true;
    ++open_measured_;
    counters.counts.add(Quantity::offered);
    tier_counters_[c.tier].counts.add(Quantity::entered);
  }
  c.interval = interval_;
  book_.count_case(c, IntervalQuantity::offered);
  note(Happening::created, c, kNoRep, c.complexity);
  if (plan.turns_away && !plan.open.is_open(now_)) {
    turn_away(slot, Happening::found_closed);
    return;
  }
  if (!plan.callers.balking.empty() && balks(slot)) [[unlikely]] {
    return;
  }
  join(slot, plan.has_patience ? now_ + to_duration(arrival.patience) : kNever);
}

// Whether tier zero helps the customer, who then opens no case.
bool Floor::contained(std::uint32_t case_class, const Arrival& arrival) {
  const double p = resolve_probability(plan_.aids.contains, arrival.complexity);
  const bool helped = draw(key_, Use::self_service, arrival.owner) < p;
  if (measuring_) {
    ScopeCounts& counts = class_counters_[case_class].counts;
    counts.add(Quantity::self_service_tries);
    if (helped) {
      counts.add(Quantity::contained);
    }
  }
  if (helped && log_ != nullptr) {
    log_->add({.at = now_,
               .owner = arrival.owner,
               .value = arrival.complexity,
               .case_class = static_cast<std::uint16_t>(case_class),
               .what = Happening::contained});
  }
  return helped;
}

// A case that looks complex enough goes straight to a specialist. What is not recognised looks like
// any case of its class.
void Floor::triage(Case& c) {
  const AidsPlan& aids = plan_.aids;
  const Pair pair = draw_pair(key_, Use::triage, c.owner);
  double perceived = c.complexity;
  if (pair.even >= aids.triage_accuracy) {
    perceived = pair.odd;
    plan_.classes[c.case_class].complexity.transform(std::span(&perceived, 1));
  }
  if (perceived > aids.triage_above && c.tier != aids.triage_tier) {
    c.uncount_visit(c.tier);
    c.tier = aids.triage_tier;
    c.count_visit(c.tier);
    draw_visit(c);
  }
}

// The draws of the present visit.
void Floor::draw_visit(Case& c) {
  c.resumed = false;
  const Pair pair = draw_pair(key_, Use::handling, c.owner, stage_of(c));
  c.outcome = pair.odd;
  c.handling = plan_.tiers[c.tier].is_vendor
                   ? 0.0
                   : plan_.work_of(c.case_class, c.tier).handle_time(pair.even);
}

void Floor::case_returns() {
  ++events_;
  const std::uint32_t slot = returns_.take_first();
  Case& c = cases_[slot];
  switch (cases_.history(slot).awaited) {
    case Awaited::customer:
      class_counters_[c.case_class].pending.step_down(now_);
      [[fallthrough]];
    case Awaited::recess:
      note(Happening::returned, c);
      return_to_rep(slot);
      return;
    case Awaited::vendor:
      note(Happening::returned, c);
      ++c.sessions;  // the customer hears from the desk once more
      ++cases_.history(slot).vendor_answers;
      if (c.outcome <
          resolve_probability(plan_.work_of(c.case_class, c.tier).resolve, c.complexity)) {
        resolve(slot, false);
      } else {
        c.ending = Ending::fail;
        leave_unresolved(slot);
      }
      return;
    case Awaited::specialist_called:
      call_help(slot);
      return;
    case Awaited::redial:
    case Awaited::call_back:
    case Awaited::repeat_contact:
      class_counters_[c.case_class].pending.step_down(now_);
      customer_returns(slot);
      return;
  }
}

// To the rep who knows the case, where the tier keeps them together and the rep is there; else to
// the tier's queue.
void Floor::return_to_rep(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const TierPlan& tier = plan_.tiers[c.tier];
  const bool wanted = tier.same_rep || h.awaited == Awaited::recess;
  const std::uint32_t rep = h.last_rep;
  if (!wanted || rep == kNobody || reps_[rep].tier != c.tier ||
      reps_[rep].presence == RepPresence::away || reps_[rep].presence == RepPresence::finishing) {
    rejoin(slot, c.tier);
    return;
  }
  h.waits_for = rep;
  rejoin(slot, c.tier);
}

// To the queue of a tier for one more session, with draws of its own.
void Floor::rejoin(std::uint32_t slot, std::uint16_t tier, Instant deadline) {
  Case& c = cases_[slot];
  if (tier != c.tier) {
    cases_.history(slot).attempts = 0;
    cases_.history(slot).own_chance = 0.0;
  }
  c.tier = tier;
  c.left_first_tier = c.left_first_tier || (tier != 0 && !c.helping);
  c.count_visit(tier);
  draw_visit(c);
  join(slot, deadline);
}

// The visit begins: it counts, and the case, the first time.
void Floor::come_to_tier(Case& c) {
  ScopeCounts& counts = cohort_at_tier(c, c.tier).counts;
  c.joined = now_;
  if (c.measured) {
    counts.add(Quantity::offered);
    if (c.met_entry) [[unlikely]] {
      c.met_entry = false;
    } else if (c.visits_at(c.tier) == 1) {
      counts.add(Quantity::cases_met);
      counts.add_millionths(Quantity::complexity_met, c.complexity);
    }
  }
  c.visited = interval_;
  book_.count_visit(c, c.tier, IntervalQuantity::offered);
}

// All places of the queue are taken.
void Floor::find_no_line(std::uint32_t slot) {
  const Case& c = cases_[slot];
  if (c.measured) {
    TierCounters& counters = cohort_at_tier(c, c.tier);
    counters.counts.add(Quantity::blocked);
    counters.wait.add(Duration{});
  }
  book_.count_visit_end(c, IntervalQuantity::blocked, {});
  turn_away(slot, Happening::found_no_line);
}

// Expects a case that has just come to its tier. It leaves at the deadline if nobody has met it.
void Floor::join(std::uint32_t slot, Instant deadline) {
  Case& c = cases_[slot];
  const TierPlan& tier = plan_.tiers[c.tier];
  come_to_tier(c);
  if (tier.is_vendor) {
    ask_vendor(slot);
    return;
  }
  const std::uint32_t rep = choose_rep(c, waits_for(slot));
  if (rep != kNobody) {
    if (!own_lines_.empty()) {
      cases_.history(slot).waits_for = kNobody;
    }
    reps_.leave_idle(rep);
    begin_session(slot, rep);
    return;
  }
  if (tier.lines.split && goes_to_busy_rep(slot)) {
    return;
  }
  const OverflowPlan& overflow = tier.overflow;
  const std::uint16_t here = c.tier;
  if (overflow.given && overflow.after == kNone && cases_.history(slot).holder == kNobody &&
      cases_.history(slot).waits_for == kNobody && overflow.waiting_over == 0 &&
      line_of(slot).empty() && has_spare_rep(c, overflow)) {
    note(Happening::overflowed, c);
    count_moved(c, cases_.history(slot));
    rejoin(slot, overflow.to, deadline);
    return;
  }
  if (!c.answered && !c.promised && waiting_at(c.tier) >= tier.queue_capacity) [[unlikely]] {
    find_no_line(slot);
    return;
  }
  wait_in_line(slot, deadline);
  if (overflow.given && overflow.after == kNone) {
    ask_helpers(here, overflow.to);
  }
}

// For a case that has waited elsewhere: any idle rep of its tier, else the tier's queue.
void Floor::serve_or_wait(std::uint32_t slot) {
  const std::uint32_t rep = choose_rep(cases_[slot], kNobody);
  if (rep == kNobody) {
    const bool split = plan_.tiers[cases_[slot].tier].lines.split;
    if (!split || !goes_to_busy_rep(slot)) {
      wait_in_line(slot, kNever);
    }
    return;
  }
  reps_.leave_idle(rep);
  begin_session(slot, rep);
}

// To a stage without reps, which answers after a time.
void Floor::ask_vendor(std::uint32_t slot) {
  Case& c = cases_[slot];
  note(Happening::vendor_asked, c);
  if (measuring_) {
    ++tier_counters_[c.tier].fees;
  }
  if (c.measured) {
    TierCounters& tier = cohort_at_tier(c, c.tier);
    tier.counts.add(Quantity::answered);
    tier.wait.add(Duration{});
  }
  book_.count_visit(c, c.tier, IntervalQuantity::answered);
  const double u = draw(key_, Use::turnaround, c.owner, stage_of(c));
  return_later(slot, plan_.tiers[c.tier].turnaround(u), Awaited::vendor);
}

// Whether an idle rep of the other tier takes the case, and enough stay idle.
bool Floor::has_spare_rep(const Case& c, const OverflowPlan& overflow) const {
  return reps_.idle_count(overflow.to) > overflow.reservation &&
         (!plan_.tiers[c.tier].lines.split || skilled_idle_rep(c, overflow.to) != kNobody);
}

void Floor::count_wait(ScopeCounts& counts, Histogram& waits, Duration wait) {
  counts.add(Quantity::wait, wait);
  if (wait.us > 0) {
    counts.add(Quantity::waited);
  }
  waits.add(wait);
}

}  // namespace tiermix
