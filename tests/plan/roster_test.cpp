// Shifts of reps along the calendar, and opening hours as a clock.

#include <chrono>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using testing::Desk;
using testing::exactly;

// Shift 09:00-17:00 on every day.
Desk nine_to_five(sys_days start, Duration horizon) {
  Desk desk(horizon);
  desk.tier("T1", 4, exactly(10 * kMinute)).cases_at("call", {});
  Model& m = desk.model();
  m.time.start = start;
  m.time.drain = Drain::none;
  Shift shift{"day", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay + 9 * kHour, day * kDay + 17 * kHour});
  }
  m.shifts = {shift};
  desk.last_group().shift = "day";
  desk.cases("mail", 1.0);
  return desk;
}

double hour(Instant at) { return static_cast<double>(at.us) / 3.6e9; }

TEST(Roster, GroupsThatNeedNoMoreKeepTheStepsOfTheirShift) {
  Desk desk = nine_to_five(sys_days{year{2026} / 1 / 5}, kWeek);
  const Plan plain = desk.plan();
  EXPECT_TRUE(plain.duties.empty());
  EXPECT_EQ(plain.shift_starts.size(), 7U);
  desk.model().time.zone = "Europe/Brussels";  // no change of clocks in that week
  EXPECT_TRUE(desk.plan().duties.empty());
}

TEST(Roster, ShiftsFollowTheClockOverItsChange) {
  Desk desk = nine_to_five(sys_days{year{2026} / 3 / 28}, 3 * kDay);
  desk.model().time.zone = "Europe/Brussels";
  const Plan plan = desk.plan();
  ASSERT_EQ(plan.duties.size(), 1U);
  const std::vector<ShiftPlan>& shifts = plan.duties[0].patterns.at(0);
  ASSERT_EQ(shifts.size(), 3U);
  EXPECT_EQ(hour(shifts[0].from), 9.0);
  EXPECT_EQ(hour(shifts[1].from), 24 + 8.0);
  EXPECT_EQ(hour(shifts[1].to), 24 + 16.0);
  EXPECT_EQ(hour(shifts[2].from), 48 + 8.0);
  EXPECT_EQ(plan.groups[0].reps, 4U);
}

TEST(Roster, ANightShiftIsAnHourShorterOrLongerWhenClocksChange) {
  for (const auto& [date, hours] : {std::pair{sys_days{year{2026} / 3 / 28}, 7.0},
                                    std::pair{sys_days{year{2026} / 10 / 24}, 9.0}}) {
    Desk desk = nine_to_five(date, 3 * kDay);
    desk.model().time.zone = "Europe/Brussels";
    desk.model().shifts[0].spans = {{5 * kDay + 22 * kHour, 6 * kDay + 6 * kHour}};
    const Plan plan = desk.plan();
    const ShiftPlan& night = plan.duties[0].patterns.at(0).at(0);
    EXPECT_EQ(hour(night.to) - hour(night.from), hours);
  }
}

// A site in New York seen from Brussels: six hours later, five while only New York has changed.
TEST(Roster, ASiteWorksByItsOwnClock) {
  Desk desk = nine_to_five(sys_days{year{2026} / 3 / 6}, 4 * kDay);
  desk.model().time.zone = "Europe/Brussels";
  desk.model().sites = {{"ny", "America/New_York"}};
  desk.last_group().site = "ny";
  const Plan plan = desk.plan();
  const std::vector<ShiftPlan>& shifts = plan.duties[0].patterns.at(0);
  EXPECT_EQ(hour(shifts[0].from), 15.0);
  EXPECT_EQ(hour(shifts[1].from), 24 + 15.0);
  EXPECT_EQ(hour(shifts[2].from), 48 + 14.0);  // Sunday the eighth
}

TEST(Roster, RepsTakeTheShiftsOfARotationInTurns) {
  // A Wednesday: the first week is the one that began on Monday.
  Desk desk = nine_to_five(sys_days{year{2026} / 1 / 7}, 2 * kWeek);
  desk.model().shifts.push_back({"early", {}});
  for (int day = 0; day < 5; ++day) {
    desk.model().shifts[1].spans.push_back({day * kDay + 6 * kHour, day * kDay + 14 * kHour});
  }
  desk.last_group().shift.reset();
  desk.last_group().rotation = Rotation{{"day", "early", ""}, kWeek};
  const Plan plan = desk.plan();
  const auto& patterns = plan.duties[0].patterns;
  ASSERT_EQ(patterns.size(), 3U);
  EXPECT_EQ(hour(patterns[0][0].from), 9.0);            // day, until Sunday
  EXPECT_EQ(hour(patterns[0][5].from), 5 * 24 + 6.0);   // then early
  EXPECT_EQ(hour(patterns[1][0].from), 6.0);            // early on Wednesday to Friday, then off
  EXPECT_EQ(hour(patterns[1][3].from), 12 * 24 + 9.0);  // and day from Monday week on
  EXPECT_EQ(hour(patterns[2][0].from), 5 * 24 + 9.0);
  // Two of the three work on a day of the first week.
  EXPECT_EQ(patterns[0][0].working, 2U);
  EXPECT_EQ(patterns[1][0].place, 1U);
}

