#include "engine/kernel/careers.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"

namespace tiermix {
namespace {

constexpr Duration kReview = 28 * kDay;
constexpr Duration kNewcomer = 13 * kWeek;
constexpr Duration kFirstYear = 52 * kWeek;
constexpr Duration kVeteran = 104 * kWeek;
// Tenure of somebody who has learned all there is to learn.
constexpr Duration kLongAgo = 36'600 * kDay;

double weeks(Duration duration) {
  return static_cast<double>(duration.us) / static_cast<double>(kWeek.us);
}

std::uint16_t level_of(const StaffPlan& staff, std::uint32_t place, std::uint32_t places) {
  const double share = (place + 0.5) / places;
  const auto found =
      std::ranges::find_if(staff.levels, [&](const auto& one) { return share < one.up_to; });
  return found == staff.levels.end() ? staff.levels.back().level : found->level;
}

}  // namespace

Careers::Careers(const Plan& plan, ReplicationKey key, RepPool& reps)
    : plan_(&plan), key_(key), reps_(&reps), next_review_(kNever) {
  if (!plan.people.used) {
    return;
  }
  people_.resize(plan.reps);
  so_far_.resize(plan.reps);
  emptied_.resize(plan.reps);
  settled_.resize(plan.reps);
  filled_at_.resize(plan.reps, kNever);
  pace_.resize(plan.reps, 1.0);
  ability_.resize(plan.reps);
  seats_.resize(plan.reps * plan.people.programmes.size());
  mentored_.resize(plan.reps);
  mentees_.resize(plan.reps);
  mentored_in_.resize(plan.reps, -1);
  next_cohort_.resize(plan.people.programmes.size());
  factors_.resize(plan.tiers.size(), 1.0);
  next_review_ = Instant{} + kReview;
  totals_.resize(plan.groups.size());
  for (std::uint32_t g = 0; g < plan.groups.size(); ++g) {
    totals_[g].level_time.resize(plan.people.levels.size() + 1);
    if (plan.people.staff[g].used) {
      open_group(g);
    }
  }
}

// Everybody who is there at the start.
void Careers::open_group(std::uint32_t g) {
  const GroupPlan& group = plan_->groups[g];
  const StaffPlan& staff = plan_->people.staff[g];
  // Where the tenure follows from the attrition it is that on the floor.
  const Duration before = staff.tenure_given ? Duration{} : staff.onboarding;
  for (std::uint32_t i = 0; i < group.reps; ++i) {
    const std::uint32_t rep = group.first_rep + i;
    Duration tenure = kLongAgo;
    if (staff.has_tenure) {
      const double us = staff.tenure(draw(key_, Use::tenure, rep_owner(group.identity, i)));
      tenure = std::min(Duration{static_cast<std::int64_t>(us + 0.5)}, kLongAgo);
    }
    begin_as(rep, {-(tenure + before).us}, level_of(staff, i, group.reps));
    Person& person = people_[rep];
    person.ready = std::min(person.joined + staff.onboarding, Instant{});
    start_level(person);
    if (staff.has_tenure && staff.learning != kNoIndex) {
      const LearningPlan& curve = plan_->people.learning[staff.learning];
      const auto us = static_cast<double>(tenure.us);
      const double forgotten = curve.forgetting_per_us * us;
      person.cases =
          curve.cases_per_us * (forgotten > 0.0 ? us * (1.0 - exp_of(-forgotten)) / forgotten : us);
    }
    refresh(rep, {});
    set_grade(rep);
  }
}

// Somewhere on the way to what is next: not everybody has just reached the level.
void Careers::start_level(Person& person) const {
  if (person.level == kNoIndex) {
    return;
  }
  const LevelPlan& level = plan_->people.levels[person.level];
  const double share = draw(key_, Use::level_age, person.owner);
  const auto part = [share](Duration whole) {
    return Duration{static_cast<std::int64_t>(share * static_cast<double>(whole.us))};
  };
  person.at_level = {-part(level.rises_after).us};
  person.renewed = {-part(level.lapses_after).us};
  person.cases_at_level = static_cast<std::uint32_t>(share * level.rises_after_cases);
}

// The next person of the place.
void Careers::begin_as(std::uint32_t rep, Instant joined, std::uint16_t level) {
  const GroupPlan& group = group_of(rep);
  Person person;
  person.owner = rep_owner(group.identity, rep - group.first_rep);
  person.nth = so_far_[rep]++;
  person.here = true;
  person.joined = joined;
  person.at_level = std::max(joined, Instant{});
  person.renewed = person.at_level;
  person.level = level;
  person.last_case = person.at_level;
  person.lived_until = person.at_level;
  const Stage stage{0, person.nth};
  const Pair own = draw_pair(key_, Use::speed, person.owner, stage);
  person.own_pace = normal_quantile(own.even);
  person.own_ability = normal_quantile(own.odd);
  if (plan_->rating.rep_sd > 0.0) {
    person.own_rapport =
        plan_->rating.rep_sd * normal_quantile(draw(key_, Use::rapport, person.owner, stage));
  }
  person.leaves_at = -log_of(draw(key_, Use::leaving, person.owner, stage));
  people_[rep] = person;
  for (std::size_t p = 0; p < plan_->people.programmes.size(); ++p) {
    seat(rep, p) = {};
  }
}

bool Careers::settle(std::uint32_t rep, Instant now, Instant off_since) {
  open_cohorts(now);
  pass_time(rep, now, off_since);
  const std::uint32_t wanted_at = people_[rep].wanted_at;
  if (people_[rep].here && wanted_at != kNobody) {
    count(rep, now);
    move(rep, wanted_at, now);
  }
  if (!people_[rep].here && filled_at_[rep] <= now) {
    fill(rep, now);
    pass_time(rep, now, {});
  }
  count(rep, now);
  if (!people_[rep].here) {
    return false;
  }
  change_level(rep, now);
  refresh(rep, now);
  set_grade(rep);
  return true;
}

// Leaving, and successors from outside, as they come due: several may come and go between looks.
void Careers::pass_time(std::uint32_t rep, Instant now, Instant off_since) {
  for (;; off_since = {}) {
    if (!people_[rep].here) {
      if (filled_at_[rep] > now || staff_of(rep).from != kNoIndex) {
        return;
      }
      fill(rep, now);
    }
    live_on(rep, now);
    const Instant left = people_[rep].left;
    if (left == kNever) {
      return;
    }
    count(rep, std::max(left, off_since));
    vacate(rep, std::max({left, off_since, settled_[rep]}));
  }
}

bool Careers::goes_on(std::uint32_t rep, Instant now) {
  open_cohorts(now);
  const Person& person = people_[rep];
  if (!person.here) {
    return false;
  }
  live_on(rep, now);
  count(rep, now);
  if (person.left < kNever || person.wanted_at != kNobody) {
    return false;
  }
  refresh(rep, now);
  return true;
}

double Careers::hazard_of(std::uint32_t rep, Instant now) const {
  const Person& person = people_[rep];
  const GroupPlan& group = group_of(rep);
  double hazard = group.leaving_per_us;
  if (person.level != kNoIndex && plan_->people.levels[person.level].leaving_per_us >= 0.0) {
    hazard = plan_->people.levels[person.level].leaving_per_us;
  }
  double log_factor = 0.0;
  for (std::size_t p = 0; p < plan_->people.programmes.size(); ++p) {
    const ProgrammePlan& programme = plan_->people.programmes[p];
    if (programme.attrition_log != 0.0) {
      log_factor += programme.attrition_log * strength(programme, seat(rep, p), now);
    }
  }
  hazard *= factors_[group.tier];
  return log_factor == 0.0 ? hazard : hazard * exp_of(log_factor);
}

// The hazard of leaving since it was looked at last. Newcomers in onboarding do not leave.
void Careers::live_on(std::uint32_t rep, Instant now) {
  Person& person = people_[rep];
  const Instant from = std::max(person.lived_until, person.ready);
  person.lived_until = std::max(person.lived_until, now);
  if (!staff_of(rep).hires || person.left < kNever || from >= now) {
    return;
  }
  const double hazard = hazard_of(rep, from);
  const double grown = person.hazard + hazard * static_cast<double>((now - from).us);
  if (grown >= person.leaves_at && hazard > 0.0) {
    person.left =
        from + Duration{static_cast<std::int64_t>((person.leaves_at - person.hazard) / hazard)};
  }
  person.hazard = grown;
}

void Careers::vacate(std::uint32_t rep, Instant now) {
  const StaffPlan& staff = staff_of(rep);
  forget_mentor(rep);
  people_[rep].here = false;
  people_[rep].wanted_at = kNobody;
  add(rep, PeopleSum::leavers, people_[rep].left < kNever ? 1.0 : 0.0, now);
  const double u = draw(key_,
                        Use::hire_lag,
                        rep_owner(group_of(rep).identity, rep - group_of(rep).first_rep),
                        {0, emptied_[rep]++});
  filled_at_[rep] = now + Duration{static_cast<std::int64_t>(staff.lag(u) + 0.5)};
  const GroupPlan& group = group_of(rep);
  for (std::uint32_t other = group.first_rep;
       mentees_[rep] > 0 && other < group.first_rep + group.reps;
       ++other) {
    if (people_[other].mentor == rep) {
      forget_mentor(other);  // another one when the next shift begins
    }
  }
}

// Somebody comes where it is time: from another group when one is wanted from there and found.
void Careers::fill(std::uint32_t rep, Instant now) {
  const StaffPlan& staff = staff_of(rep);
  if (staff.from != kNoIndex) {
    const std::uint32_t successor = successor_for(rep, now);
    if (successor != kNobody) {
      people_[successor].wanted_at = rep;
      return;
    }
  }
  const Instant joined = filled_at_[rep];
  filled_at_[rep] = kNever;
  count(rep, joined);
  begin_as(rep, joined, staff.entry_level);
  people_[rep].is_new = true;
  people_[rep].ready = joined + staff.onboarding;
  refresh(rep, joined);
  set_grade(rep);
  add(rep, PeopleSum::hires, 1.0, joined);
  add(rep, PeopleSum::hiring_cost, staff.hiring_cost, joined);
}

// Who has been promised the place already, else of the longest tenure; kNobody where there is none.
std::uint32_t Careers::successor_for(std::uint32_t rep, Instant now) const {
  const StaffPlan& staff = staff_of(rep);
  const GroupPlan& group = plan_->groups[staff.from];
  std::uint32_t best = kNobody;
  for (std::uint32_t other = group.first_rep; other < group.first_rep + group.reps; ++other) {
    const Person& person = people_[other];
    if (!person.here || person.left < kNever) {
      continue;
    }
    if (person.wanted_at == rep) {
      return other;
    }
    const bool fit = person.wanted_at == kNobody && person.ready <= now &&
                     now - person.joined >= staff.from_after &&
                     (staff.from_level == kNoIndex || leads_to(staff.from_level, person.level));
    if (fit && (best == kNobody || person.joined < people_[best].joined)) {
      best = other;
    }
  }
  return best;
}

// Takes all but the tenure in the group along.
void Careers::move(std::uint32_t from, std::uint32_t to, Instant now) {
  TIERMIX_EXPECTS(!people_[to].here);
  count(to, now);
  const StaffPlan& staff = staff_of(to);
  const Person before = people_[from];
  vacate(from, now);
  Person& person = people_[to];
  person = before;
  person.wanted_at = kNobody;
  person.mentor = kNobody;
  person.is_new = true;
  person.joined = now;
  person.ready = now + staff.onboarding;
  person.cases = 0.0;
  person.last_case = now;
  if (staff.moved_level != kNoIndex) {
    reach(to, staff.moved_level, now);
  }
  for (std::size_t p = 0; p < plan_->people.programmes.size(); ++p) {
    seat(to, p) = seat(from, p);
    seat(from, p) = {};
  }
  filled_at_[to] = kNever;
  settled_[to] = now;
  add(to, PeopleSum::moves, 1.0, now);
  refresh(to, now);
  set_grade(to);
}

void Careers::review(std::vector<double> factors, Instant now) {
  for (std::uint32_t rep = 0; rep < people_.size(); ++rep) {
    if (follow(rep) && people_[rep].here) {
      live_on(rep, now);
    }
  }
  factors_ = std::move(factors);
  while (next_review_ <= now) {
    next_review_ = next_review_ + kReview;
  }
}

void Careers::look_at(std::uint32_t rep, Instant now, std::optional<Instant> off_since) {
  if (off_since) {
    pass_time(rep, now, *off_since);
  }
  count(rep, now);
}

void Careers::add(std::uint32_t rep, PeopleSum what, double amount, Instant at) {
  if (at >= plan_->warm_up && at < plan_->horizon) {
    totals_[reps_->all()[rep].group][what] += amount;
  }
}

// The place's time since it was settled last, as far as it lies in the window; then settled.
void Careers::count(std::uint32_t rep, Instant now) {
  if (settled_[rep] >= now) {
    return;
  }
  const Person& person = people_[rep];
  const Instant from = std::max(settled_[rep], plan_->warm_up);
  const Instant to = std::min(now, plan_->horizon);
  settled_[rep] = now;
  if (from >= to) {
    return;
  }
  PeopleTotals& totals = totals_[reps_->all()[rep].group];
  const auto overlap = [&](Instant begin, Instant end) {
    return static_cast<double>(
        std::max<std::int64_t>(0, (std::min(end, to) - std::max(begin, from)).us));
  };
  const auto time = static_cast<double>((to - from).us);
  totals[PeopleSum::place_time] += time;
  if (!person.here) {
    totals[PeopleSum::vacant_time] += time;
    return;
  }
  const std::size_t level = person.level == kNoIndex ? plan_->people.levels.size() : person.level;
  totals.level_time[level] += time;
  const double learning = overlap(person.ready, kNever);
  const Instant middle{std::max(from, person.ready).us / 2 + to.us / 2};
  totals[PeopleSum::learning_time] += learning;
  if (middle - person.joined < kLongAgo) {  // else nobody knows
    totals[PeopleSum::tenure_time] += learning * weeks(middle - person.joined);
  }
  totals[PeopleSum::newcomer_time] += overlap(person.ready, person.joined + kNewcomer);
  totals[PeopleSum::first_year_time] += overlap(person.ready, person.joined + kFirstYear);
  totals[PeopleSum::veteran_time] +=
      overlap(std::max(person.ready, person.joined + kVeteran), kNever);
  totals[PeopleSum::ability_time] += learning * ability_[rep];
  totals[PeopleSum::pace_time] += learning * pace_[rep];
}

}  // namespace tiermix
