// Many variables: shifts over the hours of a day, and a service for each hour.

#include "engine/experiment/optimise_cuts.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/experiment/known_optimum.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kHours = 8;
constexpr std::size_t kShiftHours = 3;

// Shift i works from hour i on.
struct Day {
  std::vector<double> wages;
  std::vector<double> loads;  ///< [hour]
  double steepness = 0.0;     ///< above 0: service is an S, flat where far too few are there

  [[nodiscard]] std::vector<double> operator()(const LatticePoint& heads) const {
    std::vector<double> there(kHours);
    double cost = 20.0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      cost += wages[i] * heads[i];
      for (std::size_t h = i; h < i + kShiftHours; ++h) {
        there[h] += heads[i];
      }
    }
    std::vector<double> values{cost};
    for (std::size_t h = 0; h < kHours; ++h) {
      values.push_back(steepness > 0.0 ? 1.0 / (1.0 + std::exp(-steepness * (there[h] - loads[h])))
                                       : 1.0 - std::exp(-there[h] / loads[h]));
    }
    return values;
  }
};

Day random_day(std::uint32_t p, double steepness) {
  Day day{.wages = {}, .loads = {}, .steepness = steepness};
  for (std::uint32_t i = 0; i + kShiftHours <= kHours; ++i) {
    day.wages.push_back(2.0 + uniform(p, i, 91));
  }
  for (std::uint32_t h = 0; h < kHours; ++h) {
    day.loads.push_back(1.0 + 2.0 * uniform(p, h, 92));
  }
  return day;
}

Problem problem_of(const Day& day, std::uint32_t seed) {
  Problem problem(std::vector<std::int32_t>(day.wages.size(), 7), day);
  for (std::size_t h = 0; h < kHours; ++h) {
    problem.at_least(0.75);
  }
  problem.seed(seed).scatter(0.002).start(LatticePoint(day.wages.size(), 4));
  problem.design().tolerance = 0.002;
  problem.design().prices = false;
  return problem;
}

// How much dearer than the best by enumeration, summed over random days.
double excess_over_the_best(double steepness) {
  double excess = 0.0;
  for (std::uint32_t p = 0; p < 20; ++p) {
    const Day day = random_day(p, steepness);
    Problem problem = problem_of(day, p);
    const Optimum optimum = problem.solve();
    EXPECT_EQ(optimum.end, OptimumEnd::decided) << p;
    const double least = day(problem.enumerate())[0];
    EXPECT_GE(day(optimum.leader().point)[0], least - 1e-9) << p;
    excess += (day(optimum.leader().point)[0] - least) / least;
  }
  return excess / 20.0;
}

TEST(CuttingPlanes, FindTheCheapestShiftsThatCoverEveryHour) {
  EXPECT_LT(excess_over_the_best(0.0), 0.004);
}

TEST(CuttingPlanes, FindThemWhereServiceIsNotConcave) {
  EXPECT_LT(excess_over_the_best(1.5), 0.004);
}

TEST(CuttingPlanes, AskForFewPointsOfTheLattice) {
  Problem problem = problem_of(random_day(3, 0.0), 3);
  EXPECT_LT(problem.solve().visited, 100U);  // of 117649
}

TEST(CuttingPlanes, AreTheSameInWaves) {
  for (std::uint32_t p = 0; p < 3; ++p) {
    expect_same_in_waves(problem_of(random_day(p, 1.5), p), 60);
  }
}

TEST(CuttingPlanes, EndWhereNothingKeepsAConstraint) {
  Problem problem = problem_of(random_day(1, 0.0), 1);
  problem.at_least(1.5);
  EXPECT_EQ(problem.solve().end, OptimumEnd::infeasible);
}

}  // namespace
}  // namespace tiermix
