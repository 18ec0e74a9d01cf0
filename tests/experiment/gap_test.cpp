#include "engine/experiment/gap.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// Cost of support, then one measure; what a replication deviates from the mean sums to zero.
SweptPoint point(double cost, double value, std::vector<double> deviations = {0.0, 0.0}) {
  SweptPoint point;
  point.replications = static_cast<std::uint32_t>(deviations.size());
  point.effects = {{.value = cost, .effects = std::vector<double>(deviations.size())},
                   {.value = value, .effects = std::move(deviations)}};
  return point;
}

GapDesign design(std::vector<double> prices, Better better, double value, bool open = true) {
  GapDesign design;
  design.windows_per_year = 2.0;
  design.prices = std::move(prices);
  design.goals = {{.chosen = 1, .value = value, .better = better, .open = open}};
  return design;
}

TEST(Gap, EffectShareAndWorthPerCostAreThoseOfTheMeans) {
  // 100 more in half a year and a price of 50: 250 a year, for 3 of the 12 that are missing.
  const GapTables tables =
      explain_gaps(point(1000, 58), {point(1100, 61)}, design({50}, Better::higher, 70));

  ASSERT_EQ(tables.tables.size(), 1U);
  const LeverEffect& effect = tables.tables[0].effects[0];
  EXPECT_EQ(effect.verdict, LeverVerdict::helps);
  EXPECT_DOUBLE_EQ(effect.effect.mean, 3.0);
  EXPECT_DOUBLE_EQ(effect.closed.mean, 0.25);
  EXPECT_DOUBLE_EQ(tables.money[0].simulated.mean, 200.0);
  EXPECT_DOUBLE_EQ(tables.money[0].total.mean, 250.0);
  EXPECT_EQ(tables.money[0].verdict, CostVerdict::costs);
  EXPECT_DOUBLE_EQ(effect.per_cost.mean, 3.0 / 250.0);
  EXPECT_FALSE(tables.tables[0].cheapest.has_value());
}

TEST(Gap, ThePriceIsPartOfAnAmountOfMoney) {
  // 60 less in half a year, for a price of 200 a year: 40 more than before, not 60 less.
  GapDesign money = design({200}, Better::lower, 900);
  money.goals[0].chosen = 0;
  money.goals[0].prices = {200};
  const GapTables tables = explain_gaps(point(1000, 0), {point(940, 0)}, money);

  const LeverEffect& effect = tables.tables[0].effects[0];
  EXPECT_DOUBLE_EQ(effect.effect.mean, 40.0);
  EXPECT_DOUBLE_EQ(effect.closed.mean, -0.4);
  EXPECT_EQ(effect.verdict, LeverVerdict::hurts);
  EXPECT_EQ(tables.harms[0], std::vector<std::size_t>{0});
}

TEST(Gap, ThePriceOfACostPerCaseIsDividedByTheCasesWithTheLever) {
  // Two replications with the lever: costs 900 and 1100, cases 40 and 60. With 500 a year, 250 in
  // this window, the cost per case is (1150 + 1350) / 100 = 25, where the simulation has 20.
  // Its effects are (1150 - 25 x 40) / 50 = 3 and (1350 - 25 x 60) / 50 = -3; without the price
  // (900 - 20 x 40) / 50 = 2 and (1100 - 20 x 60) / 50 = -2.
  SweptPoint base = point(1000, 22);
  SweptPoint lever = point(1000, 20, {2.0, -2.0});
  lever.effects[0].effects = {-100.0, 100.0};
  GapDesign money = design({500}, Better::lower, 18);
  money.goals[0].prices = {500};
  money.goals[0].per_case = 1;
  const LeverEffect effect = explain_gaps(base, {lever}, money).tables[0].effects[0];

  EXPECT_DOUBLE_EQ(effect.effect.mean, 3.0);
  EXPECT_DOUBLE_EQ(effect.closed.mean, -0.75);
  // t(95 %, 1) = 12.7062; the effects 3 and -3 have the standard error 3.
  EXPECT_NEAR(effect.effect.half_width, 12.7062 * 3.0, 1e-3);
}