TEST(Roster, AHolidayClosesTheSitesItNames) {
  Desk desk = nine_to_five(sys_days{year{2026} / 1 / 5}, kWeek);
  Model& m = desk.model();
  m.sites = {{"north", ""}, {"south", ""}};
  m.groups[0].site = "north";
  m.groups.push_back(m.groups[0]);
  m.groups[1].name = "others";
  m.groups[1].site = "south";
  m.holidays = {{"northern", {sys_days{year{2026} / 1 / 6}}, 1.0, {"north"}, false}};
  const Plan plan = desk.plan();
  EXPECT_EQ(plan.duties[0].patterns.at(0).size(), 6U);
  EXPECT_TRUE(plan.duties[1].patterns.empty());
  EXPECT_EQ(plan.shift_starts.size(), 7U);  // of the other group
  m.holidays[0].staffed = true;
  EXPECT_TRUE(desk.plan().duties.empty());
}

TEST(Roster, PayrollCountsPaidBreaksAndNotUnpaidOnes) {
  Desk desk = nine_to_five(sys_days{year{2026} / 1 / 5}, kWeek);
  for (Shift::Span& span : desk.model().shifts[0].spans) {
    span.breaks = {{BreakKind::lunch, 4 * kHour, kHour, false, 2},
                   {BreakKind::rest, 2 * kHour, 15 * kMinute, true, 1}};
  }
  EXPECT_NEAR(desk.plan().groups[0].payroll, 4 * 7 * 7.0 / 40.0, 1e-12);
}

// DT-05 of the exact cases: Friday 16:30 to Monday 10:15 by the hours of an office.
Desk office_hours() {
  Desk desk = nine_to_five(sys_days{year{2026} / 1 / 5}, 2 * kWeek);
  OpeningHours office{"office", {}, ""};
  for (int day = 0; day < 5; ++day) {
    office.spans.push_back({day * kDay + 9 * kHour, day * kDay + 17 * kHour});
  }
  desk.model().opening_hours = {office};
  desk.last_class().opening_hours = "office";
  return desk;
}

TEST(OpenHours, CountOpenTimeExactly) {
  const Desk desk = office_hours();
  const Plan plan = desk.plan();
  const OpenHours& open = plan.classes[1].open;
  EXPECT_TRUE(plan.classes[0].open.is_always());
  const Instant friday = Instant{} + 4 * kDay + 16 * kHour + 30 * kMinute;
  const Instant monday = Instant{} + 7 * kDay + 10 * kHour + 15 * kMinute;
  EXPECT_EQ(open.between(friday, monday), kHour + 45 * kMinute);
  EXPECT_EQ((monday - friday).us, (65 * kHour + 45 * kMinute).us);
  EXPECT_LE(open.between(friday, monday), 4 * kHour);
  EXPECT_GT(monday - friday, 24 * kHour);
  EXPECT_EQ(open.after(friday, kHour + 45 * kMinute), monday);
  EXPECT_EQ(open.after(friday, 30 * kMinute), Instant{} + 4 * kDay + 17 * kHour);
  EXPECT_EQ(open.between(Instant{-3 * kDay.us}, Instant{-kDay.us}),
            8 * kHour);  // the Friday before
  EXPECT_TRUE(open.is_open(friday));
  EXPECT_FALSE(open.is_open(Instant{} + 4 * kDay + 17 * kHour));
  EXPECT_TRUE(open.is_open(Instant{} + 9 * kHour));
  EXPECT_EQ(open.after(monday, 9999 * kHour), kNever);
}

