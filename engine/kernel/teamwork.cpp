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

// Whether the rep stays with the case that the session did not solve.
bool Floor::keeps_case(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const TierPlan& tier = plan_.tiers[c.tier];
  if (tier.policy.hand_over == HandOver::cold || tier.unresolved != Unresolved::escalate) {
    return false;
  }
  const bool last_attempt =
      c.ending == Ending::fail && cases_.history(slot).attempts + 1U >= tier.policy.attempt_limit;
  return c.ending == Ending::refer || last_attempt;
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
  h.holder = rep;
  h.home = c.tier;
  note(Happening::held, c, rep);
  if (policy.hand_over == HandOver::warm) {
    hand_on(slot, where_to(c));
    return;
  }
  c.helping = true;
  if (c.measured) {
    class_counters_[c.case_class].counts.add(Quantity::swarms);
  }
  if (policy.has_join_delay) {
    const double u = draw(key_, Use::join_delay, c.owner, stage_of(c));
    return_later(slot, policy.join_delay(u), Awaited::specialist_called);
  } else {
    call_help(slot);
  }
}

void Floor::call_help(std::uint32_t slot) {
  Case& c = cases_[slot];
  c.to_front = plan_.tiers[c.tier].policy.to_front;
  rejoin(slot, where_to(c));
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
  const Instant end = now_ + to_duration(us * r.slowness);
  r.role = Role::helping;
  note(Happening::helped, c, rep);
  handling_ends_.plan(rep, end);
  std::uint32_t others = 0;
  for (; others + 1 < policy.experts; ++others) {
    const std::uint32_t other = choose_rep(c, kNobody);
    if (other == kNobody) {
      break;
    }
    reps_.leave_idle(other);
    Rep& joining = reps_[other];
    joining.case_slot = slot;
    joining.began = now_;
    joining.presence = Presence::busy;
    joining.role = Role::joining;
    joining.hand_over = 0.0;
    joining.diagnosis = 0.0;
    tier_counters_[joining.tier].busy.step_up(now_);
    note(Happening::helped, c, other);
    handling_ends_.plan(other, end);
  }
  h.chance = chance(c, r, c.complexity, policy.expert_gain * others);
  c.ending = c.outcome < h.chance ? Ending::resolve : Ending::fail;
  spend(slot, reps_[h.holder], Cause::holding);
}

// The leading specialist is done, and so is the session of the rep who kept the case.
void Floor::end_help(std::uint32_t rep) {
  const std::uint32_t slot = reps_[rep].case_slot;
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const std::uint16_t specialists = c.tier;
  const std::uint32_t holder = h.holder;
  let_go(rep, Cause::handling);
  c.helping = false;
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
  if (c.measured) {
    tier_counters_[r.tier].counts.add(Quantity::sessions);
  }
  free_rep(rep);
}

void Floor::count_escalation(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  constexpr double kWouldResolve = 0.7;
  note(Happening::escalated, c);
  if (c.measured) {
    ScopeCounts& of_tier = tier_counters_[c.tier].counts;
    ScopeCounts& of_class = class_counters_[c.case_class].counts;
    of_tier.add(Quantity::escalations);
    of_class.add(Quantity::transfers);
    if (!c.escalated) {
      of_class.add(Quantity::escalated);
    }
    if (c.answered && h.chance > kWouldResolve) {
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
        class_counters_[c.case_class].counts.add(Quantity::repeats);
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
    tier_counters_[c.tier].counts.add(Quantity::bounces);
    class_counters_[c.case_class].counts.add(Quantity::transfers);
  }
  ++h.transfers;
  const std::uint16_t to = h.came_from;
  h.came_from = kNowhere;
  c.to_front = true;
  rejoin(slot, to);
}

}  // namespace tiermix
