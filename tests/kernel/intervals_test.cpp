// What is counted per interval, computed by hand.

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using I = IntervalQuantity;

double minutes_in(const Observations& o, std::size_t interval, std::size_t scope, I q) {
  return o.interval_total(interval, scope, q) / 6e7;
}

// One rep, an hour a case: the first from 0:50 to 1:50, the second waits from 0:55 and ends at
// 2:50.
TEST(IntervalCounts, BelongToTheHourInWhichACaseCameIn) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(kHour)).cases_at("call", {50, 55});
  desk.last_class().answer_target = kMinute;
  const Observations o = desk.replicate();
  for (const std::size_t scope : {ScopeLayout::all(), ScopeLayout::of_class(0)}) {
    EXPECT_EQ(o.interval_total(0, scope, I::offered), 2.0);
    EXPECT_EQ(o.interval_total(0, scope, I::answered), 2.0);
    EXPECT_EQ(o.interval_total(0, scope, I::answered_in_target), 1.0);
    EXPECT_EQ(o.interval_total(0, scope, I::waits_ended), 2.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::wait), 55.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::wait_answered), 55.0);
    EXPECT_EQ(o.interval_total(0, scope, I::sessions), 2.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::handle_time), 120.0);
    EXPECT_EQ(o.interval_total(0, scope, I::resolved), 2.0);
    EXPECT_EQ(o.interval_total(0, scope, I::resolved_first_session_net), 2.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::time_to_resolve), 60.0 + 115.0);
    for (const I q : {I::offered, I::answered, I::sessions, I::wait, I::resolved}) {
      EXPECT_EQ(o.interval_total(1, scope, q), 0.0);
    }
  }
}

TEST(IntervalAreas, BelongToTheHourInWhichTimePasses) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(kHour)).cases_at("call", {50, 55});
  const Observations o = desk.replicate();
  const std::size_t tier = o.layout.of_tier(0);
  EXPECT_EQ(minutes_in(o, 0, 0, I::open_time), 10.0 + 5.0);
  EXPECT_EQ(minutes_in(o, 1, 0, I::open_time), 50.0 + 60.0);
  EXPECT_EQ(minutes_in(o, 2, 0, I::open_time), 50.0);
  for (const std::size_t scope : {ScopeLayout::all(), tier}) {
    EXPECT_EQ(minutes_in(o, 0, scope, I::busy_time), 10.0);
    EXPECT_EQ(minutes_in(o, 1, scope, I::busy_time), 60.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::queue_time), 5.0);
    EXPECT_EQ(minutes_in(o, 1, scope, I::queue_time), 50.0);
    EXPECT_EQ(minutes_in(o, 3, scope, I::staffed_time), 60.0);
  }
}

TEST(IntervalEnds, SeeTheOpenCasesAndTheirAges) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(kHour)).cases_at("call", {50, 55});
  const Observations o = desk.replicate();
  for (const std::size_t scope : {ScopeLayout::all(), ScopeLayout::of_class(0)}) {
    EXPECT_EQ(o.interval_total(0, scope, I::open_at_end), 2.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::age_at_end), 10.0 + 5.0);
    EXPECT_EQ(o.interval_total(1, scope, I::open_at_end), 1.0);
    EXPECT_EQ(minutes_in(o, 1, scope, I::age_at_end), 65.0);
    EXPECT_EQ(o.interval_total(2, scope, I::open_at_end), 0.0);
    EXPECT_EQ(minutes_in(o, 2, scope, I::age_at_end), 0.0);
  }
}

TEST(IntervalCounts, OfATierBelongToTheHourInWhichAVisitBegan) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(20 * kMinute), 0.0).tier("T2", 1, exactly(30 * kMinute));
  desk.cases_at("call", {50});
  const Observations o = desk.replicate();
  const std::size_t second = o.layout.of_tier(1);
  EXPECT_EQ(minutes_in(o, 0, ScopeLayout::of_class(0), I::handle_time), 50.0);
  EXPECT_EQ(o.interval_total(0, second, I::offered), 0.0);
  EXPECT_EQ(o.interval_total(1, second, I::offered), 1.0);
  EXPECT_EQ(o.interval_total(1, second, I::answered), 1.0);
  EXPECT_EQ(minutes_in(o, 1, second, I::handle_time), 30.0);
  EXPECT_EQ(minutes_in(o, 0, o.layout.of_tier(0), I::handle_time), 20.0);
}

