#include <algorithm>
#include <cmath>

#include "engine/random/math.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

constexpr double kPerWeek = 1.0 / static_cast<double>(kWeek.us);

// The perceived chance from which an attempt pays, and what haste does (domain.md A.3 row 4).
void apply_reward(const Reward& reward, const Effects& effects, PolicyPlan& plan) {
  const double stake = reward.bonus_per_resolution + reward.blame_per_failed_attempt;
  const double price = reward.blame_per_failed_attempt + reward.effort_per_attempt -
                       reward.overreaction * reward.escalation_penalty;
  if (stake > 0.0) {
    plan.least_chance = std::max(plan.least_chance, price / stake);
  } else if (price > 0.0) {
    plan.least_chance = kUnlimited;
  }
  plan.time_factor = 1.0 - effects.hurry_time * reward.handle_time_weight;
  plan.gain = effects.hurry_gain * reward.handle_time_weight;
}

void apply_hand_off(const HandOff& hand_off, PolicyPlan& plan) {
  switch (hand_off.kind) {
    case HandOffKind::cold:
      plan.hand_over = HandOver::cold;
      break;
    case HandOffKind::warm:
      plan.hand_over = HandOver::warm;
      plan.briefing = us(hand_off.briefing);
      break;
    case HandOffKind::consult:
    case HandOffKind::swarm:
      plan.hand_over = HandOver::help;
      break;
  }
  plan.completeness = hand_off.completeness;
  plan.rediscovery = (1.0 - hand_off.completeness) * us(hand_off.rediscovery);
  plan.to_front = hand_off.to_front;
  plan.experts = static_cast<std::uint32_t>(hand_off.experts);
  plan.expert_gain = hand_off.gain;
  plan.has_join_delay = hand_off.join_delay.has_value();
  if (plan.has_join_delay) {
    plan.join_delay = in_us(*hand_off.join_delay);
  }
  plan.has_expert_time = hand_off.expert_time.has_value();
  if (plan.has_expert_time) {
    plan.expert_time = in_us(*hand_off.expert_time);
  }
}

}  // namespace

PolicyPlan compile_policy(const Policy& policy, const Effects& effects) {
  PolicyPlan plan;
  plan.attempt_up_to = policy.referral_threshold.value_or(kUnlimited);
  plan.least_chance = policy.referral_probability.value_or(0.0);
  if (policy.reward) {
    apply_reward(*policy.reward, effects, plan);
  }
  if (policy.busy) {
    plan.busy_waiting = static_cast<std::uint32_t>(policy.busy->waiting);
    plan.busy_up_to = policy.busy->referral_threshold;
  }
  plan.noise = policy.diagnosis_noise;
  plan.has_diagnosis = policy.diagnosis_time.has_value();
  if (plan.has_diagnosis) {
    plan.diagnosis = in_us(*policy.diagnosis_time);
  }
  plan.demanded = policy.demanded_escalation;
  plan.attempt_limit = static_cast<std::uint32_t>(policy.attempt_limit);
  plan.has_recess = policy.recess.has_value();
  if (plan.has_recess) {
    plan.recess = in_us(policy.recess->delay);
    plan.recess_gain = policy.recess->gain;
  }
  if (policy.session_limit) {
    plan.session_limit = us(*policy.session_limit);
  }
  plan.failed_time = policy.failed_attempt_time;
  plan.forces = policy.force.has_value();
  if (plan.forces) {
    plan.false_resolution = policy.force->false_resolution;
    plan.forced_time = policy.force->time;
  }
  apply_hand_off(policy.hand_off, plan);
  plan.bounce = policy.bounce.share;
  plan.bounce_time = us(policy.bounce.time);
  plan.escalate_after = policy.escalate_after.value_or(plan.escalate_after);
  plan.before_target = policy.escalate_before_target.value_or(plan.before_target);
  return plan;
}

const Level* only_level(const Model& model, const RepGroup& group) {
  return group.levels.size() == 1
             ? &*std::ranges::find(model.levels, group.levels.front().level, &Level::name)
             : nullptr;
}

void apply_skills(const Model& model, const RepGroup& group, GroupPlan& plan) {
  const Effects& effects = model.effects;
  double technical = group.technical;
  double relationship = group.relationship;
  double time = 1.0;
  if (group.levels.size() == 1) {
    const Level& level = *std::ranges::find(model.levels, group.levels.front().level, &Level::name);
    technical += level.technical;
    relationship += level.relationship;
    time = level.handle_time;
    plan.gain = level.ability;
    plan.noise = level.diagnosis_noise;
    plan.has_curve = level.resolve.has_value();
    if (plan.has_curve) {
      plan.curve = resolve_plan(*level.resolve);
    }
  }
  technical = std::min(technical, 1.0);
  plan.relationship = std::min(relationship, 1.0);
  plan.gain += effects.technical_gain * technical;
  const double scale = rating_scale(model);
  plan.rating = scale * effects.relationship_rating * plan.relationship;
  time *= 1.0 - effects.technical_time * technical;
  if (!group.quality_standard) {
    plan.gain += effects.unmet_standard_gain;
    plan.rating += scale * effects.unmet_standard_rating;
    time *= effects.unmet_standard_time;
  }
  plan.speed /= time;
  plan.ability_spread = group.ability_spread;
}

