// Figures of a hand-made run: two replications of two months, each a year long.

#include "engine/experiment/roi_figures.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

CashFlow flow_of(double price, double saved, double wages_saved) {
  CashFlow flow{.months = 2,
                .lines = std::vector<double>(2 * kCashLines),
                .not_cash = std::vector<double>(2)};
  flow.at(CashLine::training_price, 0) = -price;
  flow.at(CashLine::first_tier_work, 1) = saved;
  flow.not_cash[1] = wages_saved;
  return flow;
}

RoiRun run_of(std::vector<CashFlow> flows) {
  RoiRun run;
  run.design.terms.discount_rate = 0.21;
  run.bounds = {0.0, 1.0, 2.0};
  run.flows = std::move(flows);
  return run;
}

RoiRun two_replications() {
  return run_of({flow_of(110.0, 159.72, 100.0), flow_of(110.0, 186.34, 100.0)});
}

TEST(RoiFigures, DiscountToTheBeginOfTheWindowFromMidMonth) {
  const RoiFigures figures = figures_of(two_replications());
  EXPECT_DOUBLE_EQ(figures.all.net_value.mean, 0.5 * (49.72 + 76.34));
  // 159.72 / 1.331 = 120 and 186.34 / 1.331 = 140, less 110 / 1.1 = 100.
  EXPECT_NEAR(figures.all.net_present_value.mean, 30.0, 1e-12);
  EXPECT_NEAR(figures.all.investment.mean, 100.0, 1e-12);
  EXPECT_NEAR(figures.all.return_on_investment.mean, 0.3, 1e-12);
  // Student's t at one degree of freedom, 12.7062, times the standard error 10 of 20 and 40.
  EXPECT_NEAR(figures.all.net_present_value.half_width, 127.062, 1e-3);
  EXPECT_NEAR(figures.all.return_on_investment.half_width, 1.27062, 1e-5);
}

TEST(RoiFigures, InCashLackTheWageOfSavedHours) {
  const RoiFigures figures = figures_of(two_replications());
  EXPECT_DOUBLE_EQ(figures.cash.net_value.mean, 0.5 * (49.72 + 76.34) - 100.0);
  EXPECT_EQ(figures.cash.probability_of_payback.mean, 0.0);
  EXPECT_EQ(figures.cash.payback.mean, kInfinite);
  EXPECT_EQ(figures.all.probability_of_gain.mean, 1.0);
}

TEST(RoiFigures, PayBackInsideAMonthWithoutDiscounting) {
  const RoiFigures figures =
      figures_of(run_of({flow_of(100.0, 150.0, 0.0), flow_of(100.0, 120.0, 0.0)}));
  // -100 after 12 months; back after 100 / 150 and 100 / 120 of the next 12.
  EXPECT_DOUBLE_EQ(figures.all.payback.mean, 0.5 * (20.0 + 22.0));
  EXPECT_DOUBLE_EQ(figures.all.payback_of_mean.mean, 12.0 + 12.0 * 100.0 / 135.0);
  EXPECT_EQ(figures.all.payback_of_mean.upper, kInfinite);
  EXPECT_EQ(figures.all.probability_of_payback.mean, 1.0);
  EXPECT_NEAR(figures.all.probability_of_payback.lower, std::sqrt(0.025), 1e-9);
}

TEST(RoiFigures, ListMonthsAndWhereTheValueComesFrom) {
  const RoiFigures figures = figures_of(two_replications());
  EXPECT_DOUBLE_EQ(figures.lines[index_of(CashLine::training_price)].mean, -110.0);
  EXPECT_EQ(figures.lines[index_of(CashLine::training_price)].half_width, 0.0);
  EXPECT_DOUBLE_EQ(figures.lines[index_of(CashLine::first_tier_work)].mean, 173.03);
  ASSERT_EQ(figures.months.size(), 2U);
  EXPECT_DOUBLE_EQ(figures.months[0].cumulative.mean, -110.0);
  EXPECT_DOUBLE_EQ(figures.months[1].flow.mean, 173.03);
  EXPECT_DOUBLE_EQ(figures.months[1].cumulative.mean, figures.all.net_value.mean);
}

TEST(RoiFigures, BreakEvenIsWhereTheValueCrossesZeroBetweenSizes) {
  RoiRun run = two_replications();
  run.sized = {{.size = 0.0, .values = {-100.0, -100.0}},
               {.size = 0.5, .values = {-30.0, -30.0}},
               {.size = 1.5, .values = {100.0, 100.0}}};
  const RoiFigures figures = figures_of(run);
  ASSERT_EQ(figures.sizes.size(), 4U);
  EXPECT_EQ(figures.sizes[2].size, 1.0);
  EXPECT_NEAR(figures.sizes[2].net_present_value.mean, 30.0, 1e-12);
  ASSERT_TRUE(figures.break_even.has_value());
  EXPECT_NEAR(figures.break_even->mean, 0.75, 1e-12);  // NOLINT(bugprone-unchecked-optional-access)
}

TEST(RoiFigures, WithoutAnInvestmentHaveNoReturnOnIt) {
  const RoiFigures figures = figures_of(run_of({flow_of(0.0, 0.0, 0.0), flow_of(0.0, 0.0, 0.0)}));
  EXPECT_TRUE(std::isnan(figures.all.return_on_investment.mean));
  EXPECT_EQ(figures.all.net_present_value.mean, 0.0);
  EXPECT_EQ(figures.all.net_present_value.half_width, 0.0);
  EXPECT_EQ(figures.all.payback.mean, 0.0);
  EXPECT_FALSE(figures.break_even.has_value());
}

}  // namespace
}  // namespace tiermix
