#include "engine/scenario/validate_policy.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

std::string key_of(const Tier& tier, const std::string& rest) {
  return "tier." + tier.name + "." + rest;
}

const Policy* policy_of(const Model& model, const Tier& tier) {
  const auto found = tier.policy ? std::ranges::find(model.policies, *tier.policy, &Policy::name)
                                 : model.policies.end();
  return found == model.policies.end() ? nullptr : &*found;
}

const Tier* tier_named(const Model& model, const std::string& name) {
  const auto found = std::ranges::find(model.tiers, name, &Tier::name);
  return found == model.tiers.end() ? nullptr : &*found;
}

bool is_vendor(const Model& model, const std::string& name) {
  const Tier* tier = tier_named(model, name);
  return tier != nullptr && tier->vendor;
}

/// Whether reps keep a case until a specialist has joined or taken it.
bool holds(const Policy& policy) { return policy.hand_off.kind != HandOffKind::cold; }

// The first key by which a policy passes cases on; empty where it never does.
std::string passing_key(const Policy& policy) {
  const std::vector<std::pair<bool, std::string>> keys{
      {policy.referral_threshold.has_value(), "referral_threshold"},
      {policy.referral_probability.has_value(), "referral_probability"},
      {policy.reward.has_value(), "reward"},
      {policy.busy.has_value(), "busy"},
      {policy.demanded_escalation > 0.0, "demanded_escalation"},
      {policy.escalate_after.has_value(), "escalate_after"},
      {policy.escalate_before_target.has_value(), "escalate_before_target"},
      {holds(policy), "hand_off"}};
  const auto first = std::ranges::find(keys, true, &std::pair<bool, std::string>::first);
  return first == keys.end() ? "" : first->second;
}

void check_policy_at(const Model& model,
                     const Tier& tier,
                     const Policy& policy,
                     Findings& findings) {
  const std::string key = key_of(tier, "policy");
  if (tier.vendor) {
    findings.warn_at(key, "never used (a vendor has no reps who decide)");
    return;
  }
  const std::string passing = passing_key(policy);
  if (tier.escalates_to.empty() && !passing.empty()) {
    findings.error_at(key,
                      in_quotes(policy.name) + " passes cases on by " + passing + " (but tier " +
                          in_quotes(tier.name) + " escalates nowhere)");
  }
  for (const RouteShare& route : tier.escalates_to) {
    if (holds(policy) && is_vendor(model, route.tier)) {
      findings.error_at(key,
                        in_quotes(policy.name) + " keeps a rep until a specialist joins (but " +
                            in_quotes(route.tier) + " is a vendor and has none)");
    }
  }
}

void check_unused(const Model& model, Findings& findings) {
  for (const Policy& policy : model.policies) {
    const bool used = std::ranges::any_of(
        model.tiers, [&](const Tier& tier) { return tier.policy == policy.name; });
    if (!used) {
      findings.warn_at("policy." + policy.name, "no tier uses it");
    }
    if (policy.recess && policy.attempt_limit == 1) {
      findings.warn_at("policy." + policy.name + ".recess", "never used (attempt_limit is 1)");
    }
  }
}

void check_targets(const Model& model, Findings& findings) {
  const bool has_target = std::ranges::any_of(
      model.classes, [](const CaseClass& one) { return one.resolve_target.has_value(); });
  if (has_target) {
    return;
  }
  for (const Policy& policy : model.policies) {
    if (policy.escalate_before_target) {
      findings.error_at("policy." + policy.name + ".escalate_before_target",
                        "no class has a target (state its resolve_target)");
    }
  }
  for (const Tier& tier : model.tiers) {
    if (tier.discipline == Discipline::due) {
      findings.warn_at(key_of(tier, "discipline"),
                       "no class has a target (state its resolve_target)");
    }
  }
}

void check_vendor(const Model& model, const Tier& tier, Findings& findings) {
  if (tier.same_rep) {
    findings.error_at(key_of(tier, "same_rep"), "given beside vendor (which has no reps)");
  }
  if (tier.overflow) {
    findings.error_at(key_of(tier, "overflow"), "given beside vendor (where nobody waits)");
  }
  for (const RepGroup& group : model.groups) {
    if (group.tier == tier.name) {
      findings.error_at("rep_group." + group.name + ".tier",
                        "tier " + in_quotes(tier.name) + " is a vendor (which has no reps)");
    }
  }
  const std::string entry =
      "cases enter at " + in_quotes(tier.name) + " (a vendor stands behind a tier with reps)";
  for (const CaseClass& one : model.classes) {
    if (std::ranges::find(one.enters_at, tier.name, &RouteShare::tier) != one.enters_at.end()) {
      findings.error_at("case_class." + one.name + ".enters_at", entry);
    }
  }
  if (model.triage && model.triage->direct_to == tier.name) {
    findings.error_at("triage.direct_to", entry);
  }
}

