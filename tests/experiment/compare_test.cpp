// Several plans with the same customers.

#include "engine/experiment/compare.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/direction.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::lognormal;

Desk two_tiers(int reps, double resolved = 0.7) {
  Desk desk(3 * kDay, kDay);
  desk.tier("T1", reps, lognormal(12 * kMinute, 1.2), resolved);
  desk.tier("T2", 4, lognormal(30 * kMinute, 1.0));
  desk.cases("call", 25.0);
  desk.last_class().patience = Patience{testing::exponential(5 * kMinute)};
  desk.last_class().arrivals.busyness_cv = 0.2;
  return desk;
}

std::size_t measure(const char* name) { return static_cast<std::size_t>(find_measure(name)); }

ComparisonDesign design(const char* by, std::uint32_t replications = 0) {
  ComparisonDesign d;
  d.seed = 42;
  d.by = {measure(by)};
  d.replications = replications;
  return d;
}

Contrast on_desk(const Comparison& comparison, const char* name) {
  const std::vector<std::optional<std::size_t>> scopes(comparison.replications.size(), 0);
  return contrast(comparison, measure(name), scopes);
}

TEST(Compare, OneTwoAndSevenThreadsGiveTheSameBits) {
  const std::vector plans{two_tiers(6).plan(), two_tiers(7).plan(), two_tiers(6, 0.72).plan()};
  ComparisonDesign one = design("cost_per_case");
  one.threads = 1;
  const Comparison first = compare(plans, one);
  for (const int threads : {2, 7}) {
    ComparisonDesign more = one;
    more.threads = threads;
    const Comparison other = compare(plans, more);
    EXPECT_EQ(other.digest, first.digest);
    EXPECT_EQ(other.choices[0].best, first.choices[0].best);
    EXPECT_EQ(other.choices[0].eliminated, first.choices[0].eliminated);
    EXPECT_EQ(on_desk(other, "cost_per_case").probability_best,
              on_desk(first, "cost_per_case").probability_best);
    EXPECT_EQ(on_desk(other, "wait_p90").differences[0].estimate.half_width,
              on_desk(first, "wait_p90").differences[0].estimate.half_width);
  }
}

TEST(Compare, APlanWithItselfDiffersByExactlyNothing) {
  const std::vector plans{two_tiers(6).plan(), two_tiers(6).plan()};
  const Comparison comparison = compare(plans, design("cost_per_case"));
  EXPECT_TRUE(comparison.decided);
  EXPECT_EQ(comparison.choices[0].best, 0U);
  for (std::size_t m = 0; m < measures().size(); ++m) {
    if (measures()[m].scopes.all) {
      const Estimate e =
          on_desk(comparison, std::string(measures()[m].name).c_str()).differences[0].estimate;
      EXPECT_TRUE(std::isnan(e.mean) || (e.mean == 0.0 && e.half_width == 0.0))
          << measures()[m].name;
    }
  }
}

// Traps 16 and 17 of the field: draws that depend on reps, one seed and no interval.
TEST(Compare, OneRepMoreIsSeenWithAFractionOfTheReplications) {
  const std::vector plans{two_tiers(8).plan(), two_tiers(9).plan()};
  const Comparison comparison = compare(plans, design("abandonment_rate", 30));
  for (const char* name : {"abandonment_rate", "time_to_resolve", "cost_per_case"}) {
    const PairedDifference d = on_desk(comparison, name).differences[0];
    EXPECT_GT(d.variance_reduction, 4.0) << name;
    EXPECT_GT(d.correlation, 0.7) << name;
  }
  EXPECT_LT(on_desk(comparison, "abandonment_rate").differences[0].estimate.upper, 0.0);
}

TEST(Compare, EstimatesAreThoseOfARunOfItsOwn) {
  const std::vector plans{two_tiers(6).plan(), two_tiers(7).plan()};
  const Comparison comparison = compare(plans, design("cost_per_case", 12));
  Design alone;
  alone.seed = 42;
  alone.replications = 12;
  const Outcome outcome = run(plans[1], alone);
  ASSERT_EQ(comparison.estimates[1].size(), outcome.estimates.size());
  const double own = outcome.estimates[0].estimate.mean;
  EXPECT_EQ(comparison.estimates[1][0].estimate.mean, own);
  EXPECT_NEAR(on_desk(comparison, "cost_per_case").differences[0].estimate.mean,
              own - comparison.estimates[0][0].estimate.mean,
              1e-9);
}

