// The desk with a programme and without, simulated.

#include "engine/experiment/roi.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/roi_figures.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::lognormal;

Desk desk_of(double resolved) {
  Desk desk(6 * kWeek, kWeek);
  desk.tier("T1", 6, lognormal(12 * kMinute, 1.2), resolved);
  desk.tier("T2", 4, lognormal(30 * kMinute, 1.0));
  desk.cases("call", 15.0);
  desk.model().money.overhead_multiplier = 1.25;
  return desk;
}

// Reps from 09:00 to 12:00 every day.
Desk mornings(int reps) {
  Desk desk(14 * kDay);
  desk.tier("T1", reps, lognormal(20 * kMinute, 1.0)).cases("call", 2.0);
  desk.last_class().enters_at = {{"T1", 1.0}};
  Shift shift{"morning", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay + 9 * kHour, day * kDay + 12 * kHour});
  }
  desk.model().shifts = {shift};
  desk.last_group().shift = "morning";
  desk.last_group().speed_spread = 0.3;
  return desk;
}

Programme course(Duration hours, double price) {
  Programme programme;
  programme.name = "course";
  programme.groups = {"T1_reps"};
  programme.start = kDay;
  programme.hours = hours;
  programme.hours_per_week = 4 * kHour;
  programme.block = 2 * kHour;
  programme.price_per_seat = price;
  return programme;
}

// The same reps as people, without the programme and with it.
RoiPlans with_course(Desk desk, const Programme& programme) {
  const std::vector<std::string> people{"T1_reps"};
  RoiPlans plans;
  plans.base = compile(desk.model(), people);
  desk.model().programmes = {programme};
  plans.with = compile(desk.model(), people);
  return plans;
}

RoiDesign design(std::uint32_t replications) {
  RoiDesign d;
  d.seed = 42;
  d.replications = replications;
  d.terms = {.discount_rate = 0.1, .freed_time = 1.0, .lost_case_cost = 20.0};
  return d;
}

RoiPlans better_resolution() {
  return {.base = desk_of(0.6).plan(),
          .with = desk_of(0.8).plan(),
          .sized = {{.size = 0.5, .plan = desk_of(0.7).plan()}}};
}

TEST(RunRoi, ADeskAgainstItselfIsExactlyZeroEverywhere) {
  const RoiRun run =
      run_roi({.base = desk_of(0.6).plan(), .with = desk_of(0.6).plan(), .sized = {}}, design(4));
  ASSERT_EQ(run.flows.size(), 4U);
  for (const CashFlow& flow : run.flows) {
    for (const double value : flow.lines) {
      EXPECT_EQ(value, 0.0);
    }
    for (const double value : flow.not_cash) {
      EXPECT_EQ(value, 0.0);
    }
  }
}

TEST(RunRoi, AProgrammeWithoutEffectAndCostIsExactlyZero) {
  const RoiRun run = run_roi(with_course(mornings(3), course({}, 0.0)), design(4));
  for (const CashFlow& flow : run.flows) {
    EXPECT_EQ(flow.lines, std::vector<double>(flow.lines.size()));
    EXPECT_EQ(flow.not_cash, std::vector<double>(flow.not_cash.size()));
  }
}

// Nobody calls: two reps, six hours each at 36 an hour, and a price of 100 a seat.
TEST(RunRoi, APlainProgrammeCostsItsPriceAndTheHoursThatNobodyElseNeeds) {
  Desk desk = mornings(2);
  desk.last_class().arrivals.per_week = 0.0;
  const RoiRun run = run_roi(with_course(desk, course(6 * kHour, 100.0)), design(2));
  const RoiFigures figures = figures_of(run);
  EXPECT_DOUBLE_EQ(figures.lines[index_of(CashLine::training_price)].mean, -200.0);
  EXPECT_DOUBLE_EQ(figures.lines[index_of(CashLine::training_time)].mean, -432.0);
  EXPECT_DOUBLE_EQ(figures.all.net_value.mean, -632.0);
  EXPECT_DOUBLE_EQ(figures.cash.net_value.mean, -200.0);
  EXPECT_EQ(figures.all.net_value.half_width, 0.0);
}

