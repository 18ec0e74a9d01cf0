// The parts of a model on reps as people: learning, careers, hiring, programmes.

#include "engine/scenario/load_digest.hpp"
#include "engine/scenario/load_digest_parts.hpp"

namespace tiermix {
namespace {

class PeopleDigest : public PartDigest<PeopleDigest> {
 public:
  using PartDigest::add;

  void add(const Model& model) {
    add_all(model.levels);
    add_all(model.learning_curves);
    add_all(model.groups);
    add_all(model.programmes);
    add(model.roi.discount_rate);
    add(model.roi.freed_time);
    add(model.roi.lost_case_cost);
  }

  void add(const Level& level) {
    add(level.loaded_cost_per_hour);
    add(level.attrition);
    add(level.promotion);
    add(level.lapse);
  }

  void add(const Promotion& promotion) {
    add(promotion.to);
    add(promotion.after_cases);
    add(promotion.after);
    add(promotion.programme);
    add(promotion.pass);
    add(promotion.retry);
  }

  void add(const Lapse& lapse) {
    add(lapse.after);
    add(lapse.to);
  }

  void add(const LearningCurve& curve) {
    add(curve.name);
    add(curve.by);
    add(curve.shape);
    for (const double value : {curve.scale,
                               curve.midpoint,
                               curve.rate,
                               curve.handle_time_from,
                               curve.handle_time_to,
                               curve.ability_from,
                               curve.ability_to,
                               curve.cases_per_week}) {
      add(value);
    }
    add_all(curve.steps);
    add(curve.half_life);
  }

  void add(const LearningCurve::Step& step) {
    add(step.at);
    add(step.left);
  }

  void add(const RepGroup& group) {
    add(group.learning);
    add(group.tenure);
    add(group.hiring);
  }

  void add(const Hiring& hiring) {
    add(hiring.lag);
    add(hiring.onboarding);
    add(hiring.cost);
    add(hiring.level);
    add(hiring.mentoring);
    add(hiring.mentoring_per_week);
    add(hiring.from);
    add(hiring.from_after);
    add(hiring.from_level);
  }

  void add(const Programme& programme) {
    add(programme.name);
    add_all(programme.groups);
    add_all(programme.levels);
    add(programme.start);
    add(programme.cohort_size);
    add(programme.every);
    add(programme.cohorts);
    add(programme.newcomers);
    add(programme.hours);
    add(programme.hours_per_week);
    add(programme.block);
    add(programme.price_per_seat);
    add(programme.fixed_price);
    add(programme.repeat);
    add(programme.effect);
  }

  void add(const TrainingEffect& effect) {
    for (const double value : {effect.technical,
                               effect.relationship,
                               effect.ability,
                               effect.handle_time,
                               effect.attrition,
                               effect.lasting,
                               effect.size}) {
      add(value);
    }
    add(effect.level);
    add(effect.onset);
    add(effect.half_life);
  }
};

std::uint64_t digest_of_parts(const Model& model) {
  PeopleDigest digest;
  digest.add(model);
  return digest.value();
}

}  // namespace

std::optional<std::uint64_t> digest_of_people(const Model& model) {
  Model silent;
  silent.levels.resize(model.levels.size());
  silent.groups.resize(model.groups.size());
  const std::uint64_t said = digest_of_parts(model);
  return said == digest_of_parts(silent) ? std::nullopt : std::optional(said);
}

}  // namespace tiermix
