#include "engine/results/required_staff.hpp"

#include <algorithm>
#include <cmath>

#include "engine/estimate/erlang.hpp"

namespace tiermix {
namespace {

// A target of 100 % has no finite answer.
constexpr double kHighest = 0.999;

bool is_live(Channel channel) {
  return channel == Channel::phone || channel == Channel::chat || channel == Channel::callback;
}

double wanted_of(const Model& model, const CaseClass& one) {
  constexpr double kUsual = 0.8;
  double wanted = 0.0;
  for (const Target& target : model.targets) {
    const bool applies = target.scope == "all" || target.scope == "case." + one.name;
    if (target.measure == "service_level" && target.at_least && applies) {
      wanted = std::max(wanted, target.value);
    }
  }
  return wanted > 0.0 ? wanted : kUsual;
}

}  // namespace

bool enters_at(const Model& model, std::size_t case_class, std::size_t tier) {
  return std::ranges::any_of(model.classes[case_class].enters_at, [&](const RouteShare& route) {
    return route.tier == model.tiers[tier].name && route.share > 0.0;
  });
}

StaffingRule staffing_rule(const Model& model, std::size_t tier) {
  return staffing_rule(model, tier, std::vector<bool>(model.classes.size(), true));
}

StaffingRule staffing_rule(const Model& model, std::size_t tier, const std::vector<bool>& open) {
  StaffingRule rule;
  bool all_leave = true;
  double patience = 0.0;
  double classes = 0.0;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const CaseClass& one = model.classes[c];
    if (!open[c] || !enters_at(model, c, tier) || !is_live(one.channel)) {
      continue;
    }
    const auto within = static_cast<double>(one.answer_target.us);
    rule.share = rule.live ? std::max(rule.share, wanted_of(model, one)) : wanted_of(model, one);
    rule.within_us = rule.live ? std::min(rule.within_us, within) : within;
    rule.live = true;
    all_leave = all_leave && one.patience && one.patience->law.family == LawFamily::exponential;
    patience += one.patience ? one.patience->law.mean * 1e6 : 0.0;
    classes += 1.0;
  }
  rule.share = std::min(rule.share, kHighest);
  if (rule.live && all_leave) {
    rule.patience_us = patience / classes;
  }
  return rule;
}

double required_staff(const StaffingRule& rule, double visits, double load, double length_us) {
  if (!(visits > 0.0) || !(load > 0.0)) {
    return 0.0;
  }
  if (!rule.live) {
    return std::ceil(load / kFullLoad - 1e-9);
  }
  const Traffic traffic{.arrivals = visits / length_us,
                        .handle_time = load * length_us / visits,
                        .patience = rule.patience_us};
  return required_reps(traffic, rule.within_us, rule.share);
}

double required_while_closed(double load, double worked_on) {
  return std::round(std::max(0.0, std::min(load, worked_on)) / kFullLoad);
}

}  // namespace tiermix
