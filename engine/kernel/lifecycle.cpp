#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {
namespace {

// A case that has had so many sessions closes unresolved: draws are addressed by visit, and no desk
// goes on for ever.
constexpr std::uint16_t kMostSessions = 4095;

Duration to_duration(double us) {
  constexpr double kLongest = 0x1p60;
  return {std::max(std::int64_t{1}, static_cast<std::int64_t>(std::min(us, kLongest) + 0.5))};
}

}  // namespace

Stage Floor::stage_of(const Case& c) const {
  return {plan_.tiers[c.tier].identity, static_cast<std::uint16_t>(c.visits_at(c.tier) - 1)};
}

void Floor::case_arrives() {
  ++events_;
  const std::uint32_t source = arrivals_.first_slot();
  const Arrival arrival = sources_[source].take();
  arrivals_.plan(source, sources_[source].next_at());

  const ClassPlan& plan = plan_.classes[source];
  const std::uint32_t slot = cases_.open();
  Case& c = cases_[slot];
  c.owner = arrival.owner;
  c.created = now_;
  c.joined = now_;
  c.complexity = arrival.complexity;
  c.handling = arrival.handling;
  c.outcome = arrival.outcome;
  c.case_class = static_cast<std::uint16_t>(source);
  c.tier = arrival.tier;
  c.priority = plan.priority;
  c.left_first_tier = arrival.tier != 0;
  c.count_visit(arrival.tier);

  ClassCounters& counters = class_counters_[source];
  counters.open.step_up(now_);
  if (measuring_) {
    c.measured = true;
    ++open_measured_;
    counters.counts.add(Quantity::offered);
  }
  c.interval = interval_;
  if (!draining_) {
    ++interval_counts_[interval_].offered;
  }
  join(slot, plan.has_patience ? arrival.patience : 0.0);
}

void Floor::case_returns() {
  ++events_;
  const std::uint32_t slot = returns_.take_first();
  Case& c = cases_[slot];
  class_counters_[c.case_class].pending.step_down(now_);
  rejoin(slot, c.tier);
}

// To the queue of a tier for one more session, with draws of its own.
void Floor::rejoin(std::uint32_t slot, std::uint16_t tier) {
  Case& c = cases_[slot];
  c.tier = tier;
  c.left_first_tier = c.left_first_tier || tier != 0;
  c.joined = now_;
  c.count_visit(tier);
  const Pair pair = draw_pair(key_, Use::handling, c.owner, stage_of(c));
  c.handling = plan_.work_of(c.case_class, tier).handle_time(pair.even);
  c.outcome = pair.odd;
  join(slot, 0.0);
}

// Expects a case that has just come to its tier; patience of 0 means that nobody waits on a line.
void Floor::join(std::uint32_t slot, double patience_us) {
  Case& c = cases_[slot];
  const std::uint16_t tier = c.tier;
  TierCounters& counters = tier_counters_[tier];
  if (c.measured) {
    counters.counts.add(Quantity::offered);
    if (c.visits_at(tier) == 1) {
      counters.counts.add(Quantity::cases_met);
    }
  }
  ++tier_visits_[tier];
  const std::uint32_t rep = reps_.longest_idle(tier);
  if (rep != kNobody) {
    reps_.leave_idle(rep);
    begin_session(slot, rep);
    return;
  }
  WaitingLines& line = lines_[tier];
  if (c.sessions == 0 && line.size() >= plan_.tiers[tier].queue_capacity) {
    if (c.measured) {
      counters.counts.add(Quantity::blocked);
      counters.wait.add(Duration{});
      ClassCounters& of_class = class_counters_[c.case_class];
      of_class.counts.add(Quantity::blocked);
      of_class.wait.add(Duration{});
    }
    close(slot);
    return;
  }
  line.push_back(cases_, slot);
  counters.queue.step_up(now_);
  if (patience_us > 0.0) {
    c.deadline_place = deadlines_.add(slot, now_ + to_duration(patience_us));
  }
}

std::uint32_t Floor::take_from_queue(std::uint16_t tier) {
  const std::uint32_t slot = lines_[tier].first();
  lines_[tier].remove(cases_, slot);
  tier_counters_[tier].queue.step_down(now_);
  Case& c = cases_[slot];
  if (c.deadline_place != kNobody) {
    deadlines_.remove(c.deadline_place);
    c.deadline_place = kNobody;
  }
  return slot;
}

void Floor::patience_ends() {
  ++events_;
  const std::uint32_t slot = deadlines_.first_case();
  Case& c = cases_[slot];
  lines_[c.tier].remove(cases_, slot);
  TierCounters& tier = tier_counters_[c.tier];
  tier.queue.step_down(now_);
  deadlines_.remove(c.deadline_place);
  if (c.measured) {
    const Duration wait = now_ - c.joined;
    ClassCounters& of_class = class_counters_[c.case_class];
    for (ScopeCounts* counts : {&tier.counts, &of_class.counts}) {
      counts->add(Quantity::abandoned);
      counts->add(Quantity::waited);
      counts->add(Quantity::wait, wait);
    }
    tier.wait.add(wait);
    of_class.wait.add(wait);
  }
  ++interval_counts_[c.interval].abandoned;
  close(slot);
}

void Floor::begin_session(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  if (!c.resumed) {
    count_answer(c);
  }
  c.resumed = false;
  Rep& r = reps_[rep];
  r.case_slot = slot;
  r.began = now_;
  r.presence = Presence::busy;
  tier_counters_[c.tier].busy.step_up(now_);
  handling_ends_.plan(rep, now_ + to_duration(c.handling * r.slowness));
}

