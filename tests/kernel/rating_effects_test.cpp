// Customers and reps who differ, and response models of the user's own, on a whole desk.

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::kAll;
using Q = Quantity;

// Every case has the published thresholds, and nothing else counts.
Satisfaction thresholds_alone() {
  Satisfaction ratings;
  ratings.wait = 0.0;
  ratings.time = 0.0;
  return ratings;
}

Satisfaction with_spread(double customer_sd, bool averaged) {
  Satisfaction ratings = thresholds_alone();
  ratings.customer_sd = customer_sd;
  ratings.averaged = averaged;
  return ratings;
}

Satisfaction with_responses(const std::array<double, 5>& probability) {
  Satisfaction ratings = thresholds_alone();
  ResponseRow all;
  all.probability = probability;
  ratings.table = {all};
  return ratings;
}

// Every case is solved at once in one session.
Observations replicate(const Satisfaction& ratings, int customers = 0) {
  Desk desk(4 * kWeek);
  desk.tier("T1", 40, exactly(kMinute)).cases("call", 200.0);
  desk.model().satisfaction = ratings;
  if (customers > 0) {
    desk.model().loyalty = Loyalty{.customers = customers};
  }
  return desk.replicate();
}

double mean_rating(const Observations& o) {
  return 1e-6 * o.total(kAll, Q::rating) / o.total(kAll, Q::ratings);
}

double share(const Observations& o, Q rated) {
  return 1e-6 * o.total(kAll, rated) / o.total(kAll, Q::ratings);
}

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

// P(rating 5) of a customer drawn at random: an integral over the normal law by the trapezoidal
// rule, which converges faster than any power of the step.
double top_share(double threshold, double sd) {
  double sum = 0.0;
  constexpr double kStep = 0.01;
  for (double z = -9.0; z <= 9.0; z += kStep) {
    sum += kStep * std::exp(-z * z / 2.0) / std::sqrt(2.0 * M_PI) * logistic(sd * z - threshold);
  }
  return sum;
}

TEST(RatingEffects, SharesOfRatingsAddUpToTheMean) {
  const Observations o = replicate(thresholds_alone());
  constexpr std::array kRated{Q::rated_1, Q::rated_2, Q::rated_3, Q::rated_4, Q::top_box};
  constexpr std::array kUpTo{-3.90, -2.77, -1.42, 0.37};
  double below = 0.0;
  double mean = 0.0;
  for (std::size_t j = 0; j < kRated.size(); ++j) {
    const double up_to = j < kUpTo.size() ? logistic(kUpTo[j]) : 1.0;
    EXPECT_NEAR(share(o, kRated[j]), up_to - below, 1e-6) << j + 1;
    mean += (static_cast<double>(j) + 1.0) * share(o, kRated[j]);
    below = up_to;
  }
  EXPECT_NEAR(mean, mean_rating(o), 1e-5);
}

TEST(RatingEffects, OfEachCustomerAverageToTheIntegralOverThem) {
  const Observations o = replicate(with_spread(0.6, false));
  EXPECT_NEAR(share(o, Q::top_box), top_share(0.37, 0.6), 0.003);
}

TEST(RatingEffects, LeaveTheAverageAsStated) {
  const double without = mean_rating(replicate(thresholds_alone()));
  EXPECT_NEAR(mean_rating(replicate(with_spread(0.6, true))), without, 0.005);
  EXPECT_LT(mean_rating(replicate(with_spread(0.6, false))), without - 0.02);
}

// With some 670 cases each, the memories of customers who are alike have one law; of others some
// are hard to please and some easily pleased, for good.
TEST(RatingEffects, ACustomerKeepsTheSameDisposition) {
  const double alike = replicate(thresholds_alone(), 200).total(kAll, Q::customers_secure);
  const double unlike = replicate(with_spread(3.0, false), 200).total(kAll, Q::customers_secure);
  EXPECT_GT(unlike, alike + 10.0);
}

TEST(RatingEffects, RepsDifferAndAreTheSameInEveryRun) {
  Satisfaction ratings = with_spread(0.0, false);
  ratings.rep_sd = 1.0;
  const double spread = mean_rating(replicate(ratings));
  EXPECT_GT(std::abs(spread - mean_rating(replicate(thresholds_alone()))), 1e-3);
  EXPECT_EQ(spread, mean_rating(replicate(ratings)));
}

TEST(RatingEffects, ATableOfResponsesStandsForThresholdsAndDrivers) {
  const Observations o = replicate(with_responses({0.05, 0.10, 0.15, 0.30, 0.40}));
  EXPECT_NEAR(mean_rating(o), 0.05 + 0.2 + 0.45 + 1.2 + 2.0, 1e-5);
  EXPECT_NEAR(share(o, Q::rated_2), 0.10, 1e-6);
  EXPECT_NEAR(mean_rating(replicate(with_responses({0.0, 0.0, 0.0, 0.0, 1.0}))), 5.0, 1e-6);
  EXPECT_NEAR(mean_rating(replicate(with_responses({1.0, 0.0, 0.0, 0.0, 0.0}))), 1.0, 1e-6);
}

// A vendor's answer is a contact, but nobody's relationship skill.
TEST(RatingEffects, AVendorDoesNotDiluteTheSkillOfTheRepMet) {
  const auto desk_rated = [](double relationship) {
    Desk desk(10 * kDay);
    desk.tier("T1", 1, exactly(10 * kMinute), 0.0).tier("vendor", 0, exactly(kMinute));
    desk.last_tier().vendor = Vendor{exactly(2 * kHour), 400.0};
    desk.model().groups.pop_back();
    desk.model().groups.front().relationship = relationship;
    desk.model().satisfaction = thresholds_alone();
    desk.cases_at("call", {0});
    return mean_rating(desk.replicate());
  };
  const double eta = -0.30 - 0.20 - 0.30;  // second contact, transfer, failed attempt
  const auto mean_at = [](double latent) {
    return 5.0 - logistic(-3.90 - latent) - logistic(-2.77 - latent) - logistic(-1.42 - latent) -
           logistic(0.37 - latent);
  };
  EXPECT_NEAR(desk_rated(0.0), mean_at(eta), 1e-5);
  EXPECT_NEAR(desk_rated(1.0), mean_at(eta + 0.35), 1e-5);
}

TEST(RatingEffects, ATableTellsCasesThatWaitedFromOthers) {
  Desk desk(2 * kHour);
  desk.tier("T1", 1, exactly(30 * kMinute)).cases_at("call", {0, 1});  // waits: 0 and 29 minutes
  Satisfaction ratings;
  ResponseRow at_once;
  at_once.bands[static_cast<std::size_t>(Driver::wait)].high = 5.0;
  at_once.probability = {0.0, 0.0, 0.0, 0.0, 1.0};
  ResponseRow other;
  other.probability = {0.0, 1.0, 0.0, 0.0, 0.0};
  ratings.table = {at_once, other};
  desk.model().satisfaction = ratings;
  EXPECT_NEAR(mean_rating(desk.replicate()), 3.5, 1e-5);
}

}  // namespace
}  // namespace tiermix
