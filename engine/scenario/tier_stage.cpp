#include "engine/scenario/tier_stage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>

#include "engine/random/math.hpp"
#include "engine/random/sampler.hpp"
#include "engine/scenario/named.hpp"
#include "engine/scenario/week_curve.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kQuantiles = 32;

std::vector<double> shares_by_tier(const Model& model, const std::vector<RouteShare>& routes) {
  std::vector<double> shares(model.tiers.size());
  for (std::size_t t = 0; t < shares.size(); ++t) {
    for (const RouteShare& route : routes) {
      shares[t] += route.tier == model.tiers[t].name ? route.share : 0.0;
    }
  }
  return shares;
}

// Its reps of a level, or those without one.
RepKind kind_of(const Model& model,
                const RepGroup& group,
                const std::optional<std::string>& name,
                const ResolveCurve& stated) {
  const Effects& effects = model.effects;
  RepKind kind{.resolve = stated};
  double technical = group.technical;
  kind.relationship = group.relationship;
  kind.slowness = 1.0 / group.speed;
  kind.noise = 1.0;
  if (const Level* level = named(model.levels, name)) {
    kind.resolve = level->resolve.value_or(stated);
    kind.gain = level->ability;
    kind.slowness *= level->handle_time;
    kind.noise = level->diagnosis_noise;
    technical += level->technical;
    kind.relationship += level->relationship;
  }
  technical = std::min(technical, 1.0);
  kind.relationship = std::min(kind.relationship, 1.0);
  kind.gain += effects.technical_gain * technical;
  kind.slowness *= 1.0 - effects.technical_time * technical;
  if (!group.quality_standard) {
    kind.gain += effects.unmet_standard_gain;
    kind.slowness *= effects.unmet_standard_time;
  }
  return kind;
}

// The group as kinds: three where its reps differ in ability, by Gauss and Hermite's rule.
void add_kinds(const RepGroup& group, const RepKind& kind, std::vector<RepKind>& kinds) {
  if (group.ability_spread == 0.0) {
    kinds.push_back(kind);
    return;
  }
  const double step = std::numbers::sqrt3 * group.ability_spread;
  for (const auto& [shift, share] :
       {std::pair{-step, 1.0 / 6.0}, std::pair{0.0, 2.0 / 3.0}, std::pair{step, 1.0 / 6.0}}) {
    kinds.push_back(kind);
    kinds.back().gain += shift;
    kinds.back().weight *= share;
  }
}

std::vector<RepKind> kinds_at(const Model& model, const Tier& tier, const ResolveCurve& stated) {
  std::vector<RepKind> kinds;
  double sum = 0.0;
  for (const RepGroup& group : model.groups) {
    const double heads = group.tier == tier.name ? mean_of(heads_curve(model, group)) : 0.0;
    const auto add = [&](const std::optional<std::string>& level, double share) {
      RepKind kind = kind_of(model, group, level, stated);
      kind.weight = share * heads / std::max(kind.slowness, std::numeric_limits<double>::min());
      sum += kind.weight;
      add_kinds(group, kind, kinds);
    };
    if (heads > 0.0 && group.levels.empty()) {
      add(std::nullopt, 1.0);
    }
    for (const LevelShare& part : group.levels) {
      if (heads > 0.0) {
        add(part.level, part.share);
      }
    }
  }
  if (kinds.empty()) {
    return {RepKind{.resolve = stated}};
  }
  for (RepKind& kind : kinds) {
    kind.weight /= sum;
  }
  return kinds;
}

// The least resolve probability at which an attempt pays, from the reward.
double paying_probability(const Reward& reward) {
  const double stake = reward.bonus_per_resolution + reward.blame_per_failed_attempt;
  const double price = reward.blame_per_failed_attempt + reward.effort_per_attempt -
                       reward.overreaction * reward.escalation_penalty;
  if (stake > 0.0) {
    return price / stake;
  }
  return price > 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
}

// The hardest case for which the rep's probability is at least `least`; the curves fall with x.
double hardest_with(const RepKind& rep, double least) {
  const auto enough = [&](double y) {
    const double p = resolve_probability(rep.resolve, complexity_at_logit(y));
    return shifted_probability(p, rep.gain) >= least;
  };
  double low = -700.0;
  double high = 700.0;
  if (enough(high)) {
    return 1.0;
  }
  if (!enough(low)) {
    return 0.0;
  }
  constexpr int kHalvings = 200;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    (enough(middle) ? low : high) = middle;
  }
  return complexity_at_logit(low).x;
}

