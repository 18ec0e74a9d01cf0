#include "engine/trace/rep_day.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/trace/small_desk.hpp"

namespace tiermix::testing {
namespace {

using ::testing::ElementsAre;

CaseEvent of_rep(const SmallDesk& desk, double minutes, Happening what, std::uint32_t rep) {
  CaseEvent event = desk.event(minutes, what, kTierOne, rep);
  event.owner = 0;
  return event;
}

std::vector<std::string> stretches_of(const RepDay& day) {
  std::vector<std::string> texts;
  for (const RepStretch& s : day.stretches) {
    const std::string what = s.what == RepDoes::idle   ? "idle"
                             : s.what == RepDoes::help ? "help"
                                                       : "session";
    texts.push_back(span_text(s.until - s.from) + " " + what +
                    (s.work_on.empty() ? "" : " " + s.work_on) +
                    (s.outcome.empty() ? "" : ": " + s.outcome));
  }
  return texts;
}

RepDay day_in(const SmallDesk& desk, const std::vector<CaseEvent>& events, std::uint32_t rep) {
  RepRecorder recorder(rep);
  for (const CaseEvent& event : events) {
    recorder.add(event);
  }
  return rep_day(recorder.events(), rep, Instant{} + kDay, Instant{} + 2 * kDay, desk.names);
}

// Two hours in a course, a quarter of an hour on the floor, a course of the whole next shift.
TEST(RepDay, ATrainingComesBeforeTheFloorAndIsNoIdleTime) {
  const SmallDesk desk;
  CaseEvent course = of_rep(desk, 0, Happening::trains, kFirstRep);
  course.value = 2.0;
  CaseEvent whole_shift = of_rep(desk, 300, Happening::trains, kFirstRep);
  whole_shift.value = 4.0;

  const RepDay day = day_in(desk,
                            {course,
                             of_rep(desk, 120, Happening::rep_arrived, kFirstRep),
                             of_rep(desk, 135, Happening::rep_left, kFirstRep),
                             whole_shift},
                            kFirstRep);

  ASSERT_EQ(day.stretches.size(), 3U);
  EXPECT_EQ(day.stretches[0].what, RepDoes::training);
  EXPECT_EQ(day.stretches[1].what, RepDoes::idle);
  EXPECT_EQ(day.stretches[2].what, RepDoes::training);
  EXPECT_EQ(day.trained, 6 * kHour);
  EXPECT_EQ(day.idle(), 15 * kMinute);
}

TEST(RepDay, IsMadeOfSessionsAndIdleStretches) {
  const SmallDesk desk;
  std::vector<CaseEvent> events{of_rep(desk, -30, Happening::rep_arrived, kSpecialist)};
  for (const CaseEvent& event : desk.escalated_case()) {
    events.push_back(event);
  }
  events.push_back(of_rep(desk, 200, Happening::rep_left, kSpecialist));

  const RepDay day = day_in(desk, events, kSpecialist);

  EXPECT_THAT(stretches_of(day),
              ElementsAre("45 min idle",
                          "20 min session how_to/2-1: customer asked",
                          "2 h 5 min idle",
                          "5 min session how_to/2-1: solved",
                          "35 min idle"));
  EXPECT_EQ(day.present, 230 * kMinute);
  EXPECT_EQ(day.in_sessions, 25 * kMinute);
  EXPECT_EQ(day.idle(), 205 * kMinute);
  EXPECT_EQ(day.sessions, 2U);
  EXPECT_DOUBLE_EQ(day.occupancy(), 25.0 / 230.0);
}

TEST(RepDay, TellsHelpFromSessionsAndHoldingFromWork) {
  const SmallDesk desk;
  const std::vector<CaseEvent> events{
      of_rep(desk, 0, Happening::rep_arrived, kFirstRep),
      of_rep(desk, 0, Happening::rep_arrived, kSpecialist),
      desk.event(0, Happening::session_started, kTierOne, kFirstRep),
      desk.event(10, Happening::failed, kTierOne),
      desk.event(10, Happening::held, kTierOne, kFirstRep),
      desk.event(14, Happening::helped, kTierTwo, kSpecialist),
      desk.event(20, Happening::help_ended, kTierTwo, kSpecialist),
      desk.event(20, Happening::session_ended, kTierOne, kFirstRep),
      desk.event(20, Happening::resolved, kTierOne, kFirstRep, 0.9),
      of_rep(desk, 20, Happening::rep_left, kFirstRep),
      of_rep(desk, 20, Happening::rep_left, kSpecialist)};

  const RepDay first = day_in(desk, events, kFirstRep);
  const RepDay specialist = day_in(desk, events, kSpecialist);

  EXPECT_THAT(stretches_of(first),
              ElementsAre("20 min session how_to/2-1: attempt failed, solved"));
  EXPECT_EQ(first.held, 4 * kMinute);
  EXPECT_THAT(stretches_of(specialist), ElementsAre("14 min idle", "6 min help how_to/2-1"));
  EXPECT_EQ(specialist.helping, 6 * kMinute);
}

TEST(RepDay, NamesAllChatsThatAreOpenAndCountsEachOnce) {
  const SmallDesk desk;
  CaseEvent other_begins = desk.event(5, Happening::session_started, kTierOne, kFirstRep);
  CaseEvent other_ends = desk.event(30, Happening::session_ended, kTierOne, kFirstRep);
  CaseEvent other_solved = desk.event(30, Happening::resolved, kTierOne, kFirstRep, 0.9);
  for (CaseEvent* event : {&other_begins, &other_ends, &other_solved}) {
    event->owner = desk.owner(1);
  }
  const std::vector<CaseEvent> events{
      of_rep(desk, 0, Happening::rep_arrived, kFirstRep),
      desk.event(0, Happening::session_started, kTierOne, kFirstRep),
      other_begins,
      desk.event(20, Happening::session_ended, kTierOne, kFirstRep),
      desk.event(20, Happening::asked_customer, kTierOne, kNoRep, 2.0),
      other_ends,
      other_solved,
      of_rep(desk, 40, Happening::rep_left, kFirstRep)};

  const RepDay day = day_in(desk, events, kFirstRep);

  EXPECT_THAT(stretches_of(day),
              ElementsAre("5 min session how_to/2-1",
                          "15 min session how_to/2-1, how_to/2-2: customer asked",
                          "10 min session how_to/2-2: solved",
                          "10 min idle"));
  EXPECT_EQ(day.sessions, 2U);
  EXPECT_EQ(day.in_sessions, 30 * kMinute);
}

TEST(RepDay, IsCutAtItsMidnights) {
  const SmallDesk desk;

  const RepDay day =
      day_in(desk, {of_rep(desk, -33 * 60.0 + 60.0, Happening::rep_arrived, kFirstRep)}, kFirstRep);

  EXPECT_THAT(stretches_of(day), ElementsAre("1 d idle"));
  EXPECT_EQ(day.present, kDay);
}

}  // namespace
}  // namespace tiermix::testing
