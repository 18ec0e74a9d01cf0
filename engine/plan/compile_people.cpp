// Reps as people: levels, learning curves, hiring and programmes by number.

#include <algorithm>
#include <optional>
#include <string>

#include "engine/base/check.hpp"
#include "engine/random/math.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

constexpr double kLogTwo = 0.69314718055994530942;

template <typename Named>
std::uint16_t index_in(const std::vector<Named>& items, const std::string& name) {
  const auto found = std::ranges::find(items, name, &Named::name);
  TIERMIX_EXPECTS(found != items.end());
  return static_cast<std::uint16_t>(found - items.begin());
}

template <typename Named>
std::uint16_t index_in(const std::vector<Named>& items, const std::optional<std::string>& name) {
  return name ? index_in(items, *name) : kNoIndex;
}

LearningPlan compile_curve(const LearningCurve& curve) {
  LearningPlan plan;
  plan.by_cases = curve.by == LearningBy::cases;
  plan.shape = static_cast<Learning>(curve.shape);
  const double unit = plan.by_cases ? 1.0 : kUsPerSecond;
  plan.scale = curve.scale * unit;
  plan.midpoint = curve.midpoint * unit;
  plan.exponent = log_of(curve.rate) / kLogTwo;
  for (const LearningCurve::Step& step : curve.steps) {
    plan.steps.push_back({step.at * unit, step.left});
  }
  plan.slowness_from = curve.handle_time_from;
  plan.slowness_to = curve.handle_time_to;
  plan.ability_from = curve.ability_from;
  plan.ability_to = curve.ability_to;
  plan.cases_per_us = curve.cases_per_week / us(kWeek);
  plan.forgetting_per_us = curve.half_life ? kLogTwo / us(*curve.half_life) : 0.0;
  return plan;
}

LevelPlan compile_level(const Model& model, const Level& level) {
  LevelPlan plan;
  plan.has_curve = level.resolve.has_value();
  if (plan.has_curve) {
    plan.curve = resolve_plan(*level.resolve);
  }
  plan.ability = level.ability;
  plan.slowness = level.handle_time;
  plan.noise = level.diagnosis_noise;
  plan.technical = level.technical;
  plan.relationship = level.relationship;
  plan.leaving_per_us = level.attrition ? *level.attrition / kYearUs : plan.leaving_per_us;
  if (const auto& rise = level.promotion) {
    plan.rises_to = index_in(model.levels, rise->to);
    plan.rises_after_cases = static_cast<std::uint32_t>(rise->after_cases);
    plan.rises_after = rise->after;
    plan.rises_by = index_in(model.programmes, rise->programme);
    plan.pass = rise->pass;
    plan.retry = rise->retry;
  }
  if (level.lapse) {
    plan.lapses_to = index_in(model.levels, level.lapse->to);
    plan.lapses_after = level.lapse->after;
  }
  return plan;
}

void compile_hiring(const Model& model, const Hiring& hiring, StaffPlan& plan) {
  plan.hires = true;
  plan.lag = in_us(hiring.lag);
  plan.onboarding = hiring.onboarding;
  plan.hiring_cost = hiring.cost.value_or(model.attrition.value_or(Attrition{}).replacement_cost);
  plan.moved_level = index_in(model.levels, hiring.level);
  plan.entry_level =
      hiring.level ? index_in(model.levels, *hiring.level) : plan.levels.front().level;
  plan.mentoring = hiring.mentoring;
  plan.mentoring_per_week = hiring.mentoring_per_week;
  plan.from = index_in(model.groups, hiring.from);
  plan.from_after = hiring.from_after;
  plan.from_level = index_in(model.levels, hiring.from_level);
}

// Expects the group's hazard of leaving in its plan.
StaffPlan compile_staff(const Model& model, const RepGroup& group, const GroupPlan& of_group) {
  StaffPlan plan;
  plan.used = true;
  plan.learning = index_in(model.learning_curves, group.learning);
  double cumulative = 0.0;
  for (const LevelShare& share : group.levels) {
    cumulative += share.share;
    plan.levels.push_back({cumulative, index_in(model.levels, share.level)});
  }
  if (plan.levels.empty()) {
    plan.levels.push_back({1.0, kNoIndex});
  }
  plan.levels.back().up_to = 1.0;
  plan.speed = group.speed;
  plan.technical = group.technical;
  plan.relationship = group.relationship;
  if (!group.quality_standard) {
    plan.gain = model.effects.unmet_standard_gain;
    plan.rating = rating_scale(model) * model.effects.unmet_standard_rating;
    plan.speed /= model.effects.unmet_standard_time;
  }
  if (group.hiring) {
    compile_hiring(model, *group.hiring, plan);
  }
  const double leaving = plan.hires ? of_group.leaving_per_us : 0.0;
  plan.has_tenure = group.tenure.has_value() || leaving > 0.0;
  plan.tenure_given = group.tenure.has_value();
  if (group.tenure) {
    plan.tenure = in_us(*group.tenure);
  } else if (leaving > 0.0) {
    Law law;  // the age of a renewal process in equilibrium
    law.family = LawFamily::exponential;
    law.mean = 1.0 / leaving;
    plan.tenure = Sampler(law);
  }
  return plan;
}

