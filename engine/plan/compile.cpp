#include "engine/plan/compile.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <string>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/plan/class_hours.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

template <typename Named>
std::size_t find(const std::vector<Named>& items, const std::string& name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Named& n) { return n.name == name; });
  TIERMIX_EXPECTS(found != items.end());
  return static_cast<std::size_t>(found - items.begin());
}

template <typename Named>
std::vector<std::uint16_t> identities_of(const std::vector<Named>& items, std::uint16_t limit) {
  std::vector<std::string> names;
  names.reserve(items.size());
  for (const Named& item : items) {
    names.push_back(item.name);
  }
  return identities(names, limit);
}

std::vector<RoutePlan> routes(const Model& model, const std::vector<RouteShare>& shares) {
  std::vector<RoutePlan> routes;
  double cumulative = 0.0;
  for (const RouteShare& share : shares) {
    cumulative += share.share;
    routes.push_back({cumulative, static_cast<std::uint16_t>(find(model.tiers, share.tier))});
  }
  if (!routes.empty()) {
    routes.back().up_to = 1.0;
  }
  return routes;
}

ClassPlan compile_class(const Model& model, const CaseClass& c, Instant end) {
  ClassPlan plan;
  for (const Duration instant : c.arrivals.instants) {
    plan.instants.push_back(Instant{} + instant);
  }
  if (plan.instants.empty()) {
    plan.arrivals = arrival_rates(model, c.arrivals, end);
  }
  plan.weekly_growth = c.arrivals.weekly_growth;
  constexpr double kLeastBusyness = 1e-3;
  plan.has_busyness = c.arrivals.busyness_cv >= kLeastBusyness;
  if (plan.has_busyness) {
    Law law;
    law.family = LawFamily::gamma;
    law.mean = 1.0;
    law.cv = c.arrivals.busyness_cv;
    plan.busyness = Sampler(law);
  }
  plan.entry = routes(model, c.enters_at);
  plan.has_patience = c.patience.has_value();
  if (plan.has_patience) {
    plan.patience = in_us(c.patience->law);
  }
  plan.complexity = BetaSampler(c.complexity.alpha, c.complexity.beta);
  plan.priority = static_cast<std::uint8_t>(c.priority - 1);
  plan.reopen_probability = c.reopening.probability;
  if (c.reopening.delay.mean > 0.0) {
    plan.reopen_delay = in_us(c.reopening.delay);
  }
  plan.reopen_window = c.reopening.window;
  plan.answer_target = c.answer_target;
  plan.complexity_time = c.complexity_time;
  constexpr double kBusinessDays = 5.0 / 7.0;
  plan.overhead_per_us =
      kBusinessDays * static_cast<double>(c.open_case_overhead.us) / static_cast<double>(kDay.us);
  plan.resolve_target = c.resolve_target.value_or(plan.resolve_target);
  const Duration expected = c.expected_time_to_resolve.value_or(
      model.satisfaction.value_or(Satisfaction{}).expected_time_to_resolve);
  plan.expected_time = static_cast<double>(expected.us);
  plan.open = compile_open_hours(model, c, end);
  plan.target_open = !plan.open.is_always() && c.target_clock == TargetClock::opening_hours;
  plan.turns_away = !plan.open.is_always() && c.when_closed == WhenClosed::turn_away;
  compile_callers(model, c, plan);
  return plan;
}

TierPlan compile_tier(const Model& model, const Tier& tier) {
  TierPlan plan;
  switch (tier.when_unresolved) {
    case WhenUnresolved::escalate:
      plan.unresolved = Unresolved::escalate;
      break;
    case WhenUnresolved::retry:
      plan.unresolved = Unresolved::retry;
      break;
    case WhenUnresolved::close_unresolved:
      plan.unresolved = Unresolved::close;
      break;
  }
  plan.escalations = routes(model, tier.escalates_to);
  if (tier.queue_capacity.has_value()) {
    plan.queue_capacity = static_cast<std::uint32_t>(*tier.queue_capacity);
  }
  if (tier.policy) {
    plan.policy = compile_policy(*std::ranges::find(model.policies, *tier.policy, &Policy::name),
                                 model.effects);
  }
  plan.choose = static_cast<Choose>(tier.choose);
  plan.order = static_cast<Order>(tier.discipline);
  plan.same_rep = tier.same_rep;
  plan.same_rep_wait = tier.same_rep_wait;
  if (const auto& overflow = tier.overflow) {
    plan.overflow = {.given = true,
                     .to = static_cast<std::uint16_t>(find(model.tiers, overflow->to)),
                     .reservation = static_cast<std::uint32_t>(overflow->reservation),
                     .waiting_over = static_cast<std::uint32_t>(overflow->waiting_over),
                     .after = overflow->after.value_or(plan.overflow.after)};
  }
  plan.is_vendor = tier.vendor.has_value();
  if (plan.is_vendor) {
    plan.turnaround = in_us(tier.vendor->turnaround);
    plan.fee = tier.vendor->fee;
  }
  return plan;
}

