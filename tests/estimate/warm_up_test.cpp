#include "engine/estimate/warm_up.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// ST-01 of the reference cases.
std::vector<double> slow_start() {
  std::vector<double> x;
  for (int i = 1; i <= 200; ++i) {
    x.push_back(10.0 * (1.0 - std::pow(0.95, i)) + ((7919 * i) % 101 - 50) / 25.0);
  }
  return x;
}

// As MSER-5 has them: of each five in turn.
std::vector<double> means_of_five(const std::vector<double>& observations) {
  std::vector<double> means;
  for (auto at = observations.begin(); at != observations.end(); at += 5) {
    means.push_back(std::accumulate(at, at + 5, 0.0) / 5.0);
  }
  return means;
}

TEST(Mser, FindsTheEndOfASlowStart) {
  const std::vector<double> means = means_of_five(slow_start());
  ASSERT_EQ(means.size(), 40U);
  EXPECT_NEAR(means.front(), 1.091675625, 1e-9);
  EXPECT_NEAR(means.back(), 10.3276105822, 1e-9);
  const Truncation found = truncation_by_mser(means);
  EXPECT_EQ(found.batches, 15U);
  EXPECT_FALSE(found.at_limit);
  EXPECT_NEAR(found.statistic, 0.00213916165127, 1e-13);
  EXPECT_NEAR(std::accumulate(means.begin() + 15, means.end(), 0.0) / 25.0, 9.98681080461, 1e-9);
}

TEST(Mser, AgreesWithItsDefinition) {
  const std::vector<double> z = means_of_five(slow_start());
  std::size_t best = 0;
  double least = 0.0;
  for (std::size_t d = 0; d <= z.size() / 2; ++d) {
    const auto left = static_cast<double>(z.size() - d);
    const auto from = z.begin() + static_cast<std::ptrdiff_t>(d);
    const double mean = std::accumulate(from, z.end(), 0.0) / left;
    double squares = 0.0;
    for (auto it = from; it != z.end(); ++it) {
      squares += (*it - mean) * (*it - mean);
    }
    if (d == 0 || squares / (left * left) < least) {
      best = d;
      least = squares / (left * left);
    }
  }
  const Truncation found = truncation_by_mser(z);
  EXPECT_EQ(found.batches, best);
  EXPECT_NEAR(found.statistic, least, 1e-15);
}

TEST(Mser, LeavesASettledSeriesWhole) {
  EXPECT_EQ(truncation_by_mser(std::vector<double>(20, 3.0)).batches, 0U);
  const std::vector<double> even{1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0};
  EXPECT_EQ(truncation_by_mser(even).batches, 0U);
}

TEST(Mser, SaysWhenHalfTheSeriesIsNotEnough) {
  std::vector<double> growing(20);
  std::iota(growing.begin(), growing.end(), 0.0);
  const Truncation found = truncation_by_mser(growing);
  EXPECT_EQ(found.batches, 10U);
  EXPECT_TRUE(found.at_limit);
}

TEST(Successors, AreToldFromIndependentValues) {
  // By hand: mean 3, squares 10, steps 4.
  EXPECT_DOUBLE_EQ(correlation_of_successors(std::vector<double>{1.0, 2.0, 3.0, 4.0, 5.0}), 0.8);
  EXPECT_DOUBLE_EQ(correlation_of_successors(std::vector<double>{2.0, 2.0, 2.0}), 0.0);
  std::vector<double> wave;
  std::vector<double> saw;
  for (int i = 0; i < 30; ++i) {
    wave.push_back(std::sin(i / 3.0));
    saw.push_back(i % 2);
  }
  EXPECT_TRUE(are_successors_correlated(wave));
  EXPECT_FALSE(are_successors_correlated(std::span(wave).first(kFewestToTell - 1)));
  EXPECT_FALSE(are_successors_correlated(saw));
  // As much as chance gives independent values once in so many times.
  std::vector<double> values(30);
  double last = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    last = 0.4 * last + std::sin(37.0 * static_cast<double>(i * i));
    values[i] = last;
  }
  const double deviations =
      correlation_of_successors(values) / std::sqrt((30.0 - 2.0) / (30.0 * 30.0 - 1.0));
  const double chance = 0.5 * std::erfc(deviations / std::sqrt(2.0));
  EXPECT_TRUE(are_successors_correlated(values, 1.01 * chance));
  EXPECT_FALSE(are_successors_correlated(values, 0.99 * chance));
}

}  // namespace
}  // namespace tiermix