void apply_policy(const Policy& policy, const Effects& effects, TierStage& stage) {
  stage.policy = policy;
  double least = policy.referral_probability.value_or(0.0);
  if (policy.reward) {
    least = std::max(least, paying_probability(*policy.reward));
    stage.policy_gain = effects.hurry_gain * policy.reward->handle_time_weight;
    stage.policy_time = 1.0 - effects.hurry_time * policy.reward->handle_time_weight;
  }
  stage.diagnosis_seconds = policy.diagnosis_time ? law_mean(*policy.diagnosis_time) : 0.0;
  for (RepKind& rep : stage.reps) {
    rep.noise *= policy.diagnosis_noise;
    rep.attempts_to = policy.referral_threshold.value_or(1.0);
    if (least > 0.0) {
      rep.attempts_to = std::min(rep.attempts_to, hardest_with(rep, least));
    }
  }
}

void apply_limit(const std::optional<Law>& law, TierStage& stage) {
  if (!stage.policy.session_limit || !law) {
    return;
  }
  const Sampler sampler(*law);
  for (std::size_t i = 0; i < kQuantiles; ++i) {
    stage.handle_quantiles.push_back(
        sampler((static_cast<double>(i) + 0.5) / static_cast<double>(kQuantiles)));
  }
}

TierStage stage_at(const Model& model, const CaseClass& case_class, const Tier& tier) {
  const auto own = std::ranges::find_if(model.handlings, [&](const Handling& handling) {
    return handling.case_class == case_class.name && handling.tier == tier.name;
  });
  const Handling stated = own == model.handlings.end() ? Handling{} : *own;
  std::optional<Law> law = stated.handle_time;
  if (!law) {
    law = tier.handle_time ? tier.handle_time : case_class.handle_time;
  }
  TierStage stage;
  stage.is_vendor = tier.vendor.has_value();
  stage.reps = kinds_at(model, tier, stated.resolve.value_or(tier.resolve));
  stage.pending_share = stage.is_vendor ? 0.0 : stated.pending.value_or(tier.pending).share;
  stage.reopening = case_class.reopening.probability;
  stage.handle_seconds = law && !stage.is_vendor ? law_mean(*law) : 0.0;
  stage.complexity_time = case_class.complexity_time;
  stage.when_unresolved = tier.when_unresolved;
  stage.escalation = shares_by_tier(model, tier.escalates_to);
  const Policy* policy = stage.is_vendor ? nullptr : named(model.policies, tier.policy);
  apply_policy(policy == nullptr ? Policy{} : *policy, model.effects, stage);
  apply_limit(law, stage);
  if (tier.overflow) {
    const auto to = std::ranges::find(model.tiers, tier.overflow->to, &Tier::name);
    stage.overflow = static_cast<std::size_t>(to - model.tiers.begin());
  }
  return stage;
}

std::vector<CaseKind> case_kinds(const Model& model) {
  std::vector<CaseKind> kinds(1);
  const auto split = [&kinds](double share, double gain, double time_factor) {
    for (std::size_t i = 0, n = kinds.size(); i < n && share > 0.0; ++i) {
      CaseKind helped = kinds[i];
      helped.weight *= share;
      helped.gain += gain;
      helped.time_factor *= time_factor;
      kinds[i].weight *= 1.0 - share;
      kinds.push_back(helped);
    }
  };
  if (const auto& base = model.knowledge_base) {
    split(base->coverage, base->resolve_gain, base->time_factor);
  }
  if (const auto& assist = model.ai_assist) {
    split(assist->share, assist->resolve_gain, assist->time_factor);
  }
  std::erase_if(kinds, [](const CaseKind& kind) { return kind.weight <= 0.0; });
  return kinds;
}

std::vector<double> cuts_of(const ClassStages& stages) {
  std::vector<double> cuts;
  for (const TierStage& stage : stages.stages) {
    for (const RepKind& rep : stage.reps) {
      if (rep.noise == 0.0 && may_refer(stage)) {
        cuts.push_back(rep.attempts_to);
      }
    }
  }
  if (stages.triage) {
    cuts.push_back(stages.triage->above);
  }
  std::erase_if(cuts, [](double cut) { return cut <= 0.0 || cut >= 1.0; });
  std::ranges::sort(cuts);
  const auto [first, last] = std::ranges::unique(cuts);
  cuts.erase(first, last);
  return cuts;
}

