#include <cmath>
#include <optional>

#include <gtest/gtest.h>

#include "engine/scenario/complexity.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/scenario/week_curve.hpp"

#include "tests/scenario/small_desk.hpp"

namespace tiermix {
namespace {

constexpr double kExact = 1e-11;

double mean_probability(const Complexity& complexity, const ResolveCurve& curve) {
  double sum = 0.0;
  for (const ComplexityPoint& point : complexity_grid(complexity)) {
    sum += point.weight * resolve_probability(curve, point);
  }
  return sum;
}

// Cases that wait for the customer and reopen on their way through three tiers (Baskett, Chandy,
// Muntz and Palacios 1975). A session resolves, escalates or asks; the shares are of sessions.
struct LifeCycle {
  double per_hour;
  double reopening;
  double resolve[3];
  double pending[3];
  double minutes[3];
  int heads[3];
};

Model desk_with(const LifeCycle& cycle) {
  Model model = desk_of(
      {tier_with("tier1", {}, "tier2"), tier_with("tier2", {}, "tier3"), tier_with("tier3", {})});
  model.classes[0].arrivals.per_week = 168.0 * cycle.per_hour;
  model.classes[0].reopening.probability = cycle.reopening;
  for (std::size_t t = 0; t < 3; ++t) {
    model.tiers[t].resolve = constant_curve(cycle.resolve[t] / (1.0 - cycle.pending[t]));
    model.tiers[t].pending.share = cycle.pending[t];
    model.tiers[t].handle_time = exponential_minutes(cycle.minutes[t]);
    model.groups[t].heads = cycle.heads[t];
  }
  return model;
}

TEST(Traffic, OfAThreeTierTandemIsThatOfJackson) {
  const Model model = desk_with({40.0, 0.0, {0.65, 0.75, 1.0}, {}, {15.0, 30.0, 75.0}, {12, 9, 6}});

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.classes[0].sessions[1], 0.35, kExact);
  EXPECT_NEAR(report.classes[0].sessions[2], 0.0875, kExact);
  EXPECT_NEAR(report.tiers[0].utilisation, 0.833333333333, 1e-12);
  EXPECT_NEAR(report.tiers[1].utilisation, 0.777777777778, 1e-12);
  EXPECT_NEAR(report.tiers[2].utilisation, 0.729166666667, 1e-12);
  EXPECT_NEAR(report.tiers[2].offered_load, 4.375, kExact);
  EXPECT_NEAR(report.tiers[0].routes.resolved, 0.65, kExact);
  EXPECT_NEAR(report.tiers[1].routes.resolved, 0.2625, kExact);
  EXPECT_NEAR(report.tiers[2].routes.resolved, 0.0875, kExact);
}

TEST(Traffic, CountsSessionsAfterQuestionsAndReopenings) {
  const Model model = desk_with({30.0,
                                 0.08,
                                 {0.55, 0.6, 0.9},
                                 {0.2, 0.2, 0.1},
                                 {15.0, 37.5, 85.71428571428572},
                                 {14, 10, 8}});

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.classes[0].sessions[0], 1.32275132275, 1e-11);
  EXPECT_NEAR(report.classes[0].sessions[1], 0.439744455702, 1e-11);
  EXPECT_NEAR(report.classes[0].sessions[2], 0.106218467561, 1e-11);
  EXPECT_NEAR(report.tiers[0].utilisation, 0.708616780045, 1e-11);
  EXPECT_NEAR(report.tiers[1].utilisation, 0.824520854441, 1e-11);
  EXPECT_NEAR(report.tiers[2].utilisation, 0.56902750479, 1e-11);
  EXPECT_NEAR(report.classes[0].resolved, 1.0, kExact);
  double reopenings = 0.0;
  for (const TierTraffic& tier : report.tiers) {
    reopenings += tier.routes.reopenings;
  }
  EXPECT_NEAR(reopenings, 0.0869565217391, 1e-12);
}

TEST(Traffic, StandsOnTheCalibratedLifeCycle) {
  const Model model = desk_with(
      {100.0, 0.06, {0.4862, 0.5112, 0.6}, {0.3995, 0.32, 0.4}, {22.0, 35.0, 64.0}, {83, 25, 16}});

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.classes[0].sessions[0], 1.75030805422, 1e-11);
  EXPECT_NEAR(report.classes[0].sessions[1], 0.308103470969, 1e-11);
  EXPECT_NEAR(report.classes[0].sessions[2], 0.0922125281906, 1e-11);
  EXPECT_NEAR(report.tiers[0].utilisation, 0.773228457686, 1e-11);
  EXPECT_NEAR(report.tiers[1].utilisation, 0.718908098927, 1e-11);
  EXPECT_NEAR(report.tiers[2].utilisation, 0.614750187937, 1e-11);
}

