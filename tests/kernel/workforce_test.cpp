// Reps with rosters of their own, followed by hand: breaks, absences, overtime, cases kept for the
// next shift, tasks off the phone.

#include <algorithm>
#include <chrono>
#include <map>

#include <gtest/gtest.h>

#include "engine/kernel/log.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::lognormal;
using testing::minutes;
using Q = Quantity;

class Keep final : public CaseLog {
 public:
  void add(const CaseEvent& event) override { events.push_back(event); }

  /// Minutes at which something happened, in order.
  [[nodiscard]] std::vector<double> at(Happening what) const {
    std::vector<double> found;
    for (const CaseEvent& event : events) {
      if (event.what == what) {
        found.push_back(static_cast<double>(event.at.us) / 6e7);
      }
    }
    return found;
  }

  std::vector<CaseEvent> events;
};

Keep log_of(const Desk& desk) {
  Keep log;
  static_cast<void>(replicate(desk.plan(), {1, 0}, &log));
  return log;
}

using Minutes = std::vector<double>;

// One rep 09:00-12:00 (minute 0-180 of every day), sessions of 21 min.
Desk mornings(const std::vector<double>& calls, const std::vector<Break>& breaks = {}) {
  Desk desk(2 * kDay);
  desk.tier("T1", 1, exactly(21 * kMinute)).cases_at("call", calls);
  Shift shift{"morning", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay, day * kDay + 180 * kMinute, breaks});
  }
  desk.model().shifts = {shift};
  desk.last_group().shift = "morning";
  return desk;
}

const std::vector<Break> kCoffee{{BreakKind::rest, 60 * kMinute, 15 * kMinute, true, 1}};

// DT-03 of the exact cases.
TEST(Workforce, ABreakThatBeginsLateKeepsItsFullLength) {
  const Desk desk = mornings({0, 5, 32, 50, 165, 178}, kCoffee);
  const Keep log = log_of(desk);
  EXPECT_EQ(log.at(Happening::session_started), (Minutes{0, 21, 42, 78, 165, 1440}));
  EXPECT_EQ(log.at(Happening::session_ended), (Minutes{21, 42, 63, 99, 186, 1461}));
  // Due at 60, three minutes late; the next day, where a case begins at 1440, it is on time.
  EXPECT_EQ(log.at(Happening::break_began), (Minutes{63, 1500}));
  EXPECT_EQ(log.at(Happening::break_ended), (Minutes{78, 1515}));
  const Observations o = desk.replicate();
  const std::size_t tier = o.layout.of_tier(0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::wait), 0 + 16 + 10 + 28 + 0 + 1262);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::wait) / o.total(tier, Q::answered), 1316.0 / 6);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::overtime), 6.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::handle_time), 105.0 + 21.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::break_time), 30.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::staffed_time), 186.0 + 180.0 - 30.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::paid_time), 186.0 + 180.0);
  EXPECT_DOUBLE_EQ(o.total(tier, Q::cost_breaks), 18.0);  // half an hour at 36
}

TEST(Workforce, TheFirstDayAloneIsPaid186MinutesAndCarriesOneCaseOver) {
  Desk desk = mornings({0, 5, 32, 50, 165, 178}, kCoffee);
  desk.model().time.horizon = kDay;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::paid_time), 186.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::busy_time), 105.0);
  EXPECT_EQ(o.total(0, Q::closed_in_window), 5.0);
}

TEST(Workforce, UnpaidBreaksAndMeetingsAreCountedApart) {
  const Desk desk = mornings({},
                             {{BreakKind::lunch, 60 * kMinute, 30 * kMinute, false, 1},
                              {BreakKind::meeting, 120 * kMinute, 20 * kMinute, true, 1}});
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::unpaid_break_time), 60.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::meeting_time), 40.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::staffed_time), 260.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::paid_time), 300.0);
}

