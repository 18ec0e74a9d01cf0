// Customers with a memory, revenue, and reps who leave: figures worked out by hand.

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/kernel/loyalty.hpp"
#include "engine/kernel/rating.hpp"

#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::kAll;
using Q = Quantity;

constexpr double kYears = 4.0 * 7.0 / 365.25;  // of the desks below

LoyaltyPlan published(std::uint32_t customers) {
  return {.customers = customers,
          .memory_weight = 0.4,
          .secure_at = 4.5,
          .churn = {0.35, 0.25, 0.16, 0.10, 0.03},
          .secure_factor = 0.3,
          .value = 1000.0,
          .promoter_slope = 2.2,
          .promoter_centre = 4.2,
          .detractor_slope = -2.0,
          .detractor_centre = 3.0};
}

// Ratings that are all 1 or all 5, whatever happens to a case.
Satisfaction always(int rating) {
  Satisfaction ratings;
  ratings.expectation = rating == 1 ? 60.0 : -60.0;
  return ratings;
}

Desk rated_desk(double per_hour, int customers, int rating = 1) {
  Desk desk(4 * kWeek);
  desk.tier("T1", 20, exponential(10 * kMinute)).cases("call", per_hour);
  desk.model().satisfaction = always(rating);
  desk.model().loyalty = Loyalty{.customers = customers, .contract_value = 1000.0};
  return desk;
}

TEST(CustomerMemory, StartsWithTheFirstRatingAndWeighsTheLatest) {
  const LoyaltyPlan plan = published(2);
  CustomerMemory memory(plan);
  memory.remember(memory.customer_at(0.3), 5);
  // 0.6 x 5 + 0.4 x 4 = 4.6: secure, though the last was a 4.
  memory.remember(memory.customer_at(0.4), 4);
  memory.remember(memory.customer_at(0.9), 4);
  const LoyaltyTotals totals = memory.totals();
  EXPECT_EQ(totals.rated, 2.0);
  EXPECT_EQ(totals.secure, 1.0);
  EXPECT_NEAR(totals.churn, 0.3 * 0.10 + 0.10, 1e-12);
  EXPECT_NEAR(totals.lost_value, 130.0, 1e-9);
  const auto balance = [](double m) {
    return 1.0 / (1.0 + std::exp(-2.2 * (m - 4.2))) - 1.0 / (1.0 + std::exp(2.0 * (m - 3.0)));
  };
  EXPECT_NEAR(totals.promoter_balance, balance(4.6) + balance(4.0), 1e-9);
}

TEST(CustomerMemory, KnowsNothingOfCustomersWithoutACase) {
  const LoyaltyPlan plan = published(1000);
  CustomerMemory memory(plan);
  memory.remember(memory.customer_at(0.999999), 3);
  EXPECT_EQ(memory.totals().rated, 1.0);
  EXPECT_EQ(memory.totals().churn, 0.16);
}

TEST(CustomerMemory, LeavesByTheMemoryWhereThatIsAsked) {
  LoyaltyPlan plan = published(3);
  plan.churn_by_memory = true;
  CustomerMemory memory(plan);
  memory.remember(0, 5);
  memory.remember(0, 2);  // 0.6 x 5 + 0.4 x 2 = 3.8
  memory.remember(1, 1);
  memory.remember(2, 5);  // secure
  EXPECT_NEAR(memory.totals().churn, (0.2 * 0.16 + 0.8 * 0.10) + 0.35 + 0.3 * 0.03, 1e-12);
}

TEST(Rating, IsDrawnFromTheLawWhoseMeanIsCounted) {
  RatingPlan plan;
  plan.thresholds = {-3.90, -2.77, -1.42, 0.37};
  const Rating rating = rating_of(plan, plan.thresholds, 0.1, 0.0);
  std::array<double, 5> shares{};
  constexpr int kDraws = 100000;
  for (int i = 0; i < kDraws; ++i) {
    shares[static_cast<std::size_t>(rating_at(rating, (i + 0.5) / kDraws) - 1)] += 1.0 / kDraws;
  }
  for (std::size_t j = 0; j < shares.size(); ++j) {
    EXPECT_NEAR(shares[j], rating.probability[j], 2e-5) << j + 1;
  }
}

// Trap: churn applied per case instead of per customer.
TEST(LoyaltyOfADesk, TwiceTheCasesOfACustomerDoNotDoubleHisChurn) {
  const Observations once = rated_desk(20.0, 50).replicate();
  const Observations twice = rated_desk(40.0, 50).replicate();
  EXPECT_GT(twice.total(kAll, Q::ratings), 1.8 * once.total(kAll, Q::ratings));
  for (const Observations& o : {once, twice}) {
    EXPECT_EQ(o.total(kAll, Q::customers_rated), 50.0);
    EXPECT_NEAR(o.total(kAll, Q::churn), 50 * 0.35, 1e-9);
    EXPECT_NEAR(o.total(kAll, Q::churned_value), 50 * 350.0, 1e-6);
  }
}

