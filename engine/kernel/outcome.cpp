// A case at the end of a session: solved, solved for a while, passed on, given up, rated.

#include <algorithm>

#include "engine/random/math.hpp"
#include "engine/kernel/floor.hpp"
#include "engine/kernel/rating.hpp"

namespace tiermix {

void Floor::resolve(std::uint32_t slot, bool falsely) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const ClassPlan& plan = plan_.classes[c.case_class];
  ScopeCounts& counts = cohort_of_class(c).counts;
  const bool reopens = falsely || comes_back(slot);
  const double delay_us =
      reopens ? plan.reopen_delay(draw_pair(key_, Use::reopening, c.owner, stage_of(c)).odd) : 0.0;
  note(Happening::resolved, c, h.last_rep, h.chance);
  const bool in_first_session = c.sessions == 1;
  const bool stays = !reopens || delay_us > static_cast<double>(plan.reopen_window.us);
  book_.count_case(
      c, IntervalQuantity::resolved_first_session_net, in_first_session && stays ? 1 : 0);
  if (c.measured && in_first_session) {
    counts.add(Quantity::resolved_first_session);
    if (stays) {
      counts.add(Quantity::resolved_first_session_net);
    }
  }
  if (plan_.aids.articles > 0.0 && !h.known) {
    const double covered = coverage();
    coverage_ = covered + plan_.aids.articles * (1.0 - covered);
  }
  if (reopens) {
    if (c.measured) {
      counts.add(Quantity::reopenings);
      cohort_at_tier(c, c.tier).counts.add(Quantity::reopenings);
    }
    c.reopened = true;
    h.attempts = 0;
    note(Happening::reopened_later, c, kNoRep, delay_us / static_cast<double>(kHour.us));
    return_later(slot, delay_us, Awaited::customer);
    return;
  }
  close_resolved(slot);
}

// Whether a resolved case is reopened.
bool Floor::comes_back(std::uint32_t slot) {
  const Case& c = cases_[slot];
  const double p = plan_.classes[c.case_class].reopen_probability;
  return p > 0.0 &&
         draw_pair(key_, Use::reopening, c.owner, stage_of(c)).even < p * reopen_factor(slot);
}

// What quality, relationship and an attempt over one's head do to the probability of reopening.
double Floor::reopen_factor(std::uint32_t slot) {
  const AidsPlan& aids = plan_.aids;
  const History& h = cases_.history(slot);
  double factor = 1.0 - aids.quality_reopening * aids.quality_share;
  if (h.last_rep != kNobody) {
    factor *= 1.0 - aids.relationship_reopening * reps_.competence(h.last_rep).relationship;
  }
  return factor * (1.0 + aids.over_head_reopening * (1.0 - h.chance));
}

void Floor::close_resolved(std::uint32_t slot) {
  const Case& c = cases_[slot];
  ClassCounters& of_class = cohort_of_class(c);
  ScopeCounts& counts = of_class.counts;
  const Duration elapsed = now_ - c.created;
  IntervalRow row = book_.of_creation(c);
  row.add(IntervalQuantity::resolved);
  row.add(IntervalQuantity::time_to_resolve, elapsed.us);
  count_target(c, true);
  if (c.measured) {
    counts.add(Quantity::resolved);
    counts.add(Quantity::closed);
    counts.add(Quantity::time_to_resolve, elapsed);
    if (plan_.counts_open) {
      counts.add(Quantity::time_to_resolve_open,
                 plan_.classes[c.case_class].open.between(c.created, now_));
    }
    of_class.time_to_resolve.add(elapsed);
    cohort_at_tier(c, c.tier).counts.add(Quantity::resolved);
    if (!c.left_first_tier) {
      counts.add(Quantity::resolved_tier_one);
    }
    if (c.complexity > kHardFrom) {
      counts.add(Quantity::resolved_hard);
      counts.add(Quantity::time_hard, elapsed);
    }
    if (c.escalated) {
      counts.add(Quantity::resolved_escalated);
      counts.add(Quantity::time_escalated, elapsed);
    }
  }
  rate(slot, true);
  if (measuring_) {
    class_counters_[c.case_class].counts.add(Quantity::closed_in_window);
  }
  note(Happening::closed, c);
  close(slot);
}

// Whether the case met the resolve target of its class, where it has one.
void Floor::count_target(const Case& c, bool resolved) {
  const ClassPlan& plan = plan_.classes[c.case_class];
  if (plan.resolve_target >= kNever - Instant{}) {
    return;
  }
  const bool in_target = resolved && target_time(plan, c.created, now_) <= plan.resolve_target;
  book_.count_case(c, IntervalQuantity::resolve_due);
  book_.count_case(c, IntervalQuantity::resolved_in_target, in_target ? 1 : 0);
  if (!c.measured) {
    return;
  }
  ScopeCounts& counts = cohort_of_class(c).counts;
  counts.add(Quantity::resolve_due);
  if (in_target) {
    counts.add(Quantity::resolved_in_target);
  }
}

void Floor::leave_unresolved(std::uint32_t slot) {
  const Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const TierPlan& tier = plan_.tiers[c.tier];
  if (c.ending == Ending::fail) {
    ++h.attempts;
  }
  if (c.ending == Ending::fail && h.attempts < tier.policy.attempt_limit) {
    const double us = tier.policy.has_recess
                          ? tier.policy.recess(draw(key_, Use::recess, c.owner, stage_of(c)))
                          : 0.0;
    note(Happening::retried, c, kNoRep, us / static_cast<double>(kHour.us));
    if (tier.policy.has_recess) {
      return_later(slot, us, Awaited::recess);
    } else {
      rejoin(slot, c.tier);
    }
    return;
  }
  switch (tier.unresolved) {
    case Unresolved::escalate:
      hand_on(slot, where_to(c));
      return;
    case Unresolved::retry:
      note(Happening::retried, c);
      h.attempts = 0;
      rejoin(slot, c.tier);
      return;
    case Unresolved::close:
      close_unresolved(slot);
      return;
  }
}