TEST(Gap, LowerIsTheRightWayForAMeasureThatIsBetterLow) {
  const GapTables tables = explain_gaps(
      point(1000, 20), {point(1000, 16), point(1000, 24)}, design({1, 1}, Better::lower, 12));

  EXPECT_EQ(tables.tables[0].effects[0].lever, 0U);
  EXPECT_DOUBLE_EQ(tables.tables[0].effects[0].closed.mean, 0.5);
  EXPECT_EQ(tables.tables[0].effects[1].verdict, LeverVerdict::hurts);
  EXPECT_DOUBLE_EQ(tables.tables[0].effects[1].closed.mean, -0.5);
  EXPECT_EQ(tables.harms[1], std::vector<std::size_t>{0});
}

TEST(Gap, WhatSavesMoneyComesFirstThenTheMostPerCostThenWhatHurts) {
  const SweptPoint hurts = point(1000, 50);
  const SweptPoint nothing = point(1000, 58);
  const SweptPoint dear = point(1400, 66);
  const SweptPoint cheap = point(1010, 60);
  const SweptPoint saves = point(990, 59);
  const GapTables tables = explain_gaps(point(1000, 58),
                                        {hurts, nothing, dear, cheap, saves},
                                        design({0, 0, 0, 0, 0}, Better::higher, 70));
  std::vector<std::size_t> order;
  for (const LeverEffect& effect : tables.tables[0].effects) {
    order.push_back(effect.lever);
  }

  EXPECT_EQ(order, (std::vector<std::size_t>{4, 3, 2, 1, 0}));
  EXPECT_TRUE(std::isnan(tables.tables[0].effects[0].per_cost.mean)) << "no ratio to a saving";
  EXPECT_EQ(tables.money[1].verdict, CostVerdict::unclear);
}

TEST(Gap, TheCheapestIsTheLeastCostlyThatSurelyCloses) {
  // Lever 2 would close it in the mean alone: its replications differ too much.
  const GapTables tables =
      explain_gaps(point(1000, 58),
                   {point(1300, 75), point(1200, 71), point(1000, 72, {-9.0, 9.0})},
                   design({0, 0, 0}, Better::higher, 70));

  EXPECT_EQ(tables.tables[0].cheapest, 1U);
}

TEST(Gap, IntervalsHoldTogetherOverTheLevers) {
  const std::vector<double> noise{-1.0, 0.0, 1.0};
  const SweptPoint base = point(1000, 58, {0.0, 0.0, 0.0});
  const double alone = explain_gaps(base, {point(1000, 61, noise)}, design({1}, Better::higher, 70))
                           .tables[0]
                           .effects[0]
                           .effect.half_width;
  const double joint = explain_gaps(base,
                                    {point(1000, 61, noise), point(1000, 60, noise)},
                                    design({1, 1}, Better::higher, 70))
                           .tables[0]
                           .effects[0]
                           .effect.half_width;

  // t(95 %, 2) = 4.302653 and t(97.5 %, 2) = 6.205347; the error of the mean is 1 / sqrt(3).
  EXPECT_NEAR(alone, 4.302653 / std::sqrt(3.0), 1e-5);
  EXPECT_NEAR(joint, 6.205347 / std::sqrt(3.0), 1e-5);
}

TEST(Gap, AGoalThatIsMetHasNoTableAndCanBeHarmed) {
  const GapTables tables =
      explain_gaps(point(1000, 80), {point(1000, 75)}, design({0}, Better::higher, 70, false));

  EXPECT_TRUE(tables.tables.empty());
  EXPECT_EQ(tables.harms[0], std::vector<std::size_t>{0});
}

// A lever that closes the gap for less, and that nobody should take.
TEST(Gap, AnOverloadOrMoreWhoHangUpIsNeverTheCheapest) {
  SweptPoint base = point(1000, 58);
  SweptPoint overloads = point(900, 75);
  SweptPoint hung_up = point(950, 75);
  SweptPoint sound = point(1200, 71);
  for (SweptPoint* one : {&base, &overloads, &hung_up, &sound}) {
    one->effects.push_back({.value = 0.05, .effects = {0.0, 0.0}});
  }
  hung_up.effects[2].value = 0.08;
  GapDesign asked = design({0, 0, 0}, Better::higher, 70);
  asked.overloads = {true, false, false};
  asked.losses = {2};
  const GapTables tables = explain_gaps(base, {overloads, hung_up, sound}, asked);

  EXPECT_EQ(tables.tables[0].cheapest, 2U);
  EXPECT_EQ(tables.tables[0].effects[0].lever, 2U);
  EXPECT_TRUE(tables.sides[0].overloads);
  EXPECT_EQ(tables.sides[1].loses, std::vector<std::size_t>{0});
  EXPECT_TRUE(std::isnan(tables.sides[1].revenue_at_risk.mean)) << "it was not asked for";
  EXPECT_TRUE(tables.sides[2].is_sound());
  EXPECT_EQ(tables.sums[0].lever, 2U);
}

