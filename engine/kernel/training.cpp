// Programmes and mentors: who is off the floor for them, and what training is worth with time.

#include <algorithm>
#include <tuple>

#include "engine/random/math.hpp"
#include "engine/kernel/careers.hpp"

namespace tiermix {
namespace {

// Mentors give a week's hours in so many parts, one a shift.
constexpr std::int64_t kPartsAWeek = 4;

std::int64_t week_since(Instant start, Instant now) { return (now - start).us / kWeek.us; }

}  // namespace

// The share of a programme's effects that acts: it sets in, then what does not last decays. A
// refresher builds on what is left.
double Careers::strength(const ProgrammePlan& plan, const Seat& seat, Instant now) {
  if (seat.done >= now) {
    return 0.0;
  }
  const auto since = static_cast<double>((now - seat.done).us);
  const auto onset = static_cast<double>(plan.onset.us);
  if (since < onset) {
    return seat.before + (1.0 - seat.before) * since / onset;
  }
  if (plan.decay_per_us == 0.0) {
    return 1.0;
  }
  return plan.lasting + (1.0 - plan.lasting) * exp_of(-plan.decay_per_us * (since - onset));
}

void Careers::open_cohorts(Instant now) {
  for (std::size_t p = 0; p < next_cohort_.size(); ++p) {
    const std::vector<Instant>& cohorts = plan_->people.programmes[p].cohorts;
    while (next_cohort_[p] < cohorts.size() && cohorts[next_cohort_[p]] <= now) {
      enrol(p, cohorts[next_cohort_[p]], now);
      ++next_cohort_[p];
    }
  }
}

bool Careers::may_enrol(std::size_t programme, std::uint32_t rep, Instant start) const {
  const ProgrammePlan& plan = plan_->people.programmes[programme];
  const Person& person = people_[rep];
  const Seat& own = seat(rep, programme);
  const bool level_fits =
      plan.levels.empty() || std::ranges::find(plan.levels, person.level) != plan.levels.end();
  if (!person.here || person.left < kNever || person.ready > start || !level_fits ||
      own.left.us > 0) {
    return false;
  }
  if (own.done < kNever) {
    return plan.repeats && own.done + plan.repeat <= start;
  }
  return plan.newcomers || person.joined <= plan.cohorts.front();
}

// Those never trained go first, then those whose training is the longest ago; within, by place.
void Careers::enrol(std::size_t programme, Instant start, Instant now) {
  const ProgrammePlan& plan = plan_->people.programmes[programme];
  std::vector<std::tuple<std::int64_t, std::uint32_t>> candidates;
  for (const std::uint16_t g : plan.groups) {
    const GroupPlan& group = plan_->groups[g];
    for (std::uint32_t rep = group.first_rep; rep < group.first_rep + group.reps; ++rep) {
      if (people_[rep].here) {
        live_on(rep, start);
      }
      if (may_enrol(programme, rep, start)) {
        const Instant done = seat(rep, programme).done;
        candidates.emplace_back(done < kNever ? done.us : INT64_MIN, rep);
      }
    }
  }
  std::ranges::sort(candidates);
  candidates.resize(std::min<std::size_t>(candidates.size(), plan.cohort_size));
  for (const auto& [done, rep] : candidates) {
    Seat& own = seat(rep, programme);
    own.left = plan.hours;
    own.taken = start;
    own.week = -1;
    add(rep, PeopleSum::seats, 1.0, now);
    add(rep, PeopleSum::training_price, plan.price_per_seat, now);
  }
  if (next_cohort_[programme] == 0) {
    add(plan_->groups[plan.groups.front()].first_rep,
        PeopleSum::training_price,
        plan.fixed_price,
        now);
  }
}

OffFloor Careers::take_off(std::uint32_t rep, Instant now, Duration paid) {
  OffFloor off;
  off.mentoring = mentor(rep, now, paid);
  for (std::size_t p = 0; p < plan_->people.programmes.size(); ++p) {
    const Duration before = off.mentoring + off.training;
    off.training = off.training + attend(rep, p, now + before, paid - before);
  }
  return off;
}

// Hours of a programme in the shift at hand.
Duration Careers::attend(std::uint32_t rep, std::size_t programme, Instant now, Duration free) {
  const ProgrammePlan& plan = plan_->people.programmes[programme];
  Seat& own = seat(rep, programme);
  if (own.left.us == 0 || free.us == 0) {
    return {};
  }
  const std::int64_t week = week_since(own.taken, now);
  if (week != own.week) {
    own.week = week;
    own.in_week = {};
  }
  const Duration hours = std::min({free, own.left, plan.block, plan.hours_per_week - own.in_week});
  own.left = own.left - hours;
  own.in_week = own.in_week + hours;
  if (own.left.us == 0) {
    own.before = strength(plan, own, now + hours);
    own.done = now + hours;
    own.reached = plan.level == kNoIndex;
  }
  return hours;
}

// Whether the rep came during the run and is not yet on one's own.
bool Careers::is_newcomer(std::uint32_t rep, Instant now) const {
  const Person& person = people_[rep];
  return person.here && person.is_new && now < person.ready + staff_of(rep).mentoring;
}

void Careers::forget_mentor(std::uint32_t rep) {
  Person& person = people_[rep];
  if (person.mentor != kNobody) {
    --mentees_[person.mentor];
    person.mentor = kNobody;
  }
}

// The group's rep with the fewest newcomers, then the longest tenure; no newcomer.
void Careers::find_mentor(std::uint32_t rep, Instant now) {
  const GroupPlan& group = group_of(rep);
  std::uint32_t mentor = kNobody;
  std::tuple<std::uint32_t, std::int64_t> best{UINT32_MAX, 0};
  for (std::uint32_t other = group.first_rep; other < group.first_rep + group.reps; ++other) {
    const Person& person = people_[other];
    const std::tuple<std::uint32_t, std::int64_t> rank{mentees_[other], person.joined.us};
    if (person.here && person.left == kNever && !is_newcomer(other, now) && rank < best) {
      best = rank;
      mentor = other;
    }
  }
  if (mentor != kNobody) {
    people_[rep].mentor = mentor;
    ++mentees_[mentor];
  }
}

// Hours for newcomers in the shift at hand.
Duration Careers::mentor(std::uint32_t rep, Instant now, Duration free) {
  const StaffPlan& staff = staff_of(rep);
  if (staff.mentoring_per_week.us == 0) {
    return {};
  }
  if (!is_newcomer(rep, now)) {
    forget_mentor(rep);
  } else if (people_[rep].mentor == kNobody) {
    find_mentor(rep, now);
  }
  if (mentees_[rep] == 0) {
    return {};
  }
  const GroupPlan& group = group_of(rep);
  std::int64_t newcomers = 0;
  for (std::uint32_t other = group.first_rep; other < group.first_rep + group.reps; ++other) {
    const Person& person = people_[other];
    newcomers += person.mentor == rep && person.ready <= now && is_newcomer(other, now) ? 1 : 0;
  }
  const std::int64_t week = week_since({}, now);
  if (week != mentored_in_[rep]) {
    mentored_in_[rep] = week;
    mentored_[rep] = {};
  }
  const Duration per_week = newcomers * staff.mentoring_per_week;
  const Duration block{(per_week.us + kPartsAWeek - 1) / kPartsAWeek};
  const Duration hours = std::max(Duration{}, std::min({free, block, per_week - mentored_[rep]}));
  mentored_[rep] = mentored_[rep] + hours;
  return hours;
}

}  // namespace tiermix
