// What happens first at one instant: every pair of kinds that can meet.

#include <gtest/gtest.h>

#include "engine/kernel/floor.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::minutes;
using Q = Quantity;

Desk one_rep(Duration session = 10 * kMinute) {
  Desk desk(2 * kDay);
  desk.tier("T1", 1, exactly(session));
  return desk;
}

// The rep is there in the given span of the first day only.
void present(Desk& desk, Duration from, Duration to) {
  desk.model().shifts = {{"s", {{from, to}}}};
  desk.last_group().shift = "s";
}

TEST(Ties, ARepIsFreedBeforeACaseArrives) {
  Desk desk = one_rep();
  desk.cases_at("call", {0, 10});
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::waited), 0.0);
}

TEST(Ties, ARepIsFreedBeforePatienceEnds) {
  Desk desk = one_rep();
  desk.cases_at("call", {0, 4});
  desk.last_class().patience = Patience{exactly(6 * kMinute)};
  EXPECT_EQ(desk.replicate().total(0, Q::abandoned), 0.0);
}

TEST(Ties, ARepIsFreedBeforeTheShiftEndsAndSoTakesNoOvertime) {
  Desk desk = one_rep();
  desk.cases_at("call", {0});
  present(desk, Duration{}, 10 * kMinute);
  EXPECT_EQ(desk.replicate().total(0, Q::overtime), 0.0);
}

TEST(Ties, AFreedRepTakesAWaitingCaseBeforeTheShiftEnds) {
  Desk desk = one_rep();
  desk.cases_at("call", {0, 5});
  present(desk, Duration{}, 10 * kMinute);
  const Observations o = desk.replicate();
  EXPECT_EQ(minutes(o, 0, Q::overtime), 10.0);
  EXPECT_EQ(o.total(0, Q::resolved), 2.0);
}

TEST(Ties, AShiftStartsBeforeACaseArrives) {
  Desk desk = one_rep();
  desk.cases_at("call", {60});
  present(desk, kHour, 2 * kHour);
  EXPECT_EQ(desk.replicate().total(0, Q::waited), 0.0);
}

TEST(Ties, AShiftStartsBeforePatienceEnds) {
  Desk desk = one_rep();
  desk.cases_at("call", {50});
  desk.last_class().patience = Patience{exactly(10 * kMinute)};
  present(desk, kHour, 2 * kHour);
  EXPECT_EQ(desk.replicate().total(0, Q::answered), 1.0);
}

TEST(Ties, AReturningCaseIsQueuedBeforeOneThatArrives) {
  // The first case comes back at minute 70, when the second arrives; the rep is there from 80 on.
  Desk desk = one_rep();
  desk.last_tier().pending = {0.999999999, exactly(60 * kMinute)};
  desk.cases_at("first", {0}).cases_at("second", {70});
  desk.model().handlings.resize(1);
  desk.model().handlings[0].case_class = "second";
  desk.model().handlings[0].tier = "T1";
  desk.model().handlings[0].pending = CustomerPending{};
  const Observations o = desk.replicate();
  EXPECT_EQ(minutes(o, ScopeLayout::of_class(1), Q::wait), 10.0);
}

TEST(Ties, ACaseArrivesBeforeTheShiftEnds) {
  Desk desk = one_rep();
  desk.cases_at("call", {60});
  present(desk, Duration{}, kHour);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::waited), 0.0);
  EXPECT_EQ(minutes(o, 0, Q::overtime), 10.0);
}

TEST(Ties, WhatHappensAtTheEndOfAnIntervalBelongsToTheNext) {
  Desk desk = one_rep();
  desk.cases_at("call", {60});
  const Observations o = desk.replicate();
  EXPECT_EQ(o.interval_total(0, 0, IntervalQuantity::offered), 0.0);
  EXPECT_EQ(o.interval_total(1, 0, IntervalQuantity::offered), 1.0);
}

TEST(Ties, TheMeasuredWindowIsHalfOpen) {
  Desk desk(2 * kHour, kHour);
  desk.tier("T1", 5, exactly(10 * kMinute)).cases_at("call", {59.99, 60, 119.99, 120});
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::offered), 2.0);
}

TEST(Ties, AreDeclaredInTheOrderInWhichTheyAreSettled) {
  EXPECT_LT(Kind::period_ends, Kind::handling_ends);
  EXPECT_LT(Kind::handling_ends, Kind::shift_starts);
  EXPECT_LT(Kind::shift_starts, Kind::case_returns);
  EXPECT_LT(Kind::case_returns, Kind::case_arrives);
  EXPECT_LT(Kind::case_arrives, Kind::patience_ends);
  EXPECT_LT(Kind::patience_ends, Kind::shift_ends);
}

}  // namespace
}  // namespace tiermix
