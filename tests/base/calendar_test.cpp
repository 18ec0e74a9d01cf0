// Clocks on the wall against the real changes of some zones.

#include "engine/base/calendar.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

constexpr sys_days kMarch{year{2026} / 3 / 28};  // a Saturday; Brussels changes on the 29th

LocalTime time(sys_days day, int hour, int minute = 0) {
  return {day, hour * kHour + minute * kMinute};
}

TEST(Calendar, KnowsTheZonesOfTheSystemAndNoOthers) {
  for (const char* name : {"Europe/Brussels", "America/New_York", "Asia/Kolkata", "UTC", ""}) {
    EXPECT_TRUE(is_zone(name)) << name;
  }
  EXPECT_FALSE(is_zone("Europe/Bruxelles"));
  EXPECT_FALSE(is_zone("localtime"));
  EXPECT_FALSE(is_zone("../etc/passwd"));
  EXPECT_GT(zone_names().size(), 300U);
  EXPECT_TRUE(std::ranges::is_sorted(zone_names()));
}

TEST(Calendar, WithoutAZoneTheClockShowsSimulatedTime) {
  const LocalClock clock(kMarch, "");
  EXPECT_TRUE(clock.is_plain());
  EXPECT_TRUE(LocalClock(kMarch, "Europe/Brussels").is_plain(Instant{} + 26 * kHour));
  EXPECT_FALSE(LocalClock(kMarch, "Europe/Brussels").is_plain(Instant{} + 27 * kHour));
  EXPECT_FALSE(LocalClock(kMarch, "Pacific/Honolulu", "Pacific/Kiritimati").is_plain());
  EXPECT_EQ(clock.at(time(kMarch + std::chrono::days(200), 9)).us, (200 * kDay + 9 * kHour).us);
  EXPECT_EQ(clock.next_change({}), kNever);
  EXPECT_FALSE(clock.utc_offset({}));
  EXPECT_EQ(clock.local(Instant{-1}),
            (LocalTime{kMarch - std::chrono::days(1), kDay - Duration{1}}));
}

TEST(Calendar, ADayOfSpringHas23HoursInBrussels) {
  const LocalClock clock(kMarch, "Europe/Brussels");
  const sys_days sunday = kMarch + std::chrono::days(1);
  EXPECT_EQ(clock.at(time(kMarch, 0)).us, 0);
  EXPECT_EQ(clock.utc_offset({}), kHour);
  EXPECT_EQ(clock.utc_offset(Instant{} + 26 * kHour), 2 * kHour);
  EXPECT_EQ(clock.next_change({}).us, (26 * kHour).us);
  EXPECT_EQ(clock.at(time(sunday, 1, 59)).us, (25 * kHour + 59 * kMinute).us);
  EXPECT_EQ(clock.at(time(sunday, 3)).us, (26 * kHour).us);
  EXPECT_EQ(clock.at(time(sunday + std::chrono::days(1), 0)).us, (47 * kHour).us);
  // 02:30 is never shown: it is the moment of the change.
  EXPECT_EQ(clock.shown(time(sunday, 2, 30)), Shown::never);
  EXPECT_EQ(clock.at(time(sunday, 2, 30)).us, (26 * kHour).us);
  EXPECT_EQ(clock.shown(time(sunday, 3)), Shown::once);
  EXPECT_EQ(clock.local(Instant{} + 26 * kHour), time(sunday, 3));
  EXPECT_EQ(clock.weekday(Instant{} + 46 * kHour), std::chrono::Sunday);
  EXPECT_EQ(clock.weekday(Instant{} + 47 * kHour), std::chrono::Monday);
  EXPECT_EQ(clock.time_of_week(Instant{} + 47 * kHour + kMinute), kMinute);
}

TEST(Calendar, AnHourOfAutumnIsShownTwiceInBrussels) {
  const sys_days sunday{year{2026} / 10 / 25};
  const LocalClock clock(sunday, "Europe/Brussels");
  EXPECT_EQ(clock.shown(time(sunday, 2, 30)), Shown::twice);
  EXPECT_EQ(clock.at(time(sunday, 2, 30)).us, (150 * kMinute).us);  // the first of the two
  EXPECT_EQ(clock.local(Instant{} + 210 * kMinute), time(sunday, 2, 30));
  EXPECT_EQ(clock.at(time(sunday, 3)).us, (4 * kHour).us);
  EXPECT_EQ(clock.at(time(sunday, 24)).us, (25 * kHour).us);
}

