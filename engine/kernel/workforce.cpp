#include "engine/kernel/floor.hpp"

namespace tiermix {

void Floor::shift_starts() {
  const StaffingStep& step = plan_.shift_starts[next_start_++];
  next_start_at_ = at_or_never(plan_.shift_starts, next_start_);
  const std::uint32_t first = plan_.groups[step.group].first_rep;
  for (std::uint32_t i = present_[step.group]; i < step.heads; ++i) {
    rep_arrives(first + i);
  }
  present_[step.group] = step.heads;
}

void Floor::shift_ends() {
  const StaffingStep& step = plan_.shift_ends[next_end_++];
  next_end_at_ = at_or_never(plan_.shift_ends, next_end_);
  const GroupPlan& group = plan_.groups[step.group];
  for (std::uint32_t i = present_[step.group]; i-- > step.heads;) {
    const std::uint32_t rep = group.first_rep + i;
    Rep& r = reps_[rep];
    if (r.presence == Presence::idle) {
      reps_.leave_idle(rep);
      rep_leaves(rep);
    } else if (group.hand_back) {
      hand_back(rep);
    } else {
      r.presence = Presence::finishing;
      group_counters_[r.group].overtime.step_up(now_);
    }
  }
  present_[step.group] = step.heads;
}

void Floor::rep_arrives(std::uint32_t rep) {
  Rep& r = reps_[rep];
  if (r.presence == Presence::finishing) {
    r.presence = Presence::busy;
    group_counters_[r.group].overtime.step_down(now_);
    return;
  }
  group_counters_[r.group].staffed.step_up(now_);
  free_rep(rep);
}

// The rep takes the next case in line, waits for one, or goes home where the shift is over.
void Floor::free_rep(std::uint32_t rep) {
  Rep& r = reps_[rep];
  if (r.presence == Presence::finishing) {
    handling_ends_.cancel(rep);
    group_counters_[r.group].overtime.step_down(now_);
    rep_leaves(rep);
  } else if (!lines_[r.tier].empty()) {
    begin_session(take_from_queue(r.tier), rep);
  } else {
    handling_ends_.cancel(rep);
    reps_.become_idle(rep);
  }
}

void Floor::rep_leaves(std::uint32_t rep) {
  Rep& r = reps_[rep];
  r.presence = Presence::away;
  group_counters_[r.group].staffed.step_down(now_);
}

// The case goes to an idle colleague or to the head of its queue; the work done is kept.
void Floor::hand_back(std::uint32_t rep) {
  Rep& r = reps_[rep];
  const std::uint32_t slot = r.case_slot;
  Case& c = cases_[slot];
  c.handling = static_cast<double>((handling_ends_.at(rep) - now_).us) / r.slowness;
  c.resumed = true;
  count_session(c, r);
  handling_ends_.cancel(rep);
  rep_leaves(rep);
  const std::uint32_t colleague = reps_.longest_idle(c.tier);
  if (colleague != kNobody) {
    reps_.leave_idle(colleague);
    begin_session(slot, colleague);
  } else {
    lines_[c.tier].push_front(cases_, slot);
    tier_counters_[c.tier].queue.step_up(now_);
  }
}

// The time of a session, or of the part of one, that ends now.
void Floor::count_session(const Case& c, const Rep& rep) {
  TierCounters& tier = tier_counters_[c.tier];
  tier.busy.step_down(now_);
  if (c.measured) {
    const Duration spent = now_ - rep.began;
    ClassCounters& of_class = class_counters_[c.case_class];
    tier.counts.add(Quantity::handle_time, spent);
    of_class.counts.add(Quantity::handle_time, spent);
    of_class.handled_by[rep.group] += spent.us;
  }
}

}  // namespace tiermix
