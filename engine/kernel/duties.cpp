#include "engine/kernel/duties.hpp"

#include <algorithm>

namespace tiermix {
namespace {

// Draws of a rep or group on a day, counted from the start of the scenario.
Stage stage_of_day(std::uint32_t day) {
  return {static_cast<std::uint16_t>(day >> 12U & 0xfffU),
          static_cast<std::uint16_t>(day & 0xfffU)};
}

std::int64_t overlap(Instant from, Instant to, Instant other_from, Instant other_to) {
  return std::max<std::int64_t>(0, (std::min(to, other_to) - std::max(from, other_from)).us);
}

}  // namespace

Duties::Duties(const Plan& plan, ReplicationKey key)
    : plan_(&plan),
      key_(key),
      reps_(plan.duties.empty() ? 0 : plan.reps),
      starts_(reps_.size()),
      ends_(reps_.size()),
      absent_(plan.duties.size()) {
  for (std::uint32_t g = 0; g < plan.duties.size(); ++g) {
    const GroupPlan& group = plan.groups[g];
    for (std::uint32_t i = 0; i < group.reps; ++i) {
      RepDuty& duty = reps_[group.first_rep + i];
      duty.group = g;
      duty.place = i;
      if (!plan.duties[g].patterns.empty()) {
        plan_shift(group.first_rep + i, {});
      }
    }
  }
}

Instant Duties::due(const RepDuty& duty, std::uint32_t number) const {
  return plan_of(duty).due(shift_of(duty), number, duty.place);
}

void Duties::begin_shift(std::uint32_t rep, Instant now) {
  RepDuty& duty = reps_[rep];
  duty.doing = OnDuty::floor;
  duty.next_break = 0;
  while (duty.next_break < shift_of(duty).breaks && due(duty, duty.next_break) < now) {
    ++duty.next_break;
  }
}

bool Duties::break_is_due(const RepDuty& duty, Instant now) const {
  return duty.next_break < shift_of(duty).breaks && due(duty, duty.next_break) <= now;
}

void Duties::plan_end(std::uint32_t rep, Instant now) {
  const RepDuty& duty = reps_[rep];
  const ShiftPlan& shift = shift_of(duty);
  Instant at = shift.to;
  if (duty.next_break < shift.breaks) {
    at = std::min(at, due(duty, duty.next_break));
  }
  ends_.plan(rep, std::max(at, now));
}

void Duties::end_shift(std::uint32_t rep, Instant now) {
  RepDuty& duty = reps_[rep];
  duty.doing = OnDuty::off;
  duty.comes = false;
  duty.shift_ended = now;
  ends_.cancel(rep);
  ++duty.shift;
  plan_shift(rep, now);
}

void Duties::plan_shift(std::uint32_t rep, Instant now) {
  RepDuty& duty = reps_[rep];
  if (plan_->are_people(duty.group)) {
    plan_start(rep, now);
    return;
  }
  const std::vector<ShiftPlan>& pattern = pattern_of(duty);
  for (; duty.shift < pattern.size(); ++duty.shift) {
    const ShiftPlan& shift = pattern[duty.shift];
    if (is_away(duty, shift)) {
      count_absence(duty, shift.from, shift.to);
      continue;
    }
    const Instant arrives = shift.from + lateness(duty, shift);
    count_absence(duty, shift.from, std::min(arrives, shift.to));
    if (arrives < shift.to) {
      starts_.plan(rep, std::max(arrives, now));
      return;
    }
  }
  starts_.cancel(rep);
}

void Duties::plan_start(std::uint32_t rep, Instant now) {
  RepDuty& duty = reps_[rep];
  const std::vector<ShiftPlan>& pattern = pattern_of(duty);
  while (duty.shift < pattern.size() && pattern[duty.shift].to <= now) {
    ++duty.shift;
  }
  if (duty.shift < pattern.size()) {
    starts_.plan(rep, std::max(pattern[duty.shift].from, now));
  } else {
    starts_.cancel(rep);
  }
}

void Duties::miss_shift(std::uint32_t rep, Instant now) {
  ++reps_[rep].shift;
  plan_start(rep, now);
}

Instant Duties::next_shift_of(const RepDuty& duty) const {
  const std::vector<ShiftPlan>& pattern = pattern_of(duty);
  return duty.shift + 1 < pattern.size() ? pattern[duty.shift + 1].from : kNever;
}

// On leave or sick. Leave goes round: of the n reps who have a shift on the day, those are away in
// whose place, with the day's draw added, a whole number is passed at steps of the share; that is
// the floor or the ceiling of share times n, and every rep's chance is the share.
bool Duties::is_away(const RepDuty& duty, const ShiftPlan& shift) const {
  const DutyPlan& plan = plan_of(duty);
  const std::uint16_t identity = plan_->groups[duty.group].identity;
  const Stage stage = stage_of_day(shift.day);
  if (plan.planned > 0.0) {
    const double u = draw(key_, Use::leave, rep_owner(identity, 0), stage);
    const std::uint64_t round = duty.place / plan.patterns.size();
    const auto place = static_cast<double>(round * shift.working + shift.place);
    const auto before = static_cast<std::int64_t>(plan.planned * place + u);
    if (static_cast<std::int64_t>(plan.planned * (place + 1.0) + u) > before) {
      return true;
    }
  }
  return plan.unplanned > 0.0 &&
         draw(key_, Use::absence, rep_owner(identity, duty.place), stage) < plan.unplanned;
}

Duration Duties::lateness(const RepDuty& duty, const ShiftPlan& shift) const {
  const DutyPlan& plan = plan_of(duty);
  if (plan.late <= 0.0 || !shift.first_of_day) {
    return {};
  }
  const Pair pair = draw_pair(key_,
                              Use::late,
                              rep_owner(plan_->groups[duty.group].identity, duty.place),
                              stage_of_day(shift.day));
  return pair.even < plan.late ? Duration{static_cast<std::int64_t>(plan.lateness(pair.odd) + 0.5)}
                               : Duration{};
}

// Paid time of the present shift that the rep misses.
void Duties::count_absence(const RepDuty& duty, Instant from, Instant to) {
  if (plan_of(duty).absence_paid) {
    absent_[duty.group] += paid_time(duty, from, to);
  }
}

Instant Duties::after_paid(const RepDuty& duty, Instant from, Duration paid) const {
  const DutyPlan& plan = plan_of(duty);
  const ShiftPlan& shift = shift_of(duty);
  Instant end = from + paid;
  for (std::uint32_t b = 0; b < shift.breaks && paid.us > 0; ++b) {
    const BreakPlan& pause = plan.breaks[shift.first_break + b];
    const Instant begins = std::max(due(duty, b), from);
    const Instant ends = due(duty, b) + pause.length;
    if (ends <= from || begins >= end) {
      continue;
    }
    end = pause.counts_as == Away::unpaid_break ? end + (ends - begins) : std::max(end, ends);
  }
  return std::min(end, shift.to);
}

Duration Duties::paid_rest(const RepDuty& duty, Instant from) const {
  const DutyPlan& plan = plan_of(duty);
  const ShiftPlan& shift = shift_of(duty);
  std::int64_t paid = std::max<std::int64_t>(0, (shift.to - from).us);
  for (std::uint32_t b = 0; b < shift.breaks; ++b) {
    const BreakPlan& pause = plan.breaks[shift.first_break + b];
    if (pause.counts_as == Away::unpaid_break) {
      paid -= overlap(from, shift.to, due(duty, b), due(duty, b) + pause.length);
    }
  }
  return {paid};
}

// Without the unpaid breaks.
std::int64_t Duties::paid_time(const RepDuty& duty, Instant from, Instant to) const {
  const DutyPlan& plan = plan_of(duty);
  if (from >= to) {
    return 0;
  }
  const Instant begin = std::max(from, plan_->warm_up);
  const Instant end = std::min(to, plan_->horizon);
  std::int64_t paid = std::max<std::int64_t>(0, (end - begin).us);
  for (std::uint32_t b = 0; b < shift_of(duty).breaks; ++b) {
    const BreakPlan& pause = plan.breaks[shift_of(duty).first_break + b];
    const Instant at = due(duty, b);
    if (pause.counts_as == Away::unpaid_break && at < to) {
      paid -= overlap(begin, end, at, at + pause.length);
    }
  }
  return paid;
}

}  // namespace tiermix
