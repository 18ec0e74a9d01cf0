#include "engine/estimate/crossing.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/special_values.hpp"

namespace tiermix {
namespace {

const std::vector<double> kMonths{0, 1, 2, 3, 4};

double crossing(const std::vector<double>& y) { return lasting_crossing(kMonths, y); }

TEST(LastingCrossing, IsInsideTheMonthInWhichTheCurveComesBack) {
  EXPECT_DOUBLE_EQ(crossing({0, -4, -3, 1, 2}), 2.75);
}

TEST(LastingCrossing, IsAtOnceWhereTheCurveNeverWasBelow) {
  EXPECT_EQ(crossing({0, 0, 0, 0, 0}), 0.0);
  EXPECT_EQ(crossing({0, 1, 0, 2, 3}), 0.0);
}

TEST(LastingCrossing, IsNeverWhereTheCurveEndsBelow) {
  EXPECT_EQ(crossing({0, -1, -2, -3, -4}), kInfinity);
  EXPECT_EQ(crossing({0, 5, 5, 5, -1}), kInfinity);
}

TEST(LastingCrossing, IsTheLastOfSeveral) { EXPECT_DOUBLE_EQ(crossing({0, -1, 1, -1, 3}), 3.25); }

TEST(LastingCrossing, MayEndExactlyAtZero) { EXPECT_EQ(crossing({0, -1, -1, -1, 0}), 4.0); }

TEST(LastingCrossing, OfEstimatesIsBetweenThoseOfItsBand) {
  const auto estimate = [](double mean, double half) {
    return Estimate{.mean = mean,
                    .half_width = half,
                    .lower = mean - half,
                    .upper = mean + half,
                    .level = 0.9,
                    .replications = 7};
  };
  const std::vector<double> sizes{0.0, 0.5, 1.0};
  const std::vector<Estimate> values{estimate(-10, 2), estimate(0, 2), estimate(10, 2)};
  const Estimate e = lasting_crossing(sizes, values);
  EXPECT_DOUBLE_EQ(e.mean, 0.5);
  EXPECT_DOUBLE_EQ(e.lower, 0.4);  // the upper bounds are -8 and 2
  EXPECT_DOUBLE_EQ(e.upper, 0.6);
  EXPECT_DOUBLE_EQ(e.half_width, 0.1);
  EXPECT_EQ(e.level, 0.9);
  EXPECT_EQ(e.replications, 7U);
}

}  // namespace
}  // namespace tiermix
