// The rating of a case: published figures, and what a survey makes of them.

#include "engine/kernel/rating.hpp"

#include <gtest/gtest.h>

namespace tiermix {
namespace {

RatingPlan published() {
  RatingPlan plan;
  plan.rates = true;
  plan.thresholds = {-3.90, -2.77, -1.42, 0.37};
  plan.wait = -0.10;
  plan.time = -0.20;
  plan.contact = -0.30;
  plan.transfer = -0.20;
  plan.repeat = -0.50;
  plan.unresolved = -2.40;
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
  return latent_satisfaction(published(), c, h, story.time_ratio, story.resolved);
}

// SA-01.
TEST(Rating, FollowsTheOrderedLogitOfThePublishedProfiles) {
  const double first = latent({3, 0.15, 1, 0, 0, true});
  EXPECT_NEAR(first, 0.240794560865, 1e-9);
  const Rating rating = rating_of(published(), first, 0.0);
  EXPECT_NEAR(rating.mean, 4.24548651553, 1e-9);
  EXPECT_NEAR(rating.top, 0.467743502023, 1e-9);
  const double second = latent({3, 0.8, 2, 0, 0, true});
  EXPECT_NEAR(second, -0.394000725849, 1e-9);
  EXPECT_NEAR(rating_of(published(), second, 0.0).mean, 3.9397545421, 1e-9);
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
  EXPECT_LT(rating_of(published(), first, 0.1).mean, rating_of(published(), first, 0.0).mean);
}

TEST(Rating, ASurveyShowsWhoAnswersAndWhoAsks) {
  RatingPlan plan = published();
  const double eta = latent({4, 1.7, 3, 1, 1, true});
  const Rating everyone = rating_of(plan, eta, 0.0);
  EXPECT_NEAR(everyone.answers, 1.0, 1e-12);
  EXPECT_NEAR(everyone.surveyed, everyone.mean, 1e-12);
  plan.response = {0.30, 0.22, 0.12, 0.10, 0.22};
  const Rating some = rating_of(plan, eta, 0.0);
  EXPECT_LT(some.surveyed / some.answers, some.mean);  // the annoyed answer more
  plan.upshift = 0.25;
  EXPECT_GT(rating_of(plan, eta, 0.0).surveyed, some.surveyed);
}

}  // namespace
}  // namespace tiermix
