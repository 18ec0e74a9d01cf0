// A case between reps: handed on, handed over with the customer on the line, or kept by its rep
// while specialists help.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {

// Where the tier sends what it does not resolve.
std::uint16_t Floor::where_to(const Case& c) const {
  const std::vector<RoutePlan>& routes = plan_.tiers[c.tier].escalations;
  return destination(routes,
                     routes.size() == 1 ? 0.0 : draw(key_, Use::route, c.owner, stage_of(c)));
}

// Whether the shift of anybody who takes such cases at the tier is on.
bool Floor::is_staffed(std::uint16_t tier, std::uint16_t case_class) const {
  for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
    if (plan_.groups[g].tier == tier && present_[g] > 0 &&
        (plan_.skills.empty() || plan_.skill_of(g, case_class).serves)) {
      return true;
    }
  }
  return false;
}

// Whether the rep stays with the case that the session did not solve: not past the end of a shift,
// nor for specialists who are not there.
bool Floor::keeps_case(std::uint32_t slot, const Rep& r) {
  const Case& c = cases_[slot];
  const TierPlan& tier = plan_.tiers[c.tier];
  if (tier.policy.hand_over == HandOver::cold || tier.unresolved != Unresolved::escalate) {
    return false;
  }
  const bool last_attempt =
      c.ending == Ending::fail && cases_.history(slot).attempts + 1U >= tier.policy.attempt_limit;
  return (c.ending == Ending::refer || last_attempt) && r.presence != RepPresence::finishing &&
         is_staffed(where_to(c), c.case_class);
}

// The rep stays, and a specialist of the next tier is asked for.
void Floor::hold(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  Rep& r = reps_[rep];
  const PolicyPlan& policy = plan_.tiers[c.tier].policy;
  spend(slot, r, cause_of(c));
  handling_ends_.cancel(rep);
  r.role = Role::holding;
  r.quick = nullptr;
  h.holder = rep;
  h.home = c.tier;
  note(Happening::held, c, rep);
  if (policy.hand_over == HandOver::warm) {
    count_extras(slot, r);
    hand_on(slot, where_to(c));
    return;
  }
  c.helping = true;
  if (c.measured) {
    cohort_of_class(c).counts.add(Quantity::swarms);
  }
  if (policy.has_join_delay) {
    const double u = draw(key_, Use::join_delay, c.owner, stage_of(c));
    return_later(slot, policy.join_delay(u), Awaited::specialist_called);
  } else {
    call_help(slot);
  }
}

// What a session was besides its time: pressed to an end, with the assistant.
void Floor::count_extras(std::uint32_t slot, const Rep& r) {
  History& h = cases_.history(slot);
  const Case& c = cases_[slot];
  if (h.is_forced) {
    ++h.forced;
    if (c.measured) {
      cohort_of_class(c).counts.add(Quantity::forced);
    }
  }
  if (h.assisted && measuring_) {
    ++tier_counters_[r.tier].assisted;
  }
  h.is_forced = false;
  h.assisted = false;
}

void Floor::call_help(std::uint32_t slot) {
  Case& c = cases_[slot];
  const std::uint16_t specialists = where_to(c);
  if (cases_.history(slot).holder == kNobody) {
    hand_on(slot, specialists);  // the rep went home before the call was heard
    return;
  }
  if (!is_staffed(specialists, c.case_class)) {
    stop_holding(cases_.history(slot).holder);
    hand_on(slot, specialists);
    return;
  }
  c.to_front = plan_.tiers[c.tier].policy.to_front;
  rejoin(slot, specialists);
}

// The rep lets the customer go before a specialist was free: the case waits for one on its own.
void Floor::stop_holding(std::uint32_t rep) {
  const std::uint32_t slot = reps_[rep].case_slot;
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  h.holder = kNobody;
  if (c.helping) {
    c.helping = false;
    if (c.tier != h.home) {  // it is in the specialists' queue
      const std::uint16_t specialists = c.tier;
      c.tier = h.home;
      count_escalation(slot);
      c.tier = specialists;
      c.left_first_tier = c.left_first_tier || specialists != 0;
      h.attempts = 0;
    }
  }
  end_contact(slot, rep, Cause::holding);
}

// When the last specialist for a class goes home, nobody keeps a customer for one.
void Floor::release_holders(std::uint16_t tier) {
  if (plan_.skills.empty() && is_staffed(tier, 0)) {
    return;
  }
  for (std::uint32_t rep = 0; rep < plan_.reps; ++rep) {
    if (!is_waiting_holder(rep)) {
      continue;
    }
    const Case& c = cases_[reps_[rep].case_slot];
    if (c.tier == tier && !is_staffed(tier, c.case_class)) {
      stop_holding(rep);
    }
  }
}

// Whether the rep keeps a case for which no specialist has come yet.
bool Floor::is_waiting_holder(std::uint32_t rep) {
  const Rep& r = reps_[rep];
  return r.presence >= RepPresence::busy && r.role == Role::holding &&
         cases_.history(r.case_slot).holder == rep && !cases_.history(r.case_slot).being_helped;
}

