// A case with a rep: what the session will be is decided when it begins, from draws that belong to
// the case's visit, so that neither the rep nor the hour moves another draw.

#include <algorithm>

#include "engine/random/math.hpp"
#include "engine/kernel/floor.hpp"

namespace tiermix {

void Floor::begin_session(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  Rep& r = reps_[rep];
  const WorkPlan& work = plan_.work_of(c.case_class, c.tier);
  if (plan_.has_chats && is_chat_with(slot, r)) {
    begin_chat(slot, rep);
    fill_chats(rep);
    return;
  }
  r.quick = c.late ? nullptr : quick_work_of(c);
  r.case_slot = slot;
  r.began = now_;
  r.presence = RepPresence::busy;
  r.role = Role::own;
  r.next = kNobody;
  r.hand_over = 0.0;
  r.diagnosis = 0.0;
  tier_counters_[r.tier].busy.step_up(now_);
  if (c.promised && !reaches(slot, rep)) [[unlikely]] {
    return;
  }
  if (c.resumed) {
    c.resumed = false;
    note(Happening::session_started, c, rep);
    handling_ends_.plan(rep, now_ + to_duration(c.handling * slowness(r, c)));
    return;
  }
  count_answer(slot);
  if (c.helping) {
    begin_help(slot, rep);
    return;
  }
  note(Happening::session_started, c, rep);
  const double us = work.plain ? plain_session(slot, r) : decide(slot, r);
  handling_ends_.plan(rep, now_ + to_duration(us));
}

// A visit that meets its rep now; the first one answers the customer.
void Floor::count_answer(std::uint32_t slot) {
  using Q = IntervalQuantity;
  Case& c = cases_[slot];
  const Duration wait = now_ - c.joined;
  const auto book = [](IntervalRow row, Duration waited) {
    row.add(Q::answered);
    row.add(Q::wait_answered, waited.us);
  };
  book(book_.of_visit(c, c.tier), wait);
  const auto count = [](ScopeCounts& counts, Histogram& waits, Duration waited) {
    counts.add(Quantity::answered);
    counts.add(Quantity::wait_answered, waited);
    count_wait(counts, waits, waited);
  };
  if (wait.us > 0) {
    History& h = cases_.history(slot);
    h.waited = h.waited + wait;
  }
  if (c.measured) {
    TierCounters& of_tier = cohort_at_tier(c, c.tier);
    count(of_tier.counts, of_tier.wait, wait);
  }
  if (c.answered) {
    return;
  }
  c.answered = true;
  const Instant called = called_at(slot);
  const Duration since_called = now_ - called;
  const ClassPlan& plan = plan_.classes[c.case_class];
  const bool in_target = target_time(plan, called, now_) <= plan.answer_target;
  IntervalRow row = book_.of_creation(c);
  book(row, since_called);
  row.add(Q::answered_in_target, in_target ? 1 : 0);
  if (c.measured) {
    ClassCounters& of_class = cohort_of_class(c);
    count(of_class.counts, of_class.wait, since_called);
    if (in_target) {
      of_class.counts.add(Quantity::answered_in_target);
    }
  }
}

// Where nothing but the handle time, the customer and the resolve curve has a say.
double Floor::plain_session(std::uint32_t slot, const Rep& r) {
  Case& c = cases_[slot];
  const WorkPlan& work = plan_.work_of(c.case_class, c.tier);
  const double p = resolve_probability(work.resolve, c.complexity);
  c.ending = c.outcome < p ? Ending::resolve : Ending::fail;
  cases_.history(slot).chance = p;
  cases_.history(slot).own_chance = p;
  if (work.pending_share > 0.0 &&
      draw(key_, Use::pending, c.owner, stage_of(c)) < work.pending_share) {
    c.ending = Ending::ask_customer;
  }
  return c.handling * r.slowness;
}

// Fixes the parts of the session and its ending; its length in us.
double Floor::decide(std::uint32_t slot, Rep& r) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const TierPlan& tier = plan_.tiers[c.tier];
  const PolicyPlan& policy = tier.policy;
  const ClassPlan& of_class = plan_.classes[c.case_class];
  const WorkPlan& work = plan_.work_of(c.case_class, c.tier);
  const Stage stage = stage_of(c);

