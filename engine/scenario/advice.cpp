#include "engine/scenario/advice.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "engine/base/text.hpp"
#include "engine/scenario/named.hpp"
#include "engine/scenario/traffic.hpp"

namespace tiermix {
namespace {

// Fewer arrivals than this when nobody is there are not worth a line.
constexpr double kManyAlone = 0.05;

bool is_live(Channel channel) {
  return channel == Channel::phone || channel == Channel::chat || channel == Channel::callback;
}

void add_patience(const Model& model, std::vector<std::string>& advice) {
  std::vector<std::string> names;
  for (const CaseClass& one : model.classes) {
    if (is_live(one.channel) && !one.patience) {
      names.push_back(one.name);
    }
  }
  if (!names.empty()) {
    advice.push_back(joined_by_commas(names) +
                     ": nobody hangs up, however long the wait (state patience)");
  }
}

// Whether a level that reps start at leaves them to a group without a cost.
bool costs_nothing(const Model& model, const RepGroup& group) {
  const auto has_cost = [&](const LevelShare& share) {
    const Level* level = named(model.levels, share.level);
    return level != nullptr && level->loaded_cost_per_hour.value_or(0.0) > 0.0;
  };
  return group.loaded_cost_per_hour == 0.0 &&
         (group.levels.empty() || !std::ranges::all_of(group.levels, has_cost));
}

void add_costs(const Model& model, std::vector<std::string>& advice) {
  std::vector<std::string> names;
  for (const RepGroup& group : model.groups) {
    if (costs_nothing(model, group)) {
      names.push_back(group.name);
    }
  }
  if (!names.empty()) {
    advice.push_back(joined_by_commas(names) + (names.size() == 1 ? ": costs" : ": cost") +
                     " nothing (state loaded_cost)");
  }
}

// The share of a week's arrivals that find nobody on the floor.
double share_alone(const WeekCurve& arrivals, const WeekCurve& heads) {
  double all = 0.0;
  double alone = 0.0;
  for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
    all += arrivals[slot];
    alone += heads[slot] == 0.0 ? arrivals[slot] : 0.0;
  }
  return all == 0.0 ? 0.0 : alone / all;
}

void add_closed_hours(const Model& model, std::vector<std::string>& advice) {
  for (const CaseClass& one : model.classes) {
    const WeekCurve arrivals = class_curve(model, one);
    const std::vector<double> entry = stages_of(model, one).entry;
    for (std::size_t t = 0; t < model.tiers.size(); ++t) {
      const double alone = entry[t] > 0.0 && one.arrivals.instants.empty()
                               ? share_alone(arrivals, tier_heads(model, t))
                               : 0.0;
      const bool meant = one.opening_hours && one.target_clock == TargetClock::opening_hours;
      if (alone > kManyAlone && !meant) {
        advice.push_back(one.name + ": " + format_fixed(100.0 * alone, 0) +
                         " % of the cases arrive when nobody of " + model.tiers[t].name +
                         " is on the floor");
      }
    }
  }
}

// What makes the load of a tier only about right; empty where nothing does.
std::string left_out(const Model& model, const Tier& tier, const TierStage& stage) {
  std::vector<std::string> parts;
  const Policy& policy = stage.policy;
  if (policy.busy) {
    parts.emplace_back("busy");
  }
  if (policy.escalate_after) {
    parts.emplace_back("escalate_after");
  }
  if (policy.escalate_before_target) {
    parts.emplace_back("escalate_before_target");
  }
  if (tier.overflow) {
    parts.emplace_back("overflow");
  }
  const auto helps = [&tier](const Tier& other) {
    return other.overflow && other.overflow->to == tier.name;
  };
  if (std::ranges::any_of(model.tiers, helps)) {
    parts.emplace_back("overflow to it");
  }
  if (policy.hand_off.kind == HandOffKind::swarm && policy.hand_off.experts > 1) {
    parts.emplace_back("specialists beyond the first");
  }
  return joined_by_commas(parts);
}

// What the traffic equations do not count.
void add_limits(const Model& model, std::vector<std::string>& advice) {
  if (model.classes.empty()) {
    return;
  }
  const std::vector<TierStage> stages = stages_of(model, model.classes.front()).stages;
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    const Tier& tier = model.tiers[t];
    if (stages[t].policy.hand_off.kind != HandOffKind::cold) {
      advice.push_back(tier.name +
                       ": the time its reps hold a case until a specialist is free comes on top of "
                       "the load");
    }
    if (const std::string parts = left_out(model, tier, stages[t]); !parts.empty()) {
      advice.push_back(tier.name + ": the load is about right only (without " + parts +
                       ", which depend on the queue)");
    }
  }
  if (const auto& base = model.knowledge_base;
      base && (base->decay > 0.0 || base->articles * base->growth > 0.0)) {
    advice.emplace_back("knowledge_base: loads are about those of the start; coverage changes");
  }
  for (const CaseClass& one : model.classes) {
    if (one.open_case_overhead > Duration{}) {
      advice.push_back(one.name + ": open_case_overhead comes on top of the loads");
    }
  }
}

