#include "engine/kernel/floor.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/kernel/plain_run.hpp"
#include "engine/kernel/replicate.hpp"

namespace tiermix {
namespace {

std::size_t interval_count(const Plan& plan) {
  return static_cast<std::size_t>((plan.horizon.us + plan.interval.us - 1) / plan.interval.us);
}

}  // namespace

Instant at_or_never(const std::vector<StaffingStep>& steps, std::size_t next) {
  return next < steps.size() ? steps[next].at : kNever;
}

Duration to_duration(double us) {
  constexpr double kLongest = 0x1p60;
  return {std::max(std::int64_t{1}, static_cast<std::int64_t>(std::min(us, kLongest) + 0.5))};
}

Floor::Floor(const Plan& plan, ReplicationKey key, CaseLog* log)
    : plan_(plan),
      key_(key),
      log_(log),
      handling_ends_(plan.reps),
      arrivals_(plan.classes.size()),
      lines_(plan.lines),
      own_lines_(plan.personal_queues ? plan.reps : 0),
      reps_(plan, key),
      duties_(plan, key),
      careers_(plan, key, reps_),
      chats_(plan.has_chats ? plan.reps : 0),
      present_(plan.groups.size()),
      coverage_(plan.aids.coverage),
      customers_(plan.loyalty),
      class_counters_(plan.classes.size()),
      tier_counters_(plan.tiers.size()),
      grade_counters_(plan.grades.size()),
      book_(interval_count(plan), plan.layout()) {
  TIERMIX_EXPECTS(plan.end <= WinnerTree::last_instant(plan.reps));
  TIERMIX_EXPECTS(plan.warm_up < plan.horizon && plan.horizon <= plan.end);
  sources_.reserve(plan.classes.size());
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    sources_.emplace_back(plan, c, key);
    arrivals_.plan(c, sources_.back().next_at());
    class_counters_[c].handled_by.resize(plan.grades.size());
  }
  for (const TierPlan& tier : plan.tiers) {
    limited_.push_back(limits(tier) ? 1 : 0);
  }
  if (RatingBlock::serves(plan)) {
    rating_blocks_.resize(plan.classes.size());
  }
  plan_quick_steps();
  plan_shifts();
  read_areas(interval_start_);
  period_ends();
  open_backlog();
}

void Floor::run() {
  if (plan_.plain && log_ == nullptr) {
    PlainRun(*this).run();
  }
  run_events(kNever);
  settle();
}

// Most events are the end of a session, a case that arrives or one whose customer has lost
// patience: as long as one of them comes before everything else, nothing else is looked at.
void Floor::run_events(Instant until) {
  quiet_until_ = {};
  while (true) {
    const Instant handled = handling_ends_.first_at();
    const Instant arrives = arrivals_.first_at();
    const Instant deadline = deadlines_.first_at();
    Instant first = handled < arrives ? handled : arrives;
    first = deadline < first ? deadline : first;
    if (first >= quiet_until_) [[unlikely]] {
      if ((draining_ && open_measured_ <= 0) || !any_event(until)) {
        break;
      }
      be_quiet(until);
    } else if (now_ = first; handled == first) {
      end_session();
    } else if (arrives == first) {
      case_arrives();
    } else {
      patience_ends();
    }
  }
}

// Until when no event but those three can come and the run cannot be over.
void Floor::be_quiet(Instant until) {
  quiet_until_ = draining_ ? Instant{} : std::min(plan_.end, until + Duration{1});
  look_up_before(std::min({next_period_end_, next_start_at_, next_end_at_}));
  look_up_before(std::min(returns_.first_at(), limits_.first_at()));
}

// The next event of any kind, unless it lies beyond `until` or the end of the run.
bool Floor::any_event(Instant until) {
  Instant at = next_period_end_;
  Kind kind = Kind::period_ends;
  const auto consider = [&at, &kind](Instant candidate, Kind of) {
    kind = candidate < at ? of : kind;
    at = candidate < at ? candidate : at;
  };
  consider(handling_ends_.first_at(), Kind::handling_ends);
  consider(next_start_at_, Kind::shift_starts);
  consider(returns_.first_at(), Kind::case_returns);
  consider(arrivals_.first_at(), Kind::case_arrives);
  consider(deadlines_.first_at(), Kind::patience_ends);
  consider(limits_.first_at(), Kind::limit_ends);
  consider(next_end_at_, Kind::shift_ends);
  if (at >= plan_.end && (draining_ || kind != Kind::period_ends)) {
    now_ = plan_.end;
    return false;
  }
  if (at > until) {
    return false;
  }
  now_ = at;
  switch (kind) {
    case Kind::period_ends:
      period_ends();
      break;
    case Kind::handling_ends:
      end_session();
      break;
    case Kind::shift_starts:
      shift_starts();
      break;
    case Kind::case_returns:
      case_returns();
      break;
    case Kind::case_arrives:
      case_arrives();
      break;
    case Kind::patience_ends:
      patience_ends();
      break;
    case Kind::limit_ends:
      limit_ends();
      break;
    case Kind::shift_ends:
      shift_ends();
      break;
  }
  return true;
}

