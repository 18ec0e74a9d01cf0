// The rating of a case: published figures, and what a survey makes of them.

#include "engine/kernel/rating.hpp"

#include <limits>

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
  return latent_satisfaction(published(), rated_case(c, h, story.time_ratio, story.resolved), 0.0);
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
    all.forced = -0.40;
    all.failed_attempt = -0.30;
    return all;
  }();
  const RatedCase usual{5.0, 1.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.5};
  const double before = rated(plan, latent_satisfaction(plan, usual, 0.0)).mean;
  for (std::size_t d = 0; d < static_cast<std::size_t>(RatedBy::complexity); ++d) {
    RatedCase worse = usual;
    worse[d] += 1.0;
    EXPECT_LT(rated(plan, latent_satisfaction(plan, worse, 0.0)).mean, before - 1e-3) << d;
  }
  EXPECT_GT(rated(plan, latent_satisfaction(plan, usual, 0.35)).mean, before + 0.05);
}

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

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