// Where people leave one by one, that of levels which state none and of reps without one; else the
// mean over the levels at the start.
double leaving_of(const Model& model, const RepGroup& group, const GroupPlan& plan) {
  const double own = yearly_attrition(group, plan.tier);
  if (!model.attrition || group.hiring || group.levels.empty()) {
    return model.attrition ? own / kYearUs : 0.0;
  }
  double mean = 0.0;
  for (const LevelShare& share : group.levels) {
    const Level& level = *std::ranges::find(model.levels, share.level, &Level::name);
    mean += share.share * level.attrition.value_or(own);
  }
  return mean / kYearUs;
}

std::vector<Instant> cohort_starts(const Model& model, const Programme& programme, Instant end) {
  int heads = 0;
  for (const RepGroup& group : model.groups) {
    const bool meant = std::ranges::find(programme.groups, group.name) != programme.groups.end();
    heads += meant ? group.heads : 0;
  }
  const int size = programme.cohort_size > 0 ? programme.cohort_size : std::max(heads, 1);
  const int needed = (heads + size - 1) / size;
  const bool goes_on = programme.newcomers || programme.repeat.has_value();
  std::vector<Instant> starts;
  Instant at = Instant{} + programme.start;
  for (int k = 0; at < end; ++k) {
    if (programme.cohorts ? k == *programme.cohorts : !goes_on && k == needed) {
      break;
    }
    starts.push_back(at);
    at = at + programme.every;
  }
  return starts;
}

ProgrammePlan compile_programme(const Model& model, const Programme& programme, Instant end) {
  ProgrammePlan plan;
  for (const std::string& group : programme.groups) {
    plan.groups.push_back(index_in(model.groups, group));
  }
  for (const std::string& level : programme.levels) {
    plan.levels.push_back(index_in(model.levels, level));
  }
  std::ranges::sort(plan.groups);
  plan.cohorts = cohort_starts(model, programme, end);
  if (programme.cohort_size > 0) {
    plan.cohort_size = static_cast<std::uint32_t>(programme.cohort_size);
  }
  plan.newcomers = programme.newcomers;
  plan.hours = programme.hours;
  plan.hours_per_week = programme.hours_per_week;
  plan.block = programme.block;
  plan.price_per_seat = programme.price_per_seat;
  plan.fixed_price = programme.fixed_price;
  plan.repeats = programme.repeat.has_value();
  plan.repeat = programme.repeat.value_or(Duration{});
  const TrainingEffect& effect = programme.effect;
  plan.technical = effect.technical * effect.size;
  plan.relationship = effect.relationship * effect.size;
  plan.ability = effect.ability * effect.size;
  plan.slowness_log = log_of(effect.handle_time) * effect.size;
  plan.attrition_log = log_of(effect.attrition) * effect.size;
  plan.level = index_in(model.levels, effect.level);
  plan.onset = effect.onset;
  plan.lasting = effect.half_life ? effect.lasting : 1.0;
  plan.decay_per_us = effect.half_life ? kLogTwo / us(*effect.half_life) : 0.0;
  return plan;
}

}  // namespace

void compile_people(const Model& model, const std::vector<std::string>& as_people, Plan& plan) {
  PeoplePlan& people = plan.people;
  people.staff.resize(plan.groups.size());
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const RepGroup& group = model.groups[g];
    const bool meant = std::ranges::find(as_people, group.name) != as_people.end();
    if ((meant && !group.series) || are_people(model, group)) {
      people.used = true;
      people.staff[g] = compile_staff(model, group, plan.groups[g]);
      plan.groups[g].leaving_per_us = leaving_of(model, group, plan.groups[g]);
    }
  }
  const auto none = static_cast<std::uint16_t>(model.levels.size());
  for (std::uint16_t g = 0; g < plan.groups.size(); ++g) {
    plan.groups[g].grade = static_cast<std::uint16_t>(plan.grades.size());
    double cost = plan.groups[g].loaded_cost_per_us;
    if (people.staff[g].used) {
      cost = model.groups[g].loaded_cost_per_hour / us(kHour);
      for (std::uint16_t level = 0; level < none; ++level) {
        const auto& own = model.levels[level].loaded_cost_per_hour;
        plan.grades.push_back({g, level, own ? *own / us(kHour) : cost});
      }
    }
    plan.grades.push_back({g, none, cost});
  }
  if (!people.used) {
    return;
  }
  for (const LearningCurve& curve : model.learning_curves) {
    people.learning.push_back(compile_curve(curve));
  }
  for (const Level& level : model.levels) {
    people.levels.push_back(compile_level(model, level));
  }
  for (const Programme& programme : model.programmes) {
    people.programmes.push_back(compile_programme(model, programme, plan.end));
  }
  people.technical_gain = model.effects.technical_gain;
  people.technical_time = model.effects.technical_time;
  people.relationship_rating = rating_scale(model) * model.effects.relationship_rating;
}

}  // namespace tiermix