// Two figures for one measure, and a target that is met.
TEST(Gap, CountsAMeasureOnceOverAllGaps) {
  const SweptPoint base = point(1000, 58);
  GapDesign asked = design({0, 0}, Better::higher, 60);
  asked.goals.push_back({.chosen = 1, .value = 70, .better = Better::higher});
  asked.goals.push_back({.chosen = 0, .value = 2000, .better = Better::lower, .open = false});
  const GapTables tables = explain_gaps(base, {point(1100, 65), point(1200, 75)}, asked);

  ASSERT_EQ(tables.tables.size(), 2U);
  ASSERT_EQ(tables.sums.size(), 2U);
  EXPECT_EQ(tables.sums[0].lever, 1U) << "both help one and worsen one; this closes its gap";
  EXPECT_EQ(tables.sums[0].helps, 1U);
  EXPECT_EQ(tables.sums[0].closes, 1U);
  EXPECT_EQ(tables.sums[0].worsens, 1U);
  EXPECT_EQ(tables.sums[1].closes, 0U) << "60, not 70";
}

TEST(Gap, TheRoundingOfSumsIsNoEffect) {
  const GapTables tables = explain_gaps(
      point(1000, 58), {point(1000.0 + 1e-10, 58.0 - 1e-14)}, design({0}, Better::higher, 70));

  EXPECT_EQ(tables.tables[0].effects[0].verdict, LeverVerdict::unclear);
  EXPECT_EQ(tables.money[0].verdict, CostVerdict::unclear);
}

// 58 and 70 wanted: 70.5 is there, 75 is nearer, 90 is farther away than before, 50 too.
TEST(Gap, BeyondAnExactGoalIsAsFarAsBeforeIt) {
  GapDesign asked = design({0, 0, 0, 0}, Better::higher, 70);
  asked.goals[0].exact = true;
  const GapTables tables = explain_gaps(
      point(1000, 58), {point(1100, 70.5), point(1050, 75), point(900, 90), point(900, 50)}, asked);
  std::map<std::size_t, LeverEffect> by_lever;
  for (const LeverEffect& effect : tables.tables[0].effects) {
    by_lever[effect.lever] = effect;
  }

  EXPECT_TRUE(by_lever[0].closes);
  EXPECT_EQ(by_lever[1].verdict, LeverVerdict::helps);
  EXPECT_FALSE(by_lever[1].closes);
  EXPECT_EQ(by_lever[2].verdict, LeverVerdict::hurts);
  EXPECT_EQ(by_lever[3].verdict, LeverVerdict::hurts);
  EXPECT_EQ(tables.tables[0].cheapest, 0U);
}

TEST(Gap, WhatHasNoSideIsNotHarmed) {
  GapDesign asked = design({0}, Better::higher, 70, false);
  asked.goals[0].harmed = false;
  const GapTables tables = explain_gaps(point(1000, 80), {point(1000, 75)}, asked);

  EXPECT_TRUE(tables.harms[0].empty());
}

// 3 in a window of half a year, for 200 a year.
TEST(Gap, AnAmountPerCostIsThatOfAYear) {
  GapDesign asked = design({0}, Better::higher, 70);
  asked.goals[0].amount = true;
  const GapTables tables = explain_gaps(point(1000, 58), {point(1100, 61)}, asked);

  EXPECT_DOUBLE_EQ(tables.tables[0].effects[0].effect.mean, 3.0);
  EXPECT_DOUBLE_EQ(tables.tables[0].effects[0].per_cost.mean, 6.0 / 200.0);
}

}  // namespace
}  // namespace tiermix
