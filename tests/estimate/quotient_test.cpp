#include "engine/estimate/quotient.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

Influences column(const std::vector<double>& values) {
  double mean = 0.0;
  for (const double value : values) {
    mean += value / static_cast<double>(values.size());
  }
  Influences column{.value = mean, .effects = values};
  for (double& effect : column.effects) {
    effect -= mean;
  }
  return column;
}

TEST(Quotient, IsTheRatioOfTheMeansWithFiellersEnds) {
  // Means 4 and 2, variances of the means 1 / 3 and 0, t(95 %, 2) = 4.302653.
  const Estimate ratio = quotient(column({3.0, 4.0, 5.0}), column({2.0, 2.0, 2.0}), 0.95);

  EXPECT_DOUBLE_EQ(ratio.mean, 2.0);
  EXPECT_NEAR(ratio.upper - ratio.mean, 4.302653 / std::sqrt(3.0) / 2.0, 1e-6);
  EXPECT_NEAR(ratio.half_width, ratio.mean - ratio.lower, 1e-12);
}

TEST(Quotient, IsExactWhereTheColumnsAreProportional) {
  const Estimate ratio = quotient(column({1.0, 2.0, 3.0}), column({10.0, 20.0, 30.0}), 0.5);

  EXPECT_NEAR(ratio.lower, 0.1, 1e-9);
  EXPECT_NEAR(ratio.upper, 0.1, 1e-9);
}

TEST(Quotient, HasNoEndsWhereTheDenominatorMayBeZero) {
  const Estimate ratio = quotient(column({1.0, 2.0, 3.0}), column({-4.0, 0.5, 5.0}), 0.95);

  EXPECT_TRUE(std::isinf(ratio.lower));
  EXPECT_TRUE(std::isinf(ratio.upper));
  EXPECT_DOUBLE_EQ(ratio.mean, 4.0);
  EXPECT_TRUE(std::isnan(quotient(column({1.0, 1.0}), column({0.0, 0.0}), 0.95).mean));
}

TEST(Quotient, DifferencesAreTakenReplicationByReplication) {
  const Influences difference = difference_of(column({5.0, 7.0}), column({1.0, 4.0}));

  EXPECT_DOUBLE_EQ(difference.value, 3.5);
  EXPECT_DOUBLE_EQ(difference.effects[0], 0.5);
  EXPECT_DOUBLE_EQ(scaled(difference, -2.0, 1.0).value, -6.0);
  EXPECT_DOUBLE_EQ(scaled(difference, -2.0, 1.0).effects[0], -1.0);
}

// X and Y normal with means 1 and 3, standard deviations 2 and 3 and correlation 1/2, 20 of them: Y
// is 4.5 of its standard errors from zero. Of 4000 intervals at 90 % the share that holds 1/3 has a
// standard error of 0.47 %; the bounds are about three of them away, and the few intervals without
// ends hold everything.
TEST(Quotient, HoldsTheTruthAsOftenAsItSays) {
  std::mt19937_64 generator(20260105);
  std::normal_distribution<double> normal;
  constexpr int kTrials = 4000;
  int held = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<double> x;
    std::vector<double> y;
    for (int r = 0; r < 20; ++r) {
      const double one = normal(generator);
      const double other = normal(generator);
      x.push_back(1.0 + 2.0 * one);
      y.push_back(3.0 + 3.0 * (0.5 * one + std::sqrt(0.75) * other));
    }
    const Estimate ratio = quotient(column(x), column(y), 0.90);
    held += ratio.lower <= 1.0 / 3.0 && 1.0 / 3.0 <= ratio.upper ? 1 : 0;
  }
  const double share = static_cast<double>(held) / kTrials;

  EXPECT_GT(share, 0.885);
  EXPECT_LT(share, 0.916);
}

}  // namespace
}  // namespace tiermix
