// One long run in batches, as an experiment.

#include <cmath>
#include <cstddef>
#include <stdexcept>

#include <gtest/gtest.h>

#include "engine/tally/period_series.hpp"
#include "engine/plan/batches.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

Desk calls() {
  Desk desk(22 * kWeek, 2 * kWeek);
  desk.tier("T1", 8, exponential(6 * kMinute)).cases("call", 60.0);
  desk.last_class().answer_target = from_seconds(20.0);
  return desk;
}

Plan in_batches(const Desk& desk, std::uint32_t batches) {
  Plan plan = desk.plan();
  cut_into_batches(plan, batches);
  return plan;
}

std::size_t index(const char* measure) { return static_cast<std::size_t>(find_measure(measure)); }

const Estimate& estimate_of(const Outcome& outcome, const char* measure) {
  for (const MeasureEstimate& one : outcome.estimates) {
    if (one.measure == index(measure) && one.scope == 0) {
      return one.estimate;
    }
  }
  throw std::out_of_range(measure);
}

TEST(LongRun, HasTheRatiosOfItsOneReplication) {
  const Desk desk = calls();
  const Outcome batches = run(in_batches(desk, 10), {.seed = 4});
  const Outcome alone = run(desk.plan(), {.seed = 4, .replications = 1});

  EXPECT_EQ(batches.replications.size(), 10U);
  EXPECT_EQ(batches.batch, 2 * kWeek);
  EXPECT_EQ(alone.batch, Duration{});
  EXPECT_EQ(batches.events, alone.events);
  for (const char* measure : {"speed_of_answer", "service_level", "cost_per_case", "occupancy"}) {
    const Estimate& estimate = estimate_of(batches, measure);
    EXPECT_NEAR(estimate.mean, estimate_of(alone, measure).mean, 1e-9) << measure;
    EXPECT_GT(estimate.half_width, 0.0) << measure;
    EXPECT_LT(estimate.half_width, 0.2 * estimate.mean) << measure;
    EXPECT_EQ(estimate.replications, 10U) << measure;
  }
  EXPECT_NEAR(estimate_of(batches, "wait_p90").mean, estimate_of(alone, "wait_p90").mean, 1e-9);
  EXPECT_GT(estimate_of(batches, "time_to_resolve_p50").half_width, 0.0);
  EXPECT_NEAR(estimate_of(batches, "cases_created").mean,
              estimate_of(alone, "cases_created").mean / 10,
              1e-6);
}

TEST(LongRun, HasRowsOverTimeLikeOneReplication) {
  const Desk desk = calls();
  const Outcome batches = run(in_batches(desk, 10), {.seed = 4});
  const Outcome alone = run(desk.plan(), {.seed = 4, .replications = 1});
  ASSERT_EQ(batches.periods.size(), alone.periods.size());
  const PeriodEstimates& week = *find(batches.periods, PeriodKind::week);
  const auto wait = static_cast<std::size_t>(find_period_series("wait"));
  ASSERT_EQ(week.starts.size(), 22U);
  for (std::size_t i = 0; i < week.starts.size(); ++i) {
    EXPECT_EQ(week.at(wait, i, 0).mean, find(alone.periods, PeriodKind::week)->at(wait, i, 0).mean);
  }
}

TEST(LongRun, JudgesTargetsByItsBatches) {
  Desk desk = calls();
  desk.model().time.interval = 30 * kMinute;
  const Plan plan = in_batches(desk, 20);
  Design design{.seed = 4};
  design.aims = {{.measure = index("service_level"), .scope = 0, .at_least = true, .value = 0.5},
                 {.measure = index("wait"), .scope = 0, .at_least = false, .value = 1e-9}};
  const Outcome outcome = run(plan, design);
  ASSERT_EQ(outcome.aims.size(), 2U);
  EXPECT_EQ(outcome.aims[0].verdict, Verdict::met);
  EXPECT_EQ(outcome.aims[0].over_the_horizon.mean, 1.0);
  EXPECT_EQ(outcome.aims[0].over_the_horizon.replications, 20U);
  ASSERT_TRUE(outcome.aims[0].on_a_day.has_value());
  EXPECT_EQ(outcome.aims[0].on_a_day->replications, 20U);
  EXPECT_EQ(outcome.aims[1].verdict, Verdict::missed);
}

TEST(LongRun, JudgesEveryHourByTheRowsOfItsBatches) {
  Desk desk = calls();
  Target target;
  target.measure = "service_level";
  target.window = TargetWindow{.every = kHour, .from = {}};
  desk.model().targets = {target};
  const Plan plan = in_batches(desk, 20);
  Design design{.seed = 4, .windows = windows_of(desk.model(), plan)};
  design.aims = {{.measure = index("service_level"), .value = 0.5, .window = 0}};
  const Outcome outcome = run(plan, design);
  EXPECT_EQ(outcome.aims[0].verdict, Verdict::met);
  EXPECT_EQ(outcome.aims[0].intervals, 24U);
  EXPECT_EQ(outcome.aims[0].estimate.replications, 20U);
  EXPECT_EQ(outcome.aims[0].over_the_horizon.replications, 20U);
}

TEST(LongRun, IsTheSameOnAnyNumberOfThreads) {
  const Plan plan = in_batches(calls(), 10);
  EXPECT_EQ(run(plan, {.threads = 1}).digest, run(plan, {.threads = 7}).digest);
}

}  // namespace
}  // namespace tiermix