TEST(Workforce, ABreakThatTheEndOfTheShiftOvertakesIsCutOrLost) {
  // Cut: 170-180. Lost: in a session from 165 to 186.
  EXPECT_DOUBLE_EQ(
      minutes(mornings({}, {{BreakKind::rest, 170 * kMinute, 15 * kMinute, true, 1}}).replicate(),
              0,
              Q::break_time),
      20.0);
  const Desk busy = mornings({165}, {{BreakKind::rest, 170 * kMinute, 15 * kMinute, true, 1}});
  EXPECT_EQ(log_of(busy).at(Happening::break_began), (Minutes{1440 + 170}));
}

// With two waves every other rep goes when the first ones are back.
TEST(Workforce, WavesTakeTheirBreaksInTurns) {
  Desk desk = mornings({}, {{BreakKind::rest, 60 * kMinute, 15 * kMinute, true, 2}});
  desk.model().time.horizon = kDay;
  desk.last_group().heads = 3;
  EXPECT_EQ(log_of(desk).at(Happening::break_began), (Minutes{60, 60, 75}));
}

// In a rotation with three shifts, three waves are of those who work a shift together: reps 0, 1, 3
// and 4 that week, and 2 and 5. By their number in the group all of the late shift would go at
// once.
TEST(Workforce, WavesAreOfThoseWhoWorkTheShiftTogether) {
  Desk desk = mornings({}, {{BreakKind::rest, 60 * kMinute, 15 * kMinute, true, 3}});
  Shift late = desk.model().shifts.front();
  late.name = "late";
  for (Shift::Span& span : late.spans) {
    span.from = span.from + 180 * kMinute;
    span.to = span.to + 180 * kMinute;
  }
  desk.model().shifts.push_back(late);
  desk.model().time.horizon = kDay;
  RepGroup& group = desk.last_group();
  group.heads = 6;
  group.shift.reset();
  group.rotation = Rotation{{"morning", "morning", "late"}, kWeek};
  EXPECT_EQ(log_of(desk).at(Happening::break_began), (Minutes{60, 60, 75, 90, 240, 255}));
}

TEST(Workforce, RepsStayWhileMoreCasesWaitButNotForEver) {
  // At 180: one in hand (until 189), five waiting. Sessions at 189, 210 and 231; at 252 an hour
  // and more have passed.
  Desk desk = mornings({168, 169, 170, 171, 172, 173});
  desk.last_group().overtime = Overtime{1, kHour};
  EXPECT_EQ(log_of(desk).at(Happening::session_started), (Minutes{168, 189, 210, 231, 1440, 1461}));
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), 0, Q::overtime), 252.0 - 180.0);
  // Asked again after each case: with two left, three are not more than two.
  desk.last_group().overtime = Overtime{3, 2 * kHour};
  EXPECT_EQ(log_of(desk).at(Happening::session_started),
            (Minutes{168, 189, 210, 1440, 1461, 1482}));
}

TEST(Workforce, AKeptCaseGoesOnWithItsRepTheNextMorning) {
  Desk desk = mornings({165, 178});
  desk.last_group().at_shift_end = ShiftEnd::keep;
  const Keep log = log_of(desk);
  // 15 minutes of work done; the other six come before the case that waits.
  EXPECT_EQ(log.at(Happening::interrupted), (Minutes{180}));
  EXPECT_EQ(log.at(Happening::session_started), (Minutes{165, 1440, 1446}));
  EXPECT_EQ(log.at(Happening::session_ended), (Minutes{1446, 1467}));
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), 0, Q::overtime), 0.0);
}