TEST(RunRoi, SumsInCashToTheDifferenceOfTheOperatingCosts) {
  const RoiPlans plans = better_resolution();
  RoiDesign cash = design(3);
  cash.terms = {.discount_rate = 0.0, .freed_time = 0.0, .lost_case_cost = 0.0};
  const RoiRun run = run_roi(plans, cash);
  for (std::uint32_t r = 0; r < 3; ++r) {
    const Observations base = replicate(plans.base, {42, r});
    const Observations with = replicate(plans.with, {42, r});
    const double saved =
        base.total(0, Quantity::operating_cost) - with.total(0, Quantity::operating_cost);
    double sum = 0.0;
    for (std::size_t m = 0; m < run.flows[r].months; ++m) {
      sum += run.flows[r].total(m);
    }
    EXPECT_NEAR(sum, saved, 1e-9 * base.total(0, Quantity::operating_cost));
  }
}

TEST(RunRoi, FewerEscalationsAreWorthMoney) {
  const RoiRun run = run_roi(better_resolution(), design(10));
  const RoiFigures figures = figures_of(run);
  EXPECT_GT(figures.lines[index_of(CashLine::escalations)].lower, 0.0);
  EXPECT_GT(figures.all.net_present_value.lower, 0.0);
  ASSERT_EQ(figures.sizes.size(), 2U);
  EXPECT_LT(figures.sizes[0].net_present_value.mean, figures.sizes[1].net_present_value.mean);
}

TEST(RunRoi, OneAndThreeThreadsGiveTheSameBits) {
  RoiDesign one = design(5);
  one.threads = 1;
  RoiDesign three = design(5);
  three.threads = 3;
  const RoiRun first = run_roi(better_resolution(), one);
  const RoiRun other = run_roi(better_resolution(), three);
  EXPECT_EQ(first.digest, other.digest);
  EXPECT_EQ(first.flows[4].lines, other.flows[4].lines);
  EXPECT_EQ(first.sized[0].values, other.sized[0].values);
}

TEST(RunRoi, StoppedByItsObserverKeepsWhatEveryPlanHasFinished) {
  RoiDesign d = design(10);
  d.threads = 1;
  const RoiRun run =
      run_roi(better_resolution(), d, [](const Progress& progress) { return progress.done < 8; });
  EXPECT_TRUE(run.interrupted);
  EXPECT_EQ(run.flows.size(), 2U);
  EXPECT_EQ(run.sized[0].values.size(), 2U);
}

TEST(RunRoi, GoesOnUntilDecidedOrTheBudgetIsSpent) {
  RoiDesign d = design(2);
  d.until_decided = true;
  d.max_replications = 40;
  const RoiRun decided = run_roi(better_resolution(), d);
  EXPECT_TRUE(decided.decided);
  EXPECT_EQ(decided.flows.size(), 30U);
  // Other customers of the same kind.
  Desk others = desk_of(0.6);
  others.last_class().name = "others";
  const RoiRun never =
      run_roi({.base = desk_of(0.6).plan(), .with = others.plan(), .sized = {}}, d);
  EXPECT_FALSE(never.decided);
  EXPECT_EQ(never.flows.size(), 40U);
}

TEST(RunRoi, WhatDiffersInNoReplicationIsDecidedAtTheFirstLook) {
  RoiDesign d = design(2);
  d.until_decided = true;
  d.max_replications = 40;
  const RoiRun same =
      run_roi({.base = desk_of(0.6).plan(), .with = desk_of(0.6).plan(), .sized = {}}, d);
  EXPECT_TRUE(same.decided);
  EXPECT_EQ(same.flows.size(), 30U);
}

}  // namespace
}  // namespace tiermix
