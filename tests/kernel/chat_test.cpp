// Several chats with one rep, followed by hand.

#include <gtest/gtest.h>

#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/floor_walker.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::kAll;
using testing::lognormal;
using testing::minutes;
using Q = Quantity;

double resolve_time_of(const Observations& o, std::size_t c) {
  return minutes(o, ScopeLayout::of_class(c), Q::time_to_resolve);
}
double wait_of(const Observations& o, std::size_t c) {
  return minutes(o, ScopeLayout::of_class(c), Q::wait);
}

// Reps with up to three chats at once: two get 1.5 times the work done of one, three 1.8 times, so
// that each goes on at 1, 0.75 and 0.6 of its speed.
Desk chat_desk(int reps, Duration horizon = 8 * kHour) {
  Desk desk(horizon);
  desk.tier("T1", reps, exactly(12 * kMinute));
  desk.last_group().chat = {3, {1.0, 1.5, 1.8}};
  return desk;
}

Desk& chats_at(Desk& desk, const std::string& name, const std::vector<double>& at) {
  desk.cases_at(name, at);
  desk.last_class().channel = Channel::chat;
  return desk;
}

TEST(Chat, ThreeShareTheRepAndTheFourthWaits) {
  Desk desk = chat_desk(1);
  chats_at(desk, "a", {0});
  chats_at(desk, "b", {4});
  chats_at(desk, "c", {8});
  chats_at(desk, "d", {9});
  const Observations o = desk.replicate();
  // Left of a, b, c, d: at 4: 8, 12. At 8: 5, 9, 12. At 16 1/3: a ends, 4, 7, then d with 12.
  // At 23: b ends, 3, 8. At 27: c ends, 5. At 32: d ends.
  EXPECT_NEAR(resolve_time_of(o, 0), 16 + 1.0 / 3, 1e-9);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 1), 23 - 4);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 2), 27 - 8);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 3), 32 - 9);
  EXPECT_NEAR(wait_of(o, 3), 7 + 1.0 / 3, 1e-9);
  EXPECT_EQ(o.total(kAll, Q::waited), 1.0);
}

TEST(Chat, TheRepIsBusyOnceAndTheTimeIsSharedOut) {
  Desk desk = chat_desk(1);
  chats_at(desk, "a", {0});
  chats_at(desk, "b", {4});
  chats_at(desk, "c", {8});
  chats_at(desk, "d", {9});
  const Observations o = desk.replicate();
  const std::size_t tier = o.layout.of_tier(0);
  EXPECT_EQ(o.total(tier, Q::busy_time), 32 * 6e7);
  EXPECT_EQ(o.total(tier, Q::handle_time), 32 * 6e7);
  // Open: a from 0, b from 4, c from 8, d from 16 1/3.
  EXPECT_NEAR(minutes(o, tier, Q::chat_time), 16 + 1.0 / 3 + 19 + 19 + 15 + 2.0 / 3, 1e-7);
  EXPECT_EQ(o.total(kAll, Q::chat_time), o.total(tier, Q::chat_time));
  // Of a: alone, with one, with two others.
  EXPECT_NEAR(minutes(o, ScopeLayout::of_class(0), Q::handle_time), 4 + 2 + (25.0 / 3) / 3, 1e-7);
  EXPECT_NEAR(o.total(kAll, Q::cost_handling), 36.0 * 32 / 60, 1e-9);
  EXPECT_EQ(o.total(tier, Q::sessions), 4.0);
}

TEST(Chat, AnIdleRepComesFirstThenTheOneWithTheFewestChats) {
  Desk desk = chat_desk(2);
  chats_at(desk, "a", {0, 1});
  chats_at(desk, "b", {2, 3});
  const Observations o = desk.replicate();
  // The chat of 0 is alone until 2, that of 1 until 3; then two each.
  EXPECT_NEAR(resolve_time_of(o, 0), 2 * (2 + 10 / 0.75), 1e-6);
  EXPECT_EQ(wait_of(o, 1), 0.0);
}

TEST(Chat, ChatsAndOtherWorkDoNotMix) {
  Desk desk = chat_desk(1);
  chats_at(desk, "chat", {0, 13});
  desk.cases_at("phone", {1, 2});
  const Observations o = desk.replicate();
  // Chat 0-12, phone 12-24, phone 24-36, chat 36-48: the longest waiting first.
  EXPECT_DOUBLE_EQ(wait_of(o, 1), 11 + 22);
  EXPECT_DOUBLE_EQ(wait_of(o, 0), 0 + 23);
}

TEST(Chat, ARepWhoComesTakesAsManyChatsAsFindRoom) {
  Desk desk = chat_desk(1, 2 * kDay);
  chats_at(desk, "chat", {1, 2, 3, 4});
  desk.model().shifts = {{"late", {{kHour, 8 * kHour}}}};
  desk.last_group().shift = "late";
  const Observations o = desk.replicate();
  // Three from 60 to 80, the fourth then alone until 92.
  EXPECT_DOUBLE_EQ(wait_of(o, 0), 59 + 58 + 57 + 76);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 0), 79 + 78 + 77 + 88);
}

