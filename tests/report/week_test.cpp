#include "engine/report/week.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

namespace tiermix {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Two hours on Monday and one on Tuesday, over three weeks of which the first is warm-up.
Results three_weeks() {
  Results results;
  results.provenance.start = "2026-01-05";
  results.provenance.warm_up_h = 168.0;
  results.provenance.horizon_h = 504.0;
  Periods& hours = results.periods.emplace_back();
  hours.kind = "hour";
  for (int week = 0; week < 3; ++week) {
    for (const int hour : {8, 9, 33}) {
      hours.starts_h.push_back(168.0 * week + hour);
    }
  }
  hours.starts_h.push_back(504.0);  // ends the last of them
  hours.tables = {{"offered",
                   "cases",
                   {"all"},
                   {9, 9, 9, 10, 2, 0, 30, 4, 5, 0},
                   {9, 9, 9, 1, 1, 0, 2, 1, 1, 0}},
                  {"service_level",
                   "1",
                   {"all"},
                   {0, 0, 0, 0.5, 1.0, kNone, 0.9, 0.5, 0.4, kNone},
                   {0, 0, 0, 0.1, 0.0, kNone, 0.02, 0.2, 0.1, kNone}}};
  return results;
}

TEST(TypicalWeek, TakesTheMeasuredWindowAloneAndBeginsOnMonday) {
  const TypicalWeek week = typical_week(three_weeks(), "hour");

  EXPECT_THAT(week.slots, ElementsAre("Mon 08:00", "Mon 09:00", "Tue 09:00"));
}

TEST(TypicalWeek, IsTheMeanOfCountsOverTheWeeks) {
  const TypicalWeek week = typical_week(three_weeks(), "hour");

  EXPECT_THAT(week.tables[0].means, ElementsAre(20.0, 3.0, 2.5));
  EXPECT_THAT(week.tables[0].half_widths, ElementsAre(1.5, 1.0, 0.5));
}

TEST(TypicalWeek, WeightsSharesByTheirCases) {
  const TypicalWeek week = typical_week(three_weeks(), "hour");

  EXPECT_THAT(week.tables[1].means[0], DoubleEq((10 * 0.5 + 30 * 0.9) / 40));
  EXPECT_THAT(week.tables[1].half_widths[0], DoubleEq((10 * 0.1 + 30 * 0.02) / 40));
  EXPECT_THAT(week.tables[1].means[2], DoubleEq(0.4)) << "a week without cases says nothing";
}

TEST(TypicalWeek, ReadsTheClockOnTheWall) {
  Results results = three_weeks();
  Periods& hours = results.periods.front();
  for (std::size_t i = 0; i < hours.starts_h.size(); ++i) {
    hours.clocks.push_back(i < 6 ? "2026-03-23 08:00" : "2026-03-30 09:00");
  }

  EXPECT_THAT(typical_week(results, "hour").slots, ElementsAre("Mon 08:00", "Mon 09:00"));
}

TEST(TypicalWeek, IsNoneWithoutPeriods) {
  EXPECT_TRUE(typical_week(Results{}, "hour").slots.empty());
}

// Days of a run that begins in summer: once clocks have gone back they begin at 23:00, the day
// before.
TEST(TypicalWeek, OfDaysHasOneSlotPerWeekdayAcrossAClockChange) {
  Results results;
  results.provenance.start = "2026-10-19";
  results.provenance.horizon_h = 14 * 24.0;
  Periods& days = results.periods.emplace_back();
  days.kind = "interval";
  days.tables = {{"offered", "cases", {"all"}, {}, {}}};
  for (int day = 0; day < 14; ++day) {
    days.starts_h.push_back(24.0 * day);
    days.clocks.push_back(day < 7    ? "2026-10-" + std::to_string(19 + day) + " 00:00"
                          : day < 13 ? "2026-10-" + std::to_string(18 + day) + " 23:00"
                                     : "2026-10-31 23:00");
    days.tables.front().means.push_back(day);
    days.tables.front().half_widths.push_back(0.0);
  }

  const TypicalWeek week = typical_week(results, "interval");

  EXPECT_THAT(week.step_h, DoubleEq(24.0));
  EXPECT_THAT(week.slots, ElementsAre("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"));
  EXPECT_THAT(week.tables[0].means, ElementsAre(3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5));
}

TEST(MeasuredPeriods, LeaveOutWarmUpAndWeeksThatAreCut) {
  Results results;
  results.provenance.start = "2026-01-07";  // a Wednesday: the first week is short
  results.provenance.warm_up_h = 0.0;
  results.provenance.horizon_h = 500.0;
  results.periods = {{.kind = "week",
                      .starts_h = {0.0, 120.0, 288.0, 456.0},
                      .clocks = {},
                      .tables = {{"offered", "cases", {"all"}, {1, 2, 3, 4}, {0, 0, 0, 0}}}}};

  const MeasuredPeriods whole = measured_periods(results, "week");

  EXPECT_THAT(whole.periods.starts_h, ElementsAre(120.0, 288.0));
  EXPECT_THAT(whole.periods.tables[0].means, ElementsAre(2.0, 3.0));
  EXPECT_THAT(whole.periods.clocks, ElementsAre("Mon 2026-01-12 00:00", "Mon 2026-01-19 00:00"));
  EXPECT_EQ(whole.cut, 2U);
  EXPECT_EQ(whole.in_warm_up, 0U);
}

TEST(MeasuredPeriods, KeepMonthsThatAreCutAndSaySo) {
  Results results;
  results.provenance.start = "2026-01-05";
  results.provenance.warm_up_h = 336.0;
  results.provenance.horizon_h = 648.0 + 28 * 24.0;
  results.periods = {{.kind = "month",
                      .starts_h = {336.0, 648.0},
                      .clocks = {"2026-01-19 00:00", "2026-02-01 00:00"},
                      .tables = {{"leavers", "people", {"all"}, {1, 2}, {0, 0}}}}};

  const MeasuredPeriods months = measured_periods(results, "month");

  EXPECT_THAT(months.parts, ElementsAre(PeriodPart::partial, PeriodPart::whole));
}

TEST(PartInRun, TellsTheWarmUpAndTheEndsFromWholePeriods) {
  Results results;
  results.provenance.start = "2026-03-23";
  results.provenance.warm_up_h = 30.0;
  results.provenance.horizon_h = 7 * 24.0 + 10.0;
  const Periods days{.kind = "day",
                     .starts_h = {0.0, 24.0, 48.0, 72.0, 96.0, 120.0, 144.0, 167.0},
                     .clocks = {},
                     .tables = {}};

  EXPECT_EQ(part_in_run(results, days, 0), PeriodPart::warm_up);
  EXPECT_EQ(part_in_run(results, days, 1), PeriodPart::warm_up) << "its end is measured alone";
  EXPECT_EQ(part_in_run(results, days, 2), PeriodPart::whole);
  EXPECT_EQ(part_in_run(results, days, 6), PeriodPart::whole) << "clocks go forward";
  EXPECT_EQ(part_in_run(results, days, 7), PeriodPart::partial);
}

}  // namespace
}  // namespace tiermix
