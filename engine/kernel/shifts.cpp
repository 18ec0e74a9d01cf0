// A rep with a roster of its own: comes, pauses, turns to tasks off the phone, goes home or stays.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {

// When reps next come or go, by the steps of groups or by rosters of their own.
void Floor::plan_shifts() {
  next_start_at_ = at_or_never(plan_.shift_starts, next_start_);
  next_end_at_ = at_or_never(plan_.shift_ends, next_end_);
  if (duties_.are_used()) {
    next_start_at_ = std::min(next_start_at_, duties_.starts().first_at());
    next_end_at_ = std::min(next_end_at_, duties_.ends().first_at());
  }
  look_up_before(std::min(next_start_at_, next_end_at_));
}

// The next rep's shift starts, or a break ends.
void Floor::duty_starts() {
  const std::uint32_t rep = duties_.starts().first_slot();
  duties_.starts().cancel(rep);
  RepDuty& duty = duties_.of(rep);
  if (duty.doing == OnDuty::paused) {
    break_ends(rep);
  } else if (!plan_.are_people(duty.group) || comes(rep)) {
    ++present_[duty.group];
    duties_.begin_shift(rep, now_);
    duties_.plan_end(rep, now_);
    rep_arrives(rep);
  }
  plan_shifts();
}

// The next rep's shift ends, or a break is due.
void Floor::duty_ends() {
  const std::uint32_t rep = duties_.ends().first_slot();
  const RepDuty& duty = duties_.of(rep);
  const Instant shift_ends = duties_.shift_of(duty).to;
  if (shift_ends <= now_) {
    duty_is_over(rep);
  } else if (reps_[rep].presence == RepPresence::busy) {
    reps_[rep].presence = RepPresence::break_due;
    duties_.ends().plan(rep, shift_ends);
  } else {
    if (reps_[rep].presence == RepPresence::idle) {
      reps_.leave_idle(rep);
    } else {
      end_task(rep);
    }
    take_break(rep);
  }
  plan_shifts();
}

void Floor::take_break(std::uint32_t rep) {
  RepDuty& duty = duties_.of(rep);
  const Instant shift_ends = duties_.shift_of(duty).to;
  const Instant ends = now_ + duties_.break_of(duty).length;
  duty.doing = OnDuty::paused;
  duty.since = now_;
  reps_[rep].presence = RepPresence::resting;
  grade_counters_[reps_[rep].grade].staffed.step_down(now_);
  note_rep(Happening::break_began, rep);
  if (ends < shift_ends) {
    duties_.starts().plan(rep, ends);
    duties_.ends().cancel(rep);
  } else {
    duties_.ends().plan(rep, shift_ends);  // the shift ends first
  }
}

// Back on the floor; another break may be due by now.
void Floor::break_ends(std::uint32_t rep) {
  RepDuty& duty = duties_.of(rep);
  count_away(duty, duties_.break_of(duty).counts_as);
  ++duty.next_break;
  duty.doing = OnDuty::floor;
  grade_counters_[reps_[rep].grade].staffed.step_up(now_);
  note_rep(Happening::break_ended, rep);
  if (duties_.break_is_due(duty, now_)) {
    take_break(rep);
    return;
  }
  duties_.plan_end(rep, now_);
  free_rep(rep);
}

// The end of a shift: home from a break or at once, else by the rule of the group.
void Floor::duty_is_over(std::uint32_t rep) {
  Rep& r = reps_[rep];
  RepDuty& duty = duties_.of(rep);
  const GroupPlan& group = plan_.groups[duty.group];
  const Instant next_shift = duties_.next_shift_of(duty);
  const bool paused = duty.doing == OnDuty::paused;
  if (paused) {
    count_away(duty, duties_.break_of(duty).counts_as);
  }
  --present_[duty.group];
  duties_.end_shift(rep, now_);
  release_own_line(rep);
  if (paused) {
    r.presence = RepPresence::away;
    note_rep(Happening::rep_left, rep);
  } else if (r.presence == RepPresence::idle) {
    reps_.leave_idle(rep);
    rep_leaves(rep);
  } else if (r.presence == RepPresence::resting) {
    end_task(rep);
    stay_or_leave(rep);
  } else {
    end_busy_shift(rep, group, next_shift);
  }
  release_holders(group.tier);
}

