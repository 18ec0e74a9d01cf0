#include "engine/estimate/control.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// Thirty deviations, 3 and -1 in turn: the mean is 1 and the sum of squares about it 120.
std::vector<double> deviations() {
  std::vector<double> values;
  for (std::size_t i = 0; i < 30; ++i) {
    values.push_back(i % 2 == 0 ? 3.0 : -1.0);
  }
  return values;
}

const std::vector<double> kControl = deviations();

// Three times the control and noise that is orthogonal to it.
std::vector<double> with_noise(double base, double slope, double noise) {
  std::vector<double> values;
  for (std::size_t i = 0; i < kControl.size(); ++i) {
    const double sign = (i / 2) % 2 == 0 ? 1.0 : -1.0;
    values.push_back(base + slope * kControl[i] + (i < 28 ? sign * noise : 0.0));
  }
  return values;
}

TEST(ControlledRatio, TakesOutWhatTheControlExplains) {
  const std::vector<double> ones(30, 1.0);

  const Estimate e = estimate_controlled_ratio(with_noise(5.0, 3.0, 0.5), ones, kControl, 0.95);

  // The control's mean is 1 off: 5 + 3 is corrected to 5. Residuals +-0.5 in 28 of 30, with the
  // weights 1/60 and 1/20 in turn and the leverage 1/15, and t(95 %, 28) = 2.048407.
  EXPECT_NEAR(e.mean, 5.0, 1e-12);
  EXPECT_NEAR(e.half_width,
              2.048407 * std::sqrt(14.0 * (1.0 / 3600.0 + 1.0 / 400.0) * 0.25 * 225.0 / 196.0),
              1e-6);
  EXPECT_NEAR(e.upper - e.mean, e.half_width, 1e-12);
  EXPECT_EQ(e.replications, 30U);
}

TEST(ControlledRatio, IsExactWhereTheDenominatorIsTheControl) {
  // A fixed cost over cases of which 20 are expected.
  const std::vector<double> cost(30, 100.0);

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
  const std::vector<double> never_varies(30, 4.0);

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
