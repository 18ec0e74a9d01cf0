#include "engine/scenario/load_digest.hpp"

#include <span>

#include "engine/scenario/load_digest_parts.hpp"

namespace tiermix {
namespace {

// add() of every part of the model but those of load_digest_desk.cpp and load_digest_people.cpp.
class ModelDigest : public PartDigest<ModelDigest> {
 public:
  using PartDigest::add;

  void add(const Model& model) {
    add(model.title);
    add(model.time);
    add(model.money);
    add(model.benchmark);
    add_all(model.profiles);
    add_all(model.shifts);
    add_all(model.classes);
    add_all(model.tiers);
    add_all(model.handlings);
    add_all(model.groups);
    add_all(model.policies);
    add_all(model.levels);
    add_aids(model);
    add(digest_of_desk(model));
    if (const auto people = digest_of_people(model)) {
      add(*people);
    }
  }

  void add(const TimeFrame& time) {
    add(time.start);
    add(time.warm_up);
    add(time.horizon);
    add(time.interval);
    add(time.drain);
    add(time.drain_limit);
  }

  void add(const Money& money) {
    add(money.currency);
    add(money.overhead_multiplier);
    add(money.overtime_premium);
    add(money.full_time_week);
    add(money.per_case);
    add(money.fixed_per_week);
  }

  void add(const BenchmarkChoice& choice) {
    add(choice.sets.empty() ? std::string() : choice.sets.front());
    add_all(choice.segments);
    if (choice.sets.size() > 1) {
      add_all(choice.sets);
    }
  }

  void add(const Profile& profile) {
    add(profile.name);
    add(profile.weights);
  }

  void add(const Shift& shift) {
    add(shift.name);
    add_all(shift.spans);
  }

  void add(const Shift::Span& span) {
    add(span.from);
    add(span.to);
  }

  void add(const Series& series) {
    add(series.first);
    add(series.step);
    add(series.values);
  }

  void add(const Arrivals& arrivals) {
    add(arrivals.per_week);
    add(arrivals.profile);
    add(arrivals.series);
    add(arrivals.busyness_cv);
    add(arrivals.weekly_growth);
    add(arrivals.volume);
    add_all(arrivals.instants);
  }

  void add(const Patience& patience) { add(patience.law); }

  void add(const RouteShare& route) {
    add(route.tier);
    add(route.share);
  }

  void add(const CaseClass& one) {
    add(one.name);
    add(one.channel);
    add(one.arrivals);
    add(one.patience);
    add_all(one.enters_at);
    add(one.priority);
    add(one.complexity.alpha);
    add(one.complexity.beta);
    add(one.handle_time);
    add(one.reopening.probability);
    add(one.reopening.delay);
    add(one.reopening.window);
    add(one.answer_target);
    add(one.defect_rate);
    add(one.complexity_time);
    add(one.open_case_overhead);
    add(one.resolve_target);
    add(one.expected_time_to_resolve);
  }

  void add(const ResolveCurve& curve) {
    add(curve.kind);
    add(curve.p);
    add(curve.f0);
    add(curve.b);
    add(curve.ability);
    add(curve.mean);
    add(curve.sd);
  }

  void add(const CustomerPending& pending) {
    add(pending.share);
    add(pending.delay);
  }

  void add(const Tier& tier) {
    add(tier.name);
    add(tier.handle_time);
    add(tier.resolve);
    add(tier.pending);
    add(tier.when_unresolved);
    add_all(tier.escalates_to);
    add(tier.queue_capacity);
    add(tier.policy);
    add(tier.choose);
    add(tier.discipline);
    add(tier.same_rep);
    add(tier.same_rep_wait);
    add(tier.overflow);
    add(tier.vendor);
  }

  void add(const Overflow& overflow) {
    add(overflow.to);
    add(overflow.reservation);
    add(overflow.waiting_over);
    add(overflow.after);
  }

  void add(const Vendor& vendor) {
    add(vendor.turnaround);
    add(vendor.fee);
  }

  void add(const Handling& handling) {
    add(handling.case_class);
    add(handling.tier);
    add(handling.handle_time);
    add(handling.resolve);
    add(handling.pending);
  }

  void add(const RepGroup& group) {
    add(group.name);
    add(group.tier);
    add(group.heads);
    add(group.series);
    add(group.shift);
    add(group.at_shift_end);
    add(group.loaded_cost_per_hour);
    add(group.shrinkage);
    add(group.payroll);
    add(group.speed);
    add(group.speed_spread);
    add(std::uint64_t{group.levels.size()});
    for (const LevelShare& part : group.levels) {
      add(part.level);
      if (group.levels.size() > 1) {
        add(part.share);
      }
    }
    add(group.technical);
    add(group.relationship);
    add(group.ability_spread);
    add(group.quality_standard);
    add(group.attrition);
  }

  void add(const Level& level) {
    add(level.name);
    add(level.resolve);
    add(level.ability);
    add(level.handle_time);
    add(level.diagnosis_noise);
    add(level.technical);
    add(level.relationship);
  }