void Floor::end_busy_shift(std::uint32_t rep, const GroupPlan& group, Instant next_shift) {
  Rep& r = reps_[rep];
  if (r.role == Role::own && !stays(rep)) {
    if (group.hand_back) {
      hand_back(rep);
      return;
    }
    if (plan_.duties[r.group].keeps && next_shift < kNever) {
      keep_case(rep, next_shift);
      return;
    }
  }
  if (r.role == Role::chatting && group.hand_back && !stays(rep)) {
    hand_back_chats(rep);
    return;
  }
  r.presence = RepPresence::finishing;
  grade_counters_[r.grade].overtime.step_up(now_);
  if (is_waiting_holder(rep)) {
    stop_holding(rep);
  }
}

// Whether enough cases wait for the rep to stay after the shift.
bool Floor::stays(std::uint32_t rep) {
  if (!duties_.are_used()) {
    return false;
  }
  const RepDuty& duty = duties_.of(rep);
  const DutyPlan& plan = duties_.plan_of(duty);
  return plan.stays && now_ < duty.shift_ended + plan.at_most &&
         waiting_for(reps_[rep]) > plan.waiting_over;
}

// For a rep on the floor without a case, after the shift.
void Floor::stay_or_leave(std::uint32_t rep) {
  if (stays(rep)) {
    grade_counters_[reps_[rep].grade].overtime.step_up(now_);
    if (take_waiting(rep)) {
      reps_[rep].presence = RepPresence::finishing;
      return;
    }
    grade_counters_[reps_[rep].grade].overtime.step_down(now_);
  }
  rep_leaves(rep);
}

// A rep whose break is due or whose shift is over has finished the case in hand.
void Floor::release(std::uint32_t rep) {
  Rep& r = reps_[rep];
  if (r.presence == RepPresence::break_due) {
    handling_ends_.cancel(rep);
    take_break(rep);
    plan_shifts();
    return;
  }
  if (stays(rep) && take_waiting(rep)) {
    r.presence = RepPresence::finishing;
    return;
  }
  handling_ends_.cancel(rep);
  grade_counters_[r.grade].overtime.step_down(now_);
  rep_leaves(rep);
}

// The case waits for the same rep, open, with the work done; a day after the next shift was to
// start anybody may take it.
void Floor::keep_case(std::uint32_t rep, Instant next_shift) {
  const std::uint32_t slot = go_home_from(rep);
  History& h = cases_.history(slot);
  h.waits_for = rep;
  wait_in_line(slot, kNever);
  h.at_limit = AtLimit::any_rep;
  h.limit_place = limits_.add(slot, next_shift + kDay);
  look_up_before(next_shift + kDay);
}

// A rep whom nobody waits for turns to a task off the phone, where the group has any.
bool Floor::begin_task(std::uint32_t rep) {
  if (!duties_.are_used()) {
    return false;
  }
  RepDuty& duty = duties_.of(rep);
  const DutyPlan& plan = duties_.plan_of(duty);
  if (!plan.has_tasks) {
    return false;
  }
  const std::uint32_t number = duty.tasks++;
  const double u = draw(key_,
                        Use::off_phone,
                        rep_owner(plan_.groups[duty.group].identity, duty.place),
                        {static_cast<std::uint16_t>(number >> 12U & 0xfffU),
                         static_cast<std::uint16_t>(number & 0xfffU)});
  duty.since = now_;
  reps_[rep].presence = RepPresence::resting;
  reps_[rep].role = Role::off_phone;
  reps_[rep].quick = nullptr;
  note_rep(Happening::task_began, rep);
  handling_ends_.plan(rep, now_ + to_duration(plan.task(u)));
  return true;
}

void Floor::end_task(std::uint32_t rep) {
  handling_ends_.cancel(rep);
  reps_[rep].role = Role::own;
  count_away(duties_.of(rep), Away::off_phone);
  note_rep(Happening::task_ended, rep);
}

// The time since the break or task began, as far as it lies in the window.
void Floor::count_away(const RepDuty& duty, Away as) {
  const Instant from = std::max(duty.since, plan_.warm_up);
  const Instant to = std::min(now_, plan_.horizon);
  if (from < to) {
    const std::uint32_t rep = plan_.groups[duty.group].first_rep + duty.place;
    grade_counters_[reps_[rep].grade].away[static_cast<std::size_t>(as)] += (to - from).us;
  }
}

// What reps have spent on a break or task that the end of the run cuts.
void Floor::settle_duties() {
  for (std::uint32_t rep = 0; duties_.are_used() && rep < plan_.reps; ++rep) {
    if (reps_[rep].presence == RepPresence::resting) {
      const RepDuty& duty = duties_.of(rep);
      count_away(duty,
                 duty.doing == OnDuty::paused ? duties_.break_of(duty).counts_as : Away::off_phone);
    }
  }
}

}  // namespace tiermix
