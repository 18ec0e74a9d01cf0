#include "engine/estimate/paired.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/estimate/ten_replications.hpp"

namespace tiermix {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

// The ten replications under another policy with the same customers.
constexpr std::array kOtherCosts{
    9900.0, 9610.0, 10480.0, 9850.0, 9440.0, 10590.0, 10110.0, 9700.0, 9990.0, 10330.0};
constexpr std::array kOtherCases{
    201.0, 194.0, 214.0, 204.0, 188.0, 218.0, 206.0, 198.0, 206.0, 210.0};

// The difference of the two ratios, computed apart from this code: value, half-width of the 95 %
// interval (Student, nine degrees of freedom), the gain over independent runs, the bound on how far
// the first is behind.
constexpr double kMean = -1.6086316822;
constexpr double kHalfWidth = 0.277132272923;
constexpr double kReduction = 4.03933717296;
constexpr double kCorrelation = 0.753414889401;
constexpr double kBound = 1.83320261914;

// Fixed scores in an order that looks like chance.
std::vector<double> scores(std::size_t n, std::size_t step) {
  std::vector<double> values;
  for (std::size_t r = 0; r < n; ++r) {
    const double p = (static_cast<double>((r * step) % n) + 0.5) / static_cast<double>(n);
    values.push_back(std::log(p / (1.0 - p)) / 1.8138);  // logistic with unit variance
  }
  return values;
}

Influences constant(double value, std::size_t n) {
  return {.value = value, .effects = std::vector<double>(n)};
}

TEST(RatioInfluences, SumToZeroAndGiveTheDeltaMethodInterval) {
  const Influences own = ratio_influences(kCosts, kCases);
  EXPECT_NEAR(own.value, 50.6522805297, 1e-9);
  EXPECT_NEAR(std::accumulate(own.effects.begin(), own.effects.end(), 0.0), 0.0, 1e-9);
  EXPECT_NEAR(estimate_mean(own.effects, 0.95).half_width,
              estimate_ratio(kCosts, kCases, 0.95).half_width,
              1e-9);
}

TEST(PairedDifference, OfTwoRatiosIsTheOneComputedByHand) {
  const PairedDifference d = paired_difference(
      ratio_influences(kCosts, kCases), ratio_influences(kOtherCosts, kOtherCases), 0.95);
  EXPECT_NEAR(d.estimate.mean, kMean, 1e-9);
  EXPECT_NEAR(d.estimate.half_width, kHalfWidth, 1e-9);
  EXPECT_NEAR(d.estimate.upper, kMean + kHalfWidth, 1e-9);
  EXPECT_NEAR(d.variance_reduction, kReduction, 1e-9);
  EXPECT_NEAR(d.correlation, kCorrelation, 1e-9);
  EXPECT_EQ(d.estimate.replications, 10U);
}

TEST(PairedDifference, OfAnAlternativeAndItselfIsExactlyNothing) {
  const Influences own = ratio_influences(kCosts, kCases);
  const PairedDifference d = paired_difference(own, own, 0.95);
  EXPECT_EQ(d.estimate.mean, 0.0);
  EXPECT_EQ(d.estimate.half_width, 0.0);
  EXPECT_TRUE(std::isinf(d.variance_reduction));
}

TEST(PairedDifference, RestsOnTheReplicationsThatBothHave) {
  const Influences longer =
      ratio_influences(kCosts, std::array{1., 1., 1., 1., 1., 1., 1., 1., 1., 1.});
  const std::array<double, 4> first{10200.0, 9870.0, 10950.0, 10100.0};
  const PairedDifference d =
      paired_difference(longer, ratio_influences(first, std::array{1.0, 1.0, 1.0, 1.0}), 0.95);
  EXPECT_EQ(d.estimate.replications, 4U);
  EXPECT_NEAR(d.estimate.mean, 10280.0 - 10282.5, 1e-9);
}

TEST(PairedDifference, WithoutAValueOrWithOneReplicationClaimsNothing) {
  const Influences none = ratio_influences(std::array{0.0, 0.0}, std::array{0.0, 0.0});
  EXPECT_TRUE(std::isnan(paired_difference(none, constant(1.0, 2), 0.95).estimate.mean));
  EXPECT_TRUE(
      std::isinf(paired_difference(constant(1.0, 1), constant(2.0, 1), 0.95).estimate.half_width));
}

TEST(QuantileInfluences, AgreeWithTheIntervalOfTheQuantile) {
  std::vector<Histogram> histograms(40);
  std::vector<const Histogram*> all;
  for (std::size_t r = 0; r < histograms.size(); ++r) {
    for (int i = 1; i <= 200; ++i) {
      histograms[r].add(from_seconds(i * (0.8 + 0.4 * static_cast<double>(r % 5) / 4.0)));
    }
    all.push_back(&histograms[r]);
  }
  const Influences own = quantile_influences(all, 0.5, 2.0);
  const Estimate quantile = estimate_quantile(all, 0.5, 0.95);
  EXPECT_NEAR(own.value, 2.0 * quantile.mean, 1e-9);
  EXPECT_NEAR(estimate_mean(own.effects, 0.95).half_width, 2.0 * quantile.half_width, 1e-6);
  EXPECT_EQ(paired_difference(own, own, 0.95).estimate.half_width, 0.0);
}

TEST(JointLevel, SharesTheErrorEqually) {
  EXPECT_NEAR(joint_level(0.95, 1), 0.95, 1e-12);
  EXPECT_NEAR(joint_level(0.95, 5), 0.99, 1e-12);
}

// The difference is normal with mean 0.2 and standard error 0.2: P(B > A) = 0.841.
TEST(ProbabilityBest, IsThatOfTheNormalDifference) {
  constexpr std::size_t n = 101;
  Influences a{.value = 5.0, .effects = scores(n, 17)};
  Influences b{.value = 5.2, .effects = a.effects};
  const std::vector<double> extra = scores(n, 40);
  for (std::size_t r = 0; r < n; ++r) {
    a.effects[r] *= 30.0;  // what both share has no part in the answer
    b.effects[r] = a.effects[r] + 0.2 * std::sqrt(static_cast<double>(n)) * extra[r];
  }
  const std::array both{a, b};
  EXPECT_NEAR(probability_best(both, Better::higher)[1], 0.841, 0.025);
  EXPECT_NEAR(probability_best(both, Better::lower)[0], 0.841, 0.025);
}

TEST(ProbabilityBest, IsSharedByAlternativesThatAreTheSame) {
  const Influences own = ratio_influences(kCosts, kCases);
  EXPECT_THAT(probability_best(std::array{own, own, constant(99.0, 10)}, Better::lower),
              ElementsAre(0.5, 0.5, 0.0));
}

TEST(ProbabilityBest, SumsToOneAlsoWhereOneHasFewerReplications) {
  Influences shorter{.value = 0.1, .effects = scores(50, 7)};
  const std::array all{Influences{.value = 0.0, .effects = scores(500, 7)}, shorter};
  const std::vector<double> p = probability_best(all, Better::higher);
  EXPECT_NEAR(p[0] + p[1], 1.0, 1e-12);
  EXPECT_GT(p[1], 0.5);
}

// Always 0.6 dearer on the same customers: that it stopped after 30 replications gives it no
// chance.
TEST(ProbabilityBest, KeepsThePairingOfOneThatStoppedEarly) {
  const std::vector<double> all = scores(600, 7);
  double shared = 0.0;
  for (std::size_t r = 0; r < 30; ++r) {
    shared += all[r] / 30.0;
  }
  std::vector<double> first;
  for (std::size_t r = 0; r < 30; ++r) {
    first.push_back(all[r] - shared + (r % 2 == 0 ? 0.05 : -0.05));
  }
  const std::vector<Influences> alternatives{{.value = 10.0, .effects = all},
                                             {.value = 10.6 + shared, .effects = first}};
  const std::vector<double> probability = probability_best(alternatives, Better::lower);
  EXPECT_EQ(probability[0], 1.0);
  EXPECT_EQ(probability[1], 0.0);
}

TEST(ProbabilityBest, OfOneThatHasNoValueIsUnknown) {
  const std::array all{constant(1.0, 5), constant(std::nan(""), 5), constant(2.0, 5)};
  const std::vector<double> p = probability_best(all, Better::lower);
  EXPECT_EQ(p[0], 1.0);
  EXPECT_TRUE(std::isnan(p[1]));
  EXPECT_EQ(p[2], 0.0);
}

TEST(BehindBest, IsTheOneSidedBoundOfTheDifference) {
  const std::array both{ratio_influences(kCosts, kCases),
                        ratio_influences(kOtherCosts, kOtherCases)};
  EXPECT_THAT(behind_best(both, Better::lower, 0.95), ElementsAre(DoubleNear(kBound, 1e-9), 0.0));
}

}  // namespace
}  // namespace tiermix
