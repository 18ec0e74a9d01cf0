#include "engine/estimate/constrained.hpp"

#include <array>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

ConstrainedRule rule(std::vector<double> tolerances) {
  return {.confidence = 0.95,
          .indifference = 1.0,
          .tolerances = std::move(tolerances),
          .first_stage = 10};
}

double swing(int r) { return r % 2 == 0 ? 0.3 : -0.3; }

TEST(ConstrainedSelection, LeavesOutTheBetterOneThatBreaksAConstraint) {
  ConstrainedSelection race(3, rule({0.4}));
  for (int r = 0; !race.decided(); ++r) {
    race.add(std::array{9.0 + swing(r), 5.0 + swing(r), 4.0 + swing(r)},
             std::array{-1.0 + swing(r + 1), 1.0 + swing(r + 1), 1.0 + swing(r)});
    ASSERT_LT(r, 1000);
  }
  EXPECT_EQ(race.best(), 1U);
  EXPECT_EQ(race.fate(0), Fate::breaks);
  EXPECT_EQ(race.fate(1), Fate::keeps);
  EXPECT_EQ(race.fate(2), Fate::inferior);
}

TEST(ConstrainedSelection, ChoosesNobodyWhereAllBreakAConstraint) {
  ConstrainedSelection race(2, rule({0.4, 0.4}));
  for (int r = 0; !race.decided(); ++r) {
    race.add(std::array{1.0, 2.0}, std::array{1.0 + swing(r), -1.0, -1.0, 1.0});
    ASSERT_LT(r, 1000);
  }
  EXPECT_EQ(race.best(), std::nullopt);
  EXPECT_FALSE(race.is_in(0));
  EXPECT_FALSE(race.is_in(1));
}

TEST(ConstrainedSelection, TestsOneAlternativeAgainstItsConstraintsAlone) {
  ConstrainedSelection race(1, rule({0.4}));
  for (int r = 0; r < 10; ++r) {
    ASSERT_FALSE(race.decided());
    race.add(std::array{1.0}, std::array{0.5});
  }
  EXPECT_TRUE(race.decided());
  EXPECT_EQ(race.best(), 0U);
}

TEST(ConstrainedSelection, OfEqualsTakesTheFirst) {
  ConstrainedSelection race(3, rule({}));
  for (int r = 0; !race.decided(); ++r) {
    race.add(std::array{swing(r), swing(r), swing(r) - 5.0}, {});
    ASSERT_LT(r, 1000);
  }
  EXPECT_EQ(race.best(), 0U);
}

TEST(ConstrainedSelection, EndsWhereAMarginIsInTheMiddleOfItsZone) {
  ConstrainedSelection race(1, rule({0.4}));
  int steps = 0;
  for (; !race.decided(); ++steps) {
    race.add(std::array{1.0}, std::array{0.2 + swing(steps)});
    ASSERT_LT(steps, 1000);
  }
  EXPECT_GT(steps, 10);  // not at first sight
}

TEST(ConstrainedSelection, RefusesARuleWithoutATolerance) {
  EXPECT_THROW(ConstrainedSelection(2, rule({0.0})), ContractViolation);
}

}  // namespace
}  // namespace tiermix