TEST(IntervalCounts, OfThoseWhoHangUpOrFindNoPlace) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(2 * kHour)).cases_at("call", {50, 55, 58});
  desk.last_class().patience = Patience{exactly(30 * kMinute)};
  desk.last_tier().queue_capacity = 1;
  const Observations o = desk.replicate();
  for (const std::size_t scope : {ScopeLayout::all(), o.layout.of_tier(0)}) {
    EXPECT_EQ(o.interval_total(0, scope, I::abandoned), 1.0);
    EXPECT_EQ(o.interval_total(0, scope, I::blocked), 1.0);
    EXPECT_EQ(o.interval_total(0, scope, I::waits_ended), 3.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::wait), 30.0);
    EXPECT_EQ(minutes_in(o, 0, scope, I::wait_answered), 0.0);
  }
}

// The line is busy until 2:50: who hangs up at 1:25 calls again two hours later and is answered.
TEST(IntervalCounts, OfARedialStayWithTheHourInWhichTheCaseCameIn) {
  Desk desk(6 * kHour);
  desk.tier("T1", 1, exactly(2 * kHour)).cases_at("call", {50, 55});
  desk.last_class().patience = Patience{exactly(30 * kMinute)};
  desk.last_class().redial = Redial{1.0, exactly(2 * kHour), {}};
  const Observations o = desk.replicate();
  for (const std::size_t scope : {ScopeLayout::all(), ScopeLayout::of_class(0)}) {
    EXPECT_EQ(o.interval_total(0, scope, I::offered), 2.0);
    EXPECT_EQ(o.interval_total(0, scope, I::calls), 3.0);
    EXPECT_EQ(o.interval_total(0, scope, I::calls_abandoned), 1.0);
    EXPECT_EQ(o.interval_total(0, scope, I::abandoned), 0.0);
    EXPECT_EQ(o.interval_total(0, scope, I::answered), 2.0);
    EXPECT_EQ(o.interval_total(0, scope, I::waits_ended), 3.0);
  }
  const std::size_t tier = o.layout.of_tier(0);
  EXPECT_EQ(o.interval_total(0, tier, I::calls), 2.0);
  EXPECT_EQ(o.interval_total(0, tier, I::calls_abandoned), 1.0);
  EXPECT_EQ(o.interval_total(3, tier, I::offered), 1.0) << "the second visit begins at 3:25";
}

// Open since Sunday noon; the first is done at 1:00, which is after the end of the first hour.
TEST(IntervalEnds, CountTheBacklogOfTheStartWithItsAge) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(kHour)).cases_at("mail", {3000});
  desk.last_class().backlog = Backlog{};
  desk.last_class().backlog->cases = 2;
  desk.last_class().backlog->age = exactly(12 * kHour);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.interval_total(0, 0, I::offered), 0.0);
  EXPECT_EQ(o.interval_total(0, 0, I::handle_time), 0.0);
  EXPECT_EQ(o.interval_total(0, 0, I::open_at_end), 2.0);
  EXPECT_EQ(minutes_in(o, 0, 0, I::age_at_end), 2 * 13 * 60.0);
}

// 13 weeks of half hours are kept as such; then hours, then days.
TEST(IntervalRows, AreLongerInALongRun) {
  const auto rows_of = [](Duration horizon) {
    Desk desk(horizon);
    desk.tier("T1", 1, exactly(kHour)).cases("call", 0.1);
    desk.model().time.interval = 30 * kMinute;
    const Plan plan = desk.plan();
    EXPECT_EQ(replicate(plan, {1, 0}).intervals,
              static_cast<std::size_t>((horizon.us + plan.interval.us - 1) / plan.interval.us));
    return plan.interval;
  };
  EXPECT_EQ(rows_of(13 * kWeek).us, (30 * kMinute).us);
  EXPECT_EQ(rows_of(14 * kWeek).us, kHour.us);
  EXPECT_EQ(rows_of(26 * kWeek).us, kHour.us);
  EXPECT_EQ(rows_of(52 * kWeek).us, kDay.us);
}

}  // namespace
}  // namespace tiermix
