#pragma once

// Functions whose optimum is known, for the search and the final: a deterministic part that stands
// for the desk, and a scatter that is the same at every point, as with common random numbers, with
// a little of each point's own.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/philox.hpp"
#include "engine/experiment/optimise.hpp"
#include "engine/experiment/optimise_wave.hpp"

namespace tiermix {

// Objective and constraints at a point, without scatter.
using Function = std::function<std::vector<double>(const LatticePoint&)>;

inline double uniform(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  const auto block = philox({a, b, c, 7}, {11, 13});
  return (block[0] + 0.5) / 4294967296.0;
}

inline std::size_t index_of(std::string_view name) {
  return static_cast<std::size_t>(find_measure(name));
}

class Problem {
 public:
  Problem(std::vector<std::int32_t> sizes, Function function)
      : function_(std::move(function)), scatter_(0.05) {
    design_.sizes = std::move(sizes);
    design_.starts = {LatticePoint(design_.sizes.size())};
    design_.objective = {.measure = index_of("cost_per_case"), .scope = 0};
    design_.indifference = {.value = 0.4, .relative = false};
    design_.tolerance = 0.01;
  }

  Problem& at_least(double value) {
    design_.constraints.push_back(
        {.measure = index_of("service_level"), .scope = 0, .at_least = true, .value = value});
    return *this;
  }
  Problem& start(LatticePoint point) {
    design_.starts = {std::move(point)};
    return *this;
  }
  Problem& scatter(double scatter) {
    scatter_ = scatter;
    return *this;
  }
  Problem& overload(std::function<double(const LatticePoint&)> overload) {
    overload_ = std::move(overload);
    return *this;
  }
  Problem& seed(std::uint32_t seed) {
    seed_ = seed;
    return *this;
  }
  OptimumDesign& design() { return design_; }

  Optimum solve() {
    return optimise(design_, [this](std::span<const SampleRequest> requests) {
      std::vector<GoalSamples> samples;
      for (const SampleRequest& request : requests) {
        samples.push_back(at(request));
      }
      return std::optional(samples);
    });
  }

  struct InWaves {
    Optimum optimum;
    std::vector<std::size_t> sizes;  ///< of the waves, in replications
  };

  /// Each wave in its own order, as from several machines.
  InWaves solve_in_waves() {
    InWaves solved;
    std::map<std::pair<LatticePoint, std::uint32_t>, GoalSamples> kept;
    const KnownSamples known = [&kept](const LatticePoint& point, std::uint32_t r) {
      const auto found = kept.find({point, r});
      return found == kept.end() ? nullptr : &found->second;
    };
    for (auto wave = next_wave(design_, known); !wave.empty(); wave = next_wave(design_, known)) {
      solved.sizes.push_back(wave.size());
      std::ranges::reverse(wave);
      for (const SampleRequest& request : wave) {
        EXPECT_TRUE(kept.emplace(std::pair(request.point, request.first), at(request)).second);
      }
      EXPECT_LT(solved.sizes.size(), 200U);
    }
    solved.optimum = optimise(design_, [&](std::span<const SampleRequest> requests) {
      std::vector<GoalSamples> samples;
      for (const SampleRequest& request : requests) {
        std::optional<GoalSamples> joined = joined_samples(request, known);
        EXPECT_TRUE(joined.has_value());
        samples.push_back(std::move(joined).value_or(GoalSamples()));
      }
      return std::optional(samples);
    });
    return solved;
  }

  /// The best of all points by the function itself.
  [[nodiscard]] LatticePoint enumerate() const {
    LatticePoint point(design_.sizes.size());
    LatticePoint best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t at = 0; at < point.size();) {
      const std::vector<double> values = function_(point);
      bool keeps = true;
      for (std::size_t c = 0; c < design_.constraints.size(); ++c) {
        keeps = keeps && values[c + 1] >= design_.constraints[c].value;
      }
      if (keeps && values[0] < least) {
        least = values[0];
        best = point;
      }
      for (at = 0; at < point.size() && ++point[at] == design_.sizes[at]; ++at) {
        point[at] = 0;
      }
    }
    return best;
  }

 private:
  GoalSamples at(const SampleRequest& request) const {
    std::vector<double> values =
        request.point.empty() ? function_(design_.starts.front()) : function_(request.point);
    GoalSamples samples;
    if (values.empty()) {
      return samples;
    }
    values.resize(design_.constraints.size() + 1);
    samples.overload = overload_ ? overload_(request.point) : 0.0;
    samples.goals.resize(values.size());
    std::uint32_t own = 17;
    for (const std::int32_t index : request.point) {
      own = own * 31 + static_cast<std::uint32_t>(index);
    }
    for (std::uint32_t r = request.first; r < request.first + request.count; ++r) {
      for (std::uint32_t g = 0; g < values.size(); ++g) {
        const double common = uniform(r, g, seed_) - 0.5;
        const double alone = uniform(r, g + 100 + own, seed_) - 0.5;
        samples.goals[g].numerators.push_back(values[g] + scatter_ * (common + 0.3 * alone));
        samples.goals[g].denominators.push_back(1.0);
      }
      samples.digests.push_back(r);
    }
    samples.replications = request.count;
    samples.cases = request.count;
    return samples;
  }

  OptimumDesign design_;
  Function function_;
  std::function<double(const LatticePoint&)> overload_;
  double scatter_;
  std::uint32_t seed_ = 1;
};

inline void expect_same_in_waves(Problem problem, std::size_t most_waves = 25) {
  const Optimum whole = problem.solve();
  const Problem::InWaves waves = problem.solve_in_waves();
  const Optimum& parts = waves.optimum;
  EXPECT_EQ(parts.digest, whole.digest);
  EXPECT_EQ(parts.end, whole.end);
  EXPECT_EQ(parts.leader().point, whole.leader().point);
  EXPECT_EQ(parts.leader().objective.mean, whole.leader().objective.mean);
  EXPECT_EQ(parts.visited, whole.visited);
  EXPECT_EQ(parts.final_replications, whole.final_replications);
  ASSERT_EQ(parts.prices.size(), whole.prices.size());
  for (std::size_t c = 0; c < parts.prices.size(); ++c) {
    EXPECT_EQ(parts.prices[c].change.estimate.mean, whole.prices[c].change.estimate.mean);
  }
  std::size_t replications = 0;
  for (const std::size_t size : waves.sizes) {
    replications += size;
  }
  EXPECT_LE(whole.search_replications + whole.final_replications, replications);
  EXPECT_LE(waves.sizes.size(), most_waves);
}

}  // namespace tiermix
