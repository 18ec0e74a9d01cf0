// The search and the final on functions whose optimum is known.

#include "engine/experiment/optimise.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/experiment/known_optimum.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;

// Service that grows with the heads of both tiers, at two wages.
std::vector<double> cost_and_service(const LatticePoint& x) {
  const double first = 1.0 - std::exp(-(x[0] + 1) / 6.0);
  const double second = 1.0 - std::exp(-(x[1] + 1) / 4.0);
  return {2.0 * x[0] + 3.0 * x[1] + 10.0, first, second};
}

TEST(Optimise, FindsTheCheapestPointThatKeepsBothConstraints) {
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8).at_least(0.75);
  const Optimum optimum = problem.solve();

  EXPECT_EQ(optimum.end, OptimumEnd::decided);
  EXPECT_EQ(optimum.leader().point, problem.enumerate());
  EXPECT_EQ(optimum.leader().fate, Fate::keeps);
  EXPECT_LT(optimum.visited, 600U / 4);
}

TEST(Optimise, TradesOneVariableAgainstAnotherWhereAConstraintJoinsThem) {
  Problem problem({25, 25, 25}, [](const LatticePoint& x) {
    const double service = 1.0 - std::exp(-(std::sqrt(x[0] + 1.0) + 1.3 * std::sqrt(x[1] + 1.0) +
                                            0.8 * std::sqrt(x[2] + 1.0)) /
                                          4.0);
    return std::vector<double>{3.0 * x[0] + 5.0 * x[1] + 2.0 * x[2] + 20.0, service};
  });
  problem.at_least(0.9).start({12, 12, 12}).scatter(0.002);
  problem.design().tolerance = 0.001;
  const Optimum optimum = problem.solve();
  const LatticePoint best = problem.enumerate();

  EXPECT_EQ(optimum.end, OptimumEnd::decided);
  const auto cost = [](const LatticePoint& x) { return 3.0 * x[0] + 5.0 * x[1] + 2.0 * x[2]; };
  EXPECT_LE(cost(optimum.leader().point), cost(best) + 2.0);
}

TEST(Optimise, SaysThatNothingKeepsAConstraintThatNothingCanKeep) {
  Problem problem({6, 6}, cost_and_service);
  problem.at_least(0.99);
  problem.at_least(0.2);
  const Optimum optimum = problem.solve();

  EXPECT_EQ(optimum.end, OptimumEnd::infeasible);
  EXPECT_EQ(optimum.leader().point.at(0), 5);  // as near as the range allows
  EXPECT_EQ(optimum.leader().fate, Fate::breaks);
}

TEST(Optimise, PricesTheConstraintThatBindsAndNotTheOther) {
  Problem problem({30, 20}, [](const LatticePoint& x) {
    std::vector<double> values = cost_and_service(x);
    values[2] = 5.0;  // always kept
    return values;
  });
  problem.at_least(0.8).at_least(0.75);
  const Optimum optimum = problem.solve();

  ASSERT_EQ(optimum.prices.size(), 2U);
  EXPECT_TRUE(optimum.prices[0].binding);
  EXPECT_THAT(optimum.prices[0].point, ElementsAre(0, 0));
  const double truth = cost_and_service({0, 0})[0] - cost_and_service(optimum.leader().point)[0];
  EXPECT_NEAR(optimum.prices[0].change.estimate.mean, truth, 0.1);
  EXPECT_FALSE(optimum.prices[1].binding);
}

TEST(Optimise, StaysUndecidedWhereTheBudgetIsTooSmall) {
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8);
  problem.design().max_replications = 120;
  const Optimum optimum = problem.solve();

  EXPECT_EQ(optimum.end, OptimumEnd::undecided);
  EXPECT_LE(optimum.search_replications + optimum.final_replications, 120U + 20U);
}

TEST(Optimise, NeverChoosesAPointThatIsNoScenario) {
  Problem problem({12}, [](const LatticePoint& x) {
    return x[0] < 4 ? std::vector<double>{} : std::vector<double>{1.0 * x[0]};
  });
  problem.start({8});
  const Optimum optimum = problem.solve();

  EXPECT_EQ(optimum.end, OptimumEnd::decided);
  EXPECT_THAT(optimum.leader().point, ElementsAre(4));
  EXPECT_GE(optimum.invalid, 1U);
}

