#include "engine/results/staffing_start.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "engine/scenario/week_load.hpp"
#include "engine/estimate/erlang.hpp"
#include "engine/results/required_staff.hpp"

namespace tiermix {
namespace {

constexpr double kHourUs = 3600e6;
constexpr int kMostHeads = 2000;
// Weighs reps who are there against a load that they cannot carry yet.
constexpr double kCoverage = 1e-3;

struct Raised {
  std::size_t group = 0;
  std::vector<double> each;  ///< reps on the floor per head
  double cost = 0.0;         ///< of a head, per week
};

// The answered share of a tier, with what was worked out kept: many quarter hours are alike.
class Promise {
 public:
  Promise(const TierWeek& week, const StaffingRule& rule) : week_(week), rule_(rule) {}

  [[nodiscard]] double share(const std::vector<double>& floor) { return mean(floor, 0.0); }

  /// The share, and a little for every rep towards the load.
  [[nodiscard]] double merit(const std::vector<double>& floor) { return mean(floor, kCoverage); }

 private:
  double mean(const std::vector<double>& floor, double coverage) {
    double all = 0.0;
    double good = 0.0;
    for (std::size_t slot = 0; slot < floor.size(); ++slot) {
      const double calls = week_.live[slot];
      if (calls > 0.0 && week_.load[slot] > 0.0) {
        all += calls;
        good += calls * (between(slot, floor[slot]) +
                         coverage * std::min(1.0, floor[slot] / week_.load[slot]));
      }
    }
    return all > 0.0 ? good / all : 1.0;
  }

  // Straight between whole reps.
  double between(std::size_t slot, double reps) {
    const double below = std::floor(reps + 1e-9);
    const double part = std::max(0.0, reps - below);
    const double low = answered(slot, below);
    return part < 1e-6 ? low : low + part * (answered(slot, below + 1.0) - low);
  }

  double answered(std::size_t slot, double reps) {
    if (reps < 1.0) {
      return 0.0;
    }
    const double visits = week_.visits[slot];
    const double load = week_.load[slot];
    const auto key = std::tuple(visits, load, reps);
    const auto found = known_.find(key);
    if (found != known_.end()) {
      return found->second;
    }
    const Traffic traffic{.arrivals = visits / kHourUs,
                          .handle_time = load * kHourUs / visits,
                          .patience = rule_.patience_us};
    const double share =
        answered_within(traffic, static_cast<std::uint32_t>(reps), rule_.within_us);
    known_.emplace(key, share);
    return share;
  }

  const TierWeek& week_;
  const StaffingRule& rule_;
  std::map<std::tuple<double, double, double>, double> known_;
};

std::vector<double> with(std::vector<double> floor, const std::vector<double>& each, double heads) {
  for (std::size_t slot = 0; slot < floor.size(); ++slot) {
    floor[slot] += heads * each[slot];
  }
  return floor;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return sum;
}

Raised raised_of(const Model& model, std::size_t group) {
  RepGroup one = model.groups[group];
  const int heads = std::max(one.heads, 1);
  one.heads = heads;
  Raised raised{.group = group, .each = floor_week(model, one)};
  for (double& value : raised.each) {
    value /= heads;
  }
  const double wage = one.loaded_cost_per_hour > 0.0 ? one.loaded_cost_per_hour : 1.0;
  raised.cost = wage * std::max(sum_of(raised.each), 1e-9);
  return raised;
}

void raise_live(Promise promise,
                const StaffingRule& rule,
                std::vector<double> floor,
                const std::vector<Raised>& groups,
                std::vector<int>& heads) {
  for (const Raised& raised : groups) {
    heads[raised.group] = 0;
  }
  for (int step = 0; step < kMostHeads && promise.share(floor) < rule.share; ++step) {
    const double merit = promise.merit(floor);
    const Raised* best = nullptr;
    double most = 0.0;
    for (const Raised& raised : groups) {
      const double gain = (promise.merit(with(floor, raised.each, 1.0)) - merit) / raised.cost;
      if (gain > most) {
        most = gain;
        best = &raised;
      }
    }
    if (best == nullptr) {
      return;
    }
    floor = with(std::move(floor), best->each, 1.0);
    ++heads[best->group];
  }
}

void scale_others(const TierWeek& week,
                  const std::vector<double>& fixed,
                  const std::vector<Raised>& groups,
                  const Model& model,
                  std::vector<int>& heads) {
  double present = 0.0;
  for (const Raised& raised : groups) {
    present += std::max(model.groups[raised.group].heads, 1) * sum_of(raised.each);
  }
  const double wanted = sum_of(week.load) / kFullLoad - sum_of(fixed);
  const double factor = present > 0.0 ? std::max(0.0, wanted / present) : 0.0;
  for (const Raised& raised : groups) {
    const int own = std::max(model.groups[raised.group].heads, 1);
    heads[raised.group] =
        static_cast<int>(std::min<double>(kMostHeads, std::ceil(factor * own - 1e-9)));
  }
}

}  // namespace

std::vector<int> staffing_start(const Model& model, const std::vector<std::string>& groups) {
  std::vector<int> heads;
  heads.reserve(model.groups.size());
  for (const RepGroup& group : model.groups) {
    heads.push_back(group.heads);
  }
  const std::vector<TierWeek> weeks = tier_weeks(model);
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    std::vector<double> fixed(weeks[t].load.size());
    std::vector<Raised> raised;
    for (std::size_t g = 0; g < model.groups.size(); ++g) {
      const RepGroup& group = model.groups[g];
      if (group.tier != model.tiers[t].name) {
        continue;
      }
      if (std::ranges::find(groups, group.name) != groups.end()) {
        raised.push_back(raised_of(model, g));
      } else {
        fixed = with(std::move(fixed), floor_week(model, group), 1.0);
      }
    }
    const StaffingRule rule = staffing_rule(model, t);
    if (raised.empty()) {
      continue;
    }
    if (rule.live) {
      raise_live(Promise(weeks[t], rule), rule, std::move(fixed), raised, heads);
    } else {
      scale_others(weeks[t], fixed, raised, model, heads);
    }
  }
  return heads;
}

}  // namespace tiermix
