// Every dollar by hand: two tiers, two months of a year of 365.25 days.

#include "engine/experiment/cash_flow.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/experiment/two_months.hpp"

namespace tiermix {
namespace {

using testing::desk_plan;
using testing::two_months;

constexpr std::size_t kFirst = 0;

const CashTerms kTerms{.discount_rate = 0.21, .freed_time = 0.75, .lost_case_cost = 7.0};

double in_first(CashLine line, const CashTerms& terms = kTerms) {
  return cash_flow(desk_plan(), two_months(), terms, {}).at(line, kFirst);
}

TEST(CashFlow, PricesAndFeesCarryNoOverhead) {
  EXPECT_DOUBLE_EQ(in_first(CashLine::training_price), -1000.0);
  EXPECT_DOUBLE_EQ(in_first(CashLine::fees), -(30.0 + 5.0));
}

TEST(CashFlow, WagesCarryTheOverheadOfThePlan) {
  EXPECT_DOUBLE_EQ(in_first(CashLine::training_time), -1.5 * 200.0);
  EXPECT_DOUBLE_EQ(in_first(CashLine::first_tier_work), -1.5 * (100.0 + 10.0 + 20.0 + 4.0 + 2.0));
  EXPECT_DOUBLE_EQ(in_first(CashLine::escalations), -1.5 * (80.0 + 8.0));
  EXPECT_DOUBLE_EQ(in_first(CashLine::reopens), -1.5 * (12.0 + 6.0));
  EXPECT_DOUBLE_EQ(in_first(CashLine::other_paid_time), -1.5 * (14.0 + 16.0));
}

TEST(CashFlow, TurnoverIsHiringAndTheWagesOfThoseWhoComeAndWhoHelp) {
  EXPECT_DOUBLE_EQ(in_first(CashLine::turnover), -(500.0 + 1.5 * (60.0 + 40.0)));
}

TEST(CashFlow, CoverageIsOvertimeAndLostCustomers) {
  EXPECT_DOUBLE_EQ(in_first(CashLine::coverage), -(1.5 * 18.0 + 7.0 * 3.0));
}

TEST(CashFlow, IdleTimeCostsTheShareThatIsWorthNothing) {
  EXPECT_DOUBLE_EQ(in_first(CashLine::freed_time), -0.25 * 1.5 * 48.0);
  const CashFlow flow = cash_flow(desk_plan(), two_months(), kTerms, {});
  EXPECT_DOUBLE_EQ(flow.not_cash[kFirst], 0.75 * 1.5 * 48.0);
  const CashTerms all_cash{.discount_rate = 0.21, .freed_time = 0.0, .lost_case_cost = 7.0};
  EXPECT_DOUBLE_EQ(flow.cash(kFirst),
                   cash_flow(desk_plan(), two_months(), all_cash, {}).total(kFirst));
}

TEST(CashFlow, RevenueIsAGainAndLostCustomersCostTheirYearlyValueByTheMonth) {
  EXPECT_DOUBLE_EQ(in_first(CashLine::revenue), 900.0);
  // Ten customers who have rated stand for all forty.
  EXPECT_DOUBLE_EQ(in_first(CashLine::renewals), -4.0 * 3652.5 * 31.0 / 365.25);
}

TEST(CashFlow, ARiseInPaySavesNoHour) {
  Observations o = two_months();
  const std::size_t tier = o.layout.of_tier(0);
  const auto at = [&o](std::size_t scope, Quantity q) -> double& {
    return o.month_totals[(kFirst * o.layout.size() + scope) * kQuantityCount + index_of(q)];
  };
  at(tier, Quantity::idle_time) = 24.0;  // at 2 each
  at(tier, Quantity::cost_idle) = 48.0;
  const IdleWages wages = idle_wages(o);
  at(tier, Quantity::cost_idle) = 60.0;  // at 2.50
  at(ScopeLayout::all(), Quantity::cost_idle) = 60.0;

  const CashFlow flow = cash_flow(desk_plan(), o, {.freed_time = 1.0}, wages);

  EXPECT_DOUBLE_EQ(flow.at(CashLine::freed_time, kFirst), -1.5 * 12.0);
  EXPECT_DOUBLE_EQ(flow.not_cash[kFirst], 1.5 * 48.0);
}

TEST(CashFlow, InCashWithoutLossesAndRevenueIsTheOperatingCost) {
  Observations o = two_months();
  for (std::size_t m = 0; m < o.months; ++m) {
    for (const Quantity q : {Quantity::lost, Quantity::support_revenue, Quantity::churned_value}) {
      testing::set(o, m, ScopeLayout::all(), q, 0.0);
    }
  }
  const CashFlow flow = cash_flow(desk_plan(), o, {.freed_time = 0.0}, {});
  for (std::size_t m = 0; m < o.months; ++m) {
    EXPECT_DOUBLE_EQ(flow.total(m),
                     -o.month_total(m, ScopeLayout::all(), Quantity::operating_cost));
  }
}

TEST(CashFlow, DiffersFromItselfByExactlyNothing) {
  const CashFlow flow = cash_flow(desk_plan(), two_months(), kTerms, {});
  const CashFlow none = difference(flow, flow);
  for (const double value : none.lines) {
    EXPECT_EQ(value, 0.0);
  }
  for (const double value : none.not_cash) {
    EXPECT_EQ(value, 0.0);
  }
}

TEST(CashFlow, OfWhatCancelsButForRoundingIsNothing) {
  CashFlow flow{.months = 1, .lines = std::vector<double>(kCashLines), .not_cash = {0.1 + 0.2}};
  flow.at(CashLine::first_tier_work, 0) = 0.3;
  EXPECT_EQ(flow.cash(0), 0.0);
  flow.at(CashLine::escalations, 0) = 1e-6;
  EXPECT_NEAR(flow.cash(0), 1e-6, 1e-15);
}

TEST(DiscountFactors, AreThoseOfTheMiddleOfEachMonth) {
  const std::vector<double> factors = discount_factors(std::vector{0.0, 1.0, 2.0, 2.0}, 0.21);
  ASSERT_EQ(factors.size(), 3U);
  EXPECT_DOUBLE_EQ(factors[0], 1.0 / 1.1);
  EXPECT_DOUBLE_EQ(factors[1], 1.0 / 1.331);
  EXPECT_DOUBLE_EQ(factors[2], 1.0 / 1.4641);
  EXPECT_EQ(discount_factors(std::vector{0.0, 0.5}, 0.0), std::vector{1.0});
}

TEST(MonthBounds, BeginWithTheMeasuredWindow) {
  const std::vector<double> bounds = month_bounds(desk_plan());
  ASSERT_EQ(bounds.size(), 3U);
  EXPECT_EQ(bounds[0], 0.0);
  EXPECT_DOUBLE_EQ(bounds[1], 31.0 / 365.25);
  EXPECT_DOUBLE_EQ(bounds[2], 59.0 / 365.25);
}

}  // namespace
}  // namespace tiermix
