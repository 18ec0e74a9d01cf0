// Scenarios without chance, followed by hand: the exact order of events, clocks and accounts.

#include <array>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::minutes;
using Q = Quantity;

Handling handling(const std::string& case_class, const std::string& tier, double p) {
  Handling h;
  h.case_class = case_class;
  h.tier = tier;
  h.resolve = ResolveCurve{};
  h.resolve->p = p;
  return h;
}

// One rep per tier, sessions of 10, 30 and 60 min. A (0) and D (25) end at T1; B (4) and E (31) go
// to T2; C (6) goes to T2 and T3.
Desk three_tiers() {
  Desk desk(140 * kMinute);
  desk.tier("T1", 1, exactly(10 * kMinute))
      .tier("T2", 1, exactly(30 * kMinute))
      .tier("T3", 1, exactly(60 * kMinute));
  desk.model().groups[1].loaded_cost_per_hour = 60.0;
  desk.model().groups[2].loaded_cost_per_hour = 96.0;
  desk.cases_at("easy", {0, 25}).cases_at("medium", {4, 31}).cases_at("hard", {6});
  desk.model().handlings = {
      handling("medium", "T1", 0.0), handling("hard", "T1", 0.0), handling("hard", "T2", 0.0)};
  return desk;
}

TEST(Deterministic, ThreeTiersResolveEachCaseAtItsHandComputedTime) {
  const Observations o = three_tiers().replicate();
  const ScopeLayout layout = o.layout;
  EXPECT_DOUBLE_EQ(minutes(o, layout.of_class(0), Q::time_to_resolve), 10 + 15);
  EXPECT_DOUBLE_EQ(minutes(o, layout.of_class(1), Q::time_to_resolve), 46 + 79);
  EXPECT_DOUBLE_EQ(minutes(o, layout.of_class(2), Q::time_to_resolve), 134);
  EXPECT_DOUBLE_EQ(minutes(o, layout.of_tier(0), Q::wait) / 5, 6.8);
  EXPECT_NEAR(minutes(o, layout.of_tier(1), Q::wait) / 3, 16.6666666667, 1e-9);
  EXPECT_DOUBLE_EQ(minutes(o, layout.of_tier(2), Q::wait), 0.0);
}

TEST(Deterministic, ThreeTiersCountOutcomesOccupancyAndCost) {
  const Observations o = three_tiers().replicate();
  const std::size_t desk = ScopeLayout::all();
  EXPECT_EQ(o.total(desk, Q::resolved), 5.0);
  EXPECT_DOUBLE_EQ(o.total(desk, Q::resolved_first_session_net) / 5, 0.4);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::escalations), 3.0);
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::escalations), 1.0);
  EXPECT_NEAR(o.total(desk, Q::handle_cost) / 5, 43.2, 1e-9);
  EXPECT_NEAR(o.total(desk, Q::operating_cost) / 5, 89.6, 1e-9);
  const std::array occupancy{0.357142857143, 0.642857142857, 0.428571428571};
  for (std::size_t t = 0; t < 3; ++t) {
    const std::size_t tier = o.layout.of_tier(t);
    EXPECT_NEAR(o.total(tier, Q::busy_time) / o.total(tier, Q::staffed_time), occupancy[t], 1e-12);
  }
  EXPECT_DOUBLE_EQ(
      o.total(desk, Q::specialist_payroll_time) / o.total(desk, Q::first_tier_payroll_time), 2.0);
}

// One rep 09:00-12:00 (minute 0-180 of the first day), sessions of 21 min.
Desk one_shift(ShiftEnd at_end) {
  Desk desk(2 * kDay);
  desk.tier("T1", 1, exactly(21 * kMinute));
  desk.model().shifts = {{"morning", {{Duration{}, 3 * kHour}, {kDay, kDay + 3 * kHour}}}};
  desk.last_group().shift = "morning";
  desk.last_group().at_shift_end = at_end;
  desk.cases_at("call", {165, 178});
  return desk;
}

TEST(Deterministic, ARepFinishesTheContactInHandAsPaidOvertime) {
  const Observations o = one_shift(ShiftEnd::finish).replicate();
  const std::size_t tier = o.layout.of_tier(0);
  // 165-186, six minutes past the end; the second waits for the next day: 1440 - 178.
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::overtime), 6.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::staffed_time), 186.0 + 180.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::paid_time), 366.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::wait), 0.0 + 1262.0);
}

