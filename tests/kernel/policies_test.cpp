// Escalation policies without chance, followed by hand.

#include <array>

#include <gtest/gtest.h>

#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::kAll;
using testing::minutes;
using Q = Quantity;

// One rep per tier, sessions of 10 and 30 min; tier one resolves nothing. The tier named T1 has the
// policy.
Desk two_tiers(const std::vector<double>& arrivals, const Policy& policy) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(10 * kMinute), 0.0).tier("T2", 1, exactly(30 * kMinute));
  desk.cases_at("call", arrivals);
  desk.model().policies = {policy};
  desk.model().policies[0].name = "policy";
  desk.model().tiers[0].policy = "policy";
  return desk;
}

double cost(const Observations& o, Q q) { return o.total(kAll, q); }

TEST(Policies, AReferralTakesOnlyTheDiagnosis) {
  Policy policy;
  policy.referral_threshold = 0.0;
  policy.diagnosis_time = exactly(3 * kMinute);
  const Observations o = two_tiers({0, 1}, policy).replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 33 + (63 - 1));
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::referrals), 2.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::attempts), 0.0);
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::attempts), 2.0);
  EXPECT_NEAR(cost(o, Q::cost_diagnosis), 2 * 3 * 36.0 / 60, 1e-9);
}

TEST(Policies, WhatIsNotForwardedIsFoundOutAgain) {
  Policy policy;
  policy.hand_off.completeness = 0.6;
  policy.hand_off.rediscovery = 15 * kMinute;
  const Observations o = two_tiers({0}, policy).replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 6 + 30);
  EXPECT_NEAR(cost(o, Q::cost_hand_over), 6 * 36.0 / 60, 1e-9);
  EXPECT_NEAR(cost(o, Q::cost_failed_attempts), 10 * 36.0 / 60, 1e-9);
  EXPECT_NEAR(cost(o, Q::cost_handling), 30 * 36.0 / 60, 1e-9);
}

TEST(Policies, AWarmHandOverHoldsTheRepAndStaysOneSession) {
  Policy policy;
  policy.hand_off.kind = HandOffKind::warm;
  policy.hand_off.briefing = 2 * kMinute;
  const Observations o = two_tiers({0, 4}, policy).replicate();
  // T1: 0-10, briefs to 12; 12-22, holds to 42, briefs to 44. T2: 10-42 and 42-74.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 42 + (74 - 4));
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::busy_time), 12 + 32);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(1), Q::busy_time), 64);
  EXPECT_NEAR(cost(o, Q::cost_holding), 20 * 36.0 / 60, 1e-9);
  EXPECT_NEAR(cost(o, Q::cost_hand_over), 8 * 36.0 / 60, 1e-9);
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session), 2.0);
  EXPECT_EQ(o.total(kAll, Q::resolved_tier_one), 0.0);
  EXPECT_EQ(o.total(kAll, Q::sessions), 2.0);
}

TEST(Policies, AConsultedSpecialistLeavesTheCaseWithItsRep) {
  Policy policy;
  policy.hand_off.kind = HandOffKind::consult;
  policy.hand_off.expert_time = exactly(20 * kMinute);
  const Observations o = two_tiers({0, 4}, policy).replicate();
  // T1: 0-30 with T2 10-30; 30-60 with T2 40-60.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 30 + (60 - 4));
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::busy_time), 60);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(1), Q::busy_time), 40);
  EXPECT_EQ(o.total(kAll, Q::resolved_tier_one), 2.0);
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session), 2.0);
  EXPECT_EQ(o.total(kAll, Q::escalated), 0.0);
  EXPECT_EQ(o.total(kAll, Q::swarms), 2.0);
}

TEST(Policies, ASwarmTakesTheExpertsThatAreIdleAndPaysThemAll) {
  Policy policy;
  policy.hand_off.kind = HandOffKind::swarm;
  policy.hand_off.experts = 2;
  policy.hand_off.join_delay = exactly(5 * kMinute);
  Desk desk = two_tiers({0}, policy);
  desk.model().groups[1].heads = 3;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 5 + 30);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::busy_time), 45);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(1), Q::busy_time), 60);
  EXPECT_NEAR(cost(o, Q::cost_holding), 5 * 36.0 / 60, 1e-9);
  EXPECT_EQ(o.total(kAll, Q::transfers), 0.0);
}

