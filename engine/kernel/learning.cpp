// What a person can do: experience, training and level, and how one level follows another.

#include <algorithm>

#include "engine/random/math.hpp"
#include "engine/kernel/careers.hpp"

namespace tiermix {

// The share of a newcomer's handicap that is left, as LearningCurve defines it.
double Careers::left_to_learn(std::uint32_t rep, const LearningPlan& plan, Instant now) const {
  const Person& person = people_[rep];
  double e = static_cast<double>(std::max<std::int64_t>(0, (now - person.ready).us));
  if (plan.by_cases) {
    e = person.cases;
    if (plan.forgetting_per_us > 0.0) {
      e *= exp_of(-plan.forgetting_per_us * static_cast<double>((now - person.last_case).us));
    }
  }
  switch (plan.shape) {
    case Learning::exponential:
      return exp_of(-e / plan.scale);
    case Learning::power:
      return power_of(1.0 + e / plan.scale, plan.exponent);
    case Learning::logistic:
      return (1.0 + exp_of(-plan.midpoint / plan.scale)) /
             (1.0 + exp_of((e - plan.midpoint) / plan.scale));
    case Learning::steps: {
      double left = 1.0;
      for (const LearningPlan::Step& step : plan.steps) {
        left = e >= step.at ? step.left : left;
      }
      return left;
    }
  }
  return 0.0;
}

// Competence from level, group, experience and programmes. Reps who have no tenure
// to learn from have learned all there is.
void Careers::refresh(std::uint32_t rep, Instant now) {
  const PeoplePlan& plan = plan_->people;
  const StaffPlan& staff = staff_of(rep);
  const GroupPlan& group = group_of(rep);
  const Person& person = people_[rep];
  const LevelPlan level = person.level == kNoIndex ? LevelPlan{} : plan.levels[person.level];
  double technical = staff.technical + level.technical;
  double relationship = staff.relationship + level.relationship;
  double ability = staff.gain + level.ability;
  double pace_log = 0.0;
  for (std::size_t p = 0; p < plan.programmes.size(); ++p) {
    const Seat& trained = seat(rep, p);
    if (trained.done < kNever) {
      const ProgrammePlan& programme = plan.programmes[p];
      const double s = strength(programme, trained, now);
      technical += s * programme.technical;
      relationship += s * programme.relationship;
      ability += s * programme.ability;
      pace_log += s * programme.slowness_log;
    }
  }
  technical = std::clamp(technical, 0.0, 1.0);
  double pace = level.slowness * (1.0 - plan.technical_time * technical);
  pace *= pace_log == 0.0 ? 1.0 : exp_of(pace_log);
  if (staff.learning != kNoIndex) {
    const LearningPlan& curve = plan.learning[staff.learning];
    const double left = left_to_learn(rep, curve, now);
    pace *= curve.slowness_to + (curve.slowness_from - curve.slowness_to) * left;
    ability += curve.ability_to + (curve.ability_from - curve.ability_to) * left;
  }
  ability += plan.technical_gain * technical;
  pace_[rep] = pace;
  ability_[rep] = ability;
  Competence& can = reps_->competence(rep);
  can.has_curve = level.has_curve;
  can.curve = level.curve;
  can.noise = level.noise;
  can.relationship = std::clamp(relationship, 0.0, 1.0);
  can.rating = staff.rating + plan.relationship_rating * can.relationship + person.own_rapport;
  Rep& r = (*reps_)[rep];
  r.slowness = pace / staff.speed;
  if (group.speed_spread > 0.0) {
    r.slowness *= exp_of(group.speed_spread * (person.own_pace - group.speed_spread / 2.0));
  }
  r.gain = ability + group.ability_spread * person.own_ability;
}

// By which a rep off the floor is paid from now on.
void Careers::set_grade(std::uint32_t rep) {
  const Person& person = people_[rep];
  const std::size_t level =
      person.level == kNoIndex ? plan_->people.levels.size() : std::size_t{person.level};
  (*reps_)[rep].grade = static_cast<std::uint16_t>(group_of(rep).grade + level);
}

void Careers::count_case(std::uint32_t rep, Instant now) {
  Person& person = people_[rep];
  ++person.cases_at_level;
  const StaffPlan& staff = staff_of(rep);
  if (!person.here || staff.learning == kNoIndex) {
    return;
  }
  const LearningPlan& curve = plan_->people.learning[staff.learning];
  if (!curve.by_cases) {
    return;
  }
  if (curve.forgetting_per_us > 0.0) {
    person.cases *=
        exp_of(-curve.forgetting_per_us * static_cast<double>((now - person.last_case).us));
  }
  person.cases += 1.0;
  person.last_case = now;
  refresh(rep, now);
}

// Levels reached by training, lost by time, gained by experience: at most one step a shift.
void Careers::change_level(std::uint32_t rep, Instant now) {
  const PeoplePlan& plan = plan_->people;
  for (std::size_t p = 0; p < plan.programmes.size(); ++p) {
    Seat& trained = seat(rep, p);
    if (!trained.reached && trained.done <= now) {
      trained.reached = true;
      const std::uint16_t level = plan.programmes[p].level;
      if (!leads_to(level, people_[rep].level)) {
        reach(rep, level, now);
        return;
      }
      people_[rep].renewed = now;
    }
  }
  const Person& person = people_[rep];
  if (person.level == kNoIndex) {
    return;
  }
  const LevelPlan& level = plan.levels[person.level];
  if (level.lapses_to != kNoIndex && now - person.renewed >= level.lapses_after) {
    add(rep, PeopleSum::lapses, 1.0, now);
    reach(rep, level.lapses_to, now);
  } else if (level.rises_to != kNoIndex && rises(rep, level, now)) {
    add(rep, PeopleSum::level_ups, 1.0, now);
    reach(rep, level.rises_to, now);
  }
}

// Whether promotions go from one level to the other, or the two are the same.
bool Careers::leads_to(std::uint16_t from, std::uint16_t to) const {
  const std::vector<LevelPlan>& levels = plan_->people.levels;
  for (std::size_t steps = 0; from != kNoIndex && steps <= levels.size(); ++steps) {
    if (from == to) {
      return true;
    }
    from = levels[from].rises_to;
  }
  return false;
}

void Careers::reach(std::uint32_t rep, std::uint16_t level, Instant now) {
  Person& person = people_[rep];
  person.level = level;
  person.at_level = now;
  person.renewed = now;
  person.cases_at_level = 0;
  person.next_exam = now;
}

bool Careers::rises(std::uint32_t rep, const LevelPlan& level, Instant now) {
  Person& person = people_[rep];
  const bool trained = level.rises_by == kNoIndex || (seat(rep, level.rises_by).done <= now);
  if (!trained || person.cases_at_level < level.rises_after_cases ||
      now - person.at_level < level.rises_after || now < person.next_exam) {
    return false;
  }
  if (level.pass >= 1.0) {
    return true;
  }
  person.next_exam = now + level.retry;
  constexpr std::uint16_t kMostExams = 4095;  // the last draw stands for all that follow
  const Stage stage{std::min(person.exams, kMostExams), person.nth};
  ++person.exams;
  return draw(key_, Use::examination, person.owner, stage) < level.pass;
}

}  // namespace tiermix