// Everybody attempts: resolve probabilities 0.9 (1 - x^1.5) and 0.97 (1 - x^6) of the same x.
TEST(Traffic, HandsHarderCasesToHigherTiers) {
  const Model model = desk_of({tier_with("tier1", gatekeeper(0.9, 1.5), "tier2"),
                               tier_with("tier2", gatekeeper(0.97, 6.0), "tier3"),
                               tier_with("tier3", constant_curve(1.0))});

  const TrafficReport report = traffic(model);

  const double failed_once = 0.1 + 0.9 / 2.5;
  const double failed_twice = 0.1 * 0.03 + 0.1 * 0.97 / 7.0 + 0.9 * 0.03 / 2.5 + 0.9 * 0.97 / 8.5;
  EXPECT_NEAR(report.tiers[0].routes.resolved, 0.54, kExact);
  EXPECT_NEAR(report.tiers[1].sessions, failed_once, kExact);
  EXPECT_NEAR(report.tiers[1].routes.resolved, failed_once - failed_twice, kExact);
  EXPECT_NEAR(report.tiers[2].sessions, failed_twice, kExact);
  EXPECT_NEAR(report.tiers[0].mean_complexity, 0.5, kExact);
  EXPECT_NEAR(report.tiers[1].mean_complexity, (0.1 / 2.0 + 0.9 / 3.5) / failed_once, kExact);
  EXPECT_NEAR(
      report.tiers[2].mean_complexity,
      (0.1 * 0.03 / 2.0 + 0.1 * 0.97 / 8.0 + 0.9 * 0.03 / 3.5 + 0.9 * 0.97 / 9.5) / failed_twice,
      kExact);
}

// One failed attempt is no coin: E[1 / p] = 1 + exp(mean - ability + sd^2 / 2) over uniform x.
TEST(Traffic, TriesTheSameHardCaseAgainAndAgain) {
  Model model = desk_of({tier_with("tier1", logistic(1.2, 0.5, 1.5))});
  model.tiers[0].when_unresolved = WhenUnresolved::retry;

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[0].sessions, 1.0 + std::exp(0.5 - 1.2 + 1.5 * 1.5 / 2.0), 1e-9);
  EXPECT_NEAR(report.tiers[0].routes.resolved, 1.0, kExact);
  EXPECT_NEAR(report.tiers[0].mean_complexity, 0.5, kExact);
}

TEST(Traffic, TellsResolvedFromClosedUnresolved) {
  Model model = desk_of({tier_with("tier1", gatekeeper(0.8, 1.0))});
  model.tiers[0].when_unresolved = WhenUnresolved::close_unresolved;
  model.tiers[0].pending.share = 0.25;

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.classes[0].resolved, 0.4, kExact);
  EXPECT_NEAR(report.classes[0].closed_unresolved, 0.6, kExact);
  EXPECT_NEAR(report.tiers[0].sessions, 1.0 / 0.75, kExact);
}

TEST(Traffic, PrefersTheHandlingOfAClassAtATier) {
  Model model = desk_of(
      {tier_with("tier1", constant_curve(0.5), "tier2"), tier_with("tier2", constant_curve(1.0))});
  model.classes.push_back(class_of_cases("outage", 3.0, "tier1"));
  model.classes[0].handle_time = exponential_minutes(40.0);
  model.tiers[1].handle_time.reset();
  model.classes[1].handle_time = exponential_minutes(20.0);
  model.handlings.push_back({"outage",
                             "tier1",
                             exponential_minutes(30.0),
                             constant_curve(0.2),
                             CustomerPending{0.5, {}}});

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.classes[1].sessions[0], 2.0, kExact);
  EXPECT_NEAR(report.classes[1].sessions[1], 0.8, kExact);
  // Tier 1: 6 x 10 min and 3 x 2 x 30 min an hour; tier 2: 3 x 40 min and 2.4 x 20 min.
  EXPECT_NEAR(report.tiers[0].offered_load, 4.0, kExact);
  EXPECT_NEAR(report.tiers[1].offered_load, 2.8, kExact);
}