TEST(Policies, AfterARecessTheSameRepTriesAgain) {
  Policy policy;
  policy.attempt_limit = 2;
  Desk desk = two_tiers({0, 65}, policy);
  desk.model().policies[0].recess = Recess{exactly(60 * kMinute), 0.0};
  desk.model().groups[0].heads = 2;
  const Observations o = desk.replicate();
  // First: 0-10, 70-80 with the rep who is in no session then, T2 80-110. Second, with the other
  // rep: 65-75, 135-145, T2 145-175.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 110 + (175 - 65));
  EXPECT_EQ(o.total(kAll, Q::failed_attempts), 4.0);
  EXPECT_EQ(o.total(kAll, Q::escalations), 2.0);
}

TEST(Policies, ACaseWaitsForTheRepItKnowsAndThenForAny) {
  for (const bool patient : {true, false}) {
    Policy policy;
    policy.attempt_limit = 2;
    Desk desk = two_tiers({0}, policy);
    desk.model().policies[0].recess = Recess{exactly(60 * kMinute), 0.0};
    desk.model().groups[0].heads = 2;
    desk.model().tiers[0].same_rep_wait = patient ? 4 * kHour : 30 * kMinute;
    desk.cases_at("long", {20, 25});
    Handling handling;
    handling.case_class = "long";
    handling.tier = "T1";
    handling.handle_time = exactly(100 * kMinute);
    handling.resolve = ResolveCurve{};
    desk.model().handlings = {handling};
    // Its rep is busy until 125, the other until 120; it comes back at 70.
    const Observations o = desk.replicate();
    EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_class(0), Q::time_to_resolve),
                     (patient ? 125 : 120) + 10 + 30);
  }
}

TEST(Policies, AnAttemptLongerThanTheLimitFailsThere) {
  Policy policy;
  policy.session_limit = 6 * kMinute;
  Desk desk = two_tiers({0}, policy);
  desk.model().tiers[0].resolve.p = 1.0;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 6 + 30);
  EXPECT_EQ(o.total(kAll, Q::failed_attempts), 1.0);
}

TEST(Policies, AForcedSessionBooksAFalseResolutionThatReopens) {
  Policy policy;
  policy.force = Forcing{1.0, 1.25};
  Desk desk = two_tiers({0}, policy);
  desk.model().time.drain = Drain::none;
  desk.model().time.horizon = 60 * kMinute;
  desk.last_class().reopening.delay = exactly(kDay);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session), 1.0);
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session_net), 0.0);
  EXPECT_EQ(o.total(kAll, Q::false_resolutions), 1.0);
  EXPECT_EQ(o.total(kAll, Q::forced), 1.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::busy_time), 12.5);
}

TEST(Policies, ACaseOfSomeAgeLeavesTheQueueForTheNextTier) {
  Policy policy;
  policy.escalate_after = 15 * kMinute;
  Desk desk = two_tiers({0, 5}, policy);
  desk.model().tiers[0].handle_time = exactly(40 * kMinute);
  const Observations o = desk.replicate();
  // First: T1 0-40, T2 50-80. Second: waits 5-20, T2 20-50.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 80 + 45);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::moved), 1.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait), 15.0);
}

TEST(Policies, ACaseNearItsTargetLeavesTheQueueForTheNextTier) {
  Policy policy;
  policy.escalate_before_target = 20 * kMinute;
  Desk desk = two_tiers({0, 5}, policy);
  desk.model().tiers[0].handle_time = exactly(40 * kMinute);
  desk.last_class().resolve_target = 35 * kMinute;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 80 + 45);
}

TEST(Policies, OverflowLeavesTheReservedRepsIdle) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(60 * kMinute)).tier("T2", 2, exactly(30 * kMinute));
  desk.model().tiers[0].overflow = Overflow{.to = "T2", .reservation = 1, .after = {}};
  desk.cases_at("call", {0, 1, 2});
  const Observations o = desk.replicate();
  // 0-60 at T1; 1-31 at T2; the third waits until T2 would keep one idle, 31-61.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 60 + 30 + 59);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::moved), 2.0);
}

