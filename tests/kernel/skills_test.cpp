// Which waiting case meets which rep where reps do not all take every class alike: followed by
// hand, then as laws on every event of a busy desk.

#include <vector>

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
using testing::lognormal;
using testing::minutes;
using Q = Quantity;

double wait(const Observations& o, std::size_t scope) { return minutes(o, scope, Q::wait); }

TEST(Skills, AFreeRepTakesThePreferredClassWhateverItsPriority) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("phone", {0, 2}).cases_at("mail", {1, 3});
  desk.class_at(0).priority = 2;
  desk.last_group().skills = {{.case_class = "phone", .preference = 1},
                              {.case_class = "mail", .preference = 2}};
  const Observations o = desk.replicate();
  // Served: phone 0, phone 10, mail 20, mail 30.
  EXPECT_DOUBLE_EQ(wait(o, kPhone), 0 + 8);
  EXPECT_DOUBLE_EQ(wait(o, kMail), 19 + 27);
}

TEST(Skills, AmongClassesPreferredAlikePriorityDecidesThenTheLongestWait) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("phone", {0, 5}).cases_at("mail", {3});
  desk.cases_at("outage", {6});
  desk.class_at(0).priority = 2;
  desk.class_at(1).priority = 2;
  desk.last_group().skills = {
      {.case_class = "phone"}, {.case_class = "mail"}, {.case_class = "outage"}};
  const Observations o = desk.replicate();
  // Served: phone 0, outage 10, mail 20, phone 30.
  EXPECT_DOUBLE_EQ(wait(o, ScopeLayout::of_class(2)), 4);
  EXPECT_DOUBLE_EQ(wait(o, kMail), 17);
  EXPECT_DOUBLE_EQ(wait(o, kPhone), 25);
}

TEST(Skills, ACaseThatNoGroupTakesWaitsBesideIdleReps) {
  Desk desk(4 * kHour);
  desk.tier("T1", 3, exactly(10 * kMinute)).cases_at("phone", {0}).cases_at("mail", {1});
  desk.last_group().skills = {{.case_class = "phone"}};
  desk.model().time.drain = Drain::none;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kMail, Q::open_at_end), 1.0);
  EXPECT_EQ(o.total(kPhone, Q::resolved), 1.0);
}

TEST(Skills, EachGroupTakesACaseWhenItHasWaitedLongEnoughForIt) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(30 * kMinute)).reps("later", "T1", 1).reps("latest", "T1", 1);
  desk.cases_at("phone", {0}).cases_at("mail", {1, 2, 3});
  desk.group_at(1).skills = {{.case_class = "mail", .after = 5 * kMinute}};
  desk.group_at(2).skills = {{.case_class = "mail", .after = 12 * kMinute}};
  const Observations o = desk.replicate();
  // The first group has the call. Mail of 1: at 6 by "later"; of 2: at 14 by "latest"; of 3: at 30.
  EXPECT_DOUBLE_EQ(wait(o, kMail), 5 + 12 + 27);
}

TEST(Skills, AMailLeavesRepsIdleForCalls) {
  Desk desk(4 * kHour);
  desk.tier("T1", 2, exactly(10 * kMinute)).cases_at("phone", {4}).cases_at("mail", {0, 1});
  desk.last_group().skills = {{.case_class = "phone"}, {.case_class = "mail", .idle_left = 1}};
  const Observations o = desk.replicate();
  // Mail 0-10; the call at once, 4-14; the second mail waits until both are free, at 14.
  EXPECT_DOUBLE_EQ(wait(o, kPhone), 0);
  EXPECT_DOUBLE_EQ(wait(o, kMail), 13);
}

TEST(Skills, AColleagueWhoBecomesIdleLetsAnotherTakeAMail) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).reps("writers", "T1", 1);
  desk.cases_at("phone", {0}).cases_at("mail", {1});
  desk.group_at(0).skills = {{.case_class = "phone"}};
  desk.group_at(1).skills = {{.case_class = "mail", .idle_left = 1}};
  EXPECT_DOUBLE_EQ(wait(desk.replicate(), kMail), 9);
}

