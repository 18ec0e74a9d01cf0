#pragma once

// Small models built by hand, for tests that need no file.

#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

inline Law exponential_minutes(double mean) {
  Law law;
  law.family = LawFamily::exponential;
  law.mean = 60.0 * mean;
  return law;
}

inline ResolveCurve constant_curve(double p) { return ResolveCurve{.p = p}; }

inline ResolveCurve gatekeeper(double f0, double b) {
  return ResolveCurve{.kind = CurveKind::gatekeeper, .f0 = f0, .b = b};
}

inline ResolveCurve logistic(double ability, double mean, double sd) {
  return ResolveCurve{.kind = CurveKind::logistic, .ability = ability, .mean = mean, .sd = sd};
}

inline CaseClass class_of_cases(const std::string& name, double per_hour, const std::string& tier) {
  CaseClass result;
  result.name = name;
  result.arrivals.per_week = 168.0 * per_hour;
  result.enters_at = {{tier, 1.0}};
  return result;
}

/// Resolves with the curve or escalates to `next`, where there is one; 10 minutes per session.
inline Tier tier_with(const std::string& name, ResolveCurve resolve, const std::string& next = "") {
  Tier result;
  result.name = name;
  result.handle_time = exponential_minutes(10.0);
  result.resolve = resolve;
  if (!next.empty()) {
    result.escalates_to = {{next, 1.0}};
  }
  return result;
}

inline RepGroup reps_at(const std::string& tier, int heads) {
  RepGroup result;
  result.name = "reps of " + tier;
  result.tier = tier;
  result.heads = heads;
  return result;
}

/// One class of 6 cases an hour that enters at the first of the tiers; four reps everywhere.
inline Model desk_of(std::vector<Tier> tiers) {
  Model model;
  model.time.start = std::chrono::sys_days{std::chrono::January / 5 / 2026};  // a Monday
  model.time.horizon = 4 * kWeek;
  model.classes = {class_of_cases("how_to", 6.0, tiers.front().name)};
  for (const Tier& tier : tiers) {
    model.groups.push_back(reps_at(tier.name, 4));
  }
  model.tiers = std::move(tiers);
  return model;
}

}  // namespace tiermix