TEST(Policies, OverflowAfterAWaitMovesTheCaseToTheOtherQueue) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(60 * kMinute)).tier("T2", 1, exactly(30 * kMinute));
  desk.model().tiers[0].overflow = Overflow{.to = "T2", .after = 10 * kMinute};
  desk.cases_at("call", {0, 1});
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), kAll, Q::time_to_resolve), 60 + 40);
}

TEST(Policies, AVendorAnswersAfterItsTimeForAFee) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(10 * kMinute), 0.0).tier("vendor", 0, exactly(kMinute));
  desk.last_tier().vendor = Vendor{exactly(2 * kHour), 400.0};
  desk.model().groups.pop_back();
  desk.cases_at("call", {0, 1});
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 130 + 139);
  EXPECT_DOUBLE_EQ(cost(o, Q::cost_vendor), 800.0);
  EXPECT_DOUBLE_EQ(cost(o, Q::cost_fees), 0.0);
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session), 0.0);
  EXPECT_EQ(o.total(kAll, Q::resolved), 2.0);
}

TEST(Policies, TheOldestCaseIsServedFirstWhereTheTierSaysSo) {
  for (const bool oldest : {false, true}) {
    Desk desk(10 * kDay);
    desk.tier("T1", 2, exactly(40 * kMinute), 0.0).tier("T2", 1, exactly(30 * kMinute));
    desk.last_tier().discipline = oldest ? Discipline::oldest_case : Discipline::first_come;
    desk.cases_at("slow", {0}).cases_at("direct", {5, 10});
    desk.last_class().enters_at = {{"T2", 1.0}};
    const Observations o = desk.replicate();
    // T2: 5-35 one direct; then at 35 the other direct is alone in line; slow joins at 40.
    EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_class(0), Q::time_to_resolve), 65 + 30);
    Desk busy = desk;
    busy.model().classes[1].arrivals.instants.push_back(from_seconds(60.0 * 20));
    // Now a third direct one has been waiting since 20.
    const Observations b = busy.replicate();
    EXPECT_DOUBLE_EQ(minutes(b, b.layout.of_class(0), Q::time_to_resolve), oldest ? 95.0 : 125.0);
  }
}

TEST(Policies, AKnownCaseIsFasterAndSurer) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(20 * kMinute), 0.2).tier("T2", 1, exactly(30 * kMinute));
  desk.cases_at("call", {0});
  desk.model().knowledge_base = KnowledgeBase{
      .coverage = 1.0, .search_time = kMinute, .time_factor = 0.5, .resolve_gain = 50};
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), kAll, Q::time_to_resolve), 11.0);
}

TEST(Policies, SelfServiceKeepsWhatItContainsFromTheDesk) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(20 * kMinute)).cases_at("call", {0, 1, 2});
  desk.model().self_service = SelfService{.contains = {.p = 1.0}, .cost = 0.5};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::offered), 0.0);
  EXPECT_EQ(o.total(kAll, Q::contained), 3.0);
  EXPECT_DOUBLE_EQ(cost(o, Q::cost_fees), 1.5);
}

TEST(Policies, TriageSendsComplexCasesStraightToTheSpecialist) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(10 * kMinute)).tier("T2", 1, exactly(30 * kMinute));
  desk.cases_at("call", {0});
  desk.model().triage = Triage{.accuracy = 1.0, .direct_to = "T2", .above = 0.0};
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), kAll, Q::time_to_resolve), 30.0);
}

// Specialists 0-60 min only; the rep 0-180 min.
Desk early_specialists(HandOffKind kind) {
  Policy policy;
  policy.hand_off.kind = kind;
  Desk desk = two_tiers({0, 100}, policy);
  desk.model().shifts = {{"all", {{Duration{}, 180 * kMinute}, {kDay, kDay + 180 * kMinute}}},
                         {"early", {{Duration{}, 60 * kMinute}, {kDay, kDay + 60 * kMinute}}}};
  desk.model().groups[0].shift = "all";
  desk.model().groups[1].shift = "early";
  return desk;
}

