#include "engine/trace/names.hpp"

#include <gtest/gtest.h>

#include "engine/trace/life.hpp"
#include "tests/trace/small_desk.hpp"

namespace tiermix::testing {
namespace {

TEST(Names, OfACaseIsItsClassItsDayAndItsNumberFromOne) {
  const SmallDesk desk;

  EXPECT_EQ(desk.names.of_case(desk.owner()), "how_to/2-1");
  EXPECT_EQ(desk.names.case_called("how_to/2-1").thing, desk.owner());
  EXPECT_EQ(desk.names.case_called("how_to/2-17").thing, desk.owner(16));
}

TEST(Names, OfACaseIsTheSameWhereOtherClassesAreAdded) {
  const SmallDesk desk;
  Model changed = desk.model;
  changed.classes.insert(changed.classes.begin(), changed.classes.front());
  changed.classes.front().name = "change";

  const Names names(changed, compile(changed));

  EXPECT_EQ(names.case_called("how_to/2-17").thing, desk.owner(16));
}

TEST(Names, OfARepIsTheGroupAndItsNumberFromOne) {
  const SmallDesk desk;

  EXPECT_EQ(desk.names.of_rep(kSpecialist), "tier2_reps-1");
  EXPECT_EQ(desk.names.group_of(1), "tier1_reps");
  EXPECT_EQ(desk.names.rep_called("tier1_reps-2").thing, 1U);
  EXPECT_EQ(desk.names.of_rep(kNoRep), "");
}

TEST(Names, SayWhatIsWrongWithAName) {
  const SmallDesk desk;

  EXPECT_EQ(desk.names.case_called("howto/2-1").problem,
            "no case class \"howto\" (known: how_to, fault), did you mean how_to?");
  for (const char* name : {"how_to",
                           "how_to/",
                           "how_to/2",
                           "how_to/0-1",
                           "how_to/2-0",
                           "-",
                           "/-",
                           "",
                           "how_to/2-1x",
                           "how_to/99999999999-1"}) {
    EXPECT_EQ(desk.names.case_called(name).problem,
              "\"" + std::string(name) +
                  "\" is no case: CLASS/DAY-NUMBER, such as how_to/15-1, day and number from 1");
  }
  EXPECT_EQ(desk.names.rep_called("tier1_rep-1").problem,
            "no rep group \"tier1_rep\" (known: tier1_reps, tier2_reps), did you mean tier1_reps?");
  for (const char* name : {"tier1_reps", "tier1_reps-0", "tier1_reps-3"}) {
    EXPECT_EQ(desk.names.rep_called(name).problem,
              "\"" + std::string(name) +
                  "\" is no rep: those of tier1_reps are tier1_reps-1 to tier1_reps-2");
  }
}

// Cases that are open when the run starts were created before it and stand under day 0.
TEST(Names, BearABacklogFromBeforeTheStart) {
  Desk desk(kWeek);
  desk.tier("T1", 1, exactly(kMinute)).cases("mail", 1.0);
  desk.last_class().backlog = Backlog{};
  desk.last_class().backlog->listed = {{30 * kMinute, {}}};
  const Names names(desk.model(), desk.plan());
  const Plan plan = desk.plan();
  CaseRecorder recorder(case_owner(plan.classes[0].identity, kBacklogDay, 0));
  static_cast<void>(replicate(plan, {1, 0}, &recorder));

  ASSERT_FALSE(recorder.events().empty());
  const CaseEvent& created = recorder.events().front();
  EXPECT_EQ(names.of_case(created.owner), "mail/0-1");
  EXPECT_EQ(names.case_called("mail/0-1").thing, created.owner);
  EXPECT_EQ(names.civil(created.at), "Sun 2026-01-04 23:30:00");
  EXPECT_EQ(names.iso(Instant{-1}), "2026-01-04T23:59:59.999");
  EXPECT_EQ(names.iso(Instant{-kDay.us}), "2026-01-04T00:00:00.000");
  const Life life = life_of(recorder.events(), names);
  EXPECT_EQ(life.lines.back().since_created, 31 * kMinute);
}

TEST(Names, WriteInstantsAsLocalCivilTime) {
  const SmallDesk desk;
  const Instant at = Instant{} + 31 * kDay + 8 * kHour + Duration{90'123'456};

  EXPECT_EQ(desk.names.civil(at), "Thu 2026-02-05 08:01:30");
  EXPECT_EQ(desk.names.iso(at), "2026-02-05T08:01:30.123");
}

TEST(Names, TakeADayByNumberOrDate) {
  const SmallDesk desk;

  EXPECT_EQ(desk.names.midnight_of("1"), Instant{});
  EXPECT_EQ(desk.names.midnight_of("2026-01-19"), Instant{} + 14 * kDay);
  for (const char* day : {"0", "2026-01-04", "2026-02-30", "monday", "", "2026-1-19"}) {
    EXPECT_EQ(desk.names.midnight_of(day), std::nullopt) << day;
  }
}

TEST(SpanText, HasTheTwoLargestUnitsRounded) {
  EXPECT_EQ(span_text({}), "0 s");
  EXPECT_EQ(span_text(Duration{59'400'000}), "59 s");
  EXPECT_EQ(span_text(Duration{59'600'000}), "1 min");
  EXPECT_EQ(span_text(200 * kSecond), "3 min 20 s");
  EXPECT_EQ(span_text(125 * kMinute), "2 h 5 min");
  EXPECT_EQ(span_text(kDay - kSecond), "1 d");
  EXPECT_EQ(span_text(76 * kHour), "3 d 4 h");
}

TEST(Names, TellTheTimeByTheClockOfTheScenariosZone) {
  SmallDesk desk;
  Model local = desk.model;
  local.time.start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 28};
  local.time.zone = "Europe/Brussels";  // clocks go forward on 29 March at 02:00

  const Names names(local, desk.plan);

  EXPECT_EQ(names.civil(Instant{} + 25 * kHour), "Sun 2026-03-29 01:00:00");
  EXPECT_EQ(names.civil(Instant{} + 26 * kHour), "Sun 2026-03-29 03:00:00");
  EXPECT_EQ(names.iso_with_offset(Instant{} + 25 * kHour), "2026-03-29T01:00:00.000+01:00");
  EXPECT_EQ(names.iso_with_offset(Instant{} + 26 * kHour), "2026-03-29T03:00:00.000+02:00");
  EXPECT_EQ(names.midnight_after(Instant{} + 25 * kHour), Instant{} + 47 * kHour);
  EXPECT_EQ(names.midnight_before(Instant{} + 48 * kHour), Instant{} + 47 * kHour);
  EXPECT_EQ(names.midnight_of("2026-03-30"), Instant{} + 47 * kHour);
}

TEST(Names, GiveEventsBeforeTheStartTheirDate) {
  const SmallDesk desk;

  EXPECT_EQ(desk.names.civil(Instant{-kHour.us}).substr(15), "23:00:00");
  EXPECT_EQ(desk.names.iso_with_offset(Instant{} + kHour).substr(11), "01:00:00.000+00:00");
}

}  // namespace
}  // namespace tiermix::testing
