#pragma once

// Small models for tests: a desk with only what the test is about.

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

namespace tiermix::testing {

inline Law exponential(Duration mean) {
  Law law;
  law.family = LawFamily::exponential;
  law.mean = in_seconds(mean);
  law.cv = 1.0;
  return law;
}

inline Law exactly(Duration value) {
  Law law;
  law.mean = in_seconds(value);
  return law;
}

inline Law lognormal(Duration mean, double cv) {
  Law law;
  law.family = LawFamily::lognormal;
  law.mean = in_seconds(mean);
  law.cv = cv;
  return law;
}

class Desk {
 public:
  explicit Desk(Duration horizon, Duration warm_up = {}) {
    model_.title = "test";
    model_.time.start = std::chrono::sys_days{std::chrono::year{2026} / 1 / 5};  // a Monday
    model_.time.horizon = horizon;
    model_.time.warm_up = warm_up;
    model_.time.interval = kHour;
    model_.time.drain_limit = 26 * kWeek;
  }

  /// The latest tier escalates to it. Resolves with `p`.
  Desk& tier(const std::string& name, int reps, const Law& handle_time, double p = 1.0) {
    if (!model_.tiers.empty()) {
      model_.tiers.back().when_unresolved = WhenUnresolved::escalate;
      model_.tiers.back().escalates_to = {{name, 1.0}};
    }
    Tier tier;
    tier.name = name;
    tier.handle_time = handle_time;
    tier.resolve.p = p;
    tier.when_unresolved = WhenUnresolved::close_unresolved;
    model_.tiers.push_back(tier);
    RepGroup group;
    group.name = name + "_reps";
    group.tier = name;
    group.heads = reps;
    group.loaded_cost_per_hour = 36.0;
    model_.groups.push_back(group);
    return *this;
  }

  Desk& cases(const std::string& name, double per_hour) {
    CaseClass c;
    c.name = name;
    c.arrivals.per_week = per_hour * 168.0;
    model_.classes.push_back(c);
    return *this;
  }

  /// More reps at a tier, who take every class until they state skills.
  Desk& reps(const std::string& name, const std::string& tier, int heads) {
    RepGroup group;
    group.name = name;
    group.tier = tier;
    group.heads = heads;
    group.loaded_cost_per_hour = 36.0;
    model_.groups.push_back(group);
    return *this;
  }

  /// Cases that arrive at these minutes.
  Desk& cases_at(const std::string& name, const std::vector<double>& minutes) {
    CaseClass c;
    c.name = name;
    for (const double minute : minutes) {
      c.arrivals.instants.push_back(from_seconds(60.0 * minute));
    }
    model_.classes.push_back(c);
    return *this;
  }

  Model& model() { return model_; }
  CaseClass& last_class() { return model_.classes.back(); }
  CaseClass& class_at(std::size_t c) { return model_.classes[c]; }
  RepGroup& group_at(std::size_t g) { return model_.groups[g]; }
  Tier& last_tier() { return model_.tiers.back(); }
  RepGroup& last_group() { return model_.groups.back(); }

  [[nodiscard]] Plan plan() const {
    Model complete = model_;
    for (CaseClass& c : complete.classes) {
      if (c.enters_at.empty()) {
        c.enters_at = {{complete.tiers.front().name, 1.0}};
      }
    }
    return compile(complete);
  }

  [[nodiscard]] Observations replicate(std::uint32_t replication = 0,
                                       std::uint64_t seed = 1) const {
    return tiermix::replicate(plan(), {seed, replication});
  }

 private:
  Model model_;
};

/// A total in minutes, for quantities counted in microseconds.
inline double minutes(const Observations& o, std::size_t scope, Quantity q) {
  return o.total(scope, q) / 6e7;
}

}  // namespace tiermix::testing
