// The rating of a case: published figures, and what a survey makes of them.

#include "engine/kernel/rating.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/random/math.hpp"
#include "engine/random/stream.hpp"
#include "engine/kernel/rating_block.hpp"

namespace tiermix {
namespace {

RatingPlan published() {
  RatingPlan plan;
  plan.rates = true;
  plan.thresholds = {-3.90, -2.77, -1.42, 0.37};
  plan.weights.wait = -0.10;
  plan.weights.time = -0.20;
  plan.weights.contact = -0.30;
  plan.weights.transfer = -0.20;
  plan.weights.repeat = -0.50;
  plan.weights.unresolved = -2.40;
  return plan;
}

struct Story {
  std::int64_t wait_min;
  double time_ratio;
  std::uint16_t contacts;
  std::uint16_t transfers;
  std::uint16_t repeats;
  bool resolved;
};

double latent(const Story& story) {
  Case c;
  c.sessions = story.contacts;
  History h;
  h.waited = story.wait_min * kMinute;
  h.transfers = story.transfers;
  h.repeats = story.repeats;
  return latent_satisfaction(
      published().weights, rated_case(c, h, story.time_ratio, story.resolved), 0.0);
}

Rating rated(const RatingPlan& plan, double eta, double shift = 0.0) {
  return rating_of(plan, plan.thresholds, eta, shift);
}

// SA-01.
TEST(Rating, FollowsTheOrderedLogitOfThePublishedProfiles) {
  const double first = latent({3, 0.15, 1, 0, 0, true});
  EXPECT_NEAR(first, 0.240794560865, 1e-9);
  const Rating rating = rated(published(), first);
  EXPECT_NEAR(rating.mean, 4.24548651553, 1e-9);
  EXPECT_NEAR(rating.probability[4], 0.467743502023, 1e-9);
  const double second = latent({3, 0.8, 2, 0, 0, true});
  EXPECT_NEAR(second, -0.394000725849, 1e-9);
  EXPECT_NEAR(rated(published(), second).mean, 3.9397545421, 1e-9);
  EXPECT_NEAR(latent({4, 1.7, 3, 1, 1, true}), -1.56706944146, 1e-9);
}

TEST(Rating, FallsByTheStatedSizes) {
  const double seamless = latent({4, 1.7, 3, 1, 0, true});
  EXPECT_NEAR(latent({4, 1.7, 3, 1, 1, true}), seamless - 0.50, 1e-12);
  EXPECT_NEAR(latent({4, 1.7, 3, 2, 0, true}), seamless - 0.20, 1e-12);
  EXPECT_NEAR(latent({4, 1.7, 3, 1, 0, false}), seamless - 2.40, 1e-12);
}

TEST(Rating, ThresholdsThatRiseLowerTheRatingOfUnchangedService) {
  const double first = latent({3, 0.15, 1, 0, 0, true});
  EXPECT_LT(rated(published(), first, 0.1).mean, rated(published(), first).mean);
}

TEST(Rating, ASurveyShowsWhoAnswersAndWhoAsks) {
  RatingPlan plan = published();
  const double eta = latent({4, 1.7, 3, 1, 1, true});
  const Rating everyone = rated(plan, eta);
  EXPECT_NEAR(everyone.answers, 1.0, 1e-12);
  EXPECT_NEAR(everyone.surveyed, everyone.mean, 1e-12);
  plan.response = {0.30, 0.22, 0.12, 0.10, 0.22};
  const Rating some = rated(plan, eta);
  EXPECT_LT(some.surveyed / some.answers, some.mean);  // the annoyed answer more
  plan.upshift = 0.25;
  EXPECT_GT(rated(plan, eta).surveyed, some.surveyed);
}

// Each driver alone, whatever the rest of the case was like.
TEST(Rating, FallsWithEveryDriver) {
  const RatingPlan plan = [] {
    RatingPlan all = published();
    all.weights.forced = -0.40;
    all.weights.failed_attempt = -0.30;
    return all;
  }();
  const RatedCase usual{5.0, 1.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.5};
  const double before = rated(plan, latent_satisfaction(plan.weights, usual, 0.0)).mean;
  for (std::size_t d = 0; d < static_cast<std::size_t>(RatedBy::complexity); ++d) {
    RatedCase worse = usual;
    worse[d] += 1.0;
    EXPECT_LT(rated(plan, latent_satisfaction(plan.weights, worse, 0.0)).mean, before - 1e-3) << d;
  }
  EXPECT_GT(rated(plan, latent_satisfaction(plan.weights, usual, 0.35)).mean, before + 0.05);
}

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// One after the other, and together: sums of whole millionths.
TEST(RatingBlock, AddsUpWhatRatingsComeToOneByOne) {
  RatingPlan plan = published();
  plan.weights.forced = -0.40;
  plan.weights.failed_attempt = -0.30;
  plan.drift_per_us = 1e-13;
  plan.response = {0.5, 0.4, 0.2, 0.3, 0.6};
  plan.upshift = 0.25;
  for (const double customer_sd : {0.0, 1.5}) {
    plan.customer_sd = customer_sd;
    ScopeCounts one_by_one;
    ScopeCounts together;
    RatingBlock block;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      const ReplicationKey key{5, 2};
      const Owner owner = case_owner(3, i / 100, i);
      const auto u = [&](Use use) { return draw(key, use, owner); };
      const auto few = [&](Use use) { return std::floor(4.0 * u(use)); };
      const RatedCase rated = {i % 5 == 0 ? 0.0 : 1e4 * std::pow(u(Use::patience), 8),
                               i % 7 == 0 ? 0.0 : 10.0 * std::pow(u(Use::handling), 6),
                               1.0 + few(Use::outcome),
                               few(Use::pending),
                               few(Use::reopening),
                               few(Use::repeating),
                               few(Use::forcing),
                               i % 3 == 0 ? 1.0 : 0.0,
                               0.5};
      const double reps_effect = u(Use::rapport) - 0.5;
      const Instant now{static_cast<std::int64_t>(i) * kHour.us};
      double eta = latent_satisfaction(plan.weights, rated, reps_effect);
      if (customer_sd > 0.0) {
        eta += customer_sd * normal_quantile(u(Use::disposition));
      }
      const Rating rating =
          rating_of(plan, plan.thresholds, eta, plan.drift_per_us * static_cast<double>(now.us));
      RatingSums one;
      one.add(rating);
      one.count(one_by_one);
      block.add(rated, reps_effect, owner, now);
      if (block.is_full() || i == 999) {
        block.count(plan, key, together);
      }
    }
    for (std::size_t q = 0; q < kQuantityCount; ++q) {
      const auto quantity = static_cast<Quantity>(q);
      EXPECT_EQ(together[quantity], one_by_one[quantity]) << name_of(quantity);
    }
    EXPECT_EQ(together[Quantity::ratings], 1000);
    EXPECT_GT(together[Quantity::top_box], 0);
  }
}

ResponsePlan fitting(RatedBy driver, double low, double high, double threshold) {
  ResponsePlan row;
  row.low.fill(-kNoLimit);
  row.high.fill(kNoLimit);
  row.low[static_cast<std::size_t>(driver)] = low;
  row.high[static_cast<std::size_t>(driver)] = high;
  row.thresholds.fill(threshold);
  return row;
}

TEST(Responses, TheFirstRowThatFitsHolds) {
  RatingPlan plan;
  plan.table = {fitting(RatedBy::contacts, 2.0, 3.0, 1.0),
                fitting(RatedBy::wait, 10.0, kNoLimit, 2.0),
                fitting(RatedBy::wait, -kNoLimit, kNoLimit, 3.0)};
  plan.table.front().case_class = 1;
  const auto row_of = [&plan](double wait, double contacts, std::uint16_t of_class) {
    return response_to(plan, of_class, {wait, 1.0, contacts, 0, 0, 0, 0, 0, 0}).front();
  };
  EXPECT_EQ(row_of(20.0, 2.0, 1), 1.0);
  EXPECT_EQ(row_of(20.0, 3.0, 1), 1.0);
  EXPECT_EQ(row_of(20.0, 4.0, 1), 2.0);
  EXPECT_EQ(row_of(20.0, 2.0, 0), 2.0);
  EXPECT_EQ(row_of(10.0, 1.0, 0), 2.0);
  EXPECT_EQ(row_of(9.9, 1.0, 1), 3.0);
}

}  // namespace
}  // namespace tiermix