void Floor::close_unresolved(std::uint32_t slot) {
  if (contacts_again(slot)) {
    return;
  }
  const Case& c = cases_[slot];
  ScopeCounts& counts = cohort_of_class(c).counts;
  count_target(c, false);
  if (c.measured) {
    counts.add(Quantity::closed_unresolved);
    counts.add(Quantity::closed);
    cohort_at_tier(c, c.tier).counts.add(Quantity::closed_unresolved);
  }
  rate(slot, false);
  if (measuring_) {
    class_counters_[c.case_class].counts.add(Quantity::closed_in_window);
  }
  note(Happening::closed_unresolved, c);
  close(slot);
}

void Floor::rate(std::uint32_t slot, bool resolved) {
  const RatingPlan& plan = plan_.rating;
  const Case& c = cases_[slot];
  const bool remembered = customers_.is_used() && !draining_;
  if (!plan.rates || (!c.measured && !remembered)) {
    return;
  }
  const History& history = cases_.history(slot);
  const double elapsed = static_cast<double>((now_ - c.created).us);
  const RatedCase rated =
      rated_case(c, history, elapsed / plan_.classes[c.case_class].expected_time, resolved);
  const double reps_effect =
      history.rating_effects / std::max<double>(c.sessions - history.vendor_answers, 1.0);
  if (!rating_blocks_.empty() && !c.late) {
    rate_later(c.case_class, rated, reps_effect, c.owner, now_);
    return;
  }
  double latent =
      plan.table.empty() ? latent_satisfaction(plan.weights, rated, reps_effect) : reps_effect;
  const Thresholds& thresholds =
      plan.table.empty() ? plan.thresholds : response_to(plan, c.case_class, rated);

  const bool are_customers = customers_.is_used();
  const Pair pair = are_customers ? draw_pair(key_, Use::customer, c.owner) : Pair{};
  const std::uint32_t customer = are_customers ? customers_.customer_at(pair.even) : 0;
  if (plan.customer_sd > 0.0) {
    const Owner owner = are_customers ? customer_owner(customer) : c.owner;
    latent += plan.customer_sd * normal_quantile(draw(key_, Use::disposition, owner));
  }
  const Rating rating =
      rating_of(plan, thresholds, latent, plan.drift_per_us * static_cast<double>(now_.us));
  if (remembered) {
    customers_.remember(customer, rating_at(rating, pair.odd));
  }
  if (!c.measured) {
    return;
  }
  RatingSums sums;
  sums.add(rating);
  sums.count(cohort_of_class(c).counts);
}

// rate(), of a resolved case whose rating may wait. One without a past has met this rep alone.
void Floor::rate_quickly(std::uint32_t slot, const Case& c, std::uint32_t rep) {
  History alone;
  alone.waited = std::max(c.waited, Duration{});
  const History& h = c.has_past ? cases_.history(slot) : alone;
  const double elapsed = static_cast<double>((now_ - c.created).us);
  const double effects = h.rating_effects + reps_.competence(rep).rating;
  rate_later(c.case_class,
             rated_case(c, h, elapsed / plan_.classes[c.case_class].expected_time, true),
             effects / std::max<double>(c.sessions - h.vendor_answers, 1.0),
             c.owner,
             now_);
}

// A measured case that is closed at `now`.
void Floor::rate_later(std::uint16_t case_class,
                       const RatedCase& rated,
                       double reps_effect,
                       Owner owner,
                       Instant now) {
  RatingBlock& block = rating_blocks_[case_class];
  block.add(rated, reps_effect, owner, now);
  if (block.is_full()) {
    block.count(plan_.rating, key_, class_counters_[case_class].counts);
  }
}

// Share of cases that the knowledge base covers now.
double Floor::coverage() {
  if (plan_.aids.decay_per_us > 0.0) {
    const auto elapsed = static_cast<double>((now_ - coverage_at_).us);
    coverage_ *= exp_of(-plan_.aids.decay_per_us * elapsed);
  }
  coverage_at_ = now_;
  return coverage_;
}

void Floor::return_later(std::uint32_t slot, double delay_us, Awaited awaited) {
  cases_.history(slot).awaited = awaited;
  if (awaited != Awaited::recess && awaited != Awaited::vendor &&
      awaited != Awaited::specialist_called) {
    class_counters_[cases_[slot].case_class].pending.step_up(now_);
  }
  const Instant at = now_ + to_duration(delay_us);
  returns_.plan(at, slot);
  look_up_before(at);
}

void Floor::close(std::uint32_t slot) {
  const Case& c = cases_[slot];
  class_counters_[c.case_class].open.step_down(now_, c.created);
  if (c.measured) {
    --open_measured_;
  }
  cases_.close(slot);
}

// A visit that ends without a rep, because the case goes on to another queue.
void Floor::count_moved(const Case& c, History& h) {
  const Duration wait = now_ - c.joined;
  h.waited = h.waited + wait;
  book_.count_visit(c, c.tier, IntervalQuantity::wait, wait.us);
  book_.count_visit(c, c.tier, IntervalQuantity::waits_ended);
  if (c.measured) {
    TierCounters& tier = cohort_at_tier(c, c.tier);
    tier.counts.add(Quantity::moved);
    count_wait(tier.counts, tier.wait, wait);
  }
}

}  // namespace tiermix