TEST(Skills, TheGroupThatPrefersTheClassGoesFirstThenTheLongestIdle) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).reps("callers", "T1", 1);
  desk.cases_at("phone", {0, 1}).cases_at("mail", {2});
  desk.group_at(0).skills = {{.case_class = "phone", .preference = 2, .speed = 0.5},
                             {.case_class = "mail"}};
  desk.group_at(1).skills = {{.case_class = "phone"}};
  const Observations o = desk.replicate();
  // The callers' rep takes the first call though idle as long; the second goes to the slower one.
  EXPECT_DOUBLE_EQ(minutes(o, kPhone, Q::handle_time), 10 + 20);
  EXPECT_DOUBLE_EQ(wait(o, kMail), 19);
}

TEST(Skills, ThePaceWithAClassIsTheGroupsOwn) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("phone", {0}).cases_at("mail", {60});
  desk.last_group().speed = 2.0;
  desk.last_group().skills = {{.case_class = "phone"}, {.case_class = "mail", .speed = 0.25}};
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kPhone, Q::handle_time), 5);
  EXPECT_DOUBLE_EQ(minutes(o, kMail, Q::handle_time), 20);
}

TEST(Skills, AbilityWithAClassDecidesWhetherItIsSolved) {
  Desk desk(kDay);
  desk.tier("T1", 2, exactly(10 * kMinute), 0.5).cases_at("phone", {0, 20, 40, 60});
  desk.cases_at("mail", {0, 20, 40, 60});
  desk.last_group().skills = {{.case_class = "phone", .ability = 40.0},
                              {.case_class = "mail", .ability = -40.0}};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kPhone, Q::resolved), 4.0);
  EXPECT_EQ(o.total(kMail, Q::closed_unresolved), 4.0);
}

TEST(Skills, AScoreThatGrowsFasterOvertakes) {
  Desk desk(kDay);
  desk.tier("T1", 1, exactly(30 * kMinute)).cases_at("phone", {0, 1, 50}).cases_at("mail", {2, 3});
  desk.last_tier().discipline = Discipline::score;
  desk.class_at(0).score = {0.0, 6.0};
  desk.class_at(1).score = {2.0, 1.0};
  desk.class_at(1).priority = 2;
  const Observations o = desk.replicate();
  // At 30: phone of 1 has 2.9, mail of 2 has 2.47. At 60: phone of 50 has 1, mail of 2 has 2.97.
  // At 90: phone 4, mail of 3 has 3.45. At 120: the mail of 3.
  EXPECT_DOUBLE_EQ(wait(o, kPhone), 0 + 29 + 40);
  EXPECT_DOUBLE_EQ(wait(o, kMail), 58 + 117);
}

TEST(Skills, PrioritiesAreNotLookedAtWhereAScoreDecides) {
  Desk desk(kDay);
  desk.tier("T1", 1, exactly(30 * kMinute)).cases_at("phone", {0, 2}).cases_at("mail", {1});
  desk.last_tier().discipline = Discipline::score;
  desk.class_at(1).priority = 5;
  EXPECT_DOUBLE_EQ(wait(desk.replicate(), kMail), 29);
}

TEST(Skills, RepsOfAnotherTierHelpOutWithTheirClassesAlone) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(30 * kMinute)).tier("T2", 1, exactly(30 * kMinute));
  desk.cases_at("phone", {0, 2}).cases_at("mail", {1});
  desk.model().tiers[0].overflow = Overflow{.to = "T2", .after = {}};
  desk.group_at(1).skills = {{.case_class = "phone"}};
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(wait(o, kPhone), 0);
  EXPECT_DOUBLE_EQ(wait(o, kMail), 29);
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::answered), 1.0);
}

TEST(Skills, QueuePlacesAreThoseOfTheTierNotOfEachClass) {
  Desk desk(4 * kHour);
  desk.tier("T1", 1, exactly(30 * kMinute)).cases_at("phone", {0, 1, 4}).cases_at("mail", {2, 3});
  desk.last_tier().queue_capacity = 2;
  desk.last_group().skills = {{.case_class = "phone"}, {.case_class = "mail"}};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::blocked), 2.0);
}

