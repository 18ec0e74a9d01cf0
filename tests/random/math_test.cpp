#include "engine/random/math.hpp"

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

namespace tiermix {
namespace {

// Distance in units in the last place of the larger value.
double ulps(double a, double b) {
  const double unit = std::nextafter(std::abs(b), 1e300) - std::abs(b);
  return std::abs(a - b) / unit;
}

TEST(LogOf, AgreesWithTheLibraryToOneUnitInTheLastPlace) {
  for (double x = 1e-16; x < 1e16; x *= 1.0371) {
    EXPECT_LE(ulps(log_of(x), std::log(x)), 1.5) << x;
  }
  EXPECT_EQ(log_of(1.0), 0.0);
}

TEST(LogOf, KeepsItsPrecisionJustBelowOne) {
  for (double distance = 1e-15; distance < 0.3; distance *= 1.7) {
    const double x = 1.0 - distance;
    EXPECT_LE(ulps(log_of(x), std::log(x)), 2.0) << distance;
  }
}

TEST(ExpOf, AgreesWithTheLibraryToOneUnitInTheLastPlace) {
  for (double x = -690.0; x < 690.0; x += 0.3719) {
    EXPECT_LE(ulps(exp_of(x), std::exp(x)), 1.5) << x;
  }
  EXPECT_EQ(exp_of(0.0), 1.0);
}

TEST(NormalQuantile, AgreesWithBoostInCentreAndTails) {
  const boost::math::normal_distribution<double> normal;
  for (double p = 1e-16; p < 0.5; p *= 1.213) {
    const double expected = quantile(normal, p);
    EXPECT_NEAR(normal_quantile(p) / expected, 1.0, 2e-15) << p;
  }
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(NormalQuantile, IsOddAboutOneHalf) {
  for (const double p : {0.001, 0.1, 0.25, 0.4}) {
    EXPECT_NEAR(normal_quantile(p), -normal_quantile(1.0 - p), 1e-13);
  }
}

}  // namespace
}  // namespace tiermix