  if (h.holder != kNobody) {
    brief(slot, r);
  }
  r.hand_over += h.rediscovery;
  h.rediscovery = 0.0;
  h.is_forced = false;
  if (policy.bounce > 0.0 && h.came_from != kNowhere &&
      draw(key_, Use::bouncing, c.owner, stage) < policy.bounce) {
    c.ending = Ending::bounce;
    return r.hand_over + policy.bounce_time;
  }

  double gain = policy.gain + policy.recess_gain * h.attempts;
  double us = c.handling * slowness(r, c) * policy.time_factor;
  us *= 1.0 + of_class.complexity_time * (c.complexity - 0.5);
  apply_aids(slot, gain, us);
  if (c.sessions > 0) {
    us += of_class.overhead_per_us * static_cast<double>((now_ - h.last_worked).us);
  }
  if (work.pending_share > 0.0 && draw(key_, Use::pending, c.owner, stage) < work.pending_share) {
    c.ending = Ending::ask_customer;
    return r.hand_over + us;
  }
  if (policy.has_diagnosis) {
    r.diagnosis = policy.diagnosis(draw(key_, Use::diagnosis_time, c.owner, stage)) * r.slowness *
                  (1.0 - plan_.aids.relationship_diagnosis * reps_.competence_of(r).relationship);
  }
  h.chance = chance(c, r, c.complexity, gain);
  h.own_chance = h.chance;
  if (tier.unresolved == Unresolved::escalate && !attempts(slot, r)) {
    c.ending = Ending::refer;
    return r.hand_over + r.diagnosis;
  }
  return r.hand_over + r.diagnosis + attempt(slot, us);
}

// What knowledge base and assistant do to a session.
void Floor::apply_aids(std::uint32_t slot, double& gain, double& us) {
  const AidsPlan& aids = plan_.aids;
  if (!aids.has_knowledge && aids.assist_share <= 0.0) {
    return;
  }
  History& h = cases_.history(slot);
  const Pair pair = draw_pair(key_, Use::knowledge, cases_[slot].owner);
  h.known = aids.has_knowledge && pair.even < coverage();
  h.assisted = pair.odd < aids.assist_share;
  if (h.known) {
    gain += aids.known_gain;
    us *= aids.known_time;
  }
  if (h.assisted) {
    gain += aids.assist_gain;
    us *= aids.assist_time;
  }
  us += aids.search;
}

// Whether the rep tries to solve the case or passes it on at once.
bool Floor::attempts(std::uint32_t slot, const Rep& r) {
  const Case& c = cases_[slot];
  const PolicyPlan& policy = plan_.tiers[c.tier].policy;
  const Competence& can = reps_.competence_of(r);
  const Stage stage = stage_of(c);
  if (policy.demanded > 0.0) {
    const double share =
        policy.demanded * (1.0 - plan_.aids.relationship_demands * can.relationship);
    if (draw(key_, Use::demand, c.owner, stage) < share) {
      return false;
    }
  }
  double perceived = c.complexity;
  if (policy.noise > 0.0) {
    const double error = normal_quantile(draw(key_, Use::diagnosis, c.owner, stage));
    perceived =
        normal_probability(normal_quantile(c.complexity) + policy.noise * can.noise * error);
  }
  const bool busy = waiting_at(c.tier) > policy.busy_waiting;
  const double up_to =
      busy ? std::min(policy.attempt_up_to, policy.busy_up_to) : policy.attempt_up_to;
  return perceived <= up_to &&
         (policy.least_chance <= 0.0 || chance(c, r, perceived, 0.0) >= policy.least_chance);
}

