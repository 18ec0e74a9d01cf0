#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "engine/scenario/units.hpp"
#include "engine/scenario/validate_desk.hpp"
#include "engine/scenario/validate_policy.hpp"

namespace tiermix {
namespace {

std::string key_of(const CaseClass& one, const std::string& key) {
  return "case_class." + one.name + "." + key;
}

bool in_writing(const CaseClass& one) {
  return one.channel == Channel::email || one.channel == Channel::portal;
}

void check_writing(const CaseClass& one, Findings& findings) {
  const auto error = [&](bool given, const std::string& key, const std::string& text) {
    if (given) {
      findings.error_at(key_of(one, key), text);
    }
  };
  if (!in_writing(one)) {
    return;
  }
  error(one.patience.has_value(),
        "patience",
        "nobody abandons in writing (patience is for phone, chat and callback)");
  error(one.redial.has_value(),
        "redial",
        "nobody redials in writing (redial is for phone, chat and callback)");
  error(!one.balking.empty(),
        "balking",
        "nobody balks in writing (balking is for phone, chat and callback)");
  error(one.callback.has_value(),
        "callback",
        "nobody waits on a line in writing (callback is for phone, chat and callback)");
  error(one.when_closed == WhenClosed::turn_away,
        "when_closed",
        "nobody is turned away in writing (turn_away is for phone, chat and callback)");
}

const Tier* find_tier(const Model& model, const std::string& name) {
  const auto at = std::ranges::find(model.tiers, name, &Tier::name);
  return at == model.tiers.end() ? nullptr : &*at;
}

bool enters_where_lines_end(const Model& model, const CaseClass& one) {
  return std::ranges::any_of(one.enters_at, [&](const RouteShare& route) {
    const Tier* tier = find_tier(model, route.tier);
    return tier != nullptr && tier->queue_capacity.has_value();
  });
}

// Customers who never leave without an answer do not call again.
void check_redial(const Model& model, const CaseClass& one, Findings& findings) {
  const bool leaves =
      one.patience || !one.balking.empty() || one.when_closed == WhenClosed::turn_away ||
      enters_where_lines_end(model, one) || (one.callback && one.callback->reached < 1.0);
  constexpr double kShortest = 1.0;  // s; else callers who find nobody go round and round
  if (one.redial && one.redial->delay.mean > 0.0 && one.redial->delay.mean < kShortest) {
    findings.error_at(key_of(one, "redial.delay"), "is too short (on the mean at least 1 s)");
  }
  if (one.redial && !leaves && !in_writing(one)) {
    findings.warn_at(key_of(one, "redial"),
                     "never happens (nobody leaves without an answer: no patience, balking, "
                     "queue_capacity or turn_away)");
  }
}

void check_score(const Model& model, const CaseClass& one, Findings& findings) {
  const bool scored = std::ranges::any_of(
      model.tiers, [](const Tier& tier) { return tier.discipline == Discipline::score; });
  if (!scored && (one.score.start != Score{}.start || one.score.per_hour != Score{}.per_hour)) {
    findings.warn_at(key_of(one, "score"), "never used (no tier has discipline = \"score\")");
  }
}

void check_backlog_tier(const Model& model,
                        const CaseClass& one,
                        const std::string& name,
                        Findings& findings) {
  const std::string key = key_of(one, "backlog");
  const Tier* tier = find_tier(model, name);
  if (tier == nullptr) {
    return;
  }
  if (tier->vendor) {
    findings.error_at(key, "waits at " + in_quotes(name) + " (a vendor, where there is no queue)");
    return;
  }
  const bool stated =
      one.handle_time || tier->handle_time ||
      std::ranges::any_of(model.handlings, [&](const Handling& handling) {
        return handling.case_class == one.name && handling.tier == name && handling.handle_time;
      });
  if (!stated && !tiers_reached(model, one).contains(name)) {
    findings.error_at(key,
                      "waits at " + in_quotes(name) +
                          ", where its cases have no handle time (state one at the tier, the "
                          "class or a handling)");
  }
}

void check_backlog(const Model& model, const CaseClass& one, Findings& findings) {
  if (!one.backlog || !findings.sound("tier") || !findings.sound("case_class") ||
      !findings.sound("handling")) {
    return;
  }
  std::set<std::string> tiers;
  if (one.backlog->tier) {
    tiers.insert(*one.backlog->tier);
  }
  for (const OpenCase& open : one.backlog->listed) {
    if (open.tier) {
      tiers.insert(*open.tier);
    }
  }
  if (!one.backlog->tier && !one.enters_at.empty()) {
    tiers.insert(one.enters_at.front().tier);
  }
  for (const std::string& tier : tiers) {
    check_backlog_tier(model, one, tier, findings);
  }
}

void check_busyness(const Model& model, Findings& findings) {
  const bool varies = std::ranges::any_of(
      model.classes, [](const CaseClass& one) { return one.arrivals.busyness_cv > 0.0; });
  if (varies || !findings.sound("demand")) {
    return;
  }
  const std::string rule = " (no class has a busyness_cv)";
  if (model.demand.day_to_day > 0.0) {
    findings.warn_at("demand.busyness_day_to_day", "changes nothing" + rule);
  }
  if (model.demand.between_classes < 1.0) {
    findings.warn_at("demand.busyness_between_classes", "changes nothing" + rule);
  }
}

}  // namespace

void validate_demand(const Model& model, Findings& findings) {
  check_busyness(model, findings);
  for (const CaseClass& one : model.classes) {
    check_writing(one, findings);
    check_redial(model, one, findings);
    check_score(model, one, findings);
    check_backlog(model, one, findings);
  }
}

}  // namespace tiermix