// The other rep, who comes at noon, takes the case in hand only where its rep stays away.
TEST(Workforce, AKeptCaseIsStrandedByNoAbsence) {
  Desk desk = mornings({165});
  RepGroup afternoon = desk.last_group();
  afternoon.name = "afternoon_reps";
  afternoon.shift = "afternoon";
  desk.model().groups.push_back(afternoon);
  Shift shift{"afternoon", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay + 180 * kMinute, day * kDay + 360 * kMinute});
  }
  desk.model().shifts.push_back(shift);
  desk.model().groups[0].at_shift_end = ShiftEnd::keep;
  EXPECT_EQ(log_of(desk).at(Happening::session_started), (Minutes{165, 1440}));
  // The second day is a holiday at the first rep's site: next comes the third.
  desk.model().sites = {{"north", ""}};
  desk.model().groups[0].site = "north";
  desk.model().holidays = {{"local", {sys_days{year{2026} / 1 / 6}}, 1.0, {"north"}, false}};
  EXPECT_EQ(log_of(desk).at(Happening::session_started), (Minutes{165, 2880}));
  // Sick instead, for ever after: a day after the shift not come to, anybody takes it.
  desk.model().holidays.clear();
  Plan plan = desk.plan();
  for (std::uint32_t replication = 0; replication < 400; ++replication) {
    plan.duties[0].unplanned = 0.5;
    Keep log;
    static_cast<void>(replicate(plan, {1, replication}, &log));
    const Minutes starts = log.at(Happening::session_started);
    const Minutes arrivals = log.at(Happening::rep_arrived);
    if (starts.empty() || starts.front() != 165.0 || starts.size() < 2) {
      continue;
    }
    const bool comes = std::ranges::find(arrivals, 1440.0) != arrivals.end();
    const bool comes_then = std::ranges::find(arrivals, 2880.0) != arrivals.end();
    EXPECT_EQ(starts[1], comes ? 1440.0 : comes_then ? 2880.0 : 2880.0 + 180.0) << replication;
  }
}

// 30 reps, 20 % leave: six away on every day; a rep's own sickness is the same with and without.
TEST(Workforce, LeaveIsSpreadEvenlyAndMovesNobodysSickness) {
  Desk desk = mornings({});
  desk.model().time.horizon = 2 * kWeek;
  desk.last_group().heads = 30;
  desk.last_group().absence.planned = 0.2;
  desk.model().time.drain = Drain::none;
  const Minutes arrivals = log_of(desk).at(Happening::rep_arrived);
  EXPECT_EQ(arrivals.size(), 14U * 24U);
  desk.last_group().absence.planned = 0.25;  // seven or eight
  std::map<double, int> per_day;
  for (const double at : log_of(desk).at(Happening::rep_arrived)) {
    ++per_day[at];
  }
  for (const auto& [day, count] : per_day) {
    EXPECT_TRUE(count == 22 || count == 23) << day << " " << count;
  }
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::paid_time), 14.0 * 30 * 180);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::absence_time) + minutes(o, 0, Q::staffed_time),
                   14.0 * 30 * 180);
}

// Neither colleagues nor work have a say in who is sick on which day.
TEST(Workforce, SicknessBelongsToTheRepAndTheDay) {
  const auto days_of_first_rep = [](const Desk& desk) {
    Minutes days;
    for (const CaseEvent& event : log_of(desk).events) {
      if (event.what == Happening::rep_arrived && event.rep == 0) {
        days.push_back(static_cast<double>(event.at.us / kDay.us));
      }
    }
    return days;
  };
  Desk desk = mornings({});
  desk.model().time.horizon = 8 * kWeek;
  desk.model().time.drain = Drain::none;
  desk.last_group().absence.unplanned = 0.2;
  const Minutes alone = days_of_first_rep(desk);
  EXPECT_LT(alone.size(), 56U);
  EXPECT_GT(alone.size(), 30U);
  desk.last_group().heads = 7;
  desk.tier("T2", 3, exactly(kHour)).cases("mail", 5.0);
  EXPECT_EQ(days_of_first_rep(desk), alone);
}

TEST(Workforce, LatenessAndSicknessArePaidTimeNotCome) {
  Desk desk = mornings({}, kCoffee);
  desk.model().time.horizon = 4 * kWeek;
  desk.model().time.drain = Drain::none;
  desk.last_group().heads = 40;
  desk.last_group().absence.unplanned = 0.1;
  desk.last_group().absence.late = 0.5;
  desk.last_group().absence.lateness = exactly(20 * kMinute);
  const Observations o = desk.replicate();
  const double shifts = 28.0 * 40;
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::paid_time), shifts * 180);
  EXPECT_NEAR(minutes(o, 0, Q::absence_time) / shifts, 0.1 * 180 + 0.9 * 0.5 * 20, 1.5);
  desk.last_group().absence.paid = false;
  const Observations unpaid = desk.replicate();
  EXPECT_EQ(unpaid.total(0, Q::absence_time), 0.0);
  EXPECT_EQ(unpaid.total(0, Q::staffed_time), o.total(0, Q::staffed_time));
  EXPECT_DOUBLE_EQ(minutes(unpaid, 0, Q::paid_time),
                   minutes(o, 0, Q::paid_time) - minutes(o, 0, Q::absence_time));
}