// What a class adds to the load that the traffic equations do not see.
void add_returns(const Model& model, std::vector<std::string>& advice) {
  for (const CaseClass& one : model.classes) {
    std::vector<std::string> parts;
    if (one.redial && one.redial->probability > 0.0) {
      parts.emplace_back("redials");
    }
    if (one.repeat_contact && one.repeat_contact->probability > 0.0) {
      parts.emplace_back("repeat contacts");
    }
    if (one.callback && one.callback->reached < 1.0 && one.callback->dial_time > Duration{}) {
      parts.emplace_back("calls back that meet nobody");
    }
    if (one.backlog) {
      parts.emplace_back("the backlog of the start");
    }
    if (!parts.empty()) {
      advice.push_back(one.name + ": " + joined_by_commas(parts) +
                       (parts.size() == 1 && one.backlog ? " comes" : " come") +
                       " on top of the loads");
    }
  }
}

bool has_breaks(const Model& model, const RepGroup& group) {
  return std::ranges::any_of(model.shifts, [&](const Shift& shift) {
    const bool own = group.shift == shift.name ||
                     (group.rotation && std::ranges::find(group.rotation->shifts, shift.name) !=
                                            group.rotation->shifts.end());
    return own && std::ranges::any_of(shift.spans,
                                      [](const Shift::Span& span) { return !span.breaks.empty(); });
  });
}

void add_staffing(const Model& model, std::vector<std::string>& advice) {
  for (const RepGroup& group : model.groups) {
    const bool absent = group.absence.planned > 0.0 || group.absence.unplanned > 0.0;
    const bool breaks = has_breaks(model, group);
    if (group.shrinkage > 0.0 && (absent || breaks)) {
      advice.push_back(group.name + ": has shrinkage beside " +
                       (absent && breaks ? "absence and breaks"
                        : absent         ? "absence"
                                         : "breaks") +
                       " (what is simulated is no part of shrinkage)");
    }
    if (group.chat.at_once > 1) {
      advice.push_back(group.name +
                       ": loads count one chat at a time; several at once need fewer reps");
    }
  }
  std::vector<std::string> tiers;
  for (const Tier& tier : model.tiers) {
    if (std::ranges::any_of(model.groups, [&](const RepGroup& group) {
          return group.tier == tier.name && !group.skills.empty();
        })) {
      tiers.push_back(tier.name);
    }
  }
  if (!tiers.empty()) {
    advice.push_back(joined_by_commas(tiers) + ": load per rep as if every group had all skills");
  }
  if (std::ranges::any_of(model.holidays,
                          [](const Holiday& holiday) { return !holiday.staffed; })) {
    advice.emplace_back("loads and reps are those of weeks without a holiday");
  }
}

// The traffic equations know the levels of the start, and no careers.
void add_people(const Model& model, std::vector<std::string>& advice) {
  std::vector<std::string> names;
  for (const RepGroup& group : model.groups) {
    if (are_people(model, group)) {
      names.push_back(group.name);
    }
  }
  if (!names.empty()) {
    advice.push_back(joined_by_commas(names) +
                     ": loads as if nobody left, learned, rose or were trained after the start");
  }
}

}  // namespace

std::vector<std::string> advice_on(const Model& model) {
  std::vector<std::string> advice;
  add_patience(model, advice);
  add_costs(model, advice);
  add_closed_hours(model, advice);
  add_limits(model, advice);
  add_returns(model, advice);
  add_staffing(model, advice);
  add_people(model, advice);
  return advice;
}

}  // namespace tiermix