// A visit that meets its rep now; the first one answers the customer.
void Floor::count_answer(const Case& c) {
  const Duration wait = now_ - c.joined;
  const auto count = [wait](ScopeCounts& counts, Histogram& waits) {
    counts.add(Quantity::answered);
    counts.add(Quantity::wait, wait);
    counts.add(Quantity::wait_answered, wait);
    if (wait.us > 0) {
      counts.add(Quantity::waited);
    }
    waits.add(wait);
  };
  if (c.measured) {
    count(tier_counters_[c.tier].counts, tier_counters_[c.tier].wait);
  }
  if (c.sessions > 0) {
    return;
  }
  const bool in_target = wait <= plan_.classes[c.case_class].answer_target;
  if (in_target) {
    ++interval_counts_[c.interval].answered_in_target;
  }
  if (c.measured) {
    ClassCounters& of_class = class_counters_[c.case_class];
    count(of_class.counts, of_class.wait);
    if (in_target) {
      of_class.counts.add(Quantity::answered_in_target);
    }
  }
}

void Floor::end_session() {
  ++events_;
  const std::uint32_t rep = handling_ends_.first_slot();
  const std::uint32_t slot = reps_[rep].case_slot;
  {
    Case& c = cases_[slot];
    ++c.sessions;
    count_session(c, reps_[rep]);
    if (c.measured) {
      tier_counters_[c.tier].counts.add(Quantity::sessions);
      class_counters_[c.case_class].counts.add(Quantity::sessions);
    }
  }
  free_rep(rep);

  const Case& c = cases_[slot];
  const WorkPlan& work = plan_.work_of(c.case_class, c.tier);
  if (c.sessions == kMostSessions) {
    close_unresolved(slot);
    return;
  }
  if (work.pending_share > 0.0) {
    const Pair pair = draw_pair(key_, Use::pending, c.owner, stage_of(c));
    if (pair.even < work.pending_share) {
      if (c.measured) {
        tier_counters_[c.tier].counts.add(Quantity::pendings);
      }
      return_later(slot, work.pending_delay(pair.odd));
      return;
    }
  }
  if (c.outcome < resolve_probability(work.resolve, c.complexity)) {
    resolve(slot);
  } else {
    leave_unresolved(slot);
  }
}

void Floor::resolve(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const ClassPlan& plan = plan_.classes[c.case_class];
  ScopeCounts& counts = class_counters_[c.case_class].counts;
  bool reopens = false;
  double delay_us = 0.0;
  if (plan.reopen_probability > 0.0) {
    const Pair pair = draw_pair(key_, Use::reopening, c.owner, stage_of(c));
    reopens = pair.even < plan.reopen_probability;
    delay_us = plan.reopen_delay(pair.odd);
  }
  if (c.measured && c.sessions == 1) {
    counts.add(Quantity::resolved_first_session);
    if (!reopens || delay_us > static_cast<double>(plan.reopen_window.us)) {
      counts.add(Quantity::resolved_first_session_net);
    }
  }
  if (reopens) {
    if (c.measured) {
      counts.add(Quantity::reopenings);
    }
    return_later(slot, delay_us);
    return;
  }
  if (c.measured) {
    const Duration elapsed = now_ - c.created;
    counts.add(Quantity::resolved);
    counts.add(Quantity::closed);
    counts.add(Quantity::time_to_resolve, elapsed);
    class_counters_[c.case_class].time_to_resolve.add(elapsed);
    tier_counters_[c.tier].counts.add(Quantity::resolved);
    if (!c.left_first_tier) {
      counts.add(Quantity::resolved_tier_one);
    }
  }
  if (measuring_) {
    counts.add(Quantity::closed_in_window);
  }
  close(slot);
}

void Floor::leave_unresolved(std::uint32_t slot) {
  Case& c = cases_[slot];
  const TierPlan& tier = plan_.tiers[c.tier];
  switch (tier.unresolved) {
    case Unresolved::escalate: {
      if (c.measured) {
        tier_counters_[c.tier].counts.add(Quantity::escalations);
        if (!c.escalated) {
          class_counters_[c.case_class].counts.add(Quantity::escalated);
        }
      }
      c.escalated = true;
      const double u =
          tier.escalations.size() == 1 ? 0.0 : draw(key_, Use::route, c.owner, stage_of(c));
      rejoin(slot, destination(tier.escalations, u));
      return;
    }
    case Unresolved::retry:
      rejoin(slot, c.tier);
      return;
    case Unresolved::close:
      close_unresolved(slot);
      return;
  }
}

void Floor::close_unresolved(std::uint32_t slot) {
  const Case& c = cases_[slot];
  ScopeCounts& counts = class_counters_[c.case_class].counts;
  if (c.measured) {
    counts.add(Quantity::closed_unresolved);
    counts.add(Quantity::closed);
    tier_counters_[c.tier].counts.add(Quantity::closed_unresolved);
  }
  if (measuring_) {
    counts.add(Quantity::closed_in_window);
  }
  close(slot);
}

void Floor::return_later(std::uint32_t slot, double delay_us) {
  class_counters_[cases_[slot].case_class].pending.step_up(now_);
  returns_.plan(now_ + to_duration(delay_us), slot);
}

void Floor::close(std::uint32_t slot) {
  const Case& c = cases_[slot];
  class_counters_[c.case_class].open.step_down(now_);
  if (c.measured) {
    --open_measured_;
  }
  cases_.close(slot);
}

}  // namespace tiermix
