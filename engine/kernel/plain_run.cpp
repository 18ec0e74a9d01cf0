#include "engine/kernel/plain_run.hpp"

#include <algorithm>
#include <utility>

namespace tiermix {
namespace {

constexpr std::uint64_t kArrivals = 1024;  // of a stretch, about

}  // namespace

void PlainRun::run() {
  while (!floor_.draining_) {
    // The events of an instant at which reps come or go.
    staffing_ = std::min(floor_.next_start_at_, floor_.next_end_at_);
    if (staffing_ <= floor_.now_) {
      floor_.run_events(floor_.now_);
      continue;
    }
    take_over();
    while (!floor_.draining_ && floor_.now_ < staffing_) {
      const Instant until = std::min({floor_.next_period_end_, staffing_, floor_.now_ + step_});
      advance(until);
      floor_.now_ = until;
      if (until == floor_.next_period_end_) {
        floor_.period_ends();
      }
    }
    give_back();
  }
}

// One stretch: from now_ until an instant that belongs to the next one.
void PlainRun::advance(Instant until) {
  arrivals_ = 0;
  look_ahead();
  const std::size_t classes = plan_.classes.size();
  if (classes > 1 || !tiers_[plan_.classes[0].entry.front().tier].pulls) {
    fill_inboxes(until);
  }
  for (const std::uint16_t t : order_) {
    TierState& q = tiers_[t];
    if (q.pulls) {
      pull(q, until);
    } else {
      take_inbox(q, until);
    }
    end_stretch(q, until);
  }
  end_ahead(until);
  // As long as it takes a good number of cases to come.
  const Duration length = until - floor_.now_;
  if (length == step_ || arrivals_ > 2 * kArrivals) {
    const auto cases = static_cast<std::int64_t>(std::max<std::uint64_t>(arrivals_, kArrivals / 4));
    step_ = Duration{
        std::clamp(length.us / cases * static_cast<std::int64_t>(kArrivals), kSecond.us, kWeek.us)};
  }
}

// Up to the next instant at which more than areas is read, or somebody goes home.
void PlainRun::look_ahead() {
  const auto interval = floor_.now_.us / plan_.interval.us;
  interval_ = static_cast<std::size_t>(interval);
  interval_end_ = Instant{(interval + 1) * plan_.interval.us};
  constexpr auto kLater = static_cast<std::int64_t>(EndsAhead::kIntervals - 1);
  known_until_ = std::min({staffing_,
                           floor_.now_ < plan_.warm_up ? plan_.warm_up : plan_.horizon,
                           interval_end_ + Duration{plan_.interval.us * kLater}});
  if (floor_.next_month_ < plan_.part_starts().size()) {
    known_until_ = std::min(known_until_, plan_.part_starts()[floor_.next_month_]);
  }
}

// Arrivals of all classes in the order of time, then of the class.
void PlainRun::fill_inboxes(Instant until) {
  while (floor_.arrivals_.first_at() < until) {
    const std::uint32_t source = floor_.arrivals_.first_slot();
    const std::uint16_t tier = floor_.sources_[source].next_tier();
    tiers_[tier].inbox.push_back(arrival(source));
    floor_.arrivals_.plan(source, floor_.sources_[source].next_at());
  }
  for (TierState& q : tiers_) {
    q.merged = q.inbox.size();
  }
}

namespace {

// Counts that a case has come.
void count_joined(PlainSums& n, Instant created, double complexity) {
  ++n.joined;
  n.joined_created += created;
  n.complexity += static_cast<std::int64_t>(complexity * 1e6 + 0.5);
}

}  // namespace

void PlainRun::serve_line(TierState& q, Instant until) {
  while (q.head < q.line.size() && serve_visit(q, q.line[q.head], until)) {
    q.line_joined -= q.line[q.head++].joined;
  }
}

void PlainRun::take_inbox(TierState& q, Instant until) {
  serve_line(q, until);
  bool blocked = q.head < q.line.size();
  for (const PlainVisit& visit : q.inbox) {
    PlainSums& n = starts_at(q, visit);
    count_joined(n, visit.created, visit.complexity);
    if (blocked || !serve(q, n, visit, until)) {
      blocked = true;
      wait(q, visit);
    }
  }
  q.inbox.clear();
  q.merged = 0;
}

// Reps whose shift is over finish the case in hand and take no other.
void PlainRun::send_home_before(TierState& q, Instant until) {
  while (q.leaving > 0) {
    const std::uint32_t place = q.free.first_slot();
    if (q.free.first_at() >= until + kShift || !q.sessions[place].leaves) {
      return;
    }
    complete(q, place);
  }
}

bool PlainRun::serve_visit(TierState& q, const PlainVisit& visit, Instant until) {
  return serve(q, starts_at(q, visit), visit, until);
}

// The first case in line meets its rep, or gives up before; false where that happens later than the
// stretch.
[[gnu::always_inline]] inline bool PlainRun::serve(TierState& q,
                                                   PlainSums& n,
                                                   const PlainVisit& visit,
                                                   Instant until) {
  if (q.leaving > 0) [[unlikely]] {
    send_home_before(q, until);
  }
  const Instant free{q.free.first_at().us - kShift.us};
  const Instant start = std::max(visit.joined, free);
  if (start >= until) {
    return false;
  }
  if (visit.deadline < start) {
    abandon(q, n, visit);
    return true;
  }
  const std::uint32_t place = q.free.first_slot();
  if (q.due[place] < kNever) {
    complete(q, place);
  }
  const ClassState& of = q.classes[visit.case_class];
  const bool resolves = visit.outcome < visit.chance;
  const Instant ends = start + time_at(q, place, visit.handling);
  q.free.plan(place, ends + kShift);

  const Duration waited = start - visit.joined;
  ++n.answered;
  n.waited += waited.us > 0 ? 1 : 0;
  n.wait += waited.us;
  if (visit.measured) {
    q.counters->wait.add(waited);
  }
  if (visit.is_first()) {
    n.in_target += target_time(*of.plan, visit.created, start) <= of.plan->answer_target ? 1 : 0;
    if (visit.measured) {
      of.counters->wait.add(waited);
    }
  }
  if (resolves && ends < known_until_ && knows_ahead_) {
    count_session(q, n, visit, place, start, ends, Cause::handling);
    count_resolved(n, of, visit, ends);
    if (rates_ && visit.measured) {
      rate(visit, visit.waited + waited, q.reps[place], ends, true);
    }
    if (!visit.is_first()) {
      count_case_row(of, visit, start, ends);
    }
    if (ends >= until) {
      end_later(q, of, visit.created, start, ends);
    }
    return true;
  }
  hold(q, visit, place, start, ends);
  return true;
}

void PlainRun::keep(TierState& q, Session& session, std::uint32_t place, Instant ends) {
  q.due[place] = ends;
  session.held_at = static_cast<std::uint32_t>(q.held.size());
  q.held.push_back(place);
}

void PlainRun::let_go(TierState& q, const Session& session, std::uint32_t place) {
  q.due[place] = kNever;
  const std::uint32_t at = session.held_at;
  const std::uint32_t last = q.held.back();
  q.held[at] = last;
  q.sessions[last].held_at = at;
  q.held.pop_back();
}

// The rep has the session in hand until it is completed.
void PlainRun::hold(
    TierState& q, const PlainVisit& visit, std::uint32_t place, Instant start, Instant ends) {
  Session& session = q.sessions[place];
  keep(q, session, place, ends);
  session.visit = visit;
  session.visit.waited = session.visit.waited + (start - visit.joined);
  session.began = start;
  session.ends = ends;
  session.resolves = visit.outcome < visit.chance;
  ++q.busy;
  q.busy_began += start;
}

void PlainRun::wait(TierState& q, const PlainVisit& visit) {
  q.line.push_back(visit);
  q.line_joined += visit.joined;
  q.first_deadline = std::min(q.first_deadline, visit.deadline);
}

// What happens before `until` to those who wait and to those in a session.
void PlainRun::end_stretch(TierState& q, Instant until) {
  const bool some_leave = q.first_deadline < until && q.head < q.line.size();
  if (some_leave || 2 * q.head >= q.line.size()) {
    q.line.erase(q.line.begin(), q.line.begin() + static_cast<std::ptrdiff_t>(q.head));
    q.head = 0;
  }
  if (q.line.empty()) {
    q.first_deadline = kNever;
  } else if (some_leave) {
    q.first_deadline = kNever;
    std::erase_if(q.line, [&](const PlainVisit& visit) {
      if (visit.deadline >= until) {
        q.first_deadline = std::min(q.first_deadline, visit.deadline);
        return false;
      }
      q.line_joined -= visit.joined;
      abandon(q, starts_at(q, visit), visit);
      return true;
    });
  }
  due_.clear();
  for (const std::uint32_t place : q.held) {
    if (q.due[place] < until) {
      due_.emplace_back(q.due[place], place);
    }
  }
  std::ranges::sort(due_);
  for (const auto& [ends, place] : due_) {
    complete(q, place);
  }
  for (ClassState& of : q.classes) {
    end_starts(q, of);
  }
  pass_on(q);
}

void PlainRun::abandon(TierState& q, PlainSums& n, const PlainVisit& visit) {
  const Duration waited = visit.deadline - visit.joined;
  ++n.abandoned;
  n.abandoned_wait += waited.us;
  n.abandoned_created += visit.created;
  if (visit.measured) {
    q.counters->wait.add(waited);
    q.classes[visit.case_class].counters->wait.add(waited);
  }
}

// The session that the rep has in hand ends.
void PlainRun::complete(TierState& q, std::uint32_t place) {
  Session& session = q.sessions[place];
  const PlainVisit& visit = session.visit;
  let_go(q, session, place);
  --q.busy;
  q.busy_began -= session.began;
  q.spent += (session.ends - session.began).us;
  ++floor_.events_;
  ClassState& of = q.classes[visit.case_class];
  PlainSums& n = totals_at(of, q, {0, visit.is_first(), visit.measured});
  count_row(q, session);
  count_session(q,
                n,
                visit,
                place,
                session.began,
                session.ends,
                session.resolves ? Cause::handling : Cause::failed_attempts);
  if (session.leaves) [[unlikely]] {
    session.leaves = false;
    --q.leaving;
    q.free.cancel(place);
    floor_.reps_[q.reps[place]].presence = RepPresence::away;
    floor_.grade_counters_[q.grades[place]].overtime.step_down(session.ends);
    floor_.grade_counters_[q.grades[place]].staffed.step_down(session.ends);
  }
  if (session.resolves) {
    count_resolved(n, of, visit, session.ends);
    of.counters->open.step_down(session.ends, visit.created);
    if (plan_.rating.rates) {
      rate(q, session, place);
    }
  } else {
    leave_unresolved(q, n, session, place);
  }
}

// What a session was spent on counts inside the window only.
inline void PlainRun::count_session(TierState& q,
                                    PlainSums& n,
                                    const PlainVisit& visit,
                                    std::uint32_t place,
                                    Instant began,
                                    Instant ends,
                                    Cause cause) {
  const Duration spent = ends - began;
  ++n.sessions;
  n.spent += spent.us;
  if (q.one_grade && began >= plan_.warm_up) {
    n.spent_in_vain += cause == Cause::failed_attempts ? spent.us : 0;
    return;
  }
  const std::uint16_t grade = q.grades[place];
  const Duration inside = ends - std::max(began, plan_.warm_up);
  floor_.grade_counters_[grade].spent[static_cast<std::size_t>(cause)] +=
      std::max<std::int64_t>(inside.us, 0);
  n.spent_counted += spent.us;
  if (visit.measured) {
    q.classes[visit.case_class].counters->handled_by[grade] += spent.us;
  }
}

inline void PlainRun::count_resolved(PlainSums& n,
                                     const ClassState& of,
                                     const PlainVisit& visit,
                                     Instant ends) {
  const Duration elapsed = ends - visit.created;
  ++n.resolved;
  n.resolved_created += visit.created;
  n.elapsed += elapsed.us;
  const bool hard = visit.complexity > kHardFrom;
  n.hard += hard ? 1 : 0;
  n.hard_elapsed += hard ? elapsed.us : 0;
  if (of.has_resolve_target) {
    n.resolved_in_target +=
        target_time(*of.plan, visit.created, ends) <= of.plan->resolve_target ? 1 : 0;
  }
  if (visit.measured) {
    of.counters->time_to_resolve.add(elapsed);
    if (plan_.counts_open) {
      n.open_elapsed += of.plan->open.between(visit.created, ends).us;
    }
  }
}

}  // namespace tiermix
