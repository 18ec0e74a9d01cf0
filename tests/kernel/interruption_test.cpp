// Sessions put down for more urgent cases, followed by hand.

#include <gtest/gtest.h>

#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/floor_walker.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::kMail;
using testing::kPhone;
using testing::minutes;
using Q = Quantity;

const std::size_t kPortal = ScopeLayout::of_class(2);

const GroupSkill kCalls{.case_class = "phone"};
const GroupSkill kMails{.case_class = "mail", .interruptible = true};
const GroupSkill kPortals{.case_class = "portal", .interruptible = true};

double resolved_after(const Observations& o, std::size_t scope) {
  return minutes(o, scope, Q::time_to_resolve);
}

// Calls of 10 min before mails and portal cases of 20 min.
Desk blended(int reps,
             const std::vector<double>& phone,
             const std::vector<double>& mail,
             const std::vector<double>& portal = {}) {
  Desk desk(8 * kHour);
  desk.tier("T1", reps, exactly(20 * kMinute));
  desk.last_tier().handle_time.reset();
  desk.cases_at("phone", phone).cases_at("mail", mail);
  desk.last_class().handle_time = exactly(20 * kMinute);
  desk.class_at(0).handle_time = exactly(10 * kMinute);
  desk.class_at(1).priority = 2;
  desk.last_group().skills = {kCalls, kMails};
  if (!portal.empty()) {
    desk.cases_at("portal", portal);
    desk.last_class().handle_time = exactly(20 * kMinute);
    desk.last_class().priority = 3;
    desk.last_group().skills = {kCalls, kMails, kPortals};
  }
  return desk;
}

TEST(Interruption, ACallTakesARepOffAMailWhichGoesOnAfterwards) {
  const Observations o = blended(1, {5}, {0, 1}).replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kPhone, Q::wait), 0);
  EXPECT_DOUBLE_EQ(resolved_after(o, kPhone), 10);
  // Mail of 0: 0-5 and 15-30, before the mail of 1: 30-50.
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 30 + 49);
  EXPECT_DOUBLE_EQ(minutes(o, kMail, Q::handle_time), 40);
  EXPECT_EQ(o.total(kMail, Q::interruptions), 1.0);
  EXPECT_EQ(o.total(kPhone, Q::interruptions), 0.0);
  EXPECT_EQ(o.total(0, Q::interruptions), 1.0);
  EXPECT_EQ(o.total(0, Q::sessions), 3.0);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::busy_time), 50);
}

TEST(Interruption, ACaseIsPutDownAsOftenAsCallsCome) {
  const Observations o = blended(1, {5, 20}, {0}).replicate();
  // Mail: 0-5, 15-20, 30-40.
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 40);
  EXPECT_EQ(o.total(kMail, Q::interruptions), 2.0);
  EXPECT_EQ(o.total(kMail, Q::sessions), 1.0);
}

TEST(Interruption, ACallWaitsWhereNobodyMayPutDownTheCaseInHand) {
  Desk desk = blended(1, {5}, {0});
  desk.last_group().skills[1].interruptible = false;
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), kPhone, Q::wait), 15);
}

TEST(Interruption, OnlyALessUrgentClassIsPutDown) {
  Desk desk = blended(1, {5}, {0});
  desk.class_at(1).priority = 1;
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), kPhone, Q::wait), 15);
}

TEST(Interruption, AnIdleRepGoesBeforeOneWhoHasAMail) {
  const Observations o = blended(2, {5}, {0}).replicate();
  EXPECT_EQ(o.total(0, Q::interruptions), 0.0);
}

TEST(Interruption, TheLeastUrgentCaseIsPutDownOfThoseTheOneBegunLast) {
  // In hand: a mail of 3, portal cases of 1 and 2. The call of 5 takes the rep off the latter, the
  // call of 6 off the former. They go on in the order in which they came: the portal case of 1 from
  // 15 to 30, that of 2 from 16 to 33.
  const Observations o = blended(3, {5, 6}, {3}, {1, 2}).replicate();
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 20);
  EXPECT_DOUBLE_EQ(resolved_after(o, kPortal), 29 + 31);
  EXPECT_EQ(o.total(kPortal, Q::interruptions), 2.0);
  const Observations once = blended(3, {5}, {3}, {1, 2}).replicate();
  EXPECT_DOUBLE_EQ(resolved_after(once, kPortal), 20 + 30);
  EXPECT_DOUBLE_EQ(once.total(0, Q::time_to_resolve) / 6e7, 10 + 20 + 50);
}

