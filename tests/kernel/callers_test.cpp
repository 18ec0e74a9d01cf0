// Customers on the line, followed by hand, and what redial leaves alone.

#include <map>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "tests/kernel/heard.hpp"
#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::hear;
using testing::Heard;
using testing::kAll;
using testing::lognormal;
using testing::minutes;
using Q = Quantity;

// One rep, sessions of ten minutes, calls at these minutes.
Desk one_rep(const std::vector<double>& calls) {
  Desk desk(2 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("call", calls);
  return desk;
}

Redial redial_after(Duration delay, std::optional<int> at_most = std::nullopt) {
  return {1.0, exactly(delay), at_most};
}

// Served at 0 and 10; those of 2 and 3 hang up at 14 and 15, call again at 34 and 35.
TEST(Callers, WhoHangsUpCallsAgainWithFreshPatience) {
  Desk desk = one_rep({0, 1, 2, 3});
  desk.last_class().patience = Patience{exactly(12 * kMinute)};
  desk.last_class().redial = redial_after(20 * kMinute, 1);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls), 6.0);
  EXPECT_EQ(o.total(kAll, Q::calls_abandoned), 2.0);
  EXPECT_EQ(o.total(kAll, Q::redials), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 0.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 0.0);
  EXPECT_EQ(o.total(kAll, Q::resolved), 4.0);
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session), 4.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 19 + 42 + 51);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait_answered) / o.total(kAll, Q::answered), 4.5);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait) / o.total(kAll, Q::waits_ended), 7.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::pending_time), 40.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::offered), 6.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::cases_met), 4.0);
}

// The second customer finds the rep busy at 4 and 7, and free at 10.
TEST(Callers, WhoFindsNoLineCallsAgainUntilThereIsOne) {
  Desk desk = one_rep({0, 4});
  desk.last_tier().queue_capacity = 0;
  desk.last_class().redial = redial_after(3 * kMinute);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls), 4.0);
  EXPECT_EQ(o.total(kAll, Q::calls_blocked), 2.0);
  EXPECT_EQ(o.total(kAll, Q::blocked), 0.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 0.0);
  EXPECT_EQ(o.total(kAll, Q::wait), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 16);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::pending_time), 6.0);
}

TEST(Callers, WhoHasCalledOftenEnoughIsLost) {
  Desk desk = one_rep({0, 1});
  desk.last_tier().handle_time = exactly(kHour);
  desk.last_class().patience = Patience{exactly(5 * kMinute)};
  desk.last_class().redial = redial_after(10 * kMinute, 1);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls), 3.0);
  EXPECT_EQ(o.total(kAll, Q::calls_abandoned), 2.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 1.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 1.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::open_time), 60 + 20);
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::hung_up), std::vector<double>{6});
  EXPECT_EQ(heard.minutes_of(Happening::called_again), std::vector<double>{16});
  EXPECT_EQ(heard.minutes_of(Happening::abandoned), std::vector<double>{21});
}

TEST(Callers, ARedialIsAnsweredInTargetByItsOwnWait) {
  Desk desk = one_rep({0, 4});
  desk.last_tier().queue_capacity = 0;
  desk.last_class().answer_target = kMinute;
  desk.last_class().redial = redial_after(3 * kMinute);
  EXPECT_EQ(desk.replicate().total(kAll, Q::answered_in_target), 2.0);
}

// At 2 nobody waits, at 3 one does, at 4 that one still: whoever finds one leaves.
TEST(Callers, WhoFindsTooManyWaitingBalks) {
  Desk desk = one_rep({0, 2, 3, 4});
  desk.last_class().balking = {{0, 1.0}};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::balked), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 2.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 0.0);
  EXPECT_EQ(o.total(kAll, Q::resolved), 2.0);
  EXPECT_EQ(o.total(kAll, Q::waits_ended), 2.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::offered), 2.0);
}

TEST(Callers, TheHighestStepThatIsExceededHolds) {
  Desk desk = one_rep({0, 1, 2, 3, 4});
  desk.last_class().balking = {{0, 0.0}, {2, 1.0}};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::balked), 1.0);  // at 4 three wait
}

TEST(Callers, WhoBalksMayCallAgain) {
  Desk desk = one_rep({0, 2, 3});
  desk.last_class().balking = {{0, 1.0}};
  desk.last_class().redial = redial_after(4 * kMinute);
  const Observations o = desk.replicate();  // at 3 and 7 one waits, at 11 nobody does
  EXPECT_EQ(o.total(kAll, Q::balked), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 18 + 27);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::cases_met), 3.0);
}

