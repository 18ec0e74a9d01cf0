// The rows that targets with a window speak of, and which intervals are judged.

#include "engine/plan/windows.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/plan/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::desk_of;
using testing::exactly;

constexpr Duration at(int hours) { return static_cast<std::int64_t>(hours) * kHour; }

TargetWindow every(Duration length) {
  TargetWindow window;
  window.every = length;
  return window;
}

WindowPlan window_of(Desk desk,
                     const TargetWindow& window,
                     std::string measure = "service_level",
                     std::string scope = "all") {
  desk.model().targets = {
      {.measure = std::move(measure), .scope = std::move(scope), .text = "", .window = window}};
  const std::vector<WindowPlan> all = windows_of(desk.model(), desk.plan());
  return all.at(0);
}

std::vector<int> begins_of(const WindowPlan& plan) {
  std::vector<int> hours;
  for (const DayInterval& one : plan.intervals) {
    hours.push_back(static_cast<int>(one.from.us / kHour.us));
  }
  return hours;
}

TEST(WindowsOf, PoolAnHourOfTheDayOverTheMeasuredDays) {
  const WindowPlan plan = window_of(desk_of(3 * kDay, kDay), every(kHour));

  ASSERT_EQ(plan.intervals.size(), 24U);
  EXPECT_EQ(plan.intervals[9].from, at(9));
  EXPECT_EQ(plan.intervals[9].to, at(10));
  EXPECT_EQ(plan.intervals[9].rows, (std::vector<RowSpan>{{33, 34}, {57, 58}}));
}

TEST(WindowsOf, MayBeOneTimeOfSomeDays) {
  TargetWindow window;
  window.from = at(9);
  window.to = at(12);
  window.days = {false, true, true, false, false, false, false};
  const WindowPlan plan = window_of(desk_of(kWeek), window);

  ASSERT_EQ(plan.intervals.size(), 1U);
  EXPECT_EQ(plan.intervals[0].rows, (std::vector<RowSpan>{{33, 36}, {57, 60}}));
}

TEST(WindowsOf, MayBeWeekdayByWeekday) {
  TargetWindow window = every(at(12));
  window.each_weekday = true;
  const WindowPlan plan = window_of(desk_of(2 * kWeek), window);

  ASSERT_EQ(plan.intervals.size(), 14U);
  EXPECT_EQ(plan.intervals[3].weekday, 1);
  EXPECT_EQ(plan.intervals[3].rows, (std::vector<RowSpan>{{36, 48}, {204, 216}}));
}

TEST(WindowsOf, LeaveOutHoursInWhichHardlyAnybodyCalls) {
  Desk desk = desk_of(kWeek);
  std::vector<double> hours(24, 1.0);
  hours[3] = 0.05;  // 0.5 cases a day
  hours[4] = 0.2;
  desk.model().profiles.push_back({.name = "day", .weights = {}});
  for (int day = 0; day < 7; ++day) {
    desk.model().profiles[0].weights.insert(
        desk.model().profiles[0].weights.end(), hours.begin(), hours.end());
  }
  desk.last_class().arrivals.profile = "day";
  const std::vector<int> judged = begins_of(window_of(desk, every(kHour)));

  ASSERT_EQ(judged.size(), 23U);
  EXPECT_EQ(judged[3], 4);
  // A time of its own is judged whoever calls.
  TargetWindow night;
  night.from = at(3);
  night.to = at(4);
  EXPECT_EQ(window_of(desk, night).intervals.size(), 1U);
}

TEST(WindowsOf, JudgeEveryHourWithCasesWhereNoneHasMany) {
  Desk desk(kDay);
  desk.tier("T1", 1, exactly(kMinute)).cases_at("call", {125, 600});

  EXPECT_EQ(begins_of(window_of(desk, every(kHour))), (std::vector<int>{2, 10}));
}

TEST(WindowsOf, JudgeTiersWhileTheirRepsAreThere) {
  Desk desk = desk_of(kWeek);
  desk.model().shifts.push_back({.name = "morning", .spans = {{at(8), at(12)}}});
  desk.last_group().shift = "morning";

  EXPECT_EQ(begins_of(window_of(desk, every(kHour), "occupancy", "tier.T1")),
            (std::vector<int>{8, 9, 10, 11}));
  EXPECT_EQ(begins_of(window_of(desk, every(kHour), "wait", "tier.T1")).size(), 4U);
  EXPECT_EQ(begins_of(window_of(desk, every(kHour), "wait", "all")).size(), 24U);
}

TEST(WindowsOf, KeepHoursInALongRun) {
  Desk desk = desk_of(40 * kWeek);
  EXPECT_EQ(desk.plan().interval, kDay);
  desk.model().targets = {
      {.measure = "service_level", .scope = "all", .text = "", .window = every(kHour)}};

  EXPECT_EQ(desk.plan().interval, kHour);
}

}  // namespace
}  // namespace tiermix