const Handling* handling_of(const Model& model, const CaseClass& c, const Tier& tier) {
  const auto found =
      std::find_if(model.handlings.begin(), model.handlings.end(), [&](const Handling& h) {
        return h.case_class == c.name && h.tier == tier.name;
      });
  return found == model.handlings.end() ? nullptr : &*found;
}

// What holds for a class at a tier: its own handling, else the tier's statement, else the class's.
WorkPlan compile_work(const Model& model, const CaseClass& c, const Tier& tier) {
  const Handling* const handling = handling_of(model, c, tier);
  const Handling own = handling != nullptr ? *handling : Handling{};
  WorkPlan work;
  for (const auto& law : {own.handle_time, tier.handle_time, c.handle_time}) {
    if (law.has_value()) {
      work.handle_time = in_us(*law);
      break;
    }
  }
  work.resolve = resolve_plan(own.resolve.value_or(tier.resolve));
  const CustomerPending pending = own.pending.value_or(tier.pending);
  work.pending_share = pending.share;
  if (pending.share > 0.0) {
    work.pending_delay = in_us(pending.delay);
  }
  return work;
}

GroupPlan compile_group(const Model& model, const RepGroup& group) {
  GroupPlan plan;
  plan.tier = static_cast<std::uint16_t>(find(model.tiers, group.tier));
  plan.hand_back = group.at_shift_end == ShiftEnd::hand_back;
  plan.speed = group.speed;
  plan.speed_spread = group.speed_spread;
  const Level* const level = only_level(model, group);
  const double cost = level != nullptr
                          ? level->loaded_cost_per_hour.value_or(group.loaded_cost_per_hour)
                          : group.loaded_cost_per_hour;
  plan.loaded_cost_per_us = cost / static_cast<double>(kHour.us);
  plan.paid_per_floor = 1.0 / (1.0 - group.shrinkage);
  apply_skills(model, group, plan);
  return plan;
}

// Whether a group there is faster or better with some class than with others.
bool has_skill_factors(const Plan& plan, std::size_t c, std::size_t t) {
  for (std::size_t g = 0; g < plan.groups.size() && !plan.skills.empty(); ++g) {
    const SkillPlan& skill = plan.skill_of(g, c);
    if (plan.groups[g].tier == t && (skill.slowness != 1.0 || skill.gain != 0.0)) {
      return true;
    }
  }
  return false;
}

// Whether anything but handle time, pending share and resolve curve decides a session there.
bool decides_more(const Model& model, const Plan& plan, std::size_t c, std::size_t t) {
  const AidsPlan& aids = plan.aids;
  const auto differs = [&](const GroupPlan& g) {
    const auto number = static_cast<std::size_t>(&g - plan.groups.data());
    return g.tier == t && (g.has_curve || g.gain != 0.0 || g.ability_spread > 0.0 ||
                           plan.people.staff[number].used);
  };
  return std::ranges::any_of(model.tiers,
                             [](const Tier& tier) { return tier.policy.has_value(); }) ||
         aids.has_knowledge || aids.assist_share > 0.0 || plan.classes[c].complexity_time > 0.0 ||
         plan.classes[c].overhead_per_us > 0.0 || std::ranges::any_of(plan.groups, differs) ||
         has_skill_factors(plan, c, t);
}