Callback callback() {
  Callback c;
  c.dial_time = 3 * kMinute;
  c.retry = exactly(5 * kMinute);
  c.attempts = 2;
  return c;
}

// The customer of 1 is alone in line, is not asked, and hangs up at 3; the one of 2 is.
TEST(Callers, WhoAcceptsACallbackKeepsThePlaceAndLosesNoPatience) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().patience = Patience{exactly(2 * kMinute)};
  desk.last_class().callback = callback();
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::callbacks), 1.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 1.0);
  EXPECT_EQ(o.total(kAll, Q::callbacks_missed), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 18);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait_answered), 8.0);
}

// Offered to both at 5 and 6, while another waits.
TEST(Callers, ACallbackMayBeOfferedAfterAWhile) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().patience = Patience{exactly(7 * kMinute)};
  desk.last_class().callback = callback();
  desk.last_class().callback->offered_after = 4 * kMinute;
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::callback_accepted), (std::vector<double>{5, 6}));
  EXPECT_EQ(heard.minutes_of(Happening::closed), (std::vector<double>{10, 20, 30}));
}

TEST(Callers, WhoAcceptsNoCallbackStaysOnTheLine) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().patience = Patience{exactly(12 * kMinute)};
  desk.last_class().callback = callback();
  desk.last_class().callback->acceptance = 0.0;
  desk.last_class().callback->offered_after = 4 * kMinute;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::callbacks), 0.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 1.0);
}

// Dialled in vain from 20 to 23 and, as the retry is due at 25, from 25 to 28.
TEST(Callers, ACustomerWhoIsNotReachedCostsTheRepTheDialTime) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  const Heard heard = hear(desk);
  // The customer of 1 stays on the line and is served first, from 10 to 20.
  EXPECT_EQ(heard.minutes_of(Happening::callback_missed), (std::vector<double>{20, 25}));
  EXPECT_EQ(heard.minutes_of(Happening::dialling_ended), (std::vector<double>{23, 28}));
  EXPECT_EQ(heard.minutes_of(Happening::lost), std::vector<double>{25});
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::callbacks), 1.0);
  EXPECT_EQ(o.total(kAll, Q::callbacks_missed), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 1.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::busy_time), 2 * 10 + 2 * 3);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::handle_time), 2 * 10);
  EXPECT_DOUBLE_EQ(o.total(kAll, Q::cost_handling), 36.0 * 26 / 60);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::moved), 2.0);
}

// Sessions 0-10, 10-20, 20-30, dialling 30-33, session 33-43. The retry was due at 35 and goes
// ahead of the case of 4.
TEST(Callers, TheNextCallBackGoesAheadOfThoseInLine) {
  Desk desk = one_rep({0, 1, 2, 3, 4});
  desk.cases_at("promised", {2.5});
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::callback_missed), (std::vector<double>{30, 43}));
  EXPECT_EQ(heard.minutes_of(Happening::closed), (std::vector<double>{10, 20, 30, 43, 56}));
}

TEST(Callers, ACallbackNeedsNoFreePlaceInTheQueue) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_tier().queue_capacity = 2;
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  desk.cases_at("other", {21, 22, 24});  // both places are taken when the retry is due at 25
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls_blocked), 0.0);
  EXPECT_EQ(o.total(kAll, Q::callbacks_missed), 2.0);
}

TEST(Callers, DiallingTimeIsBusyTimeToTheEndOfTheRun) {
  Desk desk = one_rep({0, 1, 2});
  desk.model().time.horizon = 21 * kMinute;
  desk.model().time.drain = Drain::none;
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::busy_time), 21.0);
  EXPECT_DOUBLE_EQ(o.total(kAll, Q::cost_handling), 36.0 * 21 / 60);
}

