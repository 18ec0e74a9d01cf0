#include "engine/estimate/constrained.hpp"

#include <array>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/check.hpp"
#include "engine/random/philox.hpp"

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

// All replications at the best, but those whose number is a multiple of `every`.
ConstrainedSelection race_of_the_unseen(int every, const MarginRange& range) {
  ConstrainedRule unseen = rule({0.008});
  unseen.ranges = {range};
  ConstrainedSelection race(1, unseen);
  for (int r = 1; !race.decided() && r < 10000; ++r) {
    race.add(std::array{1.0}, std::array{r % every == 0 ? range.worst : range.best});
  }
  return race;
}

TEST(ConstrainedSelection, TakesWhatWasNeverSeenAsProofOnlyWithManyReplications) {
  // Just close to the best is 0.18: 18.4 % at -0.8 bring that to 0, and 0.816^19 is below 0.025.
  EXPECT_EQ(race_of_the_unseen(100000, {.worst = -0.8, .best = 0.2}).stage(), 19U);
  EXPECT_EQ(race_of_the_unseen(100000, {.worst = -0.99, .best = 0.01}).stage(), 368U);
  EXPECT_EQ(race_of_the_unseen(100000, {.worst = -0.9999, .best = 0.0001 + 0.004}).stage(), 368U);
}

TEST(ConstrainedSelection, IsNotReassuredByATrivialMiss) {
  ConstrainedRule unseen = rule({0.008});
  unseen.ranges = {{.worst = -0.95, .best = 0.05}};
  ConstrainedSelection race(1, unseen);
  for (int r = 1; !race.decided(); ++r) {
    race.add(std::array{1.0}, std::array{r % 7 == 0 ? 0.0495 : 0.05});
    ASSERT_LT(r, 1000);
  }
  EXPECT_EQ(race.stage(), 80U);  // (1 - 0.045 / 0.995)^80
}

TEST(ConstrainedSelection, WaitsLongerWhereNothingIsTheWorst) {
  ConstrainedRule unseen = rule({0.3});
  unseen.ranges = {{.best = 30.0}};
  ConstrainedSelection race(1, unseen);
  for (int r = 0; !race.decided(); ++r) {
    race.add(std::array{1.0}, std::array{30.0});
    ASSERT_LT(r, 1000);
  }
  EXPECT_EQ(race.stage(), 72U);  // 0.95^72
}

TEST(ConstrainedSelection, JudgesWhatIsSeenAtLastByItsScatter) {
  const ConstrainedSelection broken = race_of_the_unseen(13, {.worst = -0.95, .best = 0.05});
  EXPECT_EQ(broken.fate(0), Fate::breaks);  // one in 13 is worse than one in 20
  const ConstrainedSelection kept = race_of_the_unseen(50, {.worst = -0.95, .best = 0.05});
  EXPECT_EQ(kept.fate(0), Fate::keeps);
  EXPECT_GT(kept.stage(), 80U);
}

// What happens in few replications, and then makes the target missed: at most 5 % may be wrong.
TEST(ConstrainedSelection, IsSeldomWrongAboutRareReplications) {
  int wrong = 0;
  for (std::uint32_t trial = 0; trial < 400; ++trial) {
    ConstrainedRule unseen = rule({0.002});
    unseen.ranges = {{.worst = -0.8, .best = 0.2}};
    ConstrainedSelection race(1, unseen);
    for (std::uint32_t r = 0; !race.decided() && r < 2000; ++r) {
      const double chance = philox({r, trial, 0, 0}, {3, 5})[0] / 4294967296.0;
      race.add(std::array{1.0},
               std::array{chance < 0.22   ? -0.8
                          : chance > 0.95 ? 0.195
                                          : 0.2});  // the mean is -0.02
    }
    wrong += race.fate(0) == Fate::keeps ? 1 : 0;
  }
  EXPECT_LE(wrong, 32);  // of 400 at 5 %, 32 are three deviations above the mean
}

TEST(ConstrainedSelection, RefusesARuleWithoutATolerance) {
  EXPECT_THROW(ConstrainedSelection(2, rule({0.0})), ContractViolation);
}

}  // namespace
}  // namespace tiermix
