#include "engine/estimate/control.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// Ten deviations with the mean 1 and the sum of squares 40 about it.
const std::vector<double> kControl{3.0, -1.0, 3.0, -1.0, 3.0, -1.0, 3.0, -1.0, 3.0, -1.0};

// Three times the control and noise that is orthogonal to it.
std::vector<double> with_noise(double base, double slope, double noise) {
  std::vector<double> values;
  for (std::size_t i = 0; i < kControl.size(); ++i) {
    const double sign = (i / 2) % 2 == 0 ? 1.0 : -1.0;
    values.push_back(base + slope * kControl[i] + (i < 8 ? sign * noise : 0.0));
  }
  return values;
}

TEST(ControlledRatio, TakesOutWhatTheControlExplains) {
  const std::vector<double> ones(10, 1.0);

  const Estimate e = estimate_controlled_ratio(with_noise(5.0, 3.0, 0.5), ones, kControl, 0.95);

  // The control's mean is 1 off: 5 + 3 is corrected to 5. Residuals +-0.5 in eight of ten, and
  // t(95 %, 8) = 2.306004.
  EXPECT_NEAR(e.mean, 5.0, 1e-12);
  EXPECT_NEAR(e.half_width, 2.306004 * std::sqrt(2.0 / 8.0 * (1.0 / 10.0 + 1.0 / 40.0)), 1e-6);
  EXPECT_DOUBLE_EQ(e.upper - e.mean, e.half_width);
  EXPECT_EQ(e.replications, 10U);
}

TEST(ControlledRatio, IsExactWhereTheDenominatorIsTheControl) {
  // A fixed cost over cases of which 20 are expected.
  const std::vector<double> cost(10, 100.0);

  const Estimate e = estimate_controlled_ratio(cost, with_noise(20.0, 1.0, 0.0), kControl, 0.95);

  EXPECT_NEAR(e.mean, 5.0, 1e-12);
  EXPECT_NEAR(e.half_width, 0.0, 1e-12);
}

TEST(ControlledRatio, OfASumIsTheSumOfThoseOfItsParts) {
  const std::vector<double> a = with_noise(5.0, 3.0, 0.7);
  const std::vector<double> b = with_noise(2.0, -1.0, -0.2);
  std::vector<double> sum;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum.push_back(a[i] + b[i]);
  }
  const std::vector<double> below = with_noise(9.0, 0.3, 0.1);

  const auto mean = [&below](const std::vector<double>& top) {
    return estimate_controlled_ratio(top, below, kControl, 0.95).mean;
  };

  EXPECT_NEAR(mean(sum), mean(a) + mean(b), 1e-12);
}

TEST(ControlledRatio, IsTheRatioWhereNothingCanBeCorrected) {
  const std::vector<double> top = with_noise(5.0, 3.0, 0.5);
  const std::vector<double> below = with_noise(9.0, 0.3, 0.1);
  const Estimate plain = estimate_ratio(top, below, 0.95);
  const std::vector<double> never_varies(10, 4.0);

  const Estimate e = estimate_controlled_ratio(top, below, never_varies, 0.95);
  EXPECT_DOUBLE_EQ(e.mean, plain.mean);
  EXPECT_DOUBLE_EQ(e.half_width, plain.half_width);

  const auto few = [](const std::vector<double>& values) {
    return std::vector<double>(values.begin(), values.begin() + kFewestControlled - 1);
  };
  EXPECT_DOUBLE_EQ(estimate_controlled_ratio(few(top), few(below), few(kControl), 0.95).half_width,
                   estimate_ratio(few(top), few(below), 0.95).half_width);
}

}  // namespace
}  // namespace tiermix