// Where triage sends cases, and the mean of where they enter.
void apply_triage(const Model& model, const Complexity& complexity, ClassStages& stages) {
  const Triage triage = model.triage.value_or(Triage{});
  const auto to = std::ranges::find(model.tiers, triage.direct_to, &Tier::name);
  TriageRule rule{.accuracy = triage.accuracy,
                  .above = triage.above,
                  .tier = static_cast<std::size_t>(to - model.tiers.begin())};
  const std::vector<double> cuts =
      rule.above > 0.0 && rule.above < 1.0 ? std::vector{rule.above} : std::vector<double>{};
  for (const ComplexityPoint& point : complexity_grid(complexity, cuts)) {
    rule.share_above += point.x > rule.above ? point.weight : 0.0;
  }
  stages.triage = rule;
  for (std::size_t t = 0; t < stages.entry.size(); ++t) {
    stages.entry[t] = stages.stated_entry[t] * (1.0 - rule.share_above) +
                      (t == rule.tier ? rule.share_above : 0.0);
  }
}

}  // namespace

double law_mean(const Law& law) {
  if (law.family == LawFamily::hyperexponential) {
    return std::accumulate(
        law.phases.begin(), law.phases.end(), 0.0, [](double sum, const LawPhase& phase) {
          return sum + phase.probability * phase.mean;
        });
  }
  if (law.family == LawFamily::empirical) {
    return std::accumulate(law.values.begin(), law.values.end(), 0.0) /
           static_cast<double>(law.values.size());
  }
  return law.mean;
}

ClassStages stages_of(const Model& model, const CaseClass& case_class) {
  ClassStages result;
  result.stated_entry = shares_by_tier(model, case_class.enters_at);
  result.entry = result.stated_entry;
  for (const Tier& tier : model.tiers) {
    result.stages.push_back(stage_at(model, case_class, tier));
  }
  result.kinds = case_kinds(model);
  result.effects = model.effects;
  if (model.self_service) {
    result.contains = model.self_service->contains;
  }
  if (model.knowledge_base) {
    result.search_seconds = in_seconds(model.knowledge_base->search_time);
  }
  if (model.quality_assurance) {
    result.quality = model.quality_assurance->coverage;
  }
  if (model.triage && model.triage->direct_to) {
    apply_triage(model, case_class.complexity, result);
  }
  result.cuts = cuts_of(result);
  return result;
}

std::vector<double> entry_at(const ClassStages& stages, const ComplexityPoint& at) {
  std::vector<double> entry = stages.stated_entry;
  if (!stages.triage) {
    return entry;
  }
  const TriageRule& rule = *stages.triage;
  const double direct =
      rule.accuracy * (at.x > rule.above ? 1.0 : 0.0) + (1.0 - rule.accuracy) * rule.share_above;
  for (double& share : entry) {
    share *= 1.0 - direct;
  }
  entry[rule.tier] += direct;
  return entry;
}

double attempt_probability(const RepKind& rep, const ComplexityPoint& at) {
  if (rep.attempts_to >= 1.0 || rep.attempts_to <= 0.0 || rep.noise == 0.0) {
    return at.x <= rep.attempts_to && rep.attempts_to > 0.0 ? 1.0 : 0.0;
  }
  constexpr double kSmallest = 1e-300;
  const double z = at.x < 0.5 ? normal_quantile(std::max(at.x, kSmallest))
                              : -normal_quantile(std::max(at.complement, kSmallest));
  return normal_probability((normal_quantile(rep.attempts_to) - z) / rep.noise);
}

bool asks_for_help(const TierStage& stage) {
  const HandOffKind kind = stage.policy.hand_off.kind;
  return stage.when_unresolved == WhenUnresolved::escalate &&
         (kind == HandOffKind::consult || kind == HandOffKind::swarm);
}

bool may_refer(const TierStage& stage) {
  return stage.when_unresolved == WhenUnresolved::escalate &&
         (stage.policy.demanded_escalation > 0.0 ||
          std::ranges::any_of(stage.reps,
                              [](const RepKind& rep) { return rep.attempts_to < 1.0; }));
}

}  // namespace tiermix
