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

TEST(WholePeriods, LeavesOutWarmUpAndWeeksThatAreCut) {
  Results results;
  results.provenance.start = "2026-01-07";  // a Wednesday: the first week is short
  results.provenance.warm_up_h = 0.0;
  results.provenance.horizon_h = 500.0;
  results.periods = {{.kind = "week",
                      .starts_h = {0.0, 120.0, 288.0, 456.0},
                      .clocks = {},
                      .tables = {{"offered", "cases", {"all"}, {1, 2, 3, 4}, {0, 0, 0, 0}}}}};

  const Periods whole = whole_periods(results, "week");

  EXPECT_THAT(whole.starts_h, ElementsAre(120.0, 288.0));
  EXPECT_THAT(whole.tables[0].means, ElementsAre(2.0, 3.0));
  EXPECT_THAT(whole.clocks, ElementsAre("Mon 2026-01-12 00:00", "Mon 2026-01-19 00:00"));
}

}  // namespace
}  // namespace tiermix