TEST(Traffic, DividesWorkByTheMeanSpeedOfTheReps) {
  Model model = desk_of({tier_with("tier1", constant_curve(1.0))});
  model.groups[0].heads = 1;
  model.groups.push_back(reps_at("tier1", 3));
  model.groups[1].speed = 1.4;

  const TrafficReport report = traffic(model);

  EXPECT_NEAR(report.tiers[0].offered_load, 1.0 / 1.3, kExact);
  EXPECT_NEAR(report.tiers[0].mean_heads, 4.0, kExact);
}

TEST(Traffic, TakesTheMeanOfMixturesAndSamples) {
  Model model = desk_of({tier_with("tier1", constant_curve(1.0))});
  model.classes.push_back(class_of_cases("sampled", 3.0, "tier1"));
  Law mixture;
  mixture.family = LawFamily::hyperexponential;
  mixture.phases = {{0.9, 540.0}, {0.1, 4860.0}};
  Law sample;
  sample.family = LawFamily::empirical;
  sample.values = {600.0, 1800.0};
  model.tiers[0].handle_time = mixture;
  model.handlings.push_back({"sampled", "tier1", sample, std::nullopt, std::nullopt});

  EXPECT_NEAR(traffic(model).tiers[0].offered_load, 6.0 * 16.2 / 60.0 + 1.0, kExact);
}

TEST(ComplexityGrid, TakesSingularAndNarrowLaws) {
  EXPECT_NEAR(mean_probability({0.5, 0.5}, gatekeeper(1.0, 2.0)), 0.625, kExact);
  EXPECT_NEAR(mean_probability({0.05, 3.0}, gatekeeper(1.0, 1.0)), 3.0 / 3.05, kExact);
  EXPECT_NEAR(mean_probability({2000.0, 1000.0}, gatekeeper(1.0, 1.0)), 1.0 / 3.0, kExact);
  EXPECT_NEAR(mean_probability({1.0, 1.0}, gatekeeper(1.0, 0.25)), 0.2, kExact);
  EXPECT_NEAR(mean_probability({1.0, 1.0}, logistic(2.0, 2.0, 3.0)), 0.5, kExact);
}

TEST(ComplexityGrid, ResolvesHardCasesToTheLastDigit) {
  double sum = 0.0;
  for (const ComplexityPoint& point : complexity_grid({1.0, 2.0})) {
    sum += point.weight / resolve_probability(gatekeeper(1.0, 1.0), point);
  }

  EXPECT_NEAR(sum, 2.0, kExact);
}

TEST(WeekCurve, FollowsTheProfile) {
  Model model;
  model.profiles = {{"days", {1.3, 1.15, 1.05, 1.0, 0.95, 0.75, 0.8}}};

  Arrivals arrivals;
  arrivals.per_week = 1680.0;
  arrivals.profile = "days";

  const WeekCurve curve = arrival_curve(model, arrivals);

  EXPECT_NEAR(mean_of(curve), 10.0, kExact);
  EXPECT_NEAR(curve.front(), 13.0, kExact);
  EXPECT_NEAR(curve.back(), 8.0, kExact);
}

TEST(WeekCurve, OfASeriesStartsAtItsOwnHour) {
  Model model;
  model.time.start = std::chrono::sys_days{std::chrono::January / 7 / 2026};  // a Wednesday
  Arrivals arrivals;
  arrivals.series = Series{kHour, 30 * kMinute, std::vector<double>(48, 2.0)};
  arrivals.series->values[0] = 9.0;

  const WeekCurve curve = arrival_curve(model, arrivals);

  // Wednesday 01:00, in cases per hour; the one day repeats.
  EXPECT_NEAR(curve[(2 * 24 + 1) * 4], 18.0, kExact);
  EXPECT_NEAR(curve[(2 * 24 + 1) * 4 + 2], 4.0, kExact);
  EXPECT_NEAR(curve[(3 * 24 + 1) * 4], 18.0, kExact);
}

TEST(WeekCurve, OfAShiftMayPassTheEndOfTheWeek) {
  Model model;
  model.shifts = {{"night", {{6 * kDay + 22 * kHour, 7 * kDay + 6 * kHour}}}};
  RepGroup group = reps_at("tier1", 3);
  group.shift = "night";

  const WeekCurve curve = heads_curve(model, group);

  EXPECT_NEAR(mean_of(curve), 3.0 * 8.0 / 168.0, kExact);
  EXPECT_NEAR(curve[0], 3.0, kExact);
  EXPECT_NEAR(curve[6 * 4], 0.0, kExact);
}

}  // namespace
}  // namespace tiermix