TEST(Chat, AtTheShiftsEndOpenChatsAreFinishedAndNoOthersTaken) {
  Desk desk = chat_desk(1, 2 * kDay);
  chats_at(desk, "chat", {50, 56, 61});
  desk.model().shifts = {{"hour", {{Duration{}, kHour}, {kDay, kDay + kHour}}}};
  desk.last_group().shift = "hour";
  const Observations o = desk.replicate();
  // Left: 6 and 12 at 56. The first ends at 64, the second has 6 left and ends at 70.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::overtime), 10);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 0), 14 + 14 + (24 * 60 - 61 + 12));
  EXPECT_DOUBLE_EQ(wait_of(o, 0), 24 * 60 - 61);
}

TEST(Chat, ChatsHandedBackAtTheShiftsEndKeepTheWorkDone) {
  Desk desk = chat_desk(1, 2 * kDay);
  chats_at(desk, "chat", {50, 56});
  desk.model().shifts = {{"hour", {{Duration{}, kHour}, {kDay, kDay + kHour}}}};
  desk.last_group().shift = "hour";
  desk.last_group().at_shift_end = ShiftEnd::hand_back;
  const Observations o = desk.replicate();
  // Left at 60: 3 and 9. Next morning: the first after 4 minutes, the second with 6 left then.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::overtime), 0);
  EXPECT_NEAR(resolve_time_of(o, 0), (1444 - 50) + (1450 - 56), 1e-6);
  EXPECT_EQ(o.total(kAll, Q::sessions), 2.0);
  EXPECT_EQ(o.total(kAll, Q::handle_time), o.total(kAll, Q::busy_time));
  EXPECT_EQ(o.total(kAll, Q::interruptions), 0.0);
}

TEST(Chat, AChatTakesARepOffAMailAndTheMailWaitsForTheLastChat) {
  Desk desk = chat_desk(1);
  chats_at(desk, "chat", {5, 11});
  desk.cases_at("mail", {0});
  desk.last_class().priority = 2;
  desk.last_group().skills = {{.case_class = "chat"},
                              {.case_class = "mail", .interruptible = true}};
  const Observations o = desk.replicate();
  // Chats: 6 and 12 left at 11, the first ends at 19, the second at 25. Mail: 0-5 and 25-32.
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 0), 14 + 14);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 1), 32);
  EXPECT_EQ(o.total(kAll, Q::interruptions), 1.0);
}

TEST(Chat, AWarmHandOverOfAChatIsACold) {
  Desk desk = chat_desk(1);
  desk.last_tier().resolve.p = 0.0;
  desk.tier("T2", 1, exactly(60 * kMinute));
  chats_at(desk, "chat", {0, 0});
  desk.model().policies.resize(1);
  desk.model().policies[0].name = "warm";
  desk.model().policies[0].hand_off.kind = HandOffKind::warm;
  desk.model().tiers[0].policy = "warm";
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, o.layout.of_tier(0), Q::busy_time), 16);
  EXPECT_EQ(o.total(kAll, Q::cost_holding), 0.0);
  EXPECT_DOUBLE_EQ(resolve_time_of(o, 0), 76 + 136);
}

TEST(Chat, DiagnosisAndTheRestOfAChatAreAccountedApart) {
  Desk desk = chat_desk(1);
  chats_at(desk, "chat", {0, 0});
  desk.model().policies.resize(1);
  desk.model().policies[0].name = "look first";
  desk.model().policies[0].diagnosis_time = exactly(3 * kMinute);
  desk.model().tiers[0].policy = "look first";
  const Observations o = desk.replicate();
  // 15 minutes of work each, at 0.75: 20 minutes together, of which a fifth is diagnosis.
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::busy_time), 20);
  EXPECT_NEAR(o.total(kAll, Q::cost_diagnosis), 36.0 * 4 / 60, 1e-6);
  EXPECT_NEAR(o.total(kAll, Q::cost_handling), 36.0 * 16 / 60, 1e-6);
}

TEST(Chat, ARepWithoutChatsAtOnceHasThemOneByOne) {
  Desk desk = chat_desk(1);
  desk.last_group().chat = {};
  chats_at(desk, "chat", {0, 1});
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(wait_of(o, 0), 11);
  EXPECT_EQ(o.total(kAll, Q::chat_time), 0.0);
}