TEST(OpenHours, FollowTheClockAndCloseOnHolidays) {
  Desk desk = office_hours();
  desk.model().time.start = sys_days{year{2026} / 3 / 27};  // Friday before the change
  desk.model().time.zone = "Europe/Brussels";
  desk.model().holidays = {{"bridge", {sys_days{year{2026} / 3 / 31}}, 1.0, {}, false}};
  const Plan plan = desk.plan();
  const OpenHours& open = plan.classes[1].open;
  EXPECT_EQ(open.after(Instant{} + 20 * kHour, Duration{1}).us, (80 * kHour).us + 1);
  EXPECT_EQ(open.after(Instant{} + 88 * kHour, Duration{1}).us, (128 * kHour).us + 1);
}

TEST(OpenHours, TargetsAreCountedByTheClockOfTheClass) {
  Desk desk = office_hours();
  Model& m = desk.model();
  m.classes.erase(m.classes.begin());
  m.classes[0].arrivals = {};
  // Friday 16:30; the reps are off until Monday 10:05 and need ten minutes.
  m.classes[0].arrivals.instants = {4 * kDay + 16 * kHour + 30 * kMinute};
  m.classes[0].answer_target = 4 * kHour;
  m.classes[0].resolve_target = 4 * kHour;
  m.shifts[0].spans = {{10 * kHour + 5 * kMinute, 17 * kHour}};
  m.time.horizon = 2 * kWeek;
  m.time.drain = Drain::arrivals_stop;
  m.classes[0].target_clock = TargetClock::opening_hours;
  const Observations open = desk.replicate();
  using Q = Quantity;
  EXPECT_DOUBLE_EQ(open.total(0, Q::time_to_resolve) / 3.6e9, 65.75);
  EXPECT_DOUBLE_EQ(open.total(0, Q::time_to_resolve_open) / 3.6e9, 1.75);
  EXPECT_EQ(open.total(0, Q::answered_in_target), 1.0);
  EXPECT_EQ(open.total(0, Q::resolved_in_target), 1.0);
  m.classes[0].target_clock = TargetClock::elapsed;
  m.classes[0].resolve_target = 24 * kHour;
  const Observations elapsed = desk.replicate();
  EXPECT_EQ(elapsed.total(0, Q::answered_in_target), 0.0);
  EXPECT_EQ(elapsed.total(0, Q::resolve_due), 1.0);
  EXPECT_EQ(elapsed.total(0, Q::resolved_in_target), 0.0);
}

TEST(OpenHours, DueTimesFollowThem) {
  Desk desk = office_hours();
  Model& m = desk.model();
  m.classes[0] = m.classes[1];
  m.classes[0].name = "chat";
  // Friday 16:30 and 16:50; the one rep comes on Monday.
  m.classes[0].arrivals = {};
  m.classes[0].arrivals.instants = {4 * kDay + 16 * kHour + 30 * kMinute};
  m.classes[1].arrivals = {};
  m.classes[1].arrivals.instants = {4 * kDay + 16 * kHour + 50 * kMinute};
  m.classes[0].resolve_target = kHour;
  m.classes[1].resolve_target = kHour;
  m.classes[1].opening_hours.reset();
  m.shifts[0].spans = {{10 * kHour, 17 * kHour}};
  m.groups[0].heads = 1;
  m.time.drain = Drain::arrivals_stop;
  m.tiers[0].discipline = Discipline::due;
  using Q = Quantity;
  const std::size_t first = ScopeLayout::of_class(0);
  const std::size_t second = ScopeLayout::of_class(1);
  EXPECT_DOUBLE_EQ(desk.replicate().total(first, Q::wait) / 3.6e9, 65.5);  // at once on Monday
  m.classes[0].target_clock = TargetClock::opening_hours;  // due on Monday at half past nine
  EXPECT_DOUBLE_EQ(desk.replicate().total(second, Q::wait) / 6e7, 65 * 60 + 10);
  EXPECT_DOUBLE_EQ(desk.replicate().total(first, Q::wait) / 6e7, 65 * 60 + 40);
}

TEST(OpenHours, AContactOutsideThemIsTurnedAwayWhereTheClassSaysSo) {
  Desk desk = office_hours();
  Model& m = desk.model();
  m.classes.erase(m.classes.begin());
  m.classes[0].arrivals = {};
  m.classes[0].arrivals.instants = {8 * kHour, 9 * kHour, 16 * kHour, 17 * kHour};
  m.time.drain = Drain::arrivals_stop;
  EXPECT_EQ(desk.replicate().total(0, Quantity::blocked), 0.0);
  m.classes[0].when_closed = WhenClosed::turn_away;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Quantity::blocked), 2.0);
  EXPECT_EQ(o.total(0, Quantity::resolved), 2.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Quantity::offered), 2.0);
}

}  // namespace
}  // namespace tiermix
