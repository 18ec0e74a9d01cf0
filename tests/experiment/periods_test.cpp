#include <cmath>

#include <gtest/gtest.h>

#include "engine/base/calendar.hpp"
#include "engine/tally/period_series.hpp"
#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;

std::size_t index_of_series(std::string_view name) {
  const int index = find_period_series(name);
  EXPECT_GE(index, 0) << name;
  return static_cast<std::size_t>(index);
}

Outcome run_of(const Plan& plan, std::uint32_t replications) {
  Design design;
  design.replications = replications;
  return run(plan, design);
}

// Ten days from Monday, half hours: two calls on the first day at 0:50, one on Sunday noon, one on
// the second Monday.
Desk ten_days() {
  Desk desk(10 * kDay);
  desk.tier("T1", 2, exactly(kHour)).cases_at("call", {50, 50, 6.5 * 1440, 7 * 1440 + 5.0});
  desk.model().time.interval = 30 * kMinute;
  return desk;
}

TEST(Periods, AreIntervalsHoursDaysWeeksFromMondayAndMonths) {
  const Outcome outcome = run_of(ten_days().plan(), 2);
  ASSERT_EQ(outcome.periods.size(), 5U);
  const std::size_t offered = index_of_series("offered");
  const auto* halves = find(outcome.periods, PeriodKind::interval);
  const auto* hours = find(outcome.periods, PeriodKind::hour);
  const auto* days = find(outcome.periods, PeriodKind::day);
  const auto* weeks = find(outcome.periods, PeriodKind::week);
  EXPECT_EQ(halves->starts.size(), 480U);
  EXPECT_EQ(hours->starts.size(), 240U);
  EXPECT_EQ(days->starts.size(), 10U);
  ASSERT_EQ(weeks->starts.size(), 2U);
  EXPECT_EQ(weeks->starts[1].us, kWeek.us);
  EXPECT_EQ(halves->at(offered, 1, 0).mean, 2.0);
  EXPECT_EQ(hours->at(offered, 0, 0).mean, 2.0);
  EXPECT_EQ(days->at(offered, 6, 1).mean, 1.0);
  EXPECT_EQ(weeks->at(offered, 0, 0).mean, 3.0);
  EXPECT_EQ(weeks->at(offered, 1, 2).mean, 1.0);
  const auto* months = find(outcome.periods, PeriodKind::month);
  ASSERT_EQ(months->starts.size(), 1U);
  EXPECT_EQ(months->at(offered, 0, 0).mean, 4.0);
}

TEST(Periods, TakeStatesFromTheirEndAndTimesFromAllOfThem) {
  const Outcome outcome = run_of(ten_days().plan(), 2);
  const auto* hours = find(outcome.periods, PeriodKind::hour);
  // Two sessions from 0:50 to 1:50 by two reps.
  EXPECT_DOUBLE_EQ(hours->at(index_of_series("occupancy"), 0, 0).mean, 10.0 / 60.0);
  EXPECT_DOUBLE_EQ(hours->at(index_of_series("occupancy"), 1, 2).mean, 50.0 / 60.0);
  EXPECT_DOUBLE_EQ(hours->at(index_of_series("offered_load"), 0, 2).mean, 2.0);
  EXPECT_EQ(hours->at(index_of_series("backlog_at_end"), 0, 1).mean, 2.0);
  EXPECT_DOUBLE_EQ(hours->at(index_of_series("backlog_age"), 0, 0).mean, 10.0 / 60.0);
  EXPECT_TRUE(std::isnan(hours->at(index_of_series("backlog_age"), 1, 0).mean));
  EXPECT_EQ(hours->at(index_of_series("staffed"), 5, 0).mean, 2.0);
  EXPECT_TRUE(std::isnan(hours->at(index_of_series("staffed"), 5, 1).mean)) << "not of a class";
  EXPECT_EQ(
      find(outcome.periods, PeriodKind::day)->at(index_of_series("backlog_at_end"), 0, 0).mean,
      0.0);
}

TEST(Periods, OfADayAddUpToTheTotalsOfTheRun) {
  Desk desk(2 * kWeek);
  desk.tier("T1", 3, exponential(10 * kMinute)).cases("call", 14.0);
  const Outcome outcome = run_of(desk.plan(), 5);
  const auto* days = find(outcome.periods, PeriodKind::day);
  double offered = 0.0;
  for (std::size_t d = 0; d < 14; ++d) {
    offered += days->at(index_of_series("offered"), d, 0).mean;
  }
  double total = 0.0;
  for (const Observations& o : outcome.replications) {
    total += o.total(0, Quantity::offered) / 5.0;
  }
  EXPECT_NEAR(offered, total, 1e-9 * total);
}