// Everything that chats can meet, over a fortnight.
Desk busy_desk() {
  Desk desk(2 * kWeek);
  desk.tier("T1", 4, lognormal(11 * kMinute, 1.0), 0.8).reps("callers", "T1", 3);
  desk.tier("T2", 3, lognormal(20 * kMinute, 1.0));
  desk.cases("chat", 14.0).cases("mail", 2.5).cases("phone", 8.0);
  desk.class_at(0).channel = Channel::chat;
  desk.class_at(1).priority = 2;
  desk.class_at(0).patience = Patience{exponential(10 * kMinute)};
  desk.group_at(0).chat = {3, {1.0, 1.5, 1.8}};
  desk.group_at(2).chat = {2, {1.0, 1.2}};
  desk.group_at(0).skills = {{.case_class = "chat"},
                             {.case_class = "mail", .preference = 2, .interruptible = true}};
  desk.group_at(1).skills = {{.case_class = "phone"},
                             {.case_class = "chat", .preference = 2, .after = 2 * kMinute}};
  desk.model().shifts = {{"day", {}}};
  for (int d = 0; d < 7; ++d) {
    desk.model().shifts[0].spans.push_back({d * kDay + 6 * kHour, d * kDay + 22 * kHour});
  }
  desk.group_at(0).shift = "day";
  desk.group_at(2).shift = "day";
  desk.group_at(2).at_shift_end = ShiftEnd::hand_back;
  desk.model().policies.resize(1);
  desk.model().policies[0].name = "warm";
  desk.model().policies[0].hand_off.kind = HandOffKind::warm;
  desk.model().policies[0].hand_off.briefing = kMinute;
  desk.model().tiers[0].policy = "warm";
  desk.model().tiers[0].same_rep = true;
  desk.model().tiers[0].pending = {0.2, exponential(kHour)};
  return desk;
}

TEST(ChatLaws, NoCaseAndNoSecondIsLost) {
  for (std::uint32_t replication = 0; replication < 4; ++replication) {
    const Observations o = busy_desk().replicate(replication);
    EXPECT_EQ(
        o.total(kAll, Q::offered),
        o.total(kAll, Q::closed) + o.total(kAll, Q::abandoned) + o.total(kAll, Q::open_at_end));
    EXPECT_GT(o.total(kAll, Q::interruptions), 0.0);
    for (std::size_t t = 0; t < 2; ++t) {
      const std::size_t tier = o.layout.of_tier(t);
      double spent = 0.0;
      for (const Q q : {Q::cost_handling,
                        Q::cost_diagnosis,
                        Q::cost_failed_attempts,
                        Q::cost_rework,
                        Q::cost_hand_over,
                        Q::cost_holding}) {
        spent += o.total(tier, q);
      }
      EXPECT_NEAR(spent / 36.0, o.total(tier, Q::busy_time) / 3.6e9, 1e-6);
      EXPECT_GT(o.total(tier, Q::chat_time), 0.0);
      EXPECT_EQ(o.total(tier, Q::offered),
                o.total(tier, Q::answered) + o.total(tier, Q::abandoned) + o.total(tier, Q::moved));
    }
  }
}

TEST(ChatLaws, NobodyIsIdleOrHasRoomBesideACaseTheyMayTake) {
  Desk desk = busy_desk();
  desk.model().time.horizon = 3 * kDay;
  desk.group_at(2).at_shift_end = ShiftEnd::finish;
  desk.model().tiers[0].same_rep = false;
  desk.model().policies[0].hand_off.kind = HandOffKind::cold;
  // A rep past the end of a shift looks like one with room.
  desk.group_at(0).at_shift_end = ShiftEnd::hand_back;
  desk.group_at(2).shift.reset();
  const Plan plan = desk.plan();
  for (std::uint32_t replication = 0; replication < 4; ++replication) {
    testing::FloorWalker walker(plan);
    static_cast<void>(replicate(plan, {1, replication}, &walker));
    EXPECT_GT(walker.idle_beside_waiting(), 1000U);
    EXPECT_GT(walker.shared(), 1000U);
    EXPECT_EQ(walker.idle_all_the_same(), 0U);
    EXPECT_EQ(walker.room_left(), 0U);
  }
}

TEST(ChatLaws, SharesAddUpToTheMicrosecond) {
  Desk desk(4 * kDay);
  desk.tier("T1", 2, lognormal(25 * kMinute, 1.0));
  desk.last_group().chat = {3, {1.0, 1.37, 1.7}};
  std::vector<double> at;
  for (int i = 0; i < 200; ++i) {
    at.push_back(8.3 * i);
  }
  desk.cases_at("chat", at);
  desk.last_class().channel = Channel::chat;
  const Observations o = desk.replicate();
  const std::size_t tier = o.layout.of_tier(0);
  EXPECT_EQ(o.total(tier, Q::busy_time), o.total(tier, Q::handle_time));
  EXPECT_EQ(o.total(tier, Q::queue_time), o.total(tier, Q::wait));
  // Every open case waits, or is open with a rep.
  EXPECT_EQ(o.total(kAll, Q::open_time), o.total(tier, Q::wait) + o.total(tier, Q::chat_time));
  EXPECT_GT(o.total(tier, Q::wait), 0.0);
}

}  // namespace
}  // namespace tiermix
