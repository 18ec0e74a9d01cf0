// When a desk that starts empty has settled.

#include <algorithm>
#include <cstddef>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;

const SettledSeries& of(const Settling& settling, Settles what, std::size_t scope) {
  return *std::ranges::find_if(settling.series, [&](const SettledSeries& one) {
    return one.what == what && one.scope == scope;
  });
}

Desk calls(Duration horizon) {
  Desk desk(horizon);
  desk.tier("T1", 8, exponential(6 * kMinute)).cases("call", 60.0);
  return desk;
}

TEST(Settle, ADeskThatRestsEveryHourSettlesAtOnce) {
  const Settling settling = *settle(calls(20 * kWeek).plan(), 1, 10, 2);
  EXPECT_EQ(settling.after, Duration{});
  EXPECT_EQ(settling.replications, 10U);
  EXPECT_FALSE(settling.by_week);
  for (const SettledSeries& one : settling.series) {
    EXPECT_FALSE(one.before.has_value()) << name_of(one.what);
  }
  // 6 Erlang.
  EXPECT_NEAR(of(settling, Settles::occupancy, 2).settled.mean, 0.75, 0.01);
}

// Every case comes back once after a week on average: the backlog fills for weeks.
TEST(Settle, ABacklogThatFillsSlowlySettlesLate) {
  Desk desk(40 * kWeek);
  desk.tier("T1", 40, exactly(6 * kMinute)).cases("call", 20.0);
  desk.last_tier().pending = {0.5, exponential(kWeek)};
  desk.last_class().arrivals.busyness_cv = 0.1;
  const Settling settling = *settle(desk.plan(), 1, 10, 2);
  EXPECT_TRUE(settling.by_week);
  EXPECT_EQ(settling.batch, kWeek);
  const SettledSeries& backlog = of(settling, Settles::backlog, 0);
  ASSERT_TRUE(backlog.after.has_value());
  // The transient is e^(-t / 2 weeks).
  EXPECT_GE(*backlog.after, 5 * kWeek);
  EXPECT_LE(*backlog.after, 19 * kWeek);
  ASSERT_TRUE(backlog.before.has_value());
  EXPECT_LT(backlog.before->upper, backlog.settled.lower);
  // Half of the sessions ask: one round per case on average, a week at 20 cases an hour.
  EXPECT_NEAR(backlog.settled.mean / (20.0 * 168.0), 1.0, 0.03);
  EXPECT_EQ(settling.after, backlog.after);
}

TEST(Settle, AQueueThatGrowsNeverDoes) {
  Desk desk(20 * kWeek);
  desk.tier("T1", 5, exponential(6 * kMinute)).cases("call", 60.0);
  const Settling settling = *settle(desk.plan(), 1, 4, 2);
  EXPECT_EQ(of(settling, Settles::queue, 2).after, std::nullopt);
  EXPECT_EQ(settling.after, std::nullopt);
}

TEST(Settle, TakesWeeksWhereTheDeskFollowsTheClock) {
  Desk desk = calls(20 * kWeek);
  EXPECT_EQ(batch_to_settle(desk.plan()), 5 * kHour);
  EXPECT_EQ(batches_to_settle(desk.plan(), Duration{}), 20U * 168U / 5U);
  desk.last_class().arrivals.busyness_cv = 0.2;
  EXPECT_EQ(batch_to_settle(desk.plan()), kWeek);
  EXPECT_EQ(batches_to_settle(desk.plan(), 30 * kHour), 19U);
  EXPECT_EQ(batches_to_settle(desk.plan(), 30 * kWeek), 0U);
}

TEST(Settle, KnowsWhenWeeksAreNotAlike) {
  Desk desk = calls(12 * kWeek);
  EXPECT_FALSE(settle(desk.plan(), 1, 2, 1)->has_trend);
  desk.last_class().arrivals.weekly_growth = 0.001;
  EXPECT_FALSE(settle(desk.plan(), 1, 2, 1)->has_trend) << "1.1 % in eleven weeks";
  desk.last_class().arrivals.weekly_growth = 0.01;
  EXPECT_TRUE(settle(desk.plan(), 1, 2, 1)->has_trend);
}

TEST(Settle, SeesTheWarmUpOfThePlanAsItIs) {
  Desk desk(40 * kWeek, kWeek);
  desk.tier("T1", 40, exactly(6 * kMinute)).cases("call", 20.0);
  desk.last_tier().pending = {0.5, exponential(kWeek)};
  EXPECT_EQ(settle(desk.plan(), 1, 5, 2)->from_warm_up, std::optional(false));
  desk.model().time.warm_up = 20 * kWeek;
  EXPECT_EQ(settle(desk.plan(), 1, 5, 2)->from_warm_up, std::optional(true));
  desk.model().time.warm_up = Duration{};
  EXPECT_EQ(settle(desk.plan(), 1, 5, 2)->from_warm_up, std::nullopt);
}

TEST(Settle, LooksAtAllReplications) {
  EXPECT_EQ(settle(calls(12 * kWeek).plan(), 1, 33, 2)->replications, 33U);
}

TEST(Settle, IsStoppedByItsReport) {
  const auto stop = [](const Progress&) { return false; };
  EXPECT_FALSE(settle(calls(20 * kWeek).plan(), 1, 50, 1, stop).has_value());
}

TEST(RunWithAWarmUp, SaysWhetherTheDeskHasSettledWhenItsWarmUpEnds) {
  Desk desk(40 * kWeek, kWeek);
  desk.tier("T1", 40, exactly(6 * kMinute)).cases("call", 20.0);
  desk.last_tier().pending = {0.5, exponential(kWeek)};
  const auto unsettled = [](const Outcome& outcome) {
    return std::ranges::any_of(outcome.settling.value().series,
                               [](const SettledSeries& one) { return one.before.has_value(); });
  };
  EXPECT_TRUE(unsettled(run(desk.plan(), {.replications = 5})));
  desk.model().time.warm_up = 20 * kWeek;
  EXPECT_FALSE(unsettled(run(desk.plan(), {.replications = 5})));
  desk.model().time.warm_up = Duration{};
  EXPECT_FALSE(run(desk.plan(), {.replications = 5}).settling.has_value());
}

}  // namespace
}  // namespace tiermix