// A specialist joins the rep who keeps the case; further ones do where they are idle.
void Floor::begin_help(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  Rep& r = reps_[rep];
  const PolicyPlan& policy = plan_.tiers[h.home].policy;
  const double us = policy.has_expert_time
                        ? policy.expert_time(draw(key_, Use::expert_time, c.owner, stage_of(c)))
                        : c.handling;
  r.role = Role::helping;
  r.quick = nullptr;
  note(Happening::helped, c, rep);
  handling_ends_.plan(rep, now_ + to_duration(us * slowness(r, c)));
  std::uint32_t others = 0;
  for (; others + 1 < policy.experts; ++others) {
    const std::uint32_t other = choose_rep(c, kNobody);
    if (other == kNobody) {
      break;
    }
    reps_.leave_idle(other);
    Rep& joining = reps_[other];
    joining.quick = nullptr;
    joining.case_slot = slot;
    joining.began = now_;
    joining.presence = RepPresence::busy;
    joining.role = Role::joining;
    joining.hand_over = 0.0;
    joining.diagnosis = 0.0;
    joining.next = r.next;  // they leave with the one who leads
    r.next = other;
    tier_counters_[joining.tier].busy.step_up(now_);
    note(Happening::helped, c, other);
  }
  h.chance = chance(c, r, c.complexity, policy.expert_gain * others);
  c.ending = c.outcome < h.chance ? Ending::resolve : Ending::fail;
  h.being_helped = true;
  spend(slot, reps_[h.holder], Cause::holding);
}

// The leading specialist is done, and so is the session of the rep who kept the case.
void Floor::end_help(std::uint32_t rep) {
  const std::uint32_t slot = reps_[rep].case_slot;
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const std::uint16_t specialists = c.tier;
  const std::uint32_t holder = h.holder;
  for (std::uint32_t other = reps_[rep].next; other != kNobody;) {
    const std::uint32_t after = reps_[other].next;
    let_go(other, Cause::handling);
    other = after;
  }
  let_go(rep, Cause::handling);
  c.helping = false;
  h.being_helped = false;
  h.holder = kNobody;
  c.tier = h.home;
  end_contact(slot, holder, cause_of(c));
  if (c.ending == Ending::resolve) {
    resolve(slot, false);
  } else {
    ++h.attempts;
    hand_on(slot, specialists);
  }
}

// The rep who held the customer tells the specialist what is known.
void Floor::brief(std::uint32_t slot, Rep& specialist) {
  History& h = cases_.history(slot);
  const std::uint32_t rep = h.holder;
  const double us = plan_.tiers[h.home].policy.briefing;
  h.holder = kNobody;
  specialist.hand_over += us;
  Rep& r = reps_[rep];
  spend(slot, r, Cause::holding);
  r.role = Role::briefing;
  r.quick = nullptr;
  handling_ends_.plan(rep, us > 0.0 ? now_ + to_duration(us) : now_);
}

// A rep whose part in somebody's session is over.
void Floor::let_go(std::uint32_t rep, Cause cause) {
  Rep& r = reps_[rep];
  const Case& c = cases_[r.case_slot];
  const bool helped = r.role == Role::helping || r.role == Role::joining;
  note(helped ? Happening::help_ended : Happening::session_ended, c, rep);
  spend(r.case_slot, r, cause);
  tier_counters_[r.tier].busy.step_down(now_);
  book_.count_visit(c, r.tier, IntervalQuantity::sessions);
  if (c.measured) {
    cohort_at_tier(c, r.tier).counts.add(Quantity::sessions);
  }
  free_rep(rep);
}

void Floor::count_escalation(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  note(Happening::escalated, c);
  if (c.measured) {
    ScopeCounts& of_tier = cohort_at_tier(c, c.tier).counts;
    ScopeCounts& of_class = cohort_of_class(c).counts;
    of_tier.add(Quantity::escalations);
    of_class.add(Quantity::transfers);
    if (!c.escalated) {
      of_class.add(Quantity::escalated);
    }
    if (h.own_chance > kWouldResolve) {
      of_tier.add(Quantity::unnecessary_escalations);
    }
  }
  c.escalated = true;
  h.came_from = c.tier;
  ++h.transfers;
}

// To another tier, with as much of the particulars as the policy forwards.
void Floor::hand_on(std::uint32_t slot, std::uint16_t to) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const PolicyPlan& policy = plan_.tiers[c.tier].policy;
  if (policy.completeness < 1.0) {
    h.rediscovery = policy.rediscovery;
    if (draw(key_, Use::repeating, c.owner, stage_of(c)) >= policy.completeness) {
      ++h.repeats;
      if (c.measured) {
        cohort_of_class(c).counts.add(Quantity::repeats);
      }
    }
  }
  c.to_front = policy.to_front;
  count_escalation(slot);
  rejoin(slot, to);
}

// Back to the tier it came from, ahead of the others there.
void Floor::bounce(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  note(Happening::bounced, c);
  if (c.measured) {
    cohort_at_tier(c, c.tier).counts.add(Quantity::bounces);
    cohort_of_class(c).counts.add(Quantity::transfers);
  }
  ++h.transfers;
  const std::uint16_t to = h.came_from;
  h.came_from = kNowhere;
  c.to_front = true;
  rejoin(slot, to);
}

}  // namespace tiermix