// What depends on several parts of the plan.
void connect(const Model& model, Plan& plan) {
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    bool asks = plan.aids.has_triage || plan.aids.has_self_service;
    for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
      WorkPlan& work = plan.work[c * plan.tiers.size() + t];
      work.plain = !decides_more(model, plan, c, t);
      asks = asks || !work.plain || work.resolve.curve != Curve::constant;
    }
    plan.classes[c].needs_complexity = asks;
    plan.has_callbacks = plan.has_callbacks || plan.classes[c].callers.callback.given;
  }
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    TierPlan& tier = plan.tiers[t];
    if (tier.overflow.given && tier.overflow.after == kNever - Instant{}) {
      plan.tiers[tier.overflow.to].helps.push_back(static_cast<std::uint16_t>(t));
    }
    plan.personal_queues = plan.personal_queues || tier.same_rep ||
                           (tier.policy.has_recess && tier.policy.attempt_limit > 1);
  }
}

}  // namespace

ResolvePlan resolve_plan(const ResolveCurve& curve) {
  switch (curve.kind) {
    case CurveKind::constant:
      return {Curve::constant, curve.p, 0.0};
    case CurveKind::gatekeeper:
      return {Curve::gatekeeper, curve.f0, curve.b};
    case CurveKind::logistic:
      return {Curve::logistic, curve.ability - curve.mean, curve.sd};
  }
  return {};
}

std::vector<std::uint16_t> identities(const std::vector<std::string>& names, std::uint16_t limit) {
  TIERMIX_EXPECTS(names.size() <= limit);
  std::vector<std::uint16_t> result;
  std::set<std::uint64_t> taken;
  for (const std::string& name : names) {
    std::uint64_t identity = digest_of(name) % limit;
    while (!taken.insert(identity).second) {
      identity = (identity + 1) % limit;
    }
    result.push_back(static_cast<std::uint16_t>(identity));
  }
  return result;
}

Plan compile(const Model& model, const std::vector<std::string>& as_people) {
  Plan plan;
  plan.warm_up = Instant{} + model.time.warm_up;
  plan.horizon = Instant{} + model.time.horizon;
  compile_periods(model, plan);
  plan.end = model.time.drain == Drain::none ? plan.horizon : plan.horizon + model.time.drain_limit;
  plan.arrivals_end = model.time.drain == Drain::arrivals_continue ? plan.end : plan.horizon;
  plan.busyness = {model.demand.day_to_day, model.demand.between_classes};
  plan.overhead_multiplier = model.money.overhead_multiplier;
  plan.overtime_premium = model.money.overtime_premium;

  constexpr std::uint16_t kTierIdentities = 4096;
  const auto class_identities = identities_of(model.classes, UINT16_MAX);
  const auto tier_identities = identities_of(model.tiers, kTierIdentities);
  const auto group_identities = identities_of(model.groups, UINT16_MAX);
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    plan.tiers.push_back(compile_tier(model, model.tiers[t]));
    plan.tiers.back().identity = tier_identities[t];
  }
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    ClassPlan compiled = compile_class(model, model.classes[c], plan.end);
    compiled.identity = class_identities[c];
    const std::string& volume = model.classes[c].arrivals.volume;
    compiled.busyness_identity =
        volume.empty() ? compiled.identity
                       : static_cast<std::uint16_t>(digest_of("volume " + volume) % UINT16_MAX);
    for (const Tier& tier : model.tiers) {
      plan.work.push_back(compile_work(model, model.classes[c], tier));
    }
    plan.counts_open = plan.counts_open || !compiled.open.is_always();
    plan.classes.push_back(std::move(compiled));
  }
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    plan.groups.push_back(compile_group(model, model.groups[g]));
    plan.groups.back().identity = group_identities[g];
  }
  compile_business(model, plan);
  compile_people(model, as_people, plan);
  const std::vector<double> heads = compile_roster(model, plan);
  for (std::size_t g = 0; g < heads.size(); ++g) {
    GroupPlan& group = plan.groups[g];
    const double paid_hours = heads[g] * group.paid_per_floor * in_hours(kWeek);
    group.payroll =
        model.groups[g].payroll.value_or(paid_hours / in_hours(model.money.full_time_week));
  }
  plan.aids = compile_aids(model);
  plan.rating = compile_rating(model);
  compile_lines(model, plan);
  connect(model, plan);
  plan.plain = is_plain(plan);
  return plan;
}

}  // namespace tiermix