TEST(Workforce, ARepWithoutACaseTurnsToTasksAndTakesTheNextOnReturn) {
  Desk desk(2 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("call", {5, 12});
  desk.last_group().off_phone = exactly(8 * kMinute);
  const Keep log = log_of(desk);
  // Tasks 0-8; sessions 8-18 and 18-28; tasks from 28 on.
  EXPECT_EQ(log.at(Happening::session_started), (Minutes{8, 18}));
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::off_phone_time), 100.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::staffed_time), 120.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::paid_time), 120.0);
}

// Nothing but the way in which the roster is kept differs.
TEST(Workforce, RostersOfRepsAndOfGroupsAgree) {
  Desk desk(2 * kWeek);
  desk.tier("T1", 5, lognormal(10 * kMinute, 1.2)).cases("call", 10.0);
  Shift shift{"day", {}};
  for (int day = 0; day < 5; ++day) {
    shift.spans.push_back({day * kDay + 8 * kHour, day * kDay + 18 * kHour});
  }
  desk.model().shifts = {shift};
  desk.last_group().shift = "day";
  for (const ShiftEnd rule : {ShiftEnd::finish, ShiftEnd::hand_back}) {
    desk.last_group().at_shift_end = rule;
    desk.last_group().overtime.reset();
    const Observations steps = desk.replicate();
    desk.last_group().overtime = Overtime{1'000'000, kHour};  // never
    const Observations reps = desk.replicate();
    ASSERT_TRUE(desk.plan().shift_starts.empty());
    for (const Q q : {Q::staffed_time, Q::overtime, Q::paid_time, Q::payroll_time, Q::offered}) {
      EXPECT_NEAR(reps.total(0, q), steps.total(0, q), 0.02 * steps.total(0, q)) << name_of(q);
    }
    EXPECT_NEAR(reps.total(0, Q::wait), steps.total(0, Q::wait), 0.02 * steps.total(0, Q::wait));
  }
}

// Two desks twelve hours apart hand their open cases to each other.
TEST(Workforce, TheSunIsFollowedRepByRep) {
  Desk desk(2 * kDay);
  desk.tier("T1", 1, exactly(21 * kMinute)).cases_at("call", {12 * 60 - 10});
  Model& m = desk.model();
  m.shifts = {{"day", {}}};
  for (int day = 0; day < 7; ++day) {
    m.shifts[0].spans.push_back({day * kDay, day * kDay + 12 * kHour});
  }
  m.time.zone = "UTC";
  m.sites = {{"here", ""}, {"there", "Asia/Kolkata"}};
  m.groups[0].shift = "day";
  m.groups[0].site = "here";
  m.groups[0].at_shift_end = ShiftEnd::hand_back;
  m.groups.push_back(m.groups[0]);
  m.groups[1].name = "there_reps";
  m.groups[1].site = "there";
  m.groups[1].shift = "night";
  m.shifts.push_back({"night", {}});
  for (int day = 0; day < 7; ++day) {  // 17:30 to 05:30 in Kolkata is 12:00 to 24:00 UTC
    m.shifts[1].spans.push_back(
        {day * kDay + 17 * kHour + 30 * kMinute, day * kDay + 29 * kHour + 30 * kMinute});
  }
  const Keep log = log_of(desk);
  EXPECT_EQ(log.at(Happening::session_started), (Minutes{710, 720}));
  EXPECT_EQ(log.at(Happening::session_ended), (Minutes{731}));
}

class PaidTime : public ::testing::TestWithParam<std::uint32_t> {};