TEST(Calendar, OtherZonesAreCountedFromTheScenariosMidnight) {
  const sys_days june{year{2026} / 6 / 1};
  const LocalClock new_york(june, "Europe/Brussels", "America/New_York");
  EXPECT_EQ(new_york.local({}), time(june - std::chrono::days(1), 18));
  EXPECT_EQ(new_york.at(time(june, 9)).us, (15 * kHour).us);
  const LocalClock kolkata(june, "Europe/Brussels", "Asia/Kolkata");
  EXPECT_EQ(kolkata.at(time(june, 9)).us, (5 * kHour + 30 * kMinute).us);
  EXPECT_EQ(kolkata.next_change({}), kNever);
  // When Brussels goes back to winter time, India does not: its mornings come an hour later.
  EXPECT_EQ(kolkata.at(time(june + std::chrono::days(180), 9)).us,
            (180 * kDay + 5 * kHour + 30 * kMinute).us);
}

// New York changes three weeks before Brussels: for that time the two are five hours apart.
TEST(Calendar, ZonesChangeOnTheirOwnDays) {
  const sys_days march{year{2026} / 3 / 1};
  const LocalClock clock(march, "Europe/Brussels", "America/New_York");
  const auto nine_at = [&](int day) {
    return clock.at(time(march + std::chrono::days(day - 1), 9)) - (Instant{} + (day - 1) * kDay);
  };
  EXPECT_EQ(nine_at(7), 15 * kHour);
  EXPECT_EQ(nine_at(8), 14 * kHour);
  EXPECT_EQ(nine_at(28), 14 * kHour);
  // From the 29th on both have changed; the simulated day is an hour ahead of Brussels' clock.
  EXPECT_EQ(nine_at(30), 14 * kHour);
  const LocalClock brussels(march, "Europe/Brussels");
  EXPECT_EQ(brussels.at(time(march + std::chrono::days(29), 15)),
            clock.at(time(march + std::chrono::days(29), 9)));
}

TEST(Calendar, LordHoweChangesByHalfAnHour) {
  const sys_days day{year{2026} / 4 / 5};  // back by half an hour at 02:00
  const LocalClock clock(day, "Australia/Lord_Howe");
  EXPECT_EQ(clock.next_change({}).us, (2 * kHour).us);
  EXPECT_EQ(clock.shown(time(day, 1, 45)), Shown::twice);
  EXPECT_EQ(clock.shown(time(day, 1, 15)), Shown::once);
  EXPECT_EQ(clock.at(time(day, 24)).us, (24 * kHour + 30 * kMinute).us);
}

// Clocks in Beirut go from 24:00 to 01:00: the day begins at one.
TEST(Calendar, AStartWithoutMidnightBeginsWhereTheClocksAreMoved) {
  const sys_days day{year{2026} / 3 / 29};
  const LocalClock clock(day, "Asia/Beirut");
  EXPECT_EQ(clock.local({}), time(day, 1));
  EXPECT_EQ(clock.shown(time(day, 0, 30)), Shown::never);
  EXPECT_EQ(clock.at(time(day, 0, 30)).us, 0);
}

TEST(Calendar, LaterReadingsNeverGiveEarlierInstants) {
  for (const char* zone : {"Europe/Brussels", "Australia/Lord_Howe", "Asia/Beirut", "UTC"}) {
    const LocalClock clock(sys_days{year{2026} / 1 / 1}, zone);
    Instant last{-1};
    for (std::int64_t minute = 0; minute < std::int64_t{400} * 24 * 60; minute += 5) {
      const LocalTime reading{sys_days{year{2026} / 1 / 1}, minute * kMinute};
      const Instant at = clock.at(reading);
      ASSERT_GE(at, last) << zone << " " << minute;
      last = at;
      if (clock.shown(reading) == Shown::once) {
        const LocalTime back = clock.local(at);
        ASSERT_EQ((back.day - reading.day).count() * kDay.us + back.time.us, reading.time.us);
      }
    }
  }
}

}  // namespace
}  // namespace tiermix
