// One long run in batches: nobody can tell from the run, and the batches sum to it.

#include "engine/plan/batches.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/kernel/random_desks.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Clock;
using testing::Desk;
using testing::exponential;
using testing::plain_desk;

// At instants at which nothing else begins.
void cut_somewhere(Plan& plan) {
  plan.plain = false;
  const std::int64_t window = (plan.horizon - plan.warm_up).us;
  plan.batch_starts = {plan.warm_up,
                       Instant{plan.warm_up.us + window / 5 + 1},
                       Instant{plan.warm_up.us + window / 2 + 12'345}};
}

// What a state is at the end is no sum.
bool adds_up(Quantity q) {
  return q != Quantity::one && q != Quantity::runs_with_revenue && q != Quantity::runs_with_loyalty;
}

void expect_sum(const Observations& whole) {
  std::vector<double> totals(whole.totals.size());
  std::vector<Histogram> waits(whole.wait.size());
  std::vector<Histogram> times(whole.time_to_resolve.size());
  for (std::size_t b = 0; b < whole.months; ++b) {
    const Observations part = whole.batch(b);
    ASSERT_EQ(part.layout, whole.layout);
    for (std::size_t i = 0; i < totals.size(); ++i) {
      totals[i] += part.totals[i];
    }
    for (std::size_t i = 0; i < waits.size(); ++i) {
      waits[i].add(part.wait[i]);
    }
    for (std::size_t i = 0; i < times.size(); ++i) {
      times[i].add(part.time_to_resolve[i]);
    }
  }
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const auto q = static_cast<Quantity>(i % kQuantityCount);
    if (adds_up(q)) {
      EXPECT_NEAR(totals[i], whole.totals[i], 1e-9 * std::max(1.0, std::abs(whole.totals[i])))
          << name_of(q);
    }
  }
  EXPECT_EQ(waits, whole.wait);
  EXPECT_EQ(times, whole.time_to_resolve);
}

// What is counted of cases, not of the time.
bool is_of_cases(Quantity q) {
  return q >= Quantity::offered && q <= Quantity::unnecessary_escalations;
}

// A batch is what a run measures whose window is that batch: cases created in it, to their end.
void expect_cohorts_of_their_own(Plan plan) {
  const Observations whole = replicate(plan, {7, 3});
  const std::vector<Instant> starts = std::exchange(plan.batch_starts, {});
  ASSERT_EQ(whole.months, starts.size());
  for (std::size_t b = 0; b < starts.size(); ++b) {
    SCOPED_TRACE("batch " + std::to_string(b));
    Plan of_batch = plan;
    of_batch.warm_up = starts[b];
    of_batch.horizon = b + 1 < starts.size() ? starts[b + 1] : plan.horizon;
    of_batch.month_starts = {of_batch.warm_up};
    const Observations alone = replicate(of_batch, {7, 3});
    const Observations part = whole.batch(b);
    for (std::size_t i = 0; i < part.totals.size(); ++i) {
      const auto q = static_cast<Quantity>(i % kQuantityCount);
      if (is_of_cases(q)) {
        ASSERT_NEAR(part.totals[i], alone.totals[i], 1e-9 * std::abs(alone.totals[i]))
            << name_of(q) << " of scope " << i / kQuantityCount;
      }
    }
    EXPECT_EQ(part.wait, alone.wait);
    EXPECT_EQ(part.time_to_resolve, alone.time_to_resolve);
  }
}

TEST(PartsOfALongRun, AreWhatRunsMeasureWhoseWindowIsABatch) {
  for (const Clock clock : {Clock::continuous, Clock::whole_minutes}) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
      SCOPED_TRACE("desk " + std::to_string(seed));
      Desk desk = plain_desk(seed, clock);
      Plan plan = desk.plan();
      cut_somewhere(plan);
      ASSERT_NO_FATAL_FAILURE(expect_cohorts_of_their_own(plan));
      ASSERT_NO_FATAL_FAILURE(expect_sum(replicate(plan, {7, 3})));
    }
  }
}

TEST(PartsOfALongRun, ChangeNothingOfTheRun) {
  Plan plan = plain_desk(5, Clock::continuous).plan();
  const Observations without = replicate(plan, {7, 3});
  cut_somewhere(plan);
  const Observations with = replicate(plan, {7, 3});
  EXPECT_EQ(with.totals, without.totals);
  EXPECT_EQ(with.interval_totals, without.interval_totals);
  EXPECT_EQ(with.wait, without.wait);
  EXPECT_EQ(with.events, without.events);
  EXPECT_TRUE(without.batch_waits.empty());
}

TEST(PartsOfALongRun, AreThatOfADeskWithRedialsAndReopeningsToo) {
  Desk desk(6 * kWeek, kWeek);
  desk.tier("T1", 4, exponential(10 * kMinute), 0.6).tier("T2", 4, exponential(30 * kMinute));
  desk.cases("call", 15.0);
  desk.last_class().patience = Patience{.law = exponential(5 * kMinute)};
  desk.last_class().redial = {.probability = 0.5, .delay = exponential(kHour), .at_most = {}};
  desk.last_class().reopening = {.probability = 0.1, .delay = exponential(kDay)};
  Plan plan = desk.plan();
  ASSERT_FALSE(plan.plain);
  cut_somewhere(plan);
  expect_sum(replicate(plan, {1, 0}));
  expect_cohorts_of_their_own(plan);
}

TEST(BatchLength, IsWholeWeeksAndTheRestWarmsUp) {
  Desk desk(30 * kWeek, 3 * kWeek);
  TimeFrame& time = desk.model().time;
  EXPECT_EQ(batch_length(time, 13), 2 * kWeek);
  EXPECT_EQ(warm_up_before(time, 13), 4 * kWeek);
  EXPECT_EQ(batch_length(time, 27), kWeek);
  EXPECT_EQ(batch_length(time, 28), std::nullopt);

  time.warm_up = warm_up_before(time, 13);
  Plan plan = desk.tier("T1", 1, exponential(kMinute)).cases("call", 1.0).plan();
  cut_into_batches(plan, 13);
  ASSERT_EQ(plan.batch_starts.size(), 13U);
  EXPECT_EQ(plan.batch_starts.front(), plan.warm_up);
  EXPECT_EQ(plan.batch_starts.back() + 2 * kWeek, plan.horizon);
}

TEST(DrawnOnce, NamesWhatBatchesShare) {
  Desk desk(30 * kWeek);
  desk.tier("T1", 1, exponential(kMinute)).cases("call", 1.0);
  EXPECT_TRUE(drawn_once(desk.model(), desk.plan()).empty());
  desk.last_group().speed_spread = 0.1;
  desk.last_group().ability_spread = 0.1;
  EXPECT_EQ(drawn_once(desk.model(), desk.plan()),
            (std::vector<std::string>{"rep_group.T1_reps.speed_spread",
                                      "rep_group.T1_reps.ability_spread"}));
}

}  // namespace
}  // namespace tiermix
