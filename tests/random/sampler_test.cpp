#include "engine/random/sampler.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <gtest/gtest.h>

namespace tiermix {
namespace {

constexpr std::array kProbabilities{
    1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1.0 - 1e-9};

Law law(LawFamily family, double mean, double cv = 1.0) {
  Law result;
  result.family = family;
  result.mean = mean;
  result.cv = cv;
  return result;
}

// Mean and coefficient of variation of a sampler by the midpoint rule over u.
struct Moments {
  double mean;
  double cv;
};
Moments moments(const Sampler& sampler) {
  constexpr int kPoints = 400'000;
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < kPoints; ++i) {
    const double value = sampler((i + 0.5) / kPoints);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kPoints;
  return {mean, std::sqrt(squares / kPoints - mean * mean) / mean};
}

TEST(Sampler, OfAGammaLawIsItsQuantileFunction) {
  for (const double cv : {0.2, 0.7, 1.0, 2.0}) {
    const Sampler sampler(law(LawFamily::gamma, 24.0, cv));
    const boost::math::gamma_distribution<double> exact(1.0 / (cv * cv), 24.0 * cv * cv);
    for (const double p : kProbabilities) {
      EXPECT_NEAR(sampler(p) / quantile(exact, p), 1.0, 3e-7) << cv << " " << p;
    }
  }
}

// Tables that were made before are used again, and forgotten when there are many.
TEST(Sampler, OfALawSeenBeforeIsTheSame) {
  const auto at_its_end = [](double cv) { return Sampler(law(LawFamily::gamma, 3.0, cv))(0.99); };
  const double first = at_its_end(0.4);
  EXPECT_EQ(at_its_end(0.4), first);
  EXPECT_NE(Sampler(law(LawFamily::gamma, 3.1, 0.4))(0.99), first);
  for (int i = 1; i <= 300; ++i) {
    EXPECT_GT(at_its_end(0.4 + 0.001 * i), first);
  }
  EXPECT_EQ(at_its_end(0.4), first);
}

TEST(Sampler, OfALognormalLawHasTheStatedMeanAndVariation) {
  const Sampler sampler(law(LawFamily::lognormal, 20.0, 1.2));
  const double variance = std::log(1.0 + 1.44);
  const boost::math::lognormal_distribution<double> exact(std::log(20.0) - variance / 2.0,
                                                          std::sqrt(variance));
  for (const double p : kProbabilities) {
    EXPECT_NEAR(sampler(p) / quantile(exact, p), 1.0, 1e-12) << p;
  }
  EXPECT_NEAR(moments(sampler).mean, 20.0, 0.01);
}

TEST(Sampler, OfAnExponentialLawHasItsMeanAndAVariationOfOne) {
  const Moments m = moments(Sampler(law(LawFamily::exponential, 3.0)));
  EXPECT_NEAR(m.mean, 3.0, 1e-3);
  EXPECT_NEAR(m.cv, 1.0, 1e-3);
}

TEST(Sampler, OfAWeibullLawHasTheStatedMeanWhateverItsShape) {
  for (const double shape : {0.6, 1.0, 2.5}) {
    Law weibull = law(LawFamily::weibull, 8.0);
    weibull.shape = shape;
    EXPECT_NEAR(moments(Sampler(weibull)).mean, 8.0, 0.01) << shape;
  }
}

TEST(Sampler, OfAHyperexponentialLawMixesItsPhases) {
  Law mixed = law(LawFamily::hyperexponential, 0.0);
  mixed.phases = {{0.9, 9.0}, {0.1, 81.0}};

  const Sampler sampler(mixed);

  EXPECT_DOUBLE_EQ(sampler.mean(), 16.2);
  const Moments m = moments(sampler);
  EXPECT_NEAR(m.mean, 16.2, 0.02);
  EXPECT_NEAR(m.cv * m.cv, 4.55555555556, 0.02);
}

TEST(Sampler, OfGivenValuesTakesEachEquallyOften) {
  Law given = law(LawFamily::empirical, 0.0);
  given.values = {1.0, 2.0, 6.0};
  const Sampler sampler(given);
  EXPECT_EQ(sampler(0.1), 1.0);
  EXPECT_EQ(sampler(0.5), 2.0);
  EXPECT_EQ(sampler(0.9), 6.0);
  EXPECT_DOUBLE_EQ(sampler.mean(), 3.0);
}

TEST(Sampler, ScalesWithItsMeanSoThatComparedScenariosStayAligned) {
  for (const LawFamily family : {LawFamily::exponential, LawFamily::lognormal, LawFamily::gamma}) {
    const Law one = law(family, 10.0, 0.8);
    const Sampler base(one);
    const Sampler longer(scaled(one, 1.5));
    for (const double p : kProbabilities) {
      EXPECT_NEAR(longer(p) / base(p), 1.5, 1e-9);
    }
  }
}

TEST(Sampler, GrowsWithTheUniformNumberWhateverTheLaw) {
  Law weibull = law(LawFamily::weibull, 8.0);
  weibull.shape = 0.7;
  Law mixed = law(LawFamily::hyperexponential, 0.0);
  mixed.phases = {{0.2, 0.5}, {0.8, 15.0}};
  Law given = law(LawFamily::empirical, 0.0);
  given.values = {1.0, 2.0, 6.0};
  for (const Law& any : {law(LawFamily::exponential, 3.0),
                         law(LawFamily::lognormal, 3.0, 1.2),
                         law(LawFamily::gamma, 3.0, 0.5),
                         weibull,
                         mixed,
                         given}) {
    const Sampler sampler(any);
    double last = 0.0;
    for (int i = 1; i < 1000; ++i) {
      const double value = sampler(i / 1000.0);
      EXPECT_GE(value, last);
      last = value;
    }
  }
}

TEST(Sampler, OfAHyperexponentialLawIsItsQuantileFunction) {
  Law mixed = law(LawFamily::hyperexponential, 0.0);
  mixed.phases = {{0.2, 0.5}, {0.8, 15.0}};
  const Sampler sampler(mixed);
  for (const double p : kProbabilities) {
    const double t = sampler(p);
    const double below = -0.2 * std::expm1(-t / 0.5) - 0.8 * std::expm1(-t / 15.0);
    EXPECT_NEAR(below / p, 1.0, 1e-6) << p;
  }
}

// Both tails, and more than the blocks in which they are made.
std::vector<double> probabilities() {
  std::vector<double> all{0x1p-53, 1e-12, 1e-6, 1.0 - 1e-6, 1.0 - 0x1p-53};
  for (int i = 1; i < 1000; ++i) {
    all.push_back(i / 1000.0);
  }
  return all;
}

template <class AnySampler>
void expect_blocks_as_single_values(const AnySampler& sampler) {
  std::vector<double> block = probabilities();
  std::vector<double> expected;
  for (const double p : block) {
    expected.push_back(sampler(p));
  }
  sampler.transform(block);
  EXPECT_EQ(block, expected);
}

TEST(Sampler, TransformsABlockToTheSameBitsAsOneByOne) {
  for (const LawFamily family : {LawFamily::deterministic,
                                 LawFamily::exponential,
                                 LawFamily::lognormal,
                                 LawFamily::gamma,
                                 LawFamily::weibull}) {
    SCOPED_TRACE(static_cast<int>(family));
    Law of_family = law(family, 5.0, 1.3);
    of_family.shape = 0.7;
    expect_blocks_as_single_values(Sampler(of_family));
  }
  Law mixed = law(LawFamily::hyperexponential, 0.0);
  mixed.phases = {{0.2, 0.5}, {0.8, 15.0}};
  expect_blocks_as_single_values(Sampler(mixed));
  Law given = law(LawFamily::empirical, 0.0);
  given.values = {1.0, 2.0, 7.0};
  expect_blocks_as_single_values(Sampler(given));
  expect_blocks_as_single_values(BetaSampler(1.8, 0.7));
}

TEST(BetaSampler, IsTheQuantileFunctionOfTheBetaLaw) {
  const BetaSampler sampler(1.8, 0.7);
  const boost::math::beta_distribution<double> exact(1.8, 0.7);
  for (const double p : {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999}) {
    EXPECT_NEAR(sampler(p) / quantile(exact, p), 1.0, 1e-5) << p;
  }
}

TEST(BetaSampler, IsTheIdentityForTheUniformLaw) { EXPECT_EQ(BetaSampler(1.0, 1.0)(0.123), 0.123); }

}  // namespace
}  // namespace tiermix
