#include "engine/estimate/selection.hpp"

#include <array>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tiermix {
namespace {

using ::testing::ElementsAre;

// Four systems with means 10, 10.4, 11.1, 10.9 and a fixed scatter; the run was followed by hand.
double worked_value(std::size_t system, int j) {
  constexpr std::array kWorkedMeans{10.0, 10.4, 11.1, 10.9};
  constexpr std::array kSteps{37, 53, 71, 29};
  const int scatter = (j * kSteps[system] + 7 * static_cast<int>(system)) % 97 - 48;
  return kWorkedMeans[system] + scatter / 40.0;
}

TEST(Selection, FollowsTheWorkedRun) {
  Selection kn(4, {.confidence = 0.95, .indifference = 0.5, .first_stage = 10});
  for (int j = 1; !kn.decided(); ++j) {
    kn.add(
        std::array{worked_value(0, j), worked_value(1, j), worked_value(2, j), worked_value(3, j)});
  }
  EXPECT_NEAR(kn.eta(), 0.564680186619, 1e-11);
  EXPECT_NEAR(kn.h_squared(), 10.1642433591, 1e-9);
  EXPECT_NEAR(kn.variance(0, 1), 0.882645833333, 1e-11);
  EXPECT_NEAR(kn.variance(2, 3), 0.714090277778, 1e-11);
  EXPECT_EQ(kn.longest(), 36U);  // N = 35, and one more
  EXPECT_EQ(kn.best(), 2U);
  EXPECT_THAT(kn.eliminated_after(), ElementsAre(10, 10, 0, 14));
  EXPECT_EQ(kn.stage(), 14U);
}

TEST(Selection, OfEqualsTakesTheFirstAtOnce) {
  Selection kn(2, {.confidence = 0.95, .indifference = 0.1, .first_stage = 5});
  for (int j = 0; j < 5; ++j) {
    ASSERT_FALSE(kn.decided());
    kn.add(std::array{j * 1.5, j * 1.5});
  }
  EXPECT_TRUE(kn.decided());
  EXPECT_EQ(kn.best(), 0U);
  EXPECT_TRUE(kn.survives(1));
}

TEST(Selection, GoesOnWhileTheyAreCloseButNotBeyondItsLongest) {
  Selection kn(2, {.confidence = 0.95, .indifference = 0.5, .first_stage = 10});
  std::uint64_t steps = 0;
  for (int j = 0; !kn.decided(); ++j, ++steps) {
    const double swing = j % 2 == 0 ? 1.0 : -1.0;
    kn.add(std::array{0.0, swing + 0.01});
  }
  EXPECT_GT(steps, 20U);
  EXPECT_LE(steps, kn.longest());
  EXPECT_EQ(kn.best(), 1U);
}

TEST(Selection, DoesNotLookAtTheEliminated) {
  Selection kn(3, {.confidence = 0.95, .indifference = 0.5, .first_stage = 10});
  for (int j = 0; j < 10; ++j) {
    const double swing = j % 2 == 0 ? 1.0 : -1.0;
    kn.add(std::array{-50.0, 0.0, swing});
  }
  ASSERT_FALSE(kn.survives(0));
  ASSERT_FALSE(kn.decided());
  kn.add(std::array{1e9, 0.0, 1.0});
  EXPECT_FALSE(kn.survives(0));
}

}  // namespace
}  // namespace tiermix