// What reps in a session have spent on it so far.
void Floor::settle() {
  for (std::uint32_t rep = 0; rep < chats_.size(); ++rep) {
    advance_chats(rep);
  }
  for (const Rep& r : reps_.all()) {
    if (r.role == Role::dialling) {
      attribute(r, Cause::handling, now_);
    } else if (r.presence >= RepPresence::busy && r.role != Role::chatting) {
      const bool waits = r.role == Role::holding && cases_.history(r.case_slot).holder != kNobody;
      attribute(r, waits ? Cause::holding : cause_of(cases_[r.case_slot]), now_);
    }
  }
  settle_duties();
}

void Floor::note(Happening what, const Case& c, std::uint32_t rep, double value) {
  if (log_ != nullptr) {
    log_->add({now_, c.owner, value, rep, c.case_class, c.tier, what});
  }
}

void Floor::note_rep(Happening what, std::uint32_t rep, double value) {
  if (log_ != nullptr) {
    log_->add({.at = now_, .value = value, .rep = rep, .tier = reps_[rep].tier, .what = what});
  }
}

// Called once at the start as well: the window may begin there.
void Floor::period_ends() {
  count_blocks();
  if (now_.us > 0 && (now_.us % plan_.interval.us == 0 || now_ == plan_.horizon)) {
    close_interval();
  }
  if (now_ == plan_.warm_up) {
    measure(true);
    read_areas(window_start_);
  }
  if (next_month_ < plan_.part_starts().size() && now_ == plan_.part_starts()[next_month_]) {
    close_month();
  }
  if (now_ == plan_.horizon) {
    look_at_people();
    measure(false);
    draining_ = true;
    read_areas(window_end_);
    next_period_end_ = kNever;
    return;
  }
  next_period_end_ = {(now_.us / plan_.interval.us + 1) * plan_.interval.us};
  if (now_ < plan_.warm_up) {
    next_period_end_ = std::min(next_period_end_, plan_.warm_up);
  }
  if (next_month_ < plan_.part_starts().size()) {
    next_period_end_ = std::min(next_period_end_, plan_.part_starts()[next_month_]);
  }
  next_period_end_ = std::min(next_period_end_, plan_.horizon);
}

void Floor::read_areas(AreaReading& reading) const {
  for (auto* areas : {&reading.open,
                      &reading.pending,
                      &reading.busy,
                      &reading.queue,
                      &reading.staffed,
                      &reading.overtime}) {
    areas->clear();
  }
  for (const ClassCounters& counters : class_counters_) {
    reading.open.push_back(counters.open.up_to(now_));
    reading.pending.push_back(counters.pending.up_to(now_));
  }
  for (const TierCounters& counters : tier_counters_) {
    reading.busy.push_back(counters.busy.up_to(now_));
    reading.queue.push_back(counters.queue.up_to(now_));
  }
  for (const GradeCounters& counters : grade_counters_) {
    reading.staffed.push_back(counters.staffed.up_to(now_));
    reading.overtime.push_back(counters.overtime.up_to(now_));
  }
}

// Waits, ages and times to resolve sum to no more than the time for which cases are open.
void Floor::add_open_area(const AreaReading& from, const AreaReading& to) {
  constexpr double kMost = 9.0e18;
  for (std::size_t c = 0; c < to.open.size(); ++c) {
    open_area_ += static_cast<double>(to.open[c] - from.open[c]);
  }
  if (open_area_ > kMost) {
    throw UncountableBacklog(
        "the desk falls so far behind that its cases are open for more than 2.5 thousand million "
        "hours together, more than is counted: staff the tier that falls behind, or take a "
        "shorter time.horizon or time.drain_limit");
  }
}

// The areas of the interval, and what is open at its end; the rest is counted where it happens.
void Floor::close_interval() {
  using Q = IntervalQuantity;
  read_areas(interval_end_);
  add_open_area(interval_start_, interval_end_);
  const AreaReading& start = interval_start_;
  const AreaReading& end = interval_end_;
  const auto area = [](std::uint64_t until, std::uint64_t from) {
    return static_cast<std::int64_t>(until - from);
  };
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    const OpenCases& open = class_counters_[c].open;
    book_.of_class(interval_, c, Q::open_time) = area(end.open[c], start.open[c]);
    book_.of_class(interval_, c, Q::open_at_end) = static_cast<std::int64_t>(open.level());
    book_.of_class(interval_, c, Q::age_at_end) = open.age(now_);
  }
  for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
    book_.of_tier(interval_, t, Q::busy_time) = area(end.busy[t], start.busy[t]);
    book_.of_tier(interval_, t, Q::queue_time) = area(end.queue[t], start.queue[t]);
  }
  for (std::size_t g = 0; g < plan_.grades.size(); ++g) {
    book_.of_tier(interval_, plan_.groups[plan_.grades[g].group].tier, Q::staffed_time) +=
        area(end.staffed[g], start.staffed[g]);
  }
  std::swap(interval_start_, interval_end_);
  ++interval_;
  book_.add_row();
}

}  // namespace tiermix