TEST(Skills, AnEscalatedCaseWaitsForASpecialistOfItsClass) {
  Desk desk(4 * kHour);
  desk.tier("T1", 2, exactly(10 * kMinute), 0.0).tier("T2", 1, exactly(60 * kMinute));
  desk.reps("mail_experts", "T2", 1).cases_at("phone", {0}).cases_at("mail", {0, 1});
  desk.model().tiers[0].policy = "warm";
  desk.model().policies.resize(1);
  desk.model().policies[0].name = "warm";
  desk.model().policies[0].hand_off.kind = HandOffKind::warm;
  desk.group_at(1).skills = {{.case_class = "phone"}};
  desk.group_at(2).skills = {{.case_class = "mail"}};
  const Observations o = desk.replicate();
  const std::size_t second = o.layout.of_tier(1);
  // Phone and mail of 0 are met at 10. The other mail is begun at 10, kept from 20 to 70.
  EXPECT_DOUBLE_EQ(wait(o, second), 50);
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::handle_time), 10 + 10 + 10 + 50);
}

// A desk on which every rule of skills is in use.
Desk mixed_desk() {
  Desk desk(3 * kDay);
  desk.tier("T1", 3, lognormal(10 * kMinute, 1.2)).reps("writers", "T1", 3).reps("all", "T1", 2);
  desk.cases("phone", 22.0).cases("mail", 14.0).cases("portal", 5.0);
  desk.class_at(0).patience = Patience{exponential(20 * kMinute)};
  desk.class_at(1).priority = 2;
  desk.class_at(2).priority = 3;
  desk.group_at(0).skills = {{.case_class = "phone"},
                             {.case_class = "mail", .preference = 2, .after = 20 * kMinute}};
  desk.group_at(1).skills = {{.case_class = "mail"},
                             {.case_class = "phone", .preference = 2, .after = kMinute},
                             {.case_class = "portal", .preference = 3, .idle_left = 2}};
  desk.group_at(2).skills = {{.case_class = "portal", .speed = 0.8},
                             {.case_class = "phone", .preference = 2},
                             {.case_class = "mail", .preference = 2, .idle_left = 1}};
  desk.model().shifts = {{"day", {}}};
  for (int d = 0; d < 7; ++d) {
    desk.model().shifts[0].spans.push_back({d * kDay + 6 * kHour, d * kDay + 20 * kHour});
  }
  desk.group_at(1).shift = "day";
  desk.group_at(1).at_shift_end = ShiftEnd::hand_back;
  return desk;
}

TEST(SkillLaws, NobodyIsIdleBesideACaseTheyMayTake) {
  const Plan plan = mixed_desk().plan();
  for (std::uint32_t replication = 0; replication < 8; ++replication) {
    testing::FloorWalker walker(plan);
    static_cast<void>(replicate(plan, {1, replication}, &walker));
    EXPECT_GT(walker.idle_beside_waiting(), 1000U) << "the rules leave some idle beside the others";
    EXPECT_EQ(walker.idle_all_the_same(), 0U);
  }
}

TEST(SkillLaws, NoCaseIsLostAndTheAreaUnderTheQueueIsTheSumOfWaits) {
  Desk desk = mixed_desk();
  desk.model().time.drain = Drain::arrivals_stop;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(0, Q::offered), o.total(0, Q::closed) + o.total(0, Q::abandoned));
  EXPECT_GT(o.total(0, Q::abandoned), 0.0);
  EXPECT_EQ(o.total(0, Q::open_at_end), 0.0);
}

// One line per class serves as one line did, where everybody takes everything alike.
TEST(SkillLaws, SkillsThatNameEveryClassChangeNothing) {
  Desk plain(4 * kWeek);
  plain.tier("T1", 8, exponential(15 * kMinute), 0.8).tier("T2", 3, exponential(20 * kMinute));
  plain.cases("sev1", 6.0).cases("sev2", 10.0).cases("sev3", 11.0);
  plain.class_at(1).priority = 2;
  plain.class_at(2).priority = 3;
  plain.class_at(2).patience = Patience{exponential(kHour)};
  plain.model().tiers[0].queue_capacity = 40;
  for (const RepChoice choose : {RepChoice::longest_idle, RepChoice::least_occupied}) {
    plain.model().tiers[0].choose = choose;
    Desk split = plain;
    split.group_at(0).skills = {
        {.case_class = "sev1"}, {.case_class = "sev2"}, {.case_class = "sev3"}};
    const Observations a = plain.replicate();
    const Observations b = split.replicate();
    EXPECT_GT(a.total(0, Q::wait), 0.0);
    EXPECT_EQ(a.totals, b.totals);
    EXPECT_EQ(a.interval_totals, b.interval_totals);
  }
}

}  // namespace
}  // namespace tiermix