  void add(const Policy& policy) {
    add(policy.name);
    add(policy.referral_threshold);
    add(policy.referral_probability);
    add(policy.reward);
    add(policy.busy);
    add(policy.diagnosis_noise);
    add(policy.diagnosis_time);
    add(policy.demanded_escalation);
    add(policy.attempt_limit);
    add(policy.recess);
    add(policy.session_limit);
    add(policy.failed_attempt_time);
    add(policy.force);
    add(policy.hand_off);
    add(policy.bounce.share);
    add(policy.bounce.time);
    add(policy.escalate_after);
    add(policy.escalate_before_target);
  }

  void add(const Reward& reward) {
    add(reward.bonus_per_resolution);
    add(reward.blame_per_failed_attempt);
    add(reward.effort_per_attempt);
    add(reward.escalation_penalty);
    add(reward.overreaction);
    add(reward.handle_time_weight);
  }

  void add(const BusyRule& busy) {
    add(busy.waiting);
    add(busy.referral_threshold);
  }

  void add(const Recess& recess) {
    add(recess.delay);
    add(recess.gain);
  }

  void add(const Forcing& force) {
    add(force.false_resolution);
    add(force.time);
  }

  void add(const HandOff& hand_off) {
    add(hand_off.kind);
    add(hand_off.completeness);
    add(hand_off.rediscovery);
    add(hand_off.briefing);
    add(hand_off.to_front);
    add(hand_off.experts);
    add(hand_off.join_delay);
    add(hand_off.expert_time);
    add(hand_off.gain);
  }

  void add(const KnowledgeBase& base) {
    for (const double value : {base.coverage,
                               base.time_factor,
                               base.resolve_gain,
                               base.articles,
                               base.growth,
                               base.decay}) {
      add(value);
    }
    add(base.search_time);
  }

  void add(const AiAssist& assist) {
    for (const double value :
         {assist.share, assist.time_factor, assist.resolve_gain, assist.cost_per_session}) {
      add(value);
    }
  }

  void add(const SelfService& service) {
    add(service.contains);
    add(service.cost);
  }

  void add(const QualityAssurance& quality) {
    add(quality.coverage);
    add(quality.cost_per_case);
  }

  void add(const Triage& triage) {
    add(triage.accuracy);
    add(triage.direct_to);
    add(triage.above);
  }

  void add(const Effects& effects) {
    for (const double value : {effects.technical_gain,
                               effects.technical_time,
                               effects.relationship_rating,
                               effects.relationship_diagnosis,
                               effects.relationship_reopening,
                               effects.relationship_demands,
                               effects.unmet_standard_gain,
                               effects.unmet_standard_time,
                               effects.unmet_standard_rating,
                               effects.quality_reopening,
                               effects.hurry_time,
                               effects.hurry_gain,
                               effects.over_head_reopening,
                               effects.defect_complexity}) {
      add(value);
    }
  }

  void add(const Satisfaction& ratings) {
    add(std::span<const double>(ratings.thresholds));
    for (const double value : {ratings.expectation,
                               ratings.expectation_drift,
                               ratings.wait,
                               ratings.time,
                               ratings.contact,
                               ratings.transfer,
                               ratings.repeat,
                               ratings.unresolved,
                               ratings.forced,
                               ratings.failed_attempt}) {
      add(value);
    }
    add(ratings.expected_time_to_resolve);
    add(ratings.customer_sd);
    add(ratings.rep_sd);
    add(ratings.averaged);
    add_all(ratings.table);
  }

  void add(const ResponseRow& row) {
    add(row.case_class);
    for (const ResponseBand& band : row.bands) {
      add(band.low);
      add(band.high);
    }
    add(std::span<const double>(row.probability));
  }

  void add(const Survey& survey) {
    add(std::span<const double>(survey.response));
    add(survey.neutral_party);
    add(survey.upshift);
  }

  void add(const Loyalty& loyalty) {
    add(loyalty.customers);
    add(std::span<const double>(loyalty.churn));
    add(loyalty.churn_by);
    for (const double value : {loyalty.memory_weight,
                               loyalty.secure_at,
                               loyalty.secure_factor,
                               loyalty.contract_value,
                               loyalty.support_contract_value,
                               loyalty.promoter.steepness,
                               loyalty.promoter.centre,
                               loyalty.detractor.steepness,
                               loyalty.detractor.centre}) {
      add(value);
    }
  }

  void add(const Revenue& revenue) {
    for (const double value : {revenue.contracts, revenue.fee_per_month, revenue.fee_per_case}) {
      add(value);
    }
  }

  void add(const Attrition& attrition) {
    for (const double value : {attrition.replacement_cost,
                               attrition.rating_feedback,
                               attrition.occupancy_effect,
                               attrition.stress_effect}) {
      add(value);
    }
  }

 private:
  void add_aids(const Model& model) {
    add(model.knowledge_base);
    add(model.ai_assist);
    add(model.self_service);
    add(model.quality_assurance);
    add(model.triage);
    add(model.effects);
    add(model.satisfaction);
    add(model.survey);
    add(model.loyalty);
    add(model.revenue);
    add(model.attrition);
  }
};

}  // namespace

std::uint64_t digest_of(const Model& model) {
  ModelDigest digest;
  digest.add(model);
  return digest.value();
}

}  // namespace tiermix
