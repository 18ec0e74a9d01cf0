#include "engine/estimate/exact.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/special_values.hpp"

namespace tiermix {
namespace {

// R: binom.test(27, 30)$conf.int
TEST(EstimateProbability, IsTheIntervalOfClopperAndPearson) {
  const Estimate e = estimate_probability(27, 30, 0.95);
  EXPECT_DOUBLE_EQ(e.mean, 0.9);
  EXPECT_NEAR(e.lower, 0.7347115, 1e-6);
  EXPECT_NEAR(e.upper, 0.9788832, 1e-6);
}

TEST(EstimateProbability, OfAllAndOfNoneHasOneEndInClosedForm) {
  const Estimate all = estimate_probability(10, 10, 0.95);
  EXPECT_NEAR(all.lower, std::pow(0.025, 0.1), 1e-9);
  EXPECT_EQ(all.upper, 1.0);
  const Estimate none = estimate_probability(0, 10, 0.95);
  EXPECT_EQ(none.lower, 0.0);
  EXPECT_NEAR(none.upper, 1.0 - std::pow(0.025, 0.1), 1e-9);
}

TEST(EstimateProbability, OfNoTrialsHasNoValue) {
  EXPECT_TRUE(std::isnan(estimate_probability(0, 0, 0.95).mean));
}

// Of ten values the second from either end: P(Bin(10, 1/2) <= 1) = 11 / 1024 < 2.5 %, <= 2: 5.5 %.
TEST(EstimateMedian, IsBetweenOrderStatistics) {
  const Estimate e = estimate_median(std::vector<double>{7, 3, 10, 1, 9, 2, 8, 4, 6, 5}, 0.95, 0.0);
  EXPECT_EQ(e.mean, 5.5);
  EXPECT_EQ(e.lower, 2.0);
  EXPECT_EQ(e.upper, 9.0);
  EXPECT_EQ(e.half_width, 3.5);
}

TEST(EstimateMedian, OfFewValuesIsAnywhere) {
  const Estimate e = estimate_median(std::vector<double>{4, 2, 3, 5, 1}, 0.95, 0.0);
  EXPECT_EQ(e.mean, 3.0);
  EXPECT_EQ(e.lower, 0.0);
  EXPECT_EQ(e.upper, kInfinity);
}

TEST(EstimateMedian, MayLieBehindWhatAnybodyHasSeen) {
  const std::vector<double> late{1, 2, 3, kInfinity, kInfinity, kInfinity, kInfinity};
  const Estimate e = estimate_median(late, 0.95, 0.0);
  EXPECT_EQ(e.mean, kInfinity);
  EXPECT_EQ(e.lower, 1.0);
  EXPECT_EQ(e.upper, kInfinity);
}

}  // namespace
}  // namespace tiermix