TEST(Deterministic, AHandedBackCaseKeepsItsPlaceAndTheWorkDone) {
  const Observations o = one_shift(ShiftEnd::hand_back).replicate();
  const std::size_t tier = o.layout.of_tier(0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::overtime), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::staffed_time), 360.0);
  // First: 165-180, then 1440-1446. Second: 1446-1467.
  EXPECT_DOUBLE_EQ(minutes(o, ScopeLayout::all(), Q::time_to_resolve), 1281.0 + 1289.0);
  EXPECT_EQ(o.total(tier, Q::sessions), 2.0);
  EXPECT_DOUBLE_EQ(minutes(o, tier, Q::handle_time), 42.0);
}

TEST(Deterministic, AWaitingCaseAbandonsWhenItsPatienceEnds) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("call", {0, 1, 2, 3});
  desk.last_class().patience = Patience{exactly(12 * kMinute)};
  const Observations o = desk.replicate();
  const std::size_t all = ScopeLayout::all();
  EXPECT_EQ(o.total(all, Q::abandoned), 2.0);  // at 14 and 15, when the second is still in hand
  EXPECT_EQ(o.total(all, Q::answered), 2.0);
  EXPECT_DOUBLE_EQ(minutes(o, all, Q::wait), 0 + 9 + 12 + 12);
  EXPECT_DOUBLE_EQ(minutes(o, all, Q::wait_answered), 9.0);
}

TEST(Deterministic, ACaseThatFindsNoPlaceIsBlocked) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("call", {0, 1, 2, 3});
  desk.last_tier().queue_capacity = 2;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(ScopeLayout::all(), Q::blocked), 1.0);
  EXPECT_EQ(o.total(ScopeLayout::all(), Q::resolved), 3.0);
}

TEST(Deterministic, UrgentCasesAreServedFirstAndEachPriorityInOrder) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute));
  desk.cases_at("routine", {0, 1, 2}).cases_at("outage", {3, 4});
  desk.model().classes[0].priority = 2;
  const Observations o = desk.replicate();
  // Served: routine 0, outage 10, outage 20, routine 30, routine 40.
  EXPECT_DOUBLE_EQ(minutes(o, ScopeLayout::of_class(1), Q::wait), 7 + 16);
  EXPECT_DOUBLE_EQ(minutes(o, ScopeLayout::of_class(0), Q::wait), 0 + 29 + 38);
}

TEST(Deterministic, APendingCaseReturnsToItsTierAndAReopenedOneIsNoFirstContactResolution) {
  Desk desk(kWeek);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("mail", {0});
  desk.last_class().reopening = {1.0, exactly(2 * kHour), kDay};
  const Observations o = desk.replicate();
  // Reopens after every resolution, until nobody looks any more.
  EXPECT_EQ(o.total(ScopeLayout::all(), Q::resolved_first_session), 1.0);
  EXPECT_EQ(o.total(ScopeLayout::all(), Q::resolved_first_session_net), 0.0);
  EXPECT_GT(o.total(ScopeLayout::all(), Q::reopenings), 70.0);
}

// Nobody comes back after the horizon, so the drain can only wait for its limit.
TEST(Deterministic, TheRunEndsAtTheDrainLimitWhereNothingIsLeftToHappen) {
  Desk desk(kDay);
  desk.tier("T1", 1, exactly(kHour)).cases_at("call", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  desk.model().shifts = {{"first_day", {{Duration{}, 8 * kHour}}}};
  desk.last_group().shift = "first_day";
  desk.last_group().at_shift_end = ShiftEnd::hand_back;
  desk.model().time.drain = Drain::arrivals_stop;
  desk.model().time.drain_limit = kDay;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::resolved), 8.0);
  EXPECT_EQ(o.total(0, Q::open_at_end), 4.0);
  EXPECT_EQ(o.intervals, 24U);
}

// Waits that nobody knows yet are in neither part of the mean.
TEST(Deterministic, WithoutADrainOnlyKnownWaitsCount) {
  Desk desk(2 * kHour);
  desk.tier("T1", 1, exactly(kHour)).cases_at("call", {0, 0, 0, 0});
  desk.model().time.drain = Drain::none;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::offered), 4.0);
  EXPECT_EQ(o.total(0, Q::waits_ended), 2.0);
  EXPECT_EQ(minutes(o, 0, Q::wait), 60.0);
}

}  // namespace
}  // namespace tiermix
