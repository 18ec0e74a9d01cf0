#include <cmath>

#include <gtest/gtest.h>

#include "engine/estimate/estimate.hpp"

namespace tiermix {
namespace {

TEST(EstimateShare, IsTheIntervalOfWilson) {
  const Estimate e = estimate_share(27, 30, 0.95);
  EXPECT_DOUBLE_EQ(e.mean, 0.9);
  EXPECT_NEAR(e.lower, 0.74379, 1e-5);
  EXPECT_NEAR(e.upper, 0.96540, 1e-5);
}

TEST(EstimateShare, StaysBelowOneWhereAllSucceed) {
  const Estimate e = estimate_share(30, 30, 0.95);
  EXPECT_EQ(e.mean, 1.0);
  EXPECT_EQ(e.upper, 1.0);
  EXPECT_NEAR(e.lower, 30.0 / (30.0 + 1.959964 * 1.959964), 1e-5);
  EXPECT_EQ(estimate_share(0, 30, 0.95).lower, 0.0);
}

TEST(EstimateShare, OfNoTrialsHasNoValue) {
  EXPECT_TRUE(std::isnan(estimate_share(0, 0, 0.95).mean));
}

// Exact, by the binomial distribution. Below 95 % only by the steps of a count of 30.
TEST(EstimateShare, CoversAboutAsOftenAsItSays) {
  constexpr std::uint32_t kTrials = 30;
  double mean = 0.0;
  for (int percent = 2; percent <= 98; ++percent) {
    const double p = percent / 100.0;
    double covered = 0.0;
    for (std::uint32_t k = 0; k <= kTrials; ++k) {
      const Estimate e = estimate_share(k, kTrials, 0.95);
      const double chance = std::exp(std::lgamma(kTrials + 1.0) - std::lgamma(k + 1.0) -
                                     std::lgamma(kTrials - k + 1.0) + k * std::log(p) +
                                     (kTrials - k) * std::log1p(-p));
      covered += e.lower <= p && p <= e.upper ? chance : 0.0;
    }
    EXPECT_GT(covered, 0.87) << p;
    mean += covered / 97.0;
  }
  EXPECT_NEAR(mean, 0.95, 0.01);
}

}  // namespace
}  // namespace tiermix