// Two tiers fail; the customer is back at the first an hour later, for ever.
TEST(Callers, ACaseThatIsNotSolvedComesBackToWhereItEntered) {
  Desk desk(200 * kMinute);
  desk.tier("T1", 1, exactly(10 * kMinute), 0.0).tier("T2", 1, exactly(20 * kMinute), 0.0);
  desk.cases_at("call", {0});
  desk.last_class().repeat_contact = RepeatContact{1.0, exactly(kHour)};
  desk.model().time.drain = Drain::none;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::offered), 1.0);
  EXPECT_EQ(o.total(kAll, Q::repeat_contacts), 2.0);  // at 30 and 120; the third session at 180
  EXPECT_EQ(o.total(kAll, Q::closed), 0.0);
  EXPECT_EQ(o.total(kAll, Q::closed_unresolved), 0.0);
  EXPECT_EQ(o.total(kAll, Q::open_at_end), 1.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::sessions), 3.0);
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::sessions), 2.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::pending_time), 120.0);
}

TEST(Callers, ARepeatContactIsNoFirstContactResolution) {
  Desk desk(4 * kWeek);
  desk.tier("T1", 20, exactly(10 * kMinute), 0.5).cases("call", 20.0);
  desk.last_class().repeat_contact = RepeatContact{1.0, exactly(kDay)};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::resolved), o.total(kAll, Q::offered));
  EXPECT_EQ(o.total(kAll, Q::closed_unresolved), 0.0);
  EXPECT_NEAR(o.total(kAll, Q::resolved_first_session) / o.total(kAll, Q::offered), 0.5, 0.02);
  // Each session succeeds with 1/2: one repeat contact on average.
  EXPECT_NEAR(o.total(kAll, Q::repeat_contacts) / o.total(kAll, Q::offered), 1.0, 0.05);
  EXPECT_EQ(o.total(kAll, Q::sessions),
            o.total(kAll, Q::offered) + o.total(kAll, Q::repeat_contacts));
}

Desk busy_phone() {
  Desk desk(2 * kWeek);
  desk.tier("T1", 9, lognormal(12 * kMinute, 1.2)).cases("phone", 50.0);
  desk.last_class().patience = Patience{exponential(4 * kMinute)};
  return desk;
}

// When a case is created, how complex it is, and when the customer of its first call hangs up, had
// nobody answered.
TEST(Callers, RedialMovesNoArrivalAndNoFirstPatience) {
  Desk alone = busy_phone();
  alone.model().groups[0].heads = 0;
  alone.model().time.drain = Drain::none;
  Desk redialling = alone;
  redialling.last_class().redial = Redial{0.5, exponential(20 * kMinute), 3};
  const Heard a = hear(alone);
  const Heard b = hear(redialling);
  EXPECT_EQ(a.minutes_of(Happening::created), b.minutes_of(Happening::created));
  std::map<Owner, Instant> first;
  for (const CaseEvent& event : a.events) {
    if (event.what == Happening::abandoned) {
      first[event.owner] = event.at;
    }
  }
  std::size_t compared = 0;
  std::set<Owner> seen;
  for (const CaseEvent& event : b.events) {
    if ((event.what == Happening::hung_up || event.what == Happening::abandoned) &&
        seen.insert(event.owner).second && first.contains(event.owner)) {
      EXPECT_EQ(event.at, first[event.owner]);
      ++compared;
    }
  }
  EXPECT_GT(compared, 10000U);
}

TEST(Callers, ARedialThatNobodyNeedsChangesNothing) {
  Desk desk = busy_phone();
  desk.last_group().heads = 200;
  Desk with = desk;
  with.last_class().redial = Redial{0.5, exponential(20 * kMinute), 3};
  with.last_class().balking = {{5, 0.5}};
  with.last_class().callback = callback();
  with.last_class().repeat_contact = RepeatContact{0.5, exactly(kHour)};
  EXPECT_EQ(desk.replicate().digest(), with.replicate().digest());
}

// The work that a case brings does not depend on how often its customer had to call.
TEST(Callers, TheSessionOfARedialIsTheOneThatWasAhead) {
  Desk few = busy_phone();
  few.model().time.drain_limit = 8 * kWeek;
  few.last_class().redial = Redial{1.0, exponential(20 * kMinute), {}};
  Desk many = few;
  many.last_group().heads = 100;
  const Observations a = few.replicate();
  const Observations b = many.replicate();
  EXPECT_GT(a.total(kAll, Q::redials), 500.0);
  EXPECT_EQ(b.total(kAll, Q::redials), 0.0);
  EXPECT_EQ(a.total(kAll, Q::handle_time), b.total(kAll, Q::handle_time));
  EXPECT_EQ(a.total(a.layout.of_tier(0), Q::cases_met), b.total(b.layout.of_tier(0), Q::cases_met));
}

}  // namespace
}  // namespace tiermix