// Calls on 6, 20 and 31 January, then on the first of February, from 5 January on.
TEST(Periods, AreMonthsOfTheMeasuredWindowAlone) {
  Desk desk(60 * kDay, kWeek);
  desk.tier("T1", 2, exactly(kHour))
      .cases_at("call", {1440.0, 15 * 1440.0, 26 * 1440.0 + 1439.0, 27 * 1440.0});
  const Outcome outcome = run_of(desk.plan(), 2);
  const auto* months = find(outcome.periods, PeriodKind::month);
  ASSERT_EQ(months->starts.size(), 3U);
  EXPECT_EQ(months->starts[0].us, kWeek.us);
  EXPECT_EQ(months->starts[1].us, (27 * kDay).us);
  const std::size_t offered = index_of_series("offered");
  EXPECT_EQ(months->at(offered, 0, 0).mean, 2.0);
  EXPECT_EQ(months->at(offered, 1, 0).mean, 1.0);
  EXPECT_EQ(months->at(offered, 2, 0).mean, 0.0);
  EXPECT_DOUBLE_EQ(months->at(index_of_series("occupancy"), 1, 0).mean,
                   (1.0 + 59.0 / 60.0) / (2 * 28 * 24.0));
}

// Rows of a day, and a window that begins in the last hours of January.
TEST(Periods, KeepAMonthInWhichNoRowBegins) {
  Desk desk(190 * kDay, 26 * kDay + 20 * kHour);
  desk.tier("T1", 2, exactly(kHour)).cases_at("call", {26 * 1440.0 + 1410.0, 30 * 1440.0});
  const Outcome outcome = run_of(desk.plan(), 2);
  const auto* months = find(outcome.periods, PeriodKind::month);
  ASSERT_EQ(months->starts.size(), 7U);
  EXPECT_TRUE(std::isnan(months->at(index_of_series("offered"), 0, 0).mean));
  EXPECT_EQ(months->at(index_of_series("offered"), 1, 0).mean, 1.0);
}

// The last Sunday of March has 23 hours in Berlin.
TEST(Periods, AreDaysOfTheLocalClock) {
  ASSERT_TRUE(is_zone("Europe/Berlin")) << "tools/dependencies installs the time zone database";
  Desk desk(9 * kDay);
  desk.tier("T1", 1, exactly(kHour)).cases("call", 0.1);
  desk.model().time.start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 23};
  desk.model().time.zone = "Europe/Berlin";
  const Plan plan = desk.plan();
  ASSERT_EQ(plan.day_starts.size(), 10U);
  EXPECT_EQ(plan.day_starts[6].us, (6 * kDay).us);
  EXPECT_EQ(plan.day_starts[7].us, (6 * kDay + 23 * kHour).us);
  ASSERT_EQ(plan.week_starts.size(), 2U);
  EXPECT_EQ(plan.week_starts[1].us, (6 * kDay + 23 * kHour).us);
  EXPECT_EQ(find(run_of(plan, 2).periods, PeriodKind::day)->starts.size(), 10U);
}

// A long run has rows of days, which begin at 23:00 once clocks have gone back: on the last Sunday
// of October, day 111 of this run, in which nobody calls. One calls at noon on the Wednesday after.
TEST(Periods, KeepTheirDayWhereRowsAreDaysAndClocksHaveGoneBack) {
  ASSERT_TRUE(is_zone("Europe/Berlin")) << "tools/dependencies installs the time zone database";
  Desk desk(200 * kDay);
  desk.tier("T1", 1, exactly(kMinute)).cases_at("call", {114 * 1440.0 + 780.0});
  desk.model().time.start = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6};
  desk.model().time.zone = "Europe/Berlin";
  const Plan plan = desk.plan();
  ASSERT_EQ(plan.interval.us, kDay.us);
  const Outcome outcome = run_of(plan, 2);
  const auto* days = find(outcome.periods, PeriodKind::day);
  ASSERT_EQ(days->starts.size(), 200U);
  EXPECT_EQ(days->starts[112].us, (112 * kDay + kHour).us);
  EXPECT_EQ(days->at(index_of_series("offered"), 113, 0).mean, 0.0);
  EXPECT_EQ(days->at(index_of_series("offered"), 114, 0).mean, 1.0);
}

TEST(Periods, LeaveNoRowsInTheReplications) {
  const Outcome outcome = run_of(ten_days().plan(), 2);
  EXPECT_EQ(outcome.replications[0].interval_totals.capacity(), 0U) << "nor their memory";
  EXPECT_EQ(outcome.replications[0].month_totals.capacity(), 0U);
  EXPECT_EQ(outcome.replications[0].level_time.capacity(), 0U);
}

}  // namespace
}  // namespace tiermix