TEST(Compare, StopsTheEliminatedAndGoesOnWithTheOthers) {
  Desk other = two_tiers(6);
  other.model().tiers[0].handle_time = testing::exponential(12 * kMinute);
  const std::vector plans{two_tiers(6).plan(), two_tiers(6, 0.5).plan(), other.plan()};
  ComparisonDesign d = design("handle_cost_per_case");
  d.indifference = {.value = 0.001, .relative = true};
  d.max_replications = 60;
  const Comparison comparison = compare(plans, d);
  EXPECT_EQ(comparison.replications[1].size(), 30U);
  EXPECT_GT(comparison.replications[2].size(), 30U);
  EXPECT_EQ(comparison.replications[0].size(), comparison.replications[2].size());
  EXPECT_EQ(comparison.choices[0].eliminated[1], 30U);
  EXPECT_EQ(comparison.choices[0].eliminated[0] * comparison.choices[0].eliminated[2], 0U);
}

TEST(Compare, SaysWhenTheBudgetEndsBeforeTheChoiceIsMade) {
  const std::vector plans{two_tiers(6, 0.7).plan(), two_tiers(6, 0.7001).plan()};
  ComparisonDesign d = design("first_contact_resolution");
  d.indifference = {.value = 1e-7, .relative = false};
  d.max_replications = 32;
  const Comparison comparison = compare(plans, d);
  EXPECT_FALSE(comparison.decided);
  EXPECT_EQ(comparison.replications[0].size(), 32U);
}

TEST(Compare, GoesOnUntilTheDifferenceIsAsPreciseAsAsked) {
  const std::vector plans{two_tiers(6).plan(), two_tiers(7, 0.8).plan()};
  ComparisonDesign d = design("cost_per_case");
  d.precision = 0.004;
  const Comparison comparison = compare(plans, d);
  EXPECT_TRUE(comparison.precision_reached);
  EXPECT_GT(comparison.replications[1].size(), 30U);
  EXPECT_LE(on_desk(comparison, "cost_per_case").differences[0].estimate.half_width,
            0.004 * comparison.estimates[0][0].estimate.mean);
}

TEST(Compare, StoppedByItsObserverKeepsWhatIsFinished) {
  const std::vector plans{two_tiers(6).plan(), two_tiers(7).plan()};
  ComparisonDesign d = design("cost_per_case");
  d.threads = 1;
  const Comparison comparison =
      compare(plans, d, [](const Progress& progress) { return progress.done < 5; });
  EXPECT_TRUE(comparison.interrupted);
  EXPECT_FALSE(comparison.decided);
  EXPECT_EQ(comparison.replications[0].size(), 3U);
  EXPECT_EQ(comparison.replications[1].size(), 2U);
  EXPECT_EQ(on_desk(comparison, "cost_per_case").differences[0].estimate.replications, 2U);
}

TEST(Compare, AMeasureWithoutAValueDecidesNothing) {
  Desk nobody_calls(kDay);
  nobody_calls.tier("T1", 2, lognormal(kHour, 1.0)).cases("call", 0.0);
  const std::vector plans{nobody_calls.plan(), nobody_calls.plan()};
  ComparisonDesign d = design("time_to_resolve");
  const Comparison comparison = compare(plans, d);
  EXPECT_FALSE(comparison.decided);
  EXPECT_EQ(comparison.replications[0].size(), 30U);
}

TEST(Contrast, WithoutTheScopeInAnAlternativeIsUnknown) {
  Desk three = two_tiers(6);
  three.last_tier().resolve.p = 0.5;
  three.tier("T3", 3, lognormal(kHour, 1.0));
  const std::vector plans{two_tiers(6).plan(), three.plan(), two_tiers(6).plan()};
  const Comparison comparison = compare(plans, design("cost_per_case", 5));
  const std::size_t tier_two = comparison.layouts[0].of_tier(1);
  const Contrast both =
      contrast(comparison,
               measure("wait"),
               std::vector<std::optional<std::size_t>>{tier_two, std::nullopt, tier_two});
  EXPECT_TRUE(std::isnan(both.differences[0].estimate.mean));
  EXPECT_EQ(both.differences[1].estimate.mean, 0.0);
  EXPECT_TRUE(std::isnan(both.probability_best[1]));
}

TEST(Direction, IsKnownForWhatIsGoodOrBadInItself) {
  EXPECT_EQ(better_of("cost_per_case"), Better::lower);
  EXPECT_EQ(better_of("time_to_resolve_p90"), Better::lower);
  EXPECT_EQ(better_of("first_contact_resolution"), Better::higher);
  EXPECT_EQ(better_of("occupancy"), std::nullopt);
}

}  // namespace
}  // namespace tiermix