// The length of an attempt, and how it ends.
double Floor::attempt(std::uint32_t slot, double us) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const PolicyPlan& policy = plan_.tiers[c.tier].policy;
  if (c.outcome < h.chance && us <= policy.session_limit) {
    c.ending = Ending::resolve;
    return us;
  }
  c.ending = Ending::fail;
  us = std::min(us * policy.failed_time, policy.session_limit);
  if (policy.forces) {
    h.is_forced = true;
    us *= policy.forced_time;
    const double share =
        policy.false_resolution * (1.0 - plan_.aids.quality_reopening * plan_.aids.quality_share);
    if (draw(key_, Use::forcing, c.owner, stage_of(c)) < share) {
      c.ending = Ending::resolve_falsely;
    }
  }
  return us;
}

double Floor::chance(const Case& c, const Rep& r, double complexity, double gain) const {
  const Competence& can = reps_.competence_of(r);
  const ResolvePlan& curve =
      can.has_curve ? can.curve : plan_.work_of(c.case_class, r.tier).resolve;
  const double p = resolve_probability(curve, complexity);
  const double skill = plan_.skills.empty() ? 0.0 : plan_.skill_of(r.group, c.case_class).gain;
  const double total = gain + r.gain + skill;
  return total != 0.0 && p > 0.0 && p < 1.0 ? shifted(p, total) : p;
}

void Floor::end_session() {
  ++events_;
  const std::uint32_t rep = handling_ends_.first_slot();
  if (end_quickly(rep)) {
    return;
  }
  switch (reps_[rep].role) {
    case Role::own:
      end_own_session(rep);
      return;
    case Role::helping:
      end_help(rep);
      return;
    case Role::chatting:
      end_chat(rep);
      return;
    case Role::briefing:
    case Role::holding:
    case Role::joining:
      let_go(rep, Cause::hand_over);
      return;
    case Role::off_phone:
      end_task(rep);
      free_rep(rep);
      return;
    case Role::dialling:
      end_dialling(rep);
      return;
  }
}

void Floor::end_own_session(std::uint32_t rep) {
  const std::uint32_t slot = reps_[rep].case_slot;
  count_attempt(slot);
  if (keeps_case(slot, reps_[rep])) {
    hold(slot, rep);
    return;
  }
  end_contact(slot, rep, cause_of(cases_[slot]));
  go_on(slot);
}

// What becomes of a case after a session.
void Floor::go_on(std::uint32_t slot) {
  const Case& c = cases_[slot];
  if (c.sessions == kMostSessions) {
    close_unresolved(slot);
    return;
  }
  switch (c.ending) {
    case Ending::resolve:
    case Ending::resolve_falsely:
      resolve(slot, c.ending == Ending::resolve_falsely);
      return;
    case Ending::fail:
    case Ending::refer:
      leave_unresolved(slot);
      return;
    case Ending::ask_customer: {
      if (c.measured) {
        cohort_at_tier(c, c.tier).counts.add(Quantity::pendings);
      }
      const WorkPlan& work = plan_.work_of(c.case_class, c.tier);
      const double u = draw(key_, Use::pending_delay, c.owner, stage_of(c));
      const double delay_us = work.pending_delay(u);
      note(Happening::asked_customer, c, kNoRep, delay_us / static_cast<double>(kHour.us));
      return_later(slot, delay_us, Awaited::customer);
      return;
    }
    case Ending::bounce:
      bounce(slot);
      return;
  }
}

// The end of what the customer sees as one session; the rep is free.
void Floor::end_contact(std::uint32_t slot, std::uint32_t rep, Cause cause) {
  spend(slot, reps_[rep], cause);
  count_contact(slot, rep);
  tier_counters_[reps_[rep].tier].busy.step_down(now_);
  free_rep(rep);
}

void Floor::count_contact(std::uint32_t slot, std::uint32_t rep) {
  Case& c = cases_[slot];
  History& h = cases_.history(slot);
  const Rep& r = reps_[rep];
  note(Happening::session_ended, c, rep);
  ++c.sessions;
  h.last_rep = rep;
  h.last_worked = now_;
  h.rating_effects += reps_.competence_of(r).rating;
  if (plan_.people.used && careers_.follow(rep)) {
    careers_.count_case(rep, now_);
  }
  count_extras(slot, r);
  book_.count_visit(c, r.tier, IntervalQuantity::sessions);
  book_.count_case(c, IntervalQuantity::sessions);
  if (c.measured) {
    ScopeCounts& of_class = cohort_of_class(c).counts;
    cohort_at_tier(c, r.tier).counts.add(Quantity::sessions);
    of_class.add(Quantity::sessions);
  }
}

