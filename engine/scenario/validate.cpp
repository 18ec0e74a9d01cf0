#include "engine/scenario/validate.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/scenario/units.hpp"
#include "engine/scenario/validate_desk.hpp"
#include "engine/scenario/validate_people.hpp"
#include "engine/scenario/validate_policy.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostReps = 100'000;
constexpr std::size_t kMostGroups = 10'000;
constexpr std::size_t kMostClasses = 1'000;
constexpr std::size_t kMostTiers = 100;
constexpr std::size_t kMostOfPeople = 1'000;  // levels, curves, programmes
constexpr std::size_t kMostHandlings = kMostClasses * kMostTiers;
constexpr double kMostCasesPerWeek = 1e7;

void check_warm_up(const Model& model, Findings& findings) {
  if (findings.sound("time") && model.time.warm_up >= model.time.horizon) {
    findings.error_at("time.warm_up",
                      format_duration(in_seconds(model.time.warm_up)) +
                          " leaves nothing to measure (warm_up must be below the horizon, " +
                          format_duration(in_seconds(model.time.horizon)) + ")");
  }
}

void check_count(std::size_t count, std::size_t most, const std::string& list, Findings& findings) {
  if (count == 0 && findings.sound(list)) {
    findings.error_at(list, "missing (a scenario has at least one [[" + list + "]])");
  } else if (count > most) {
    findings.error_at(list,
                      std::to_string(count) + " of them (at most " + std::to_string(most) + ")");
  }
}

// False where there is too much to look at any closer.
bool check_counts(const Model& model, Findings& findings) {
  check_count(model.classes.size(), kMostClasses, "case_class", findings);
  check_count(model.tiers.size(), kMostTiers, "tier", findings);
  check_count(model.groups.size(), kMostGroups, "rep_group", findings);
  if (model.handlings.size() > kMostHandlings) {
    check_count(model.handlings.size(), kMostHandlings, "handling", findings);
  }
  const std::size_t people =
      std::max({model.levels.size(), model.learning_curves.size(), model.programmes.size()});
  if (people > kMostOfPeople) {
    findings.error_at("level",
                      std::to_string(people) + " levels, learning curves or programmes (at most " +
                          std::to_string(kMostOfPeople) + " of each)");
  }
  std::size_t reps = 0;
  for (const RepGroup& group : model.groups) {
    reps += static_cast<std::size_t>(std::max(0, group.heads));
  }
  if (reps > kMostReps) {
    findings.error_at("rep_group",
                      std::to_string(reps) + " reps (at most " + std::to_string(kMostReps) + ")");
  }
  return model.classes.size() <= kMostClasses && model.tiers.size() <= kMostTiers &&
         model.groups.size() <= kMostGroups && model.handlings.size() <= kMostHandlings &&
         people <= kMostOfPeople;
}

void check_staffed(const Model& model, Findings& findings) {
  if (!findings.sound("rep_group")) {
    return;
  }
  for (const Tier& tier : model.tiers) {
    if (tier.vendor) {
      continue;
    }
    bool has_group = false;
    bool has_rep = false;
    for (const RepGroup& group : model.groups) {
      has_group = has_group || group.tier == tier.name;
      has_rep = has_rep || (group.tier == tier.name && group.heads > 0);
    }
    const std::string key = "tier." + tier.name;
    if (!tier.name.empty() && !has_group) {
      findings.error_at(key, "no rep group serves it (a tier needs one)");
    } else if (!tier.name.empty() && !has_rep) {
      findings.error_at(key, "its rep groups have no heads (a tier needs a rep)");
    }
  }
}

void check_handle_times(const Model& model, Findings& findings) {
  if (!findings.sound("tier") || !findings.sound("case_class") || !findings.sound("handling")) {
    return;
  }
  std::set<std::pair<std::string, std::string>> stated;
  for (const Handling& handling : model.handlings) {
    if (handling.handle_time) {
      stated.emplace(handling.tier, handling.case_class);
    }
  }
  for (const CaseClass& one : model.classes) {
    const std::set<std::string> tiers =
        one.handle_time ? std::set<std::string>() : tiers_reached(model, one);
    for (const Tier& tier : model.tiers) {
      if (tiers.contains(tier.name) && !tier.handle_time && !tier.vendor &&
          !stated.contains({tier.name, one.name})) {
        findings.error_at("case_class." + one.name + ".handle_time",
                          "missing (tier " + in_quotes(tier.name) +
                              ", where its cases come, states none of its own)");
        break;
      }
    }
  }
}

