#include "engine/trace/life.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/trace/small_desk.hpp"

namespace tiermix::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::string line_of(const LifeLine& line) {
  return span_text(line.since_created) + " | " + line.tier + " | " + line.rep + " | " + line.text;
}

std::vector<std::string> lines_of(const Life& life) {
  std::vector<std::string> lines;
  for (const LifeLine& line : life.lines) {
    lines.push_back(line_of(line));
  }
  return lines;
}

TEST(Life, TellsEachEventWithWhoWhereAndHowLong) {
  const SmallDesk desk;

  const Life life = life_of(desk.escalated_case(), desk.names);

  EXPECT_EQ(life.name, "how_to/2-1");
  EXPECT_THAT(
      lines_of(life),
      ElementsAre("0 s | tier1 |  | opened; complexity 0.75 of 1",
                  "0 s | tier1 |  | waits in the queue",
                  "3 min | tier1 | tier1_reps-1 | session begins after 3 min in the queue",
                  "15 min | tier1 | tier1_reps-1 | session ends after 12 min",
                  "15 min | tier1 |  | the attempt fails",
                  "15 min | tier1 |  | goes to another tier",
                  "15 min | tier2 | tier2_reps-1 | session begins at once",
                  "35 min | tier2 | tier2_reps-1 | session ends after 20 min",
                  "35 min | tier2 |  | the customer is asked, and answers in 2 h",
                  "2 h 35 min | tier2 |  | comes back after 2 h",
                  "2 h 35 min | tier2 |  | waits in the queue",
                  "2 h 40 min | tier2 | tier2_reps-1 | session begins after 5 min in the queue",
                  "2 h 45 min | tier2 | tier2_reps-1 | session ends after 5 min",
                  "2 h 45 min | tier2 | tier2_reps-1 | solved, where 80 % of such attempts succeed",
                  "2 h 45 min | tier2 |  | closed, solved"));
}

TEST(Life, IsSummedUp) {
  const SmallDesk desk;
  const Life life = life_of(desk.escalated_case(), desk.names);

  EXPECT_THAT(summary_of(life.facts, desk.names),
              ElementsAre(Pair("Outcome", "solved"),
                          Pair("From opening to the end", "2 h 45 min"),
                          Pair("Wait for the first session", "3 min"),
                          Pair("In queues", "8 min"),
                          Pair("In sessions", "37 min in 3 sessions"),
                          Pair("Help by specialists", "-"),
                          Pair("Away (customer, supplier, break)", "2 h"),
                          Pair("Hand-overs between tiers", "1"),
                          Pair("Failed attempts", "1"),
                          Pair("Reopenings", "0"),
                          Pair("Reps", "tier1_reps-1, tier2_reps-1")));
}

TEST(Life, OfACaseInWhichSpecialistsHelpStaysWithItsRep) {
  const SmallDesk desk;
  const Life life = life_of({desk.event(0, Happening::created, kTierOne, kNoRep, 0.5),
                             desk.event(0, Happening::session_started, kTierOne, kFirstRep),
                             desk.event(10, Happening::held, kTierOne, kFirstRep),
                             desk.event(10, Happening::queued, kTierTwo),
                             desk.event(14, Happening::helped, kTierTwo, kSpecialist),
                             desk.event(20, Happening::help_ended, kTierTwo, kSpecialist),
                             desk.event(20, Happening::session_ended, kTierOne, kFirstRep),
                             desk.event(20, Happening::resolved, kTierOne, kFirstRep, 0.9),
                             desk.event(20, Happening::closed, kTierOne)},
                            desk.names);

  EXPECT_EQ(life.facts.hand_overs, 0U);
  EXPECT_EQ(life.facts.sessions, 1U);
  EXPECT_EQ(life.facts.helpers, 1U);
  EXPECT_EQ(life.facts.waited, 4 * kMinute);
  EXPECT_EQ(life.facts.worked, 20 * kMinute);
  EXPECT_EQ(life.facts.helped, 6 * kMinute);
  EXPECT_EQ(ending_text(life.facts), "solved at first contact");
}

