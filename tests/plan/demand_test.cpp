// Arrival rates along the calendar: zones, months, holidays, volume.

#include <chrono>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using testing::Desk;
using testing::exactly;

// Calls from 09:00 to 10:00 on every day, 7 a week.
Desk nine_to_ten(sys_days start, const std::string& zone, Duration horizon) {
  Desk desk(horizon);
  desk.tier("T1", 1, exactly(kMinute)).cases("call", 7.0 / 168.0);
  Model& m = desk.model();
  m.time.start = start;
  m.time.zone = zone;
  m.time.drain_limit = Duration{};
  Profile profile{"mornings", std::vector<double>(168)};
  for (std::size_t day = 0; day < 7; ++day) {
    profile.weights[24 * day + 9] = 24.0;
  }
  m.profiles.push_back(profile);
  desk.last_class().arrivals.profile = "mornings";
  return desk;
}

double mean_between(const Plan& plan, Duration from, Duration to) {
  const RateTable& table = plan.classes[0].arrivals;
  double sum = 0.0;
  for (std::int64_t at = from.us; at < to.us; at += table.slice.us) {
    const auto slice = static_cast<std::size_t>(at / table.slice.us) % table.rates.size();
    sum += table.rates[slice] * static_cast<double>(table.slice.us);
  }
  return sum;
}

TEST(Demand, WithoutACalendarTheTableIsOneWeek) {
  const Plan plan = nine_to_ten(sys_days{year{2026} / 1 / 5}, "", 8 * kWeek).plan();
  EXPECT_EQ(plan.classes[0].arrivals.rates.size(), 168U);
  // Neither a zone whose clocks do not change in the run nor days of usual demand need more.
  Desk winter = nine_to_ten(sys_days{year{2026} / 1 / 5}, "Europe/Brussels", 8 * kWeek);
  winter.model().holidays.push_back({"strike", {sys_days{year{2026} / 1 / 6}}, 1.0, {}, false});
  EXPECT_EQ(winter.plan().classes[0].arrivals.rates, plan.classes[0].arrivals.rates);
}

TEST(Demand, CallsComeAtNineByTheClockBeforeAndAfterTheChange) {
  const Plan plan = nine_to_ten(sys_days{year{2026} / 3 / 28}, "Europe/Brussels", kWeek).plan();
  EXPECT_NEAR(mean_between(plan, 9 * kHour, 10 * kHour), 1.0, 1e-12);
  // From Sunday on nine o'clock comes an hour earlier.
  EXPECT_NEAR(mean_between(plan, kDay + 8 * kHour, kDay + 9 * kHour), 1.0, 1e-12);
  EXPECT_NEAR(mean_between(plan, Duration{}, kWeek), 7.0, 1e-12);
}

TEST(Demand, AClassFollowsTheClockOfItsOwnZone) {
  Desk desk = nine_to_ten(sys_days{year{2026} / 6 / 1}, "Europe/Brussels", kWeek);
  desk.last_class().arrivals.zone = "Asia/Kolkata";
  const Plan plan = desk.plan();
  EXPECT_NEAR(mean_between(plan, 5 * kHour + 30 * kMinute, 6 * kHour + 30 * kMinute), 1.0, 1e-12);
  EXPECT_NEAR(mean_between(plan, 9 * kHour, 10 * kHour), 0.0, 1e-12);
}

TEST(Demand, MonthsHolidaysAndVolumeAreFactors) {
  Desk desk = nine_to_ten(sys_days{year{2026} / 1 / 26}, "", 2 * kWeek);  // a Monday
  desk.last_class().arrivals.months[1] = 2.0;
  desk.model().demand.volume = 1.5;
  desk.model().holidays.push_back({"winter", {sys_days{year{2026} / 2 / 3}}, 0.25, {}, true});
  const Plan plan = desk.plan();
  EXPECT_NEAR(mean_between(plan, Duration{}, kDay), 1.5, 1e-12);
  EXPECT_NEAR(mean_between(plan, 6 * kDay, 7 * kDay), 3.0, 1e-12);   // the first of February
  EXPECT_NEAR(mean_between(plan, 8 * kDay, 9 * kDay), 0.75, 1e-12);  // the holiday
  EXPECT_NEAR(mean_between(plan, 9 * kDay, 10 * kDay), 3.0, 1e-12);
}

// A series states its holidays itself; the week that repeats after its end does not.
TEST(Demand, AHolidayTouchesASeriesOnlyWhereItRepeats) {
  Desk desk = nine_to_ten(sys_days{year{2026} / 1 / 5}, "", 3 * kWeek);
  desk.last_class().arrivals.series = Series{Duration{}, kDay, std::vector<double>(7, 10.0)};
  desk.model().holidays.push_back(
      {"twice", {sys_days{year{2026} / 1 / 6}, sys_days{year{2026} / 1 / 13}}, 0.5, {}, true});
  const Plan plan = desk.plan();
  EXPECT_NEAR(mean_between(plan, kDay, 2 * kDay), 10.0, 1e-12);
  EXPECT_NEAR(mean_between(plan, 8 * kDay, 9 * kDay), 5.0, 1e-12);
}

}  // namespace
}  // namespace tiermix