TEST(Optimise, NeverChoosesAPointThatIsNotAllowedHoweverCheap) {
  Problem problem({12, 3}, [](const LatticePoint& x) {
    return std::vector<double>{10.0 + 1.0 * x[0] + 2.0 * x[1]};
  });
  problem.overload([](const LatticePoint& x) { return !x.empty() && x[0] < 5 ? 5.0 - x[0] : 0.0; });
  const Optimum optimum = problem.solve();  // begins at {0, 0}, which is not

  EXPECT_EQ(optimum.end, OptimumEnd::decided);
  EXPECT_THAT(optimum.leader().point, ElementsAre(5, 0));
  EXPECT_EQ(optimum.overload, 0.0);
}

TEST(Optimise, FindsNothingWhereNoPointIsAllowed) {
  Problem problem({6}, [](const LatticePoint& x) { return std::vector<double>{10.0 + x[0]}; });
  problem.overload([](const LatticePoint& x) { return x.empty() ? 0.0 : 9.0 - x[0]; });
  const Optimum optimum = problem.solve();

  EXPECT_EQ(optimum.end, OptimumEnd::infeasible);
  EXPECT_THAT(optimum.leader().point, ElementsAre(5));  // the least overloaded
  EXPECT_EQ(optimum.overload, 4.0);
}

TEST(Optimise, CountsTheNeighboursOfTheLeader) {
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8).at_least(0.75);
  const Optimum optimum = problem.solve();
  EXPECT_EQ(optimum.neighbours, 6U);
  EXPECT_EQ(optimum.neighbours_visited, 6U);
}

TEST(Optimise, AgreesWithEnumerationOnManyRandomProblems) {
  int found = 0;
  constexpr int kProblems = 40;
  for (std::uint32_t p = 0; p < kProblems; ++p) {
    const auto draw = [p](std::uint32_t i) { return uniform(p, i, 77); };
    const std::array<double, 2> wages{1.0 + 3.0 * draw(0), 1.0 + 3.0 * draw(1)};
    const std::array<double, 2> pace{4.0 + 6.0 * draw(2), 4.0 + 6.0 * draw(3)};
    Problem problem({15, 15}, [&](const LatticePoint& x) {
      return std::vector<double>{wages[0] * x[0] + wages[1] * x[1] + 20.0,
                                 1.0 - std::exp(-(x[0] + 1) / pace[0]),
                                 1.0 - std::exp(-(x[0] + 2 * x[1] + 2) / (3.0 * pace[1]))};
    });
    problem.at_least(0.5 + 0.25 * draw(4)).at_least(0.5 + 0.25 * draw(5));
    problem.seed(p).scatter(0.01).start({7, 7});
    problem.design().tolerance = 0.002;
    problem.design().prices = false;
    const Optimum optimum = problem.solve();
    const LatticePoint best = problem.enumerate();
    const auto cost = [&](const LatticePoint& x) { return wages[0] * x[0] + wages[1] * x[1]; };
    EXPECT_EQ(optimum.end, OptimumEnd::decided) << p;
    // Passed over is only what keeps a constraint by less than the tolerance.
    found += cost(optimum.leader().point) <= cost(best) + 0.4 ? 1 : 0;
  }
  EXPECT_GE(found, 38);
}

TEST(Optimise, StopsWhereTheSamplerDoes) {
  Problem problem({12}, cost_and_service);
  const Optimum optimum =
      optimise(problem.design(), [](std::span<const SampleRequest>) { return std::nullopt; });
  EXPECT_EQ(optimum.end, OptimumEnd::interrupted);
}

