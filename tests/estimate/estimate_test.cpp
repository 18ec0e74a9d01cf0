#include "engine/estimate/estimate.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/estimate/ten_replications.hpp"

namespace tiermix {
namespace {

// Ten replication means of cost per case and their interval, computed by hand (Student, nine
// degrees of freedom).
constexpr std::array kMeans{52.1, 49.8, 55.0, 51.2, 50.5, 53.7, 48.9, 52.8, 51.0, 54.4};

TEST(EstimateMean, IsTheStudentInterval) {
  const Estimate e = estimate_mean(kMeans, 0.95);
  EXPECT_NEAR(e.mean, 51.94, 1e-12);
  EXPECT_NEAR(e.half_width, 1.4426659869, 1e-9);
  EXPECT_EQ(e.replications, 10U);
}

TEST(EstimateMean, OfOneReplicationHasNoFiniteInterval) {
  EXPECT_TRUE(std::isinf(estimate_mean(std::array{3.0}, 0.95).half_width));
}

TEST(EstimateRatio, IsTheRatioOfTotalsWithTheDeltaMethodInterval) {
  const Estimate e = estimate_ratio(kCosts, kCases, 0.95);
  EXPECT_NEAR(e.mean, 50.6522805297, 1e-9);
  EXPECT_NEAR(e.lower, 50.2485166456, 1e-8);
  EXPECT_NEAR(e.upper, 51.0560444137, 1e-8);
}

// Trap 7 of the field: the mean of daily ratios is another, biased number.
TEST(EstimateRatio, IsNotTheMeanOfTheRatios) {
  const Estimate e = estimate_ratio(kCosts, kCases, 0.95);
  EXPECT_GT(std::abs(e.mean - 50.6556964928), 1e-3);
}

TEST(EstimateRatio, WithAConstantDenominatorIsTheMean) {
  const std::vector<double> ones(kMeans.size(), 1.0);
  const Estimate ratio = estimate_ratio(kMeans, ones, 0.9);
  const Estimate mean = estimate_mean(kMeans, 0.9);
  EXPECT_NEAR(ratio.mean, mean.mean, 1e-12);
  EXPECT_NEAR(ratio.half_width, mean.half_width, 1e-12);
}

TEST(EstimateRatio, OfNothingIsNotANumber) {
  const Estimate e = estimate_ratio(std::array{0.0, 0.0}, std::array{0.0, 0.0}, 0.95);
  EXPECT_TRUE(std::isnan(e.mean));
  EXPECT_TRUE(std::isinf(e.half_width));
}

TEST(RatioSums, GiveTheIntervalOfTheColumns) {
  RatioSums sums;
  for (std::size_t i = 0; i < kCosts.size(); ++i) {
    sums.add(kCosts[i], kCases[i]);
  }
  const Estimate direct = estimate_ratio(kCosts, kCases, 0.95);
  const Estimate e = sums.estimate(0.95);
  EXPECT_NEAR(e.mean, direct.mean, 1e-12);
  EXPECT_NEAR(e.half_width, direct.half_width, 1e-6);
}

TEST(EstimateQuantile, LiesInsideItsOwnIntervalAndNarrowsWithReplications) {
  std::vector<Histogram> histograms(40);
  for (std::size_t r = 0; r < histograms.size(); ++r) {
    for (int i = 1; i <= 200; ++i) {
      // Replications differ, as busy and quiet days do.
      histograms[r].add(from_seconds(i * (0.8 + 0.4 * static_cast<double>(r % 5) / 4.0)));
    }
  }
  std::vector<const Histogram*> all;
  for (const Histogram& h : histograms) {
    all.push_back(&h);
  }
  const Estimate few = estimate_quantile(std::span(all).first(5), 0.5, 0.95);
  const Estimate many = estimate_quantile(all, 0.5, 0.95);
  EXPECT_LE(few.lower, few.mean);
  EXPECT_GE(few.upper, few.mean);
  EXPECT_LT(many.half_width, few.half_width / 2.0);
}

TEST(EstimateQuantile, OfDurationsAtOnePointClaimsNoMoreThanTheBucket) {
  std::vector<Histogram> histograms(20);
  std::vector<const Histogram*> all;
  for (Histogram& h : histograms) {
    for (int i = 0; i < 50; ++i) {
      h.add(3 * kHour);
    }
    all.push_back(&h);
  }
  const Estimate e = estimate_quantile(all, 0.9, 0.95);
  EXPECT_LE(e.lower, 10800.0);
  EXPECT_GE(e.upper, 10800.0);
}

// One replication in which a case came says nothing about the error.
TEST(Ratio, OfWhatOneReplicationAloneHasIsWithoutAnInterval) {
  const std::vector<double> tops{0.0, 0.0, 7.0, 0.0};
  const std::vector<double> bottoms{0.0, 0.0, 2.0, 0.0};
  RatioSums sums;
  for (std::size_t i = 0; i < tops.size(); ++i) {
    sums.add(tops[i], bottoms[i]);
  }

  for (const Estimate& e : {estimate_ratio(tops, bottoms, 0.95), sums.estimate(0.95)}) {
    EXPECT_DOUBLE_EQ(e.mean, 3.5);
    EXPECT_TRUE(std::isinf(e.half_width));
  }
}

}  // namespace
}  // namespace tiermix