TEST(Interruption, WhatIsPutDownGoesToAnIdleRepWhoTakesIt) {
  Desk desk = blended(1, {5}, {0});
  desk.reps("writers", "T1", 1);
  desk.last_group().skills = {kMails};
  desk.group_at(0).skills[1].preference = 1;
  desk.group_at(1).skills[0].preference = 2;
  const Observations o = desk.replicate();
  // 5 minutes with the first rep, 15 with the writer: no wait between them.
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 20);
  EXPECT_EQ(o.total(kMail, Q::interruptions), 1.0);
}

TEST(Interruption, WhatIsPutDownPutsDownALessUrgentCaseElsewhere) {
  Desk desk = blended(1, {5}, {0}, {0.5});
  desk.group_at(0).skills = {kCalls, kMails};
  desk.reps("writers", "T1", 1);
  desk.last_group().skills = {kMails, kPortals};
  desk.group_at(1).skills[0].preference = 2;
  desk.group_at(1).skills[1].preference = 1;
  const Observations o = desk.replicate();
  // The mail moves to the writer at 5 and ends at 20; the portal case has 15.5 min left then.
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 20);
  EXPECT_DOUBLE_EQ(resolved_after(o, kPortal), 35);
  EXPECT_EQ(o.total(0, Q::interruptions), 2.0);
}

TEST(Interruption, AGroupThatHelpsAfterAWaitPutsItsMailDownThen) {
  Desk desk = blended(1, {0, 1}, {0});
  desk.group_at(0).skills = {kCalls};
  desk.reps("writers", "T1", 1);
  desk.last_group().skills = {kMails, kCalls};
  desk.group_at(1).skills[1].after = 3 * kMinute;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kPhone, Q::wait), 3);
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 30);
}

TEST(Interruption, ARepPastTheShiftsEndFinishesInPeace) {
  Desk desk = blended(1, {65}, {50});
  desk.model().shifts = {{"hour", {{Duration{}, kHour}, {kDay, kDay + kHour}}}};
  desk.last_group().shift = "hour";
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(resolved_after(o, kMail), 20);
  EXPECT_DOUBLE_EQ(minutes(o, kPhone, Q::wait), 24 * 60 - 65);
  EXPECT_EQ(o.total(0, Q::interruptions), 0.0);
}

TEST(Interruption, AFasterColleagueNeedsLessForTheRest) {
  Desk desk = blended(1, {5}, {0});
  desk.reps("writers", "T1", 1);
  desk.last_group().speed = 2.0;
  desk.last_group().skills = {{.case_class = "mail", .preference = 2, .speed = 1.5}};
  // 15 of 20 minutes are left: 5 for one who is three times as fast.
  EXPECT_DOUBLE_EQ(resolved_after(desk.replicate(), kMail), 10);
}

TEST(Interruption, NoTimeAndNoCaseIsLostOnABusyDesk) {
  Desk desk(2 * kWeek);
  desk.tier("T1", 3, exponential(12 * kMinute)).reps("all", "T1", 4);
  desk.cases("phone", 14.0).cases("mail", 9.0).cases("portal", 6.0);
  desk.class_at(1).priority = 2;
  desk.class_at(2).priority = 3;
  desk.group_at(0).skills = {kMails, kPortals};
  desk.group_at(1).skills = {kCalls, kMails, kPortals};
  desk.group_at(1).speed_spread = 0.2;
  desk.model().time.drain = Drain::arrivals_stop;
  const Observations o = desk.replicate();
  EXPECT_GT(o.total(0, Q::interruptions), 100.0);
  EXPECT_EQ(o.total(0, Q::offered), o.total(0, Q::closed));
  EXPECT_EQ(o.total(0, Q::sessions), o.total(0, Q::closed));
  EXPECT_NEAR(minutes(o, 0, Q::busy_time), minutes(o, 0, Q::handle_time), 120.0)
      << "all but what is in hand at the horizon";
  const double spent = o.total(0, Q::cost_handling) / 36.0;
  EXPECT_NEAR(spent, o.total(0, Q::busy_time) / 3.6e9, 1e-6);
  const Plan plan = desk.plan();
  testing::FloorWalker walker(plan);
  static_cast<void>(replicate(plan, {1, 0}, &walker));
  EXPECT_GT(walker.idle_beside_waiting(), 100U);
  EXPECT_EQ(walker.idle_all_the_same(), 0U);
}

}  // namespace
}  // namespace tiermix