void check_series(const Model& model,
                  const Series& series,
                  const std::string& key,
                  Findings& findings) {
  const auto count = static_cast<std::int64_t>(series.values.size());
  const Duration end = series.first + count * series.step;
  if (series.first > Duration{}) {
    findings.error_at(key,
                      "starts " + format_duration(in_seconds(series.first)) +
                          " after time.start (a series begins no later)");
  } else if (count * series.step < kWeek && end < model.time.horizon) {
    findings.error_at(key,
                      "covers " + format_duration(in_seconds(count * series.step)) +
                          " (a series covers at least a week or the horizon)");
  } else if (end <= Duration{}) {
    findings.warn_at(key, "ends before time.start (only its last seven days are used)");
  }
}

void check_all_series(const Model& model, Findings& findings) {
  if (!findings.sound("time")) {
    return;
  }
  for (const CaseClass& one : model.classes) {
    if (one.arrivals.series) {
      check_series(
          model, *one.arrivals.series, "case_class." + one.name + ".arrivals.volumes", findings);
    }
  }
  for (const RepGroup& group : model.groups) {
    if (group.series) {
      check_series(model, *group.series, "rep_group." + group.name + ".staffing", findings);
    }
  }
}

void check_growth(const Model& model, Findings& findings) {
  if (!findings.sound("time")) {
    return;
  }
  const double weeks = in_seconds(model.time.horizon) / in_seconds(kWeek);
  for (const CaseClass& one : model.classes) {
    const std::string key = "case_class." + one.name + ".arrivals";
    const double last = one.arrivals.per_week * std::pow(1.0 + one.arrivals.weekly_growth, weeks);
    if (findings.sound(key) && last > kMostCasesPerWeek) {
      findings.error_at(key,
                        plain_number(std::round(last)) +
                            " cases a week at the end of the horizon (at most " +
                            plain_number(kMostCasesPerWeek) + ")");
    }
  }
}

void check_attrition(const Model& model, Findings& findings) {
  const auto check = [&](const std::string& key, const std::optional<double>& stated) {
    if (stated && !model.attrition) {
      findings.warn_at(key + ".attrition",
                       "nobody leaves (without [attrition] it changes nothing)");
    }
  };
  for (const Level& level : model.levels) {
    check("level." + level.name, level.attrition);
  }
  for (const RepGroup& group : model.groups) {
    check("rep_group." + group.name, group.attrition);
  }
}

void check_churn(const Model& model, Findings& findings) {
  if (model.loyalty && !std::ranges::is_sorted(model.loyalty->churn, std::greater())) {
    findings.warn_at("loyalty.churn",
                     "rises with the rating (from those who rate 1 to those who rate 5)");
  }
}

// Below this many ratings a memory is that of the last few cases.
constexpr double kFewCases = 3.0;

void check_memory(const Model& model, Findings& findings) {
  if (!model.loyalty || findings.any_error()) {
    return;
  }
  double cases = 0.0;
  for (const ClassTraffic& own : traffic(model).classes) {
    cases += own.cases_per_hour * in_hours(model.time.horizon);
  }
  const double each = cases / model.loyalty->customers;
  if (each < kFewCases) {
    findings.warn_at("loyalty.customers",
                     "each customer has " + format_fixed(each, 1) +
                         " cases in the run: who is secure, promotes or leaves follows from that "
                         "few ratings (a longer warm-up gives customers a memory)");
  }
}

void check_graph(const Model& model, Findings& findings) {
  if (findings.any_error()) {
    return;
  }
  for (const RouteProblem& problem : check_routes(model)) {
    const std::string key = "tier." + problem.tier;
    findings.add({problem.severity, findings.place_of(key), key, problem.text});
  }
}

}  // namespace

void validate(const Model& model, Findings& findings) {
  check_warm_up(model, findings);
  if (!check_counts(model, findings)) {
    return;
  }
  check_staffed(model, findings);
  check_handle_times(model, findings);
  check_all_series(model, findings);
  check_growth(model, findings);
  validate_demand(model, findings);
  validate_supply(model, findings);
  check_attrition(model, findings);
  validate_people(model, findings);
  validate_policies(model, findings);
  check_churn(model, findings);
  check_graph(model, findings);
  check_memory(model, findings);
}

}  // namespace tiermix
