#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {

void Floor::shift_starts() {
  if (at_or_never(plan_.shift_starts, next_start_) > now_) {
    duty_starts();
    return;
  }
  const StaffingStep& step = plan_.shift_starts[next_start_++];
  const std::uint32_t first = plan_.groups[step.group].first_rep;
  for (std::uint32_t i = present_[step.group]; i < step.heads; ++i) {
    rep_arrives(first + i);
  }
  present_[step.group] = step.heads;
  plan_shifts();
}

void Floor::shift_ends() {
  if (at_or_never(plan_.shift_ends, next_end_) > now_) {
    duty_ends();
    return;
  }
  const StaffingStep& step = plan_.shift_ends[next_end_++];
  const GroupPlan& group = plan_.groups[step.group];
  for (std::uint32_t i = present_[step.group]; i-- > step.heads;) {
    const std::uint32_t rep = group.first_rep + i;
    Rep& r = reps_[rep];
    if (r.presence == RepPresence::idle) {
      reps_.leave_idle(rep);
      rep_leaves(rep);
    } else if (group.hand_back && r.role == Role::own) {
      hand_back(rep);
    } else if (group.hand_back && r.role == Role::chatting) {
      hand_back_chats(rep);
    } else {
      r.presence = RepPresence::finishing;
      grade_counters_[r.grade].overtime.step_up(now_);
      if (is_waiting_holder(rep)) {
        stop_holding(rep);
      }
    }
    release_own_line(rep);
  }
  present_[step.group] = step.heads;
  release_holders(group.tier);
  plan_shifts();
}

void Floor::rep_arrives(std::uint32_t rep) {
  Rep& r = reps_[rep];
  if (r.presence == RepPresence::finishing) {
    r.presence = RepPresence::busy;
    grade_counters_[r.grade].overtime.step_down(now_);
    if (r.role == Role::chatting) {
      fill_chats(rep);
    }
    return;
  }
  grade_counters_[r.grade].staffed.step_up(now_);
  note_rep(Happening::rep_arrived, rep);
  free_rep(rep);
}

// The rep takes the next case in line, waits for one, or leaves the floor where it is time.
void Floor::free_rep(std::uint32_t rep) {
  if (reps_[rep].presence >= RepPresence::finishing) {
    release(rep);
  } else if (!take_waiting(rep)) {
    handling_ends_.cancel(rep);
    if (!begin_task(rep)) {
      reps_.become_idle(rep);
      const std::uint16_t tier = reps_[rep].tier;
      if (plan_.tiers[tier].lines.reserves) {
        offer_waiting(tier);
      }
    }
  }
}

// The rep's own cases first, then the tier's, then those of tiers it helps out.
bool Floor::take_waiting(std::uint32_t rep) {
  const std::uint16_t tier = reps_[rep].tier;
  if (!own_lines_.empty() && !own_lines_[rep].empty()) {
    const std::uint32_t slot = own_lines_[rep].first();
    static_cast<void>(leave_queue(slot));
    begin_session(slot, rep);
    return true;
  }
  const TierPlan& plan = plan_.tiers[tier];
  if (plan.lines.split) {
    if (take_skilled(rep)) {
      return true;
    }
  } else if (!lines_[tier].empty()) {
    begin_session(take_from_queue(tier), rep);
    return true;
  }
  return std::ranges::any_of(plan.helps, [this, tier, rep](std::uint16_t from) {
    if (plan_.tiers[from].lines.split) {
      return help_out(from, rep);
    }
    const bool takes = may_take(from, tier, 0);
    if (takes) {
      take_from(from, rep);
    }
    return takes;
  });
}

// Whether one of the idle reps of another tier, or one who has just become free (idle: 1 or 0),
// takes the first case in line. A rep who keeps a case waits for a specialist of that very tier,
// and half a session is finished where it began.
bool Floor::may_take(std::uint16_t from, std::uint16_t to, std::uint32_t idle) {
  const OverflowPlan& overflow = plan_.tiers[from].overflow;
  const WaitingLines& line = lines_[from];
  if (line.size() <= overflow.waiting_over || reps_.idle_count(to) < overflow.reservation + idle) {
    return false;
  }
  const Case& first = cases_[line.first()];
  return !first.helping && !first.resumed;
}

// The first case in line at another tier.
void Floor::take_from(std::uint16_t from, std::uint32_t rep) {
  move_over(lines_[from].first(), rep);
}

void Floor::move_over(std::uint32_t slot, std::uint32_t rep) {
  static_cast<void>(leave_queue(slot));
  note(Happening::overflowed, cases_[slot]);
  count_moved(cases_[slot], cases_.history(slot));
  take_over(slot, rep);
}

// A case from the queue of another tier, for one session at the rep's own.
void Floor::take_over(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  c.tier = reps_[rep].tier;
  c.left_first_tier = c.left_first_tier || c.tier != 0;
  c.count_visit(c.tier);
  c.joined = now_;
  cases_.history(slot).attempts = 0;
  cases_.history(slot).own_chance = 0.0;
  draw_visit(c);
  TierCounters& counters = cohort_at_tier(c, c.tier);
  if (c.measured) {
    counters.counts.add(Quantity::offered);
    if (c.visits_at(c.tier) == 1) {
      counters.counts.add(Quantity::cases_met);
      counters.counts.add_millionths(Quantity::complexity_met, c.complexity);
    }
  }
  c.visited = interval_;
  book_.count_visit(c, c.tier, IntervalQuantity::offered);
  begin_session(slot, rep);
}

void Floor::rep_leaves(std::uint32_t rep) {
  Rep& r = reps_[rep];
  r.presence = RepPresence::away;
  grade_counters_[r.grade].staffed.step_down(now_);
  note_rep(Happening::rep_left, rep);
}

// Cases that wait for a rep who goes home wait for any from now on.
void Floor::release_own_line(std::uint32_t rep) {
  while (!own_lines_.empty() && !own_lines_[rep].empty()) {
    const std::uint32_t slot = own_lines_[rep].first();
    static_cast<void>(leave_queue(slot));
    serve_or_wait(slot);
  }
}

// The rep goes home from the session in hand; the work done is kept. The case.
std::uint32_t Floor::go_home_from(std::uint32_t rep) {
  const std::uint32_t slot = put_down(rep, 0.0);
  handling_ends_.cancel(rep);
  rep_leaves(rep);
  return slot;
}

// The case goes to an idle colleague or to the head of its queue.
void Floor::hand_back(std::uint32_t rep) { put_in_front(go_home_from(rep)); }

}  // namespace tiermix