TEST(LoyaltyOfADesk, PromotersLessDetractorsMayBeNegative) {
  const Observations unhappy = rated_desk(20.0, 50, 1).replicate();
  const Observations happy = rated_desk(20.0, 50, 5).replicate();
  EXPECT_LT(unhappy.total(kAll, Q::promoter_balance), -0.9 * 50);
  EXPECT_GT(happy.total(kAll, Q::promoter_balance), 0.8 * 50);
  EXPECT_EQ(unhappy.total(kAll, Q::customers_secure), 0.0);
  EXPECT_EQ(happy.total(kAll, Q::customers_secure), 50.0);
  EXPECT_NEAR(happy.total(kAll, Q::churn), 50 * 0.03 * 0.3, 1e-9);
}

TEST(LoyaltyOfADesk, RemembersTheWarmUpAndForgetsWhatClosesAfterTheWindow) {
  Desk desk(2 * kDay, kDay);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("call", {60.0, 2 * 1440.0 - 5.0});
  desk.model().satisfaction = always(3);
  desk.model().loyalty = Loyalty{.customers = 1000000};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::ratings), 1.0);  // the second, closed 5 minutes after the window
  EXPECT_EQ(o.total(kAll, Q::customers_rated), 1.0);  // of the first
}

TEST(LoyaltyOfADesk, ChangesNothingElse) {
  Desk desk = rated_desk(20.0, 50);
  const Observations with = desk.replicate();
  desk.model().loyalty.reset();
  const Observations without = desk.replicate();
  for (std::size_t q = 0; q < kQuantityCount; ++q) {
    const auto quantity = static_cast<Q>(q);
    if (quantity < Q::customers_rated || quantity > Q::runs_with_loyalty) {
      EXPECT_EQ(with.total(kAll, quantity), without.total(kAll, quantity)) << name_of(quantity);
    } else {
      EXPECT_EQ(without.total(kAll, quantity), 0.0) << name_of(quantity);
    }
  }
}

TEST(RevenueOfADesk, IsFeesByTheMonthAndByTheCase) {
  Desk desk = rated_desk(20.0, 50);
  EXPECT_EQ(desk.replicate().total(kAll, Q::runs_with_revenue), 0.0);
  desk.model().revenue = Revenue{300.0, 40.0, 2.5};
  const Observations o = desk.replicate();
  const double revenue = 300.0 * 40.0 * 12.0 * kYears + 2.5 * o.total(kAll, Q::offered);
  EXPECT_NEAR(o.total(kAll, Q::support_revenue), revenue, 1e-6);
  EXPECT_NEAR(o.total(kAll, Q::support_profit), revenue - o.total(kAll, Q::operating_cost), 1e-6);
}

TEST(AttritionOfADesk, IsTheHazardOfTheTierWhereWorkIsEasy) {
  Desk desk(4 * kWeek);
  for (const char* name : {"T1", "T2", "T3", "T4"}) {
    desk.tier(name, 10, exponential(10 * kMinute));
  }
  desk.cases("call", 2.0);
  EXPECT_EQ(desk.replicate().total(kAll, Q::leavers), 0.0);
  EXPECT_EQ(desk.replicate().total(kAll, Q::attrition_time), 0.0);
  desk.model().attrition = Attrition{};
  desk.last_group().attrition = 0.7;
  const Observations o = desk.replicate();
  const double people = 10.0 * 168.0 / 40.0;
  constexpr std::array kHazards{0.40, 0.20, 0.12, 0.7};
  for (std::size_t t = 0; t < kHazards.size(); ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    EXPECT_NEAR(o.total(scope, Q::leavers), people * kYears * kHazards[t], 1e-9);
    EXPECT_NEAR(o.total(scope, Q::cost_hiring), 12000.0 * o.total(scope, Q::leavers), 1e-6);
  }
  EXPECT_NEAR(o.total(kAll, Q::leavers), people * kYears * 1.42, 1e-9);
}

TEST(AttritionOfADesk, GrowsWithThanklessDenseAndHopelessWork) {
  Desk easy(4 * kWeek);
  easy.tier("T1", 10, exponential(10 * kMinute)).cases("call", 12.0);
  easy.model().attrition = Attrition{};
  const double usual = easy.replicate().total(kAll, Q::leavers);

  Desk thankless = easy;
  thankless.model().satisfaction = always(1);
  EXPECT_NEAR(
      thankless.replicate().total(kAll, Q::leavers), usual * std::exp(0.5 * 2.9), 1e-4 * usual);

  Desk hopeless = easy;
  hopeless.last_tier().resolve.p = 0.0;
  EXPECT_NEAR(hopeless.replicate().total(kAll, Q::leavers), usual * 1.4, 1e-9);

  Desk dense = easy;
  dense.last_class().arrivals.per_week = 57.0 * 168.0;
  const Observations o = dense.replicate();
  const double occupancy = o.total(kAll, Q::busy_time) / o.total(kAll, Q::staffed_time);
  ASSERT_GT(occupancy, 0.9);
  EXPECT_NEAR(o.total(kAll, Q::leavers), usual * std::exp(8.0 * (occupancy - 0.85)), 1e-9);
}

}  // namespace
}  // namespace tiermix