TEST(Optimise, AsksForNoReplicationTwice) {
  std::vector<SampleRequest> asked;
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8);
  const auto function = [&](std::span<const SampleRequest> requests) {
    std::vector<GoalSamples> samples;
    for (const SampleRequest& request : requests) {
      asked.push_back(request);
      GoalSamples own;
      own.replications = request.count;
      own.goals.resize(2);
      const std::vector<double> values =
          cost_and_service(request.point.empty() ? LatticePoint{3, 3} : request.point);
      for (std::size_t g = 0; g < 2; ++g) {
        own.goals[g].numerators.assign(request.count, values[g]);
        own.goals[g].denominators.assign(request.count, 1.0);
      }
      own.digests.resize(request.count);
      samples.push_back(own);
    }
    return std::optional(samples);
  };
  static_cast<void>(optimise(problem.design(), function));
  for (std::size_t i = 0; i < asked.size(); ++i) {
    for (std::size_t j = i + 1; j < asked.size(); ++j) {
      const bool apart = asked[i].point != asked[j].point ||
                         asked[i].first + asked[i].count <= asked[j].first ||
                         asked[j].first + asked[j].count <= asked[i].first;
      EXPECT_TRUE(apart);
    }
  }
}
TEST(OptimiseInWaves, IsTheSame) {
  Problem problem({30, 20}, cost_and_service);
  expect_same_in_waves(problem.at_least(0.8).at_least(0.75));
}

TEST(OptimiseInWaves, IsTheSameFromTwoStarts) {
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8).at_least(0.75);
  problem.design().starts.push_back({29, 19});
  expect_same_in_waves(problem);
}

TEST(OptimiseInWaves, IsTheSameWhereNothingKeepsAConstraint) {
  Problem problem({6, 6}, cost_and_service);
  expect_same_in_waves(problem.at_least(0.99).at_least(0.2));
}

TEST(OptimiseInWaves, IsTheSameWherePointsAreNoScenariosOrNotAllowed) {
  Problem none({12}, [](const LatticePoint& x) {
    return x[0] < 4 ? std::vector<double>{} : std::vector<double>{1.0 * x[0]};
  });
  expect_same_in_waves(none.start({8}));
  Problem overloaded({12, 3}, [](const LatticePoint& x) {
    return std::vector<double>{10.0 + 1.0 * x[0] + 2.0 * x[1]};
  });
  overloaded.overload(
      [](const LatticePoint& x) { return !x.empty() && x[0] < 5 ? 5.0 - x[0] : 0.0; });
  expect_same_in_waves(overloaded);
}

// Without the second constraint the search goes far, to points with few replications.
TEST(OptimiseInWaves, IsTheSameOnManyRandomProblems) {
  for (std::uint32_t p = 0; p < 60; ++p) {
    const auto draw = [p](std::uint32_t i) { return uniform(p, i, 78); };
    Problem problem({15, 12}, [&](const LatticePoint& x) {
      return std::vector<double>{(1.0 + 3.0 * draw(0)) * x[0] + (1.0 + 3.0 * draw(1)) * x[1] + 20.0,
                                 1.0 - std::exp(-(x[0] + 1) / (4.0 + 6.0 * draw(2))),
                                 1.0 - std::exp(-(x[0] + 2 * x[1] + 2) / (12.0 + 18.0 * draw(3)))};
    });
    problem.at_least(0.5 + 0.25 * draw(4)).at_least(0.5 + 0.25 * draw(5));
    problem.seed(p).scatter(0.2).start({7, 7});
    problem.design().starts.push_back({2, 9});
    expect_same_in_waves(problem);
  }
}

TEST(OptimiseInWaves, IsTheSameWhereTheBudgetIsTooSmall) {
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8);
  problem.design().max_replications = 120;
  expect_same_in_waves(problem);
}

TEST(Optimise, FrontHasMoreServiceForMoreMoney) {
  Problem problem({30, 20}, cost_and_service);
  problem.at_least(0.8).at_least(0.75);
  const Optimum optimum = problem.solve();
  ASSERT_GE(optimum.front.size(), 2U);
  for (std::size_t i = 1; i < optimum.front.size(); ++i) {
    EXPECT_GT(optimum.front[i].objective, optimum.front[i - 1].objective);
    EXPECT_GT(optimum.front[i].constrained, optimum.front[i - 1].constrained);
  }
}

}  // namespace
}  // namespace tiermix
