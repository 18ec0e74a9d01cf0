#include "engine/plan/compile.hpp"

#include <set>

#include <gtest/gtest.h>

#include "engine/plan/parts.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;

Desk small_desk(Duration horizon = kWeek) {
  Desk desk(horizon);
  desk.tier("T1", 4, exactly(10 * kMinute)).cases("call", 10.0);
  return desk;
}

TEST(Identities, ComeFromNamesAndNotFromPositions) {
  const auto forward = identities({"phone", "mail", "chat"}, 4096);
  const auto backward = identities({"chat", "mail", "phone"}, 4096);
  EXPECT_EQ(forward[0], backward[2]);
  EXPECT_EQ(forward[1], backward[1]);
  EXPECT_EQ(forward[2], backward[0]);
}

TEST(Identities, AreDifferentWhereDigestsFallTogether) {
  const auto crowded = identities({"a", "b", "c", "d", "e", "f", "g", "h"}, 8);
  EXPECT_EQ(std::set<std::uint16_t>(crowded.begin(), crowded.end()).size(), 8U);
}

TEST(ArrivalRates, BeginOnTheWeekdayOfTheStart) {
  Desk desk = small_desk();
  desk.model().profiles = {{"p", {7, 0, 0, 0, 0, 0, 0}}};  // Mondays only
  desk.last_class().arrivals.profile = "p";
  desk.model().time.start += std::chrono::days{2};  // a Wednesday
  const RateTable table = desk.plan().classes[0].arrivals;
  ASSERT_EQ(table.rates.size(), 7U);
  for (std::size_t day = 0; day < 7; ++day) {
    EXPECT_EQ(table.rates[day] > 0.0, day == 5) << day;
  }
}

TEST(ArrivalRates, AddUpToTheCasesOfTheWeek) {
  const RateTable table = small_desk().plan().classes[0].arrivals;
  double cases = 0.0;
  for (const double rate : table.rates) {
    cases += rate * static_cast<double>(table.slice.us);
  }
  EXPECT_NEAR(cases, 1680.0, 1e-9);
}

TEST(Series, RepeatsItsLastSevenDays) {
  Series series{Duration{}, kDay, {}};
  for (int day = 0; day < 10; ++day) {
    series.values.push_back(day);
  }
  EXPECT_EQ(series_at(series, Instant{(9 * kDay).us}), 9.0);
  EXPECT_EQ(series_at(series, Instant{(10 * kDay).us}), 3.0);
  EXPECT_EQ(series_at(series, Instant{(16 * kDay).us}), 9.0);
  EXPECT_EQ(series_at(series, Instant{(17 * kDay).us}), 3.0);
}

TEST(Roster, AShiftPastMidnightIsOneSpellAcrossTheEndOfTheWeek) {
  Desk desk = small_desk(2 * kWeek);
  // Sunday 22:00 to Monday 06:00.
  desk.model().shifts = {{"night", {{6 * kDay + 22 * kHour, 7 * kDay + 6 * kHour}}}};
  desk.last_group().shift = "night";
  desk.model().time.drain_limit = kWeek;
  const Plan plan = desk.plan();
  ASSERT_GE(plan.shift_starts.size(), 3U);
  EXPECT_EQ(plan.shift_starts[0].at, Instant{});  // the run begins inside the shift
  EXPECT_EQ(plan.shift_ends[0].at, Instant{(6 * kHour).us});
  EXPECT_EQ(plan.shift_starts[1].at, Instant{(6 * kDay + 22 * kHour).us});
  EXPECT_EQ(plan.shift_ends[1].at, Instant{(7 * kDay + 6 * kHour).us});
  EXPECT_EQ(plan.reps, 4U);
}

TEST(Roster, AStaffingSeriesGivesThePeakAsReps) {
  Desk desk = small_desk();
  Series heads{Duration{}, 6 * kHour, {}};
  for (int i = 0; i < 28; ++i) {
    heads.values.push_back(i % 4);
  }
  desk.last_group().series = heads;
  const Plan plan = desk.plan();
  EXPECT_EQ(plan.reps, 3U);
  EXPECT_EQ(plan.shift_starts[0].at, Instant{(6 * kHour).us});
  EXPECT_EQ(plan.shift_starts[0].heads, 1U);
}

TEST(Work, OfAHandlingStandsBeforeThatOfTheTierAndTheClass) {
  Desk desk = small_desk();
  desk.last_class().handle_time = exactly(5 * kMinute);
  EXPECT_EQ(desk.plan().work_of(0, 0).handle_time.mean(), 6e8);
  Handling handling;
  handling.case_class = "call";
  handling.tier = "T1";
  handling.handle_time = exactly(7 * kMinute);
  desk.model().handlings = {handling};
  EXPECT_EQ(desk.plan().work_of(0, 0).handle_time.mean(), 4.2e8);
  desk.model().handlings.clear();
  desk.last_tier().handle_time.reset();
  EXPECT_EQ(desk.plan().work_of(0, 0).handle_time.mean(), 3e8);
}

TEST(Money, ShrinkageIsPaidOnTopOfFloorTime) {
  Desk desk = small_desk();
  desk.last_group().shrinkage = 0.2;
  desk.model().money.overhead_multiplier = 1.5;
  const Observations o = desk.replicate();
  const double floor_hours = 4.0 * 168.0;
  EXPECT_NEAR(o.total(0, Quantity::paid_time) / 3.6e9, floor_hours / 0.8, 1e-6);
  EXPECT_NEAR(o.total(0, Quantity::labour_cost), floor_hours / 0.8 * 36.0, 1e-6);
  EXPECT_NEAR(o.total(0, Quantity::operating_cost), floor_hours / 0.8 * 36.0 * 1.5, 1e-6);
  // Four seats around the clock, paid at 0.8 on the floor, by people of 40 hours.
  EXPECT_NEAR(o.total(0, Quantity::payroll_time) / (168.0 * 3.6e9), 4.0 * 168.0 / 0.8 / 40.0, 1e-9);
}

}  // namespace
}  // namespace tiermix