// Every paid second is on the floor, in a break, in a meeting or an absence, on a busy desk that
// uses everything at once; every case is somewhere.
TEST_P(PaidTime, IsInExactlyOnePlace) {
  Desk desk(4 * kWeek, kWeek);
  desk.tier("T1", 14, lognormal(11 * kMinute, 1.2), 0.7)
      .tier("T2", 16, lognormal(30 * kMinute, 1.2));
  desk.cases("call", 20.0);
  Model& m = desk.model();
  m.time.zone = "Europe/Brussels";
  m.time.start = sys_days{year{2026} / 3 / 9};
  const std::vector<Break> breaks{{BreakKind::rest, 2 * kHour, 15 * kMinute, true, 3},
                                  {BreakKind::lunch, 4 * kHour, 45 * kMinute, false, 2},
                                  {BreakKind::meeting, 6 * kHour, 30 * kMinute, true, 1}};
  m.shifts = {{"early", {}}, {"late", {}}};
  for (int day = 0; day < 7; ++day) {
    m.shifts[0].spans.push_back({day * kDay + 6 * kHour, day * kDay + 14 * kHour, breaks});
    m.shifts[1].spans.push_back({day * kDay + 14 * kHour, day * kDay + 23 * kHour, breaks});
  }
  for (RepGroup& group : m.groups) {
    group.rotation = Rotation{{"early", "late"}, kWeek};
    group.absence = {0.1, 0.06, true, 0.2, exponential(9 * kMinute)};
    group.overtime = Overtime{3, 2 * kHour};
    group.shrinkage = 0.1;
  }
  m.groups[0].at_shift_end = ShiftEnd::keep;
  m.groups[1].at_shift_end = ShiftEnd::hand_back;
  m.groups[1].off_phone = exponential(6 * kMinute);
  m.holidays = {{"fair", {sys_days{year{2026} / 3 / 20}}, 0.5, {}, false}};
  m.money.overtime_premium = 0.5;
  const Observations o = desk.replicate(GetParam());
  // 21 days less the holiday, shifts of eight and nine hours less lunch, 30 reps; the clocks change
  // at night.
  const double scheduled = 20.0 * 30.0 * (8.5 - 0.75);
  EXPECT_NEAR((o.total(0, Q::staffed_time) - o.total(0, Q::overtime) + o.total(0, Q::break_time) +
               o.total(0, Q::meeting_time) + o.total(0, Q::absence_time)) /
                  3.6e9,
              scheduled,
              0.02 * scheduled);
  for (std::size_t scope : {std::size_t{0}, o.layout.of_tier(0), o.layout.of_tier(1)}) {
    const double away = o.total(scope, Q::break_time) + o.total(scope, Q::meeting_time) +
                        o.total(scope, Q::absence_time);
    const double floor = o.total(scope, Q::staffed_time) - o.total(scope, Q::overtime);
    EXPECT_NEAR(o.total(scope, Q::paid_time),
                (floor + away) / 0.9 + o.total(scope, Q::overtime),
                1e-9 * o.total(scope, Q::paid_time));
    EXPECT_LE(o.total(scope, Q::busy_time) + o.total(scope, Q::off_phone_time),
              o.total(scope, Q::staffed_time));
    double sum = o.total(scope, Q::cost_breaks);
    for (std::size_t q = index_of(Q::cost_handling); q <= index_of(Q::cost_fees); ++q) {
      EXPECT_GE(o.total(scope, static_cast<Q>(q)), 0.0);
      sum += o.total(scope, static_cast<Q>(q));
    }
    EXPECT_NEAR(sum, o.total(scope, Q::operating_cost), 1e-9 * sum);
  }
  EXPECT_EQ(o.total(0, Q::offered), o.total(0, Q::closed) + o.total(0, Q::open_at_end));
  EXPECT_EQ(o.total(0, Q::open_at_end), 0.0);
  EXPECT_GT(o.total(0, Q::overtime), 0.0);
  EXPECT_GT(o.total(0, Q::off_phone_time), 0.0);
}

INSTANTIATE_TEST_SUITE_P(Replications, PaidTime, ::testing::Values(0U, 1U, 2U, 17U));

}  // namespace
}  // namespace tiermix