// Whether a solution was tried, and with what result.
void Floor::count_attempt(std::uint32_t slot) {
  using Q = Quantity;
  const Case& c = cases_[slot];
  const bool tried = c.ending == Ending::resolve || c.ending == Ending::fail ||
                     c.ending == Ending::resolve_falsely;
  const bool failed = tried && c.ending != Ending::resolve;
  if (failed) {
    ++cases_.history(slot).failed;
    note(c.ending == Ending::fail ? Happening::failed : Happening::falsely_resolved, c);
  } else if (c.ending == Ending::refer) {
    note(Happening::referred, c);
  }
  const auto count = [&](Q q, bool happened) {
    if (happened && c.measured) {
      cohort_at_tier(c, c.tier).counts.add(q);
      cohort_of_class(c).counts.add(q);
    }
  };
  count(Q::attempts, tried);
  count(Q::failed_attempts, failed);
  count(Q::referrals, c.ending == Ending::refer);
  count(Q::false_resolutions, c.ending == Ending::resolve_falsely);
}

Cause Floor::cause_of(const Case& c) {
  if (c.reopened) {
    return Cause::rework;
  }
  if (c.ending == Ending::bounce) {
    return Cause::hand_over;
  }
  const bool failed = c.ending == Ending::fail || c.ending == Ending::resolve_falsely;
  return failed ? Cause::failed_attempts : Cause::handling;
}

// The time of a session, or of the part of one, that ends now.
void Floor::spend(std::uint32_t slot, Rep& r, Cause cause) {
  const Case& c = cases_[slot];
  const Duration spent = now_ - r.began;
  r.worked = r.worked + spent;
  count_handle_time(c, r, spent);
  attribute(r, cause, now_);
  r.began = now_;
  r.hand_over = 0.0;
  r.diagnosis = 0.0;
}

void Floor::count_handle_time(const Case& c, const Rep& r, Duration spent) {
  book_.count_visit(c, r.tier, IntervalQuantity::handle_time, spent.us);
  book_.count_case(c, IntervalQuantity::handle_time, spent.us);
  if (c.measured) {
    ClassCounters& of_class = cohort_of_class(c);
    cohort_at_tier(c, r.tier).counts.add(Quantity::handle_time, spent);
    of_class.counts.add(Quantity::handle_time, spent);
    of_class.handled_by[r.grade] += spent.us;
  }
}

// Adds the time since r.began to what it was spent on, as far as it lies in the window. The parts
// of a session follow each other: taking over, diagnosis, the work.
void Floor::attribute(const Rep& r, Cause cause, Instant until) {
  const Instant from = std::max(r.began, plan_.warm_up);
  const Instant to = std::min(until, plan_.horizon);
  if (to <= from) {
    return;
  }
  auto& spent = grade_counters_[r.grade].spent;
  const auto add = [&](Cause part, Instant begin, Instant end) {
    const Duration overlap = std::min(end, to) - std::max(begin, from);
    spent[static_cast<std::size_t>(part)] += std::max<std::int64_t>(0, overlap.us);
  };
  if (r.hand_over <= 0.0 && r.diagnosis <= 0.0) {
    add(cause, from, to);
    return;
  }
  const Instant taken_over = r.began + Duration{static_cast<std::int64_t>(r.hand_over)};
  const Instant diagnosed = taken_over + Duration{static_cast<std::int64_t>(r.diagnosis)};
  add(Cause::hand_over, r.began, taken_over);
  add(Cause::diagnosis, taken_over, diagnosed);
  add(cause, diagnosed, std::max(to, diagnosed));
}

}  // namespace tiermix
