#include "engine/experiment/months.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using Q = Quantity;
using testing::Desk;
using testing::exactly;

constexpr double kDayUs = 8.64e10;

// From 5 January, measured from the 12th: 20 days of January, all of February, 5 days of March.
Plan sixty_days() {
  Desk desk(60 * kDay, kWeek);
  desk.tier("T1", 2, exactly(kHour)).tier("T2", 1, exactly(kHour)).cases("call", 0.1);
  return desk.plan();
}

Observations months_of(const Plan& plan) {
  Observations o;
  o.layout = plan.layout();
  o.months = 3;
  o.month_totals.assign(o.months * o.layout.size() * kQuantityCount, 0.0);
  return o;
}

double& month_total(Observations& o, std::size_t month, std::size_t scope, Q q) {
  return o.month_totals[(month * o.layout.size() + scope) * kQuantityCount + index_of(q)];
}

const std::vector<PeriodValue>& series(const MonthEstimates& months, std::string_view name) {
  const int index = find_month_series(name);
  EXPECT_GE(index, 0) << name;
  return months.series.at(static_cast<std::size_t>(index));
}

double mean_of(const MonthEstimates& months,
               std::string_view name,
               std::size_t month,
               std::size_t scope) {
  return series(months, name).at(month * months.scopes + scope).mean;
}

TEST(Months, BeginWithTheWindowThenOnTheFirst) {
  const Plan plan = sixty_days();
  ASSERT_EQ(plan.month_starts.size(), 3U);
  EXPECT_EQ(plan.month_starts[0].us, kWeek.us);
  EXPECT_EQ(plan.month_starts[1].us, (27 * kDay).us);
  EXPECT_EQ(plan.month_starts[2].us, (55 * kDay).us);
}

TEST(Months, DivideByWhatTheSeriesSays) {
  const Plan plan = sixty_days();
  const std::size_t tier = plan.layout().of_tier(0);
  Observations o = months_of(plan);
  for (std::size_t month = 0; month < 3; ++month) {
    month_total(o, month, tier, Q::place_time) = 1.0;
  }
  month_total(o, 0, tier, Q::filled_time) = 30.0 * kDayUs;
  month_total(o, 1, tier, Q::filled_time) = 14.0 * kDayUs;
  month_total(o, 2, tier, Q::filled_time) = 5.0 * kDayUs;
  month_total(o, 1, tier, Q::learning_time) = 10.0 * kDayUs;
  month_total(o, 1, tier, Q::tenure_time) = 150.0 * kDayUs;
  month_total(o, 1, tier, Q::training_time) = 6.0 * kDayUs;
  month_total(o, 1, 0, Q::operating_cost) = 5000.0;
  month_total(o, 1, 0, Q::closed_in_window) = 100.0;
  MonthSums sums(plan);
  sums.add(o);
  sums.add(o);

  const MonthEstimates months = sums.estimate(0.95);

  EXPECT_DOUBLE_EQ(mean_of(months, "headcount", 0, tier), 1.5);
  EXPECT_DOUBLE_EQ(mean_of(months, "headcount", 1, tier), 0.5);
  EXPECT_DOUBLE_EQ(mean_of(months, "headcount", 2, tier), 1.0);
  EXPECT_DOUBLE_EQ(mean_of(months, "mean_tenure", 1, tier), 15.0);
  EXPECT_TRUE(std::isnan(mean_of(months, "mean_tenure", 0, tier))) << "nobody there";
  EXPECT_DOUBLE_EQ(mean_of(months, "training_hours", 1, tier), 144.0);
  EXPECT_DOUBLE_EQ(mean_of(months, "cost_of_support", 1, 0), 5000.0);
  EXPECT_DOUBLE_EQ(mean_of(months, "cost_per_case", 1, 0), 50.0);
  EXPECT_TRUE(std::isnan(mean_of(months, "headcount", 1, 1))) << "not of a class";
}

TEST(Months, LeaveOutWhatTheRunHasNothingOf) {
  const Plan plan = sixty_days();
  Observations o = months_of(plan);
  month_total(o, 2, 0, Q::attrition_time) = 1.0;
  MonthSums sums(plan);
  sums.add(o);

  const MonthEstimates months = sums.estimate(0.95);

  EXPECT_FALSE(series(months, "cost_of_support").empty());
  EXPECT_FALSE(series(months, "leavers").empty());
  for (const char* unused : {"headcount", "vacancies", "mean_ability", "seats", "training_hours"}) {
    EXPECT_TRUE(series(months, unused).empty()) << unused;
  }
  EXPECT_EQ(months.levels, 0U);
}

TEST(Months, AreEstimatedOverReplications) {
  const Plan plan = sixty_days();
  MonthSums sums(plan);
  for (const double hires : {1.0, 3.0}) {
    Observations o = months_of(plan);
    month_total(o, 0, 0, Q::place_time) = 1.0;
    month_total(o, 0, 0, Q::hires) = hires;
    sums.add(o);
  }

  const MonthEstimates months = sums.estimate(0.95);

  EXPECT_DOUBLE_EQ(series(months, "hires").front().mean, 2.0);
  EXPECT_NEAR(series(months, "hires").front().half_width, 12.706, 0.001);  // Student, one degree
}

TEST(Months, CountPeopleByLevelForEachTierAndTheDesk) {
  const Plan plan = sixty_days();
  MonthSums sums(plan);
  for (const double seniors : {1.0, 3.0}) {
    Observations o = months_of(plan);
    o.levels = 2;
    o.level_time.assign(3 * 2 * 2, 0.0);
    o.level_time[2 * 2 * 1 + 0] = seniors * 28.0 * kDayUs;  // February, first tier
    o.level_time[2 * 2 * 1 + 2] = 4.0 * 28.0 * kDayUs;      // the second
    o.level_time[2 * 2 * 2 + 1] = 5.0 * kDayUs;             // March, first tier, no level
    sums.add(o);
  }

  const MonthEstimates months = sums.estimate(0.95);

  ASSERT_EQ(months.levels, 2U);
  EXPECT_DOUBLE_EQ(months.people_at(1, 1, 0).mean, 2.0);
  EXPECT_DOUBLE_EQ(months.people_at(1, 2, 0).mean, 4.0);
  EXPECT_DOUBLE_EQ(months.people_at(1, 0, 0).mean, 6.0);
  EXPECT_NEAR(months.people_at(1, 0, 0).half_width, 12.706, 0.001);
  EXPECT_EQ(months.people_at(1, 2, 0).half_width, 0.0);
  EXPECT_DOUBLE_EQ(months.people_at(2, 1, 1).mean, 1.0);
  EXPECT_EQ(months.people_at(0, 0, 0).mean, 0.0);
}

TEST(Months, SayNothingOfReplicationsWithoutThem) {
  const Plan plan = sixty_days();
  Observations o;
  o.layout = plan.layout();
  MonthSums sums(plan);
  sums.add(o);

  EXPECT_TRUE(sums.estimate(0.95).series.empty());
}

}  // namespace
}  // namespace tiermix
