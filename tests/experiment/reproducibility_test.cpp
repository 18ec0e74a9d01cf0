// A result depends on plan, seed and replication count alone.

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"
#include "engine/experiment/infer.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::lognormal;

Plan small_plan() {
  Desk desk(3 * kDay, kDay);
  desk.tier("T1", 6, lognormal(12 * kMinute, 1.2), 0.7).tier("T2", 4, lognormal(30 * kMinute, 1.0));
  desk.cases("call", 25.0);
  desk.last_class().patience = Patience{testing::exponential(5 * kMinute)};
  desk.last_class().arrivals.busyness_cv = 0.2;
  return desk.plan();
}

Design design(std::uint32_t replications, int threads) {
  Design d;
  d.seed = 42;
  d.replications = replications;
  d.threads = threads;
  return d;
}

TEST(Reproducibility, OneTwoAndSevenThreadsGiveTheSameBits) {
  const Plan plan = small_plan();
  const Outcome one = run(plan, design(300, 1));
  for (const int threads : {2, 7}) {
    const Outcome more = run(plan, design(300, threads));
    EXPECT_EQ(one.digest, more.digest);
    ASSERT_EQ(one.estimates.size(), more.estimates.size());
    for (std::size_t i = 0; i < one.estimates.size(); ++i) {
      const Estimate& a = one.estimates[i].estimate;
      const Estimate& b = more.estimates[i].estimate;
      EXPECT_TRUE(a.mean == b.mean || (std::isnan(a.mean) && std::isnan(b.mean)));
      EXPECT_EQ(a.half_width, b.half_width);
    }
  }
}

TEST(Reproducibility, AReplicationAloneIsTheOneOfTheRun) {
  const Plan plan = small_plan();
  const Outcome outcome = run(plan, design(12, 2));
  const Observations alone = replicate(plan, {42, 11});
  EXPECT_EQ(alone.totals, outcome.replications[11].totals);
  EXPECT_EQ(alone.wait, outcome.replications[11].wait);
}

TEST(Reproducibility, AnotherSeedIsAnotherSample) {
  const Plan plan = small_plan();
  Design other = design(3, 1);
  other.seed = 43;
  EXPECT_NE(run(plan, design(3, 1)).digest, run(plan, other).digest);
}

TEST(Run, StoppedByItsObserverKeepsTheFinishedPrefix) {
  const Plan plan = small_plan();
  const Outcome outcome =
      run(plan, design(200, 1), [](const Progress& progress) { return progress.done < 5; });
  EXPECT_TRUE(outcome.interrupted);
  ASSERT_EQ(outcome.replications.size(), 5U);
  EXPECT_EQ(outcome.replications[4].totals, replicate(plan, {42, 4}).totals);
  EXPECT_FALSE(outcome.estimates.empty());
}

TEST(Run, UnderAPrecisionStopsWhenTheHeadlinesAreThatPrecise) {
  const Plan plan = small_plan();
  Design precise = design(10, 2);
  precise.precision = 0.05;
  const Outcome outcome = run(plan, precise);
  EXPECT_TRUE(outcome.precision_reached);
  for (const std::size_t measure : headline_measures()) {
    const Estimate e = estimate_measure(outcome.replications, measure, 0, 0.95);
    EXPECT_LE(e.half_width, 0.05 * std::abs(e.mean));
  }
}

TEST(Run, SaysWhenTheBudgetEndsBeforeThePrecisionIsReached) {
  const Plan plan = small_plan();
  Design precise = design(10, 2);
  precise.precision = 1e-6;
  precise.max_replications = 35;
  const Outcome outcome = run(plan, precise);
  EXPECT_FALSE(outcome.precision_reached);
  EXPECT_EQ(outcome.replications.size(), 35U);
}

TEST(Reproducibility, TheNumberOfThreadsMovesNoEstimateOverTimeAndNoTarget) {
  const Plan plan = small_plan();
  const auto judged = [&plan](int threads) {
    Design d = design(60, threads);
    d.aims = {{.measure = static_cast<std::size_t>(find_measure("service_level")), .value = 0.8}};
    return run(plan, d);
  };
  const Outcome one = judged(1);
  for (const int threads : {2, 7}) {
    const Outcome more = judged(threads);
    ASSERT_EQ(one.periods.size(), more.periods.size());
    for (std::size_t p = 0; p < one.periods.size(); ++p) {
      for (std::size_t s = 0; s < one.periods[p].series.size(); ++s) {
        for (std::size_t i = 0; i < one.periods[p].series[s].size(); ++i) {
          const PeriodValue& a = one.periods[p].series[s][i];
          const PeriodValue& b = more.periods[p].series[s][i];
          EXPECT_TRUE(a.mean == b.mean || (std::isnan(a.mean) && std::isnan(b.mean)));
        }
      }
    }
    EXPECT_EQ(one.aims[0].on_a_day->mean, more.aims[0].on_a_day->mean);
    EXPECT_EQ(one.aims[0].over_the_horizon.lower, more.aims[0].over_the_horizon.lower);
  }
}

}  // namespace
}  // namespace tiermix
