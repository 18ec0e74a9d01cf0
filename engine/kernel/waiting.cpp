// A case in line: at its place, until a rep takes it, its customer gives up, or something moves it
// elsewhere.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {

void Floor::wait_in_line(std::uint32_t slot, Instant deadline) {
  Case& c = cases_[slot];
  const TierPlan& tier = plan_.tiers[c.tier];
  note(Happening::queued, c);
  c.rank = c.joined.us;
  if (tier.order == Order::created || tier.order == Order::score) {
    c.rank = c.created.us;
  } else if (tier.order == Order::due) {
    const ClassPlan& plan = plan_.classes[c.case_class];
    c.rank = std::min(target_due(plan, c.created, plan.resolve_target), kNever).us;
  }
  if (c.to_front) {
    c.rank += kFront;
    c.to_front = false;
  }
  line_of(slot).insert(cases_, slot);
  tier_counters_[c.tier].queue.step_up(now_);
  if (deadline < kNever) {
    c.deadline_place = deadlines_.add(slot, deadline);
  }
  if (plan_.has_callbacks && offered_after(slot) == Duration{}) [[unlikely]] {
    offer_callback(slot);
  }
  if (limited_[c.tier] != 0) {
    watch_limit(slot);
  }
}

// Whether anything may move cases that wait at a tier elsewhere.
bool Floor::limits(const TierPlan& tier) const {
  const bool by_age = tier.policy.escalate_after < kNone || tier.policy.before_target < kNone;
  return plan_.personal_queues || plan_.has_callbacks || tier.lines.widens ||
         (tier.unresolved == Unresolved::escalate && by_age) ||
         (tier.overflow.given && tier.overflow.after < kNone);
}

// The first thing that moves a waiting case elsewhere, if any.
void Floor::watch_limit(std::uint32_t slot) {
  const Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const TierPlan& tier = plan_.tiers[c.tier];
  if (c.resumed) {
    return;  // half of its session is done here
  }
  Instant limit = kNever;
  const auto consider = [&limit, &h](Instant at, AtLimit what) {
    if (at < limit) {
      limit = at;
      h.at_limit = what;
    }
  };
  if (h.waits_for != kNobody) {
    consider(now_ + tier.same_rep_wait, AtLimit::any_rep);
  } else if (tier.lines.widens) {
    consider(next_widening(c), AtLimit::widen);
  }
  if (h.holder == kNobody) {
    consider(escalation_due(c), AtLimit::escalate);
  }
  if (h.holder == kNobody && tier.overflow.given && tier.overflow.after < kNone) {
    consider(c.joined + tier.overflow.after, AtLimit::overflow);
  }
  if (plan_.has_callbacks) [[unlikely]] {
    consider(c.joined + offered_after(slot), AtLimit::offer_callback);
  }
  if (limit < kNever) {
    h.limit_place = limits_.add(slot, std::max(limit, now_));
    look_up_before(limit);
  }
}

// When the policy of its tier passes the case on though nobody has met it.
Instant Floor::escalation_due(const Case& c) const {
  const TierPlan& tier = plan_.tiers[c.tier];
  if (tier.unresolved != Unresolved::escalate) {
    return kNever;
  }
  const Duration after = tier.policy.escalate_after;
  const Duration before = tier.policy.before_target;
  const ClassPlan& plan = plan_.classes[c.case_class];
  const bool has_due = before < kNone && plan.resolve_target < kNone;
  return std::min(after < kNone ? c.created + after : kNever,
                  has_due ? target_due(plan, c.created, plan.resolve_target - before) : kNever);
}

void Floor::limit_ends() {
  ++events_;
  const std::uint32_t slot = limits_.first_case();
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  if (h.at_limit == AtLimit::widen) {
    widen(slot);
    return;
  }
  if (h.at_limit == AtLimit::any_rep) {
    static_cast<void>(leave_queue(slot));
    serve_or_wait(slot);
    return;
  }
  if (h.at_limit == AtLimit::offer_callback) [[unlikely]] {
    limits_.remove(h.limit_place);
    h.limit_place = kNobody;
    offer_callback(slot);
    watch_limit(slot);
    return;
  }
  const AtLimit what = h.at_limit;
  const Instant deadline = leave_queue(slot);
  if (what == AtLimit::escalate) {
    note(Happening::timed_out, c);
    count_moved(c, h);
    const std::uint16_t to = where_to(c);
    count_escalation(slot);
    rejoin(slot, to, deadline);
    return;
  }
  note(Happening::overflowed, c);
  count_moved(c, h);
  rejoin(slot, plan_.tiers[c.tier].overflow.to, deadline);
}

WaitingLines& Floor::line_of(std::uint32_t slot) {
  const std::uint32_t rep = waits_for(slot);
  if (rep != kNobody) [[unlikely]] {
    return own_lines_[rep];
  }
  const Case& c = cases_[slot];
  const LinesPlan& lines = plan_.tiers[c.tier].lines;
  return lines_[lines.split ? lines.first + c.case_class : c.tier];
}

// Out of the line, its clocks and the queue's area; the deadline that was set, or kNever.
Instant Floor::leave_queue(std::uint32_t slot) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  line_of(slot).remove(cases_, slot);
  if (!own_lines_.empty()) {
    h.waits_for = kNobody;
  }
  tier_counters_[c.tier].queue.step_down(now_);
  Instant deadline = kNever;
  if (c.deadline_place != kNobody) {
    deadline = deadlines_.at(c.deadline_place);
    deadlines_.remove(c.deadline_place);
    c.deadline_place = kNobody;
  }
  if (h.limit_place != kNobody) {
    limits_.remove(h.limit_place);
    h.limit_place = kNobody;
  }
  return deadline;
}

std::uint32_t Floor::take_from_queue(std::uint16_t tier) {
  const std::uint32_t slot = lines_[tier].first();
  static_cast<void>(leave_queue(slot));
  return slot;
}

}  // namespace tiermix
