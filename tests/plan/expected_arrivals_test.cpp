#include "engine/plan/expected_arrivals.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/plan/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::desk_of;
using testing::exactly;

TEST(ExpectedArrivals, AreTheRateOverTheMeasuredWindow) {
  EXPECT_NEAR(expected_arrivals(desk_of(3 * kDay, 30 * kHour).plan(), 0), 420.0, 1e-9);
}

TEST(ExpectedArrivals, FollowTheProfileOfTheWeek) {
  Desk desk = desk_of(kWeek + 36 * kHour, 12 * kHour);
  desk.model().profiles.push_back({.name = "mondays", .weights = {7, 0, 0, 0, 0, 0, 0}});
  desk.last_class().arrivals.profile = "mondays";

  // 1680 on each Monday; half of the first is warm-up.
  EXPECT_NEAR(expected_arrivals(desk.plan(), 0), 840.0 + 1680.0, 1e-9);
}

TEST(ExpectedArrivals, GrowFromWeekToWeek) {
  Desk desk = desk_of(3 * kWeek, kWeek);
  desk.last_class().arrivals.weekly_growth = 0.1;

  EXPECT_NEAR(expected_arrivals(desk.plan(), 0), 1680.0 * (1.1 + 1.21), 1e-9);
}

TEST(ExpectedArrivals, AreOneByOneThoseThatAreReplayed) {
  Desk desk(kHour, 10 * kMinute);
  desk.tier("T1", 1, exactly(kMinute)).cases_at("call", {5, 10, 59, 60});

  EXPECT_DOUBLE_EQ(expected_arrivals(desk.plan(), 0), 2.0);
}

// Busyness, growth and batches at once: the mean of 400 replications is within four standard
// errors.
TEST(ExpectedArrivals, AreWhatReplicationsHaveInTheMean) {
  Desk desk = desk_of(2 * kWeek, 36 * kHour);
  desk.last_class().arrivals.busyness_cv = 0.3;
  desk.last_class().arrivals.weekly_growth = 0.2;
  desk.last_class().arrivals.batch_mean = 3.0;
  const Plan plan = desk.plan();
  const double expected = expected_arrivals(plan, 0);
  double sum = 0.0;
  double squares = 0.0;
  constexpr std::uint32_t kReplications = 400;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const double off = replicate(plan, {11, r}).total(0, Quantity::offered) - expected;
    sum += off;
    squares += off * off;
  }

  EXPECT_LT(std::abs(sum), 4.0 * std::sqrt(squares));
  EXPECT_LT(std::sqrt(squares / kReplications), 0.2 * expected);
}

}  // namespace
}  // namespace tiermix