void check_overflow(const Model& model, const Tier& tier, Findings& findings) {
  const std::string key = key_of(tier, "overflow.to");
  const std::string to = tier.overflow.value_or(Overflow{}).to;
  if (to == tier.name) {
    findings.error_at(key, in_quotes(tier.name) + " is the tier itself (help comes from another)");
  } else if (is_vendor(model, to)) {
    findings.error_at(key, in_quotes(to) + " is a vendor (which has no reps)");
  }
}

using Edges = std::function<std::vector<std::string>(const Tier&)>;

// The first tier from which edges lead back to it.
const Tier* first_on_cycle(const Model& model, const Edges& edges) {
  for (const Tier& start : model.tiers) {
    std::vector<std::string> open = edges(start);
    std::set<std::string> seen;
    while (!open.empty()) {
      const std::string name = std::move(open.back());
      open.pop_back();
      const Tier* tier = tier_named(model, name);
      if (name == start.name) {
        return &start;
      }
      if (tier == nullptr || !seen.insert(name).second) {
        continue;
      }
      const std::vector<std::string> next = edges(*tier);
      open.insert(open.end(), next.begin(), next.end());
    }
  }
  return nullptr;
}

std::vector<std::string> tiers_of(const std::vector<RouteShare>& routes) {
  std::vector<std::string> names;
  names.reserve(routes.size());
  for (const RouteShare& route : routes) {
    names.push_back(route.tier);
  }
  return names;
}

// Where a case that waits goes by the clock alone.
std::vector<std::string> moves_by_clock(const Model& model, const Tier& tier) {
  std::vector<std::string> to;
  const Policy* policy = policy_of(model, tier);
  if (policy != nullptr && (policy->escalate_after || policy->escalate_before_target)) {
    to = tiers_of(tier.escalates_to);
  }
  if (tier.overflow && tier.overflow->after && tier.overflow->to != tier.name) {
    to.push_back(tier.overflow->to);
  }
  return to;
}

void check_cycles(const Model& model, Findings& findings) {
  const Tier* round =
      first_on_cycle(model, [&](const Tier& tier) { return moves_by_clock(model, tier); });
  if (round != nullptr) {
    findings.error_at("tier." + round->name,
                      "waiting cases go round without end (by overflow.after or by age they come "
                      "back to " +
                          in_quotes(round->name) + ")");
  }
  const Tier* held = first_on_cycle(model, [&](const Tier& tier) {
    const Policy* policy = policy_of(model, tier);
    return policy != nullptr && holds(*policy) ? tiers_of(tier.escalates_to)
                                               : std::vector<std::string>();
  });
  if (held != nullptr) {
    findings.error_at(key_of(*held, "policy"),
                      "reps of " + in_quotes(held->name) +
                          " may wait for each other without end (the specialists they wait for "
                          "wait for them)");
  }
}

void check_forcing(const Model& model, Findings& findings) {
  for (const CaseClass& one : model.classes) {
    const std::set<std::string> reached = tiers_reached(model, one);
    for (const Tier& tier : model.tiers) {
      const Policy* policy = policy_of(model, tier);
      const bool forced = policy != nullptr && policy->force && reached.contains(tier.name);
      if (forced && one.reopening.delay.mean <= 0.0) {
        findings.error_at("case_class." + one.name + ".reopening.delay",
                          "missing (what tier " + in_quotes(tier.name) +
                              " resolves falsely comes back after it)");
        break;
      }
    }
  }
}

}  // namespace

std::set<std::string> tiers_reached(const Model& model, const CaseClass& one) {
  std::vector<std::string> open = tiers_of(one.enters_at);
  if (model.triage && model.triage->direct_to) {
    open.push_back(*model.triage->direct_to);
  }
  std::set<std::string> seen;
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    const Tier* tier = tier_named(model, name);
    if (!seen.insert(name).second || tier == nullptr) {
      continue;
    }
    for (const RouteShare& route : tier->escalates_to) {
      open.push_back(route.tier);
    }
    if (tier->overflow) {
      open.push_back(tier->overflow->to);
    }
  }
  return seen;
}

void validate_policies(const Model& model, Findings& findings) {
  if (!findings.sound("tier") || !findings.sound("policy") || !findings.sound("case_class")) {
    return;
  }
  check_unused(model, findings);
  check_targets(model, findings);
  for (const Tier& tier : model.tiers) {
    if (const Policy* policy = policy_of(model, tier)) {
      check_policy_at(model, tier, *policy, findings);
    }
    if (tier.vendor) {
      check_vendor(model, tier, findings);
    }
    if (tier.overflow) {
      check_overflow(model, tier, findings);
    }
  }
  check_cycles(model, findings);
  check_forcing(model, findings);
}

}  // namespace tiermix