TEST(Life, CountsASessionThatAShiftsEndInterruptsOnce) {
  const SmallDesk desk;
  const Life life = life_of({desk.event(0, Happening::created, kTierOne, kNoRep, 0.5),
                             desk.event(0, Happening::session_started, kTierOne, kFirstRep),
                             desk.event(10, Happening::interrupted, kTierOne, kFirstRep),
                             desk.event(30, Happening::session_started, kTierOne, kFirstRep + 1),
                             desk.event(35, Happening::session_ended, kTierOne, kFirstRep + 1)},
                            desk.names);

  EXPECT_EQ(life.facts.sessions, 1U);
  EXPECT_EQ(life.facts.worked, 15 * kMinute);
  EXPECT_EQ(life.facts.waited, 20 * kMinute);
  EXPECT_EQ(life.lines[2].text, "interrupted by the shift's end after 10 min");
  EXPECT_EQ(ending_text(life.facts), "still open");
}

TEST(CaseRecorder, KeepsTheEventsOfOneCaseAndCountsThoseOfItsClassAndDay) {
  const SmallDesk desk;
  CaseRecorder recorder(desk.owner());
  CaseEvent other = desk.event(1, Happening::created);
  other.owner = desk.owner(1);
  CaseEvent tomorrow = other;
  tomorrow.owner = case_owner(desk.plan.classes[0].identity, 2, 0);

  recorder.add(desk.event(0, Happening::created));
  recorder.add(other);
  recorder.add(tomorrow);

  EXPECT_EQ(recorder.events().size(), 1U);
  EXPECT_EQ(recorder.cases_that_day(), 2U);
}

// Patience of five minutes, a redial after ten, a callback in vain after that.
TEST(Life, TellsOfEveryCall) {
  Desk desk(2 * kHour);
  desk.tier("desk", 1, exactly(20 * kMinute)).cases_at("first", {0, 1}).cases_at("call", {2});
  desk.model().classes[1].patience = Patience{exactly(5 * kMinute)};
  desk.model().classes[1].redial = Redial{1.0, exactly(10 * kMinute), 1};
  desk.model().classes[1].callback = Callback{.waiting_over = 0,
                                              .offered_after = 4 * kMinute,
                                              .acceptance = 0.0,
                                              .reached = 0.0,
                                              .dial_time = kMinute,
                                              .retry = exactly(8 * kMinute),
                                              .attempts = 2};
  Plan plan = desk.plan();
  const Names names(desk.model(), plan);
  const auto tell = [&] {
    CaseRecorder recorder(case_owner(plan.classes[1].identity, 0, 0));
    static_cast<void>(replicate(plan, {1, 0}, &recorder));
    return life_of(recorder.events(), names);
  };

  EXPECT_THAT(lines_of(tell()),
              ElementsAre(::testing::StartsWith("0 s | desk |  | opened"),
                          "0 s | desk |  | waits in the queue",
                          "5 min | desk |  | the customer hangs up after 5 min in the queue",
                          "5 min | desk |  | the customer will call again in 10 min",
                          "15 min | desk |  | calls again after 10 min",
                          "15 min | desk |  | waits in the queue",
                          "20 min | desk |  | the customer gives up after 5 min in the queue"));

  plan.classes[1].callers.callback.acceptance = 1.0;
  EXPECT_THAT(lines_of(tell()),
              ElementsAre(::testing::StartsWith("0 s | desk |  | opened"),
                          "0 s | desk |  | waits in the queue",
                          "4 min | desk |  | the customer hangs up and will be called back",
                          "38 min | desk | desk_reps-1 | called back in vain after 38 min in the "
                          "queue",
                          "38 min | desk |  | the next call back is due in 8 min",
                          "46 min | desk |  | comes back after 8 min",
                          "46 min | desk | desk_reps-1 | called back in vain",
                          "46 min | desk |  | the customer gives up"));
  EXPECT_EQ(ending_text(tell().facts), "lost");
}

}  // namespace
}  // namespace tiermix::testing