TEST(Policies, NobodyKeepsACustomerForSpecialistsWhoAreNotThere) {
  for (const HandOffKind kind : {HandOffKind::warm, HandOffKind::consult}) {
    const Observations o = early_specialists(kind).replicate();
    // The second: 100-110, then cold until the next morning.
    EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 40 + (1440 + 30 - 100));
    EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::overtime), 0.0);
    EXPECT_EQ(o.total(kAll, Q::escalated), kind == HandOffKind::warm ? 2.0 : 1.0);
  }
}

TEST(Policies, AHoldEndsWhenTheLastSpecialistOrTheRepGoesHome) {
  for (const HandOffKind kind : {HandOffKind::warm, HandOffKind::consult}) {
    Desk desk = early_specialists(kind);
    desk.model().tiers[1].handle_time = exactly(100 * kMinute);
    desk.model().classes[0].arrivals.instants = {Duration{}, from_seconds(60.0 * 20)};
    const Observations o = desk.replicate();
    // First: 0-10, T2 10-110 past its shift. Second: 20-30 (the rep is free at 10 where warm, else
    // at 110), waits in vain, and is resolved on the next day.
    EXPECT_LE(minutes(o, o.layout.of_tier(0), Q::busy_time), 10 + 100 + 10 + 40);
    EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 110 + (1440 + 100 - 20));
    EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::overtime), 0.0);
  }
}

TEST(Policies, ASessionInterruptedAtOneTierIsNotFinishedAtAnother) {
  Policy policy;
  policy.escalate_after = 2 * kHour;
  Desk desk = two_tiers({0}, policy);
  desk.model().tiers[0].resolve.p = 1.0;
  desk.model().tiers[1].resolve.p = 0.0;
  desk.model().shifts = {{"short", {{Duration{}, 5 * kMinute}, {kDay, kDay + kHour}}}};
  desk.model().groups[0].shift = "short";
  desk.model().groups[0].at_shift_end = ShiftEnd::hand_back;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::resolved), 1.0);
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::offered), 0.0);
}

TEST(Policies, OverflowTakesTheHeadOfTheQueue) {
  Desk desk(10 * kDay);
  desk.tier("T1", 1, exactly(60 * kMinute)).tier("T2", 1, exactly(30 * kMinute));
  desk.model().tiers[0].overflow = Overflow{.to = "T2", .waiting_over = 1, .after = {}};
  desk.cases_at("call", {0, 1}).cases_at("late", {2});
  const Observations o = desk.replicate();
  // The second waits alone; when the third comes, the specialist takes the second, 2-32.
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_class(0), Q::time_to_resolve), 60 + 31);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_class(1), Q::time_to_resolve), 118);
}

TEST(Policies, TheRewardMovesTheThreshold) {
  // GK-05: bonus 3, blame 2, effort 1; f(x) = 0.95 (1 - x); attempted up to k.
  const std::array expected{0.368421052632, 0.578947368421, 0.789473684211, 1.0};
  const std::array penalties{0.0, 1.0, 2.0, 4.0};
  for (std::size_t i = 0; i < penalties.size(); ++i) {
    Policy policy;
    policy.reward = Reward{.bonus_per_resolution = 3.0,
                           .blame_per_failed_attempt = 2.0,
                           .effort_per_attempt = 1.0,
                           .escalation_penalty = penalties[i],
                           .overreaction = 1.0};
    Desk desk = two_tiers({}, policy);
    desk.model().classes.clear();
    desk.model().tiers[0].resolve = {.kind = CurveKind::gatekeeper, .f0 = 0.95, .b = 1.0};
    desk.model().groups[0].heads = 300;
    desk.model().groups[1].heads = 300;
    desk.cases("call", 200.0);
    const Observations o = desk.replicate();
    const double attempted = o.total(o.layout.of_tier(0), Q::attempts) / o.total(kAll, Q::offered);
    EXPECT_NEAR(attempted, expected[i], 0.008);  // 48 000 cases: four standard errors
  }
}

}  // namespace
}  // namespace tiermix
