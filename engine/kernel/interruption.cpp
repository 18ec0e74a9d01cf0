// A session put down before its end: for a case of a more urgent class that finds nobody idle, or
// because the rep goes home. The work done is kept, and the case waits in front of its line.

#include "engine/kernel/floor.hpp"

namespace tiermix {

// Whether the rep puts down what is in hand for the case. Reps past their shift's end, and those to
// whom a case is just being handed over, are left alone.
bool Floor::can_put_down(const Case& c, std::uint32_t rep) {
  const Rep& r = reps_[rep];
  if (r.presence != RepPresence::busy || r.role != Role::own || handling_ends_.at(rep) <= now_) {
    return false;
  }
  const Case& in_hand = cases_[r.case_slot];
  const Instant taken_over = r.began + Duration{static_cast<std::int64_t>(r.hand_over)};
  return in_hand.priority > c.priority && taken_over <= now_ &&
         plan_.skill_of(r.group, in_hand.case_class).interruptible;
}

// The busy rep who takes the case: the one with the least urgent case in hand, of those the one who
// began it last. Specialists are not called from one case to help with another.
std::uint32_t Floor::interruptible_rep(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const LinesPlan& lines = plan_.tiers[c.tier].lines;
  if (!lines.interrupts || c.helping || cases_.history(slot).waits_for != kNobody) {
    return kNobody;
  }
  const auto precedes = [this](const Rep& a, const Rep& b) {
    const std::uint8_t urgency = cases_[a.case_slot].priority;
    const std::uint8_t than = cases_[b.case_slot].priority;
    return urgency != than ? urgency > than : a.began > b.began;
  };
  const std::uint32_t others = reps_.idle_count(c.tier);
  std::uint32_t best = kNobody;
  for (const std::uint16_t g : lines.groups) {
    const GroupPlan& group = plan_.groups[g];
    for (std::uint32_t rep = group.first_rep; rep < group.first_rep + group.reps; ++rep) {
      if (can_put_down(c, rep) && may_serve(c, reps_[rep], others) &&
          (best == kNobody || precedes(reps_[rep], reps_[best]))) {
        best = rep;
      }
    }
  }
  return best;
}

// The rep who takes a case for which nobody is idle: who has room for a chat, else who puts
// something down.
std::uint32_t Floor::busy_rep_for(std::uint32_t slot) {
  const std::uint32_t rep = chatting_rep(slot);
  return rep != kNobody ? rep : interruptible_rep(slot);
}

// Expects a case that is in no line.
void Floor::go_to_busy_rep(std::uint32_t slot, std::uint32_t rep) {
  if (reps_[rep].role == Role::chatting) {
    cases_.history(slot).waits_for = kNobody;
    begin_chat(slot, rep);
  } else {
    interrupt(rep, slot);
  }
}

bool Floor::goes_to_busy_rep(std::uint32_t slot) {
  const std::uint32_t rep = busy_rep_for(slot);
  if (rep != kNobody) {
    go_to_busy_rep(slot, rep);
  }
  return rep != kNobody;
}

void Floor::interrupt(std::uint32_t rep, std::uint32_t slot) {
  const std::uint32_t put = put_down(rep, 1.0);
  if (cases_[put].measured) {
    cohort_of_class(cases_[put]).counts.add(Quantity::interruptions);
  }
  begin_session(slot, rep);
  put_in_front(put);
}

// Ends a rep's part in a session that will be resumed; `why` as Happening::interrupted has it.
std::uint32_t Floor::put_down(std::uint32_t rep, double why) {
  Rep& r = reps_[rep];
  const std::uint32_t slot = r.case_slot;
  Case& c = cases_[slot];
  c.handling = static_cast<double>((handling_ends_.at(rep) - now_).us) / slowness(r, c);
  c.resumed = true;
  note(Happening::interrupted, c, rep, why);
  spend(slot, r, cause_of(c));
  tier_counters_[r.tier].busy.step_down(now_);
  return slot;
}

void Floor::put_in_front(std::uint32_t slot) {
  cases_[slot].to_front = true;
  serve_or_wait(slot);
  cases_[slot].to_front = false;
}

}  // namespace tiermix