AidsPlan compile_aids(const Model& model) {
  AidsPlan plan;
  const Effects& effects = model.effects;
  plan.relationship_diagnosis = effects.relationship_diagnosis;
  plan.relationship_reopening = effects.relationship_reopening;
  plan.relationship_demands = effects.relationship_demands;
  plan.quality_reopening = effects.quality_reopening;
  plan.over_head_reopening = effects.over_head_reopening;
  plan.cost_per_case = model.money.per_case;
  plan.fixed_cost_per_us = model.money.fixed_per_week * kPerWeek;
  if (const auto& base = model.knowledge_base) {
    plan.has_knowledge = true;
    plan.coverage = base->coverage;
    plan.search = us(base->search_time);
    plan.known_time = base->time_factor;
    plan.known_gain = base->resolve_gain;
    plan.articles = base->articles * base->growth;
    // A share of `decay` is gone after a week.
    plan.decay_per_us = base->decay > 0.0 ? -log_of(1.0 - base->decay) * kPerWeek : 0.0;
  }
  if (const auto& assist = model.ai_assist) {
    plan.assist_share = assist->share;
    plan.assist_time = assist->time_factor;
    plan.assist_gain = assist->resolve_gain;
    plan.assist_cost = assist->cost_per_session;
  }
  if (const auto& self_service = model.self_service) {
    plan.has_self_service = true;
    plan.contains = resolve_plan(self_service->contains);
    plan.self_service_cost = self_service->cost;
  }
  if (const auto& quality = model.quality_assurance) {
    plan.quality_share = quality->coverage;
    plan.quality_cost = quality->cost_per_case;
  }
  if (const auto& triage = model.triage; triage && triage->direct_to) {
    plan.has_triage = true;
    plan.triage_accuracy = triage->accuracy;
    plan.triage_above = triage->above;
    const auto tier = std::ranges::find(model.tiers, *triage->direct_to, &Tier::name);
    plan.triage_tier = static_cast<std::uint16_t>(tier - model.tiers.begin());
  }
  return plan;
}

// Numbers that describe the average over customers and reps are too small for any single one of
// them: Zeger, Liang & Albert 1988, with (16 sqrt(3) / (15 pi))^2 = 0.34577. For cases of several
// sessions the reps' part is a little too large.
double rating_scale(const Model& model) {
  if (!model.satisfaction || !model.satisfaction->averaged) {
    return 1.0;
  }
  const Satisfaction& s = *model.satisfaction;
  constexpr double kShrink = 0.34577;
  const double variance = s.customer_sd * s.customer_sd + s.rep_sd * s.rep_sd;
  return std::sqrt(1.0 + kShrink * variance);
}

namespace {

// Log odds of a share of nothing are -40.
ResponsePlan compile_response(const ResponseRow& row,
                              const Model& model,
                              double shift,
                              double scale) {
  constexpr double kCertain = 40.0;
  ResponsePlan plan;
  if (row.case_class) {
    plan.case_class = static_cast<std::uint16_t>(
        std::ranges::find(model.classes, *row.case_class, &CaseClass::name) -
        model.classes.begin());
  }
  static_assert(kDrivers == kRatedBy);
  for (std::size_t d = 0; d < kDrivers; ++d) {
    plan.low[d] = row.bands[d].low;
    plan.high[d] = row.bands[d].high;
  }
  double up_to = 0.0;
  double above = 1.0;
  for (std::size_t j = 0; j < plan.thresholds.size(); ++j) {
    up_to += row.probability[j];
    above -= row.probability[j];
    const double odds =
        up_to <= 0.0 ? -kCertain : (above <= 0.0 ? kCertain : log_of(up_to / above));
    plan.thresholds[j] = scale * (std::clamp(odds, -kCertain, kCertain) + shift);
  }
  return plan;
}

}  // namespace

RatingPlan compile_rating(const Model& model) {
  RatingPlan plan;
  if (!model.satisfaction) {
    return plan;
  }
  const Satisfaction& s = *model.satisfaction;
  constexpr double kYear = 365.25 * static_cast<double>(kDay.us);
  const double scale = rating_scale(model);
  plan.rates = true;
  for (std::size_t j = 0; j < plan.thresholds.size(); ++j) {
    plan.thresholds[j] = scale * (s.thresholds[j] + s.expectation);
  }
  plan.drift_per_us = scale * s.expectation_drift / kYear;
  plan.weights = {.wait = scale * s.wait,
                  .time = scale * s.time,
                  .contact = scale * s.contact,
                  .transfer = scale * s.transfer,
                  .repeat = scale * s.repeat,
                  .unresolved = scale * s.unresolved,
                  .forced = scale * s.forced,
                  .failed_attempt = scale * s.failed_attempt};
  plan.customer_sd = s.customer_sd;
  plan.rep_sd = s.rep_sd;
  for (const ResponseRow& row : s.table) {
    plan.table.push_back(compile_response(row, model, s.expectation, scale));
  }
  plan.response = model.survey.response;
  plan.upshift = model.survey.neutral_party ? 0.0 : model.survey.upshift;
  return plan;
}

}  // namespace tiermix
