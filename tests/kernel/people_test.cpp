// Reps with careers, followed by hand: training off the floor, learning, levels, leaving,
// successors, mentors.

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::minutes;
using Q = Quantity;

constexpr double kWage = 36.0;  // of Desk's groups, per hour

// Reps from 09:00 to 12:00 every day, sessions of 20 min.
Desk mornings(int reps, const std::vector<double>& calls, Duration horizon = 14 * kDay) {
  Desk desk(horizon);
  desk.tier("T1", reps, exactly(20 * kMinute)).cases_at("call", calls);
  Shift shift{"morning", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay + 9 * kHour, day * kDay + 12 * kHour});
  }
  desk.model().shifts = {shift};
  desk.last_group().shift = "morning";
  return desk;
}

Programme course() {
  Programme programme;
  programme.name = "course";
  programme.groups = {"T1_reps"};
  programme.start = kDay;  // Tuesday
  programme.hours = 6 * kHour;
  programme.hours_per_week = 4 * kHour;
  programme.block = 2 * kHour;
  programme.price_per_seat = 100.0;
  programme.fixed_price = 50.0;
  return programme;
}

double at(int day, double hour) { return 1440.0 * day + 60.0 * hour; }

TEST(People, TrainingTakesRepsOffTheFloorAndIsPaid) {
  Desk desk = mornings(1, {});
  desk.model().programmes = {course()};

  const Observations o = desk.replicate();
  // Tuesday and Wednesday fill the first week's four hours, the next Tuesday the rest.
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::training_time), 360.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::staffed_time), 14 * 180.0 - 360.0);
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::paid_time), 14 * 180.0);
  EXPECT_DOUBLE_EQ(o.total(0, Q::cost_training), 150.0);
  EXPECT_DOUBLE_EQ(o.total(0, Q::cost_training_time), 6.0 * kWage);
  EXPECT_DOUBLE_EQ(o.total(0, Q::operating_cost), 42.0 * kWage + 150.0);
  EXPECT_DOUBLE_EQ(o.total(0, Q::seats), 1.0);
}

TEST(People, CallsWaitWhileTheOnlyRepIsTrained) {
  Desk desk = mornings(1, {at(1, 9.5), at(2, 9.5), at(3, 9.5), at(8, 9.5)});
  desk.model().programmes = {course()};

  // 90 minutes until 11:00 on Tuesday, on Wednesday and on the next Tuesday.
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), 0, Q::wait), 3 * 90.0);
}

TEST(People, WhatTheTrainingChangesSetsInAndDecays) {
  Programme programme = course();
  programme.hours = 2 * kHour;  // over on Tuesday at 11:00
  programme.effect.handle_time = 0.25;
  programme.effect.onset = 2 * kDay;
  programme.effect.half_life = kDay;
  programme.effect.lasting = 0.5;
  // Wednesday: 22 of 48 hours of the onset have passed; Friday 09:00 is 22 hours after it.
  Desk desk = mornings(1, {at(1, 11.0), at(2, 10.0), at(4, 10.0)}, 5 * kDay);
  desk.model().programmes = {programme};

  const double wednesday = 22.0 / 48.0;
  const double friday = 0.5 + 0.5 * std::pow(0.5, 22.0 / 24.0);
  const double expected = 20.0 + 20.0 * std::pow(0.25, wednesday) + 20.0 * std::pow(0.25, friday);
  EXPECT_NEAR(minutes(desk.replicate(), 0, Q::handle_time), expected, 1e-6);

  desk.model().programmes.front().effect.size = 0.0;
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), 0, Q::handle_time), 60.0);
}

TEST(People, CohortsFollowEachOther) {
  Programme programme = course();
  programme.hours = 2 * kHour;
  programme.cohort_size = 2;
  programme.every = 3 * kDay;
  Desk desk = mornings(5, {});
  desk.model().programmes = {programme};
  EXPECT_DOUBLE_EQ(desk.replicate().total(0, Q::seats), 5.0);  // Tuesday 2, Friday 2, Monday 1

  desk.model().programmes.front().cohorts = 2;
  EXPECT_DOUBLE_EQ(desk.replicate().total(0, Q::seats), 4.0);

  desk.model().programmes.front().repeat = 7 * kDay;
  desk.model().programmes.front().cohorts = 4;  // and the first two again on Thursday week
  EXPECT_DOUBLE_EQ(desk.replicate().total(0, Q::seats), 7.0);
}

// Shared case WF-01: the n-th case takes 40 n^-b minutes, b = -log2(0.85).
TEST(People, TheHundredthCaseTakesWhatThePowerLawSays) {
  LearningCurve curve;
  curve.name = "wright";
  curve.by = LearningBy::cases;
  curve.shape = LearningShape::power;
  curve.rate = 0.85;
  curve.handle_time_from = 1.0;
  curve.handle_time_to = 0.0;
  const auto time_of = [&](std::size_t cases) {
    Desk desk(40 * kDay);
    desk.tier("T1", 1, exactly(40 * kMinute)).cases_at("call", std::vector<double>(cases, 1.0));
    desk.model().learning_curves = {curve};
    desk.last_group().learning = "wright";
    desk.last_group().tenure = exactly(kSecond);
    return minutes(desk.replicate(), 0, Q::handle_time);
  };
  EXPECT_NEAR(time_of(2) - time_of(1), 34.0, 1e-6);
  EXPECT_NEAR(time_of(100) - time_of(99), 13.5871848547, 1e-6);
  EXPECT_NEAR(time_of(200), 2991.54053156, 1e-4);
}

TEST(People, LevelsAreReachedByTrainingAndPaidDifferently) {
  Level basic;
  basic.name = "basic";
  Level expert;
  expert.name = "expert";
  expert.handle_time = 0.5;
  expert.loaded_cost_per_hour = 60.0;
  expert.lapse = Lapse{5 * kDay, "basic"};
  Programme programme = course();
  programme.hours = 2 * kHour;
  programme.effect.level = "expert";
  // Trained on Tuesday, expert from Wednesday to Sunday, basic again on Monday.
  Desk desk = mornings(1, {at(1, 11.0), at(2, 10.0), at(7, 10.0)}, 8 * kDay);
  desk.model().levels = {basic, expert};
  desk.model().programmes = {programme};
  desk.last_group().levels = {{"basic", 1.0}};

  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, 0, Q::handle_time), 20.0 + 10.0 + 20.0);
  EXPECT_DOUBLE_EQ(o.total(0, Q::lapses), 1.0);
  EXPECT_DOUBLE_EQ(o.total(0, Q::labour_cost), 3.0 * (3 * kWage + 5 * 60.0));
  ASSERT_EQ(o.levels, 3U);
  const double expert_days = o.time_at_level(0, 0, 1) / static_cast<double>(kDay.us);
  EXPECT_NEAR(expert_days, 5.0, 1e-9);
}

TEST(People, RepsRiseAfterTheirCasesAndTheExamination) {
  Level low;
  low.name = "low";
  low.promotion.emplace();
  low.promotion->to = "high";
  low.promotion->after_cases = 2;
  Level high;
  high.name = "high";
  high.handle_time = 0.5;
  Desk desk = mornings(1, {at(0, 9.0), at(0, 9.5), at(0, 10.0), at(1, 9.0)}, 2 * kDay);
  desk.model().levels = {low, high};
  desk.last_group().levels = {{"low", 1.0}};
  EXPECT_DOUBLE_EQ(minutes(desk.replicate(), 0, Q::handle_time), 3 * 20.0 + 10.0);

  desk.model().levels[0].promotion->pass = 0.5;
  desk.model().levels[0].promotion->retry = kDay;
  desk.model().time.horizon = 30 * kDay;
  double first_day = 0.0;
  for (std::uint32_t r = 0; r < 200; ++r) {
    const Observations o = desk.replicate(r);
    EXPECT_EQ(o.total(0, Q::level_ups), 1.0);
    first_day += minutes(o, 0, Q::handle_time) < 79.0 ? 1.0 : 0.0;
  }
  EXPECT_NEAR(first_day / 200, 0.5, 0.12);  // more than three standard deviations
}

// A desk of people who leave after a year in the mean.
Desk leavers(int reps, double per_year, Duration horizon = 104 * kWeek) {
  Desk desk = mornings(reps, {}, horizon);
  desk.model().attrition = Attrition{.replacement_cost = 1000.0};
  desk.last_group().attrition = per_year;
  Hiring hiring;
  hiring.lag = exactly(4 * kWeek);
  hiring.onboarding = 2 * kWeek;
  desk.last_group().hiring = hiring;
  return desk;
}

TEST(People, EveryPlaceIsFilledOrVacantAndEveryPaidHourInOneCategory) {
  const Desk desk = leavers(12, 1.0);
  const Observations o = desk.replicate();
  const double window = o.total(0, Q::window);
  EXPECT_DOUBLE_EQ(o.total(0, Q::place_time), 12.0 * window);
  EXPECT_GT(o.total(0, Q::leavers), 10.0);
  // Who left in the last four weeks has no successor yet.
  EXPECT_LE(o.total(0, Q::hires), o.total(0, Q::leavers));
  EXPECT_GE(o.total(0, Q::hires), o.total(0, Q::leavers) - 6.0);
  EXPECT_DOUBLE_EQ(o.total(0, Q::cost_hiring), 1000.0 * o.total(0, Q::hires));
  EXPECT_NEAR(
      o.total(0, Q::onboarding_time) + o.total(0, Q::staffed_time), o.total(0, Q::paid_time), 1.0);
  // 3 of 24 hours a day, but for places vacant: paid while somebody is there.
  EXPECT_NEAR(o.total(0, Q::paid_time),
              (o.total(0, Q::place_time) - o.total(0, Q::vacant_time)) / 8.0,
              0.01 * o.total(0, Q::paid_time));
}

TEST(People, ASmallerHazardOnlyPutsLeavingOff) {
  const Observations often = leavers(40, 1.0).replicate();
  const Observations seldom = leavers(40, 0.5).replicate();
  EXPECT_LT(seldom.total(0, Q::leavers), often.total(0, Q::leavers));

  Desk kept = leavers(40, 1.0);
  Programme loyal = course();
  loyal.effect.attrition = 0.5;
  kept.model().programmes = {loyal};
  const Observations trained = kept.replicate();
  EXPECT_LT(trained.total(0, Q::leavers), often.total(0, Q::leavers));
  EXPECT_GE(trained.total(0, Q::leavers), seldom.total(0, Q::leavers));
}

TEST(People, APlaceAtTheNextTierIsFilledFromTheFirst) {
  Desk desk = leavers(10, 0.2);
  desk.tier("T2", 4, exactly(kHour));
  desk.last_group().shift = "morning";
  desk.last_group().attrition = 1.0;
  Hiring inside;
  inside.lag = exactly(kWeek);
  inside.from = "T1_reps";
  desk.last_group().hiring = inside;

  const Observations o = desk.replicate();
  const std::size_t first = o.layout.of_tier(0);
  const std::size_t second = o.layout.of_tier(1);
  EXPECT_GT(o.total(second, Q::moves), 2.0);
  EXPECT_EQ(o.total(second, Q::hires), 0.0);
  EXPECT_GE(o.total(first, Q::hires), o.total(second, Q::moves));
  EXPECT_GT(o.total(first, Q::vacant_time), 0.0);
}

TEST(People, AMentorIsOffTheFloorForANewcomer) {
  Desk desk = leavers(6, 0.5);
  desk.last_group().hiring->mentoring = 4 * kWeek;
  desk.last_group().hiring->mentoring_per_week = 5 * kHour;
  const Observations o = desk.replicate();
  const double newcomers = o.total(0, Q::hires);
  ASSERT_GT(newcomers, 2.0);
  // 20 hours each, less what newcomers and mentors who leave and the end of the run cut short.
  EXPECT_LE(o.total(0, Q::mentoring_time), newcomers * 20.0 * 3.6e9);
  EXPECT_GE(o.total(0, Q::mentoring_time), (newcomers - 3.0) * 14.0 * 3.6e9);
  EXPECT_DOUBLE_EQ(o.total(0, Q::cost_mentoring), o.total(0, Q::mentoring_time) / 3.6e9 * kWage);
}

class CareerLog final : public CaseLog {
 public:
  void add(const CaseEvent& event) override {
    if (event.what == Happening::trains) {
      hours += event.value;
    }
    joined += event.what == Happening::joined ? 1.0 : 0.0;
    resigned += event.what == Happening::resigned ? 1.0 : 0.0;
  }
  double hours = 0.0;
  double joined = 0.0;
  double resigned = 0.0;
};

TEST(People, ALogHearsWhoComesLeavesAndTrains) {
  Desk desk = leavers(12, 1.0);
  desk.model().time.drain = Drain::none;
  CareerLog heard;
  const Observations o = replicate(desk.plan(), {1, 0}, &heard);
  EXPECT_NEAR(heard.hours, o.total(0, Q::onboarding_time) / 3.6e9, 1e-6);
  EXPECT_EQ(heard.joined, o.total(0, Q::hires));
  EXPECT_EQ(heard.resigned, o.total(0, Q::leavers));
}

TEST(People, MonthsSumToTheTotals) {
  Desk desk = leavers(8, 1.0, 30 * kWeek);
  desk.model().time.warm_up = 4 * kWeek;
  desk.model().programmes = {course()};
  desk.model().programmes.front().start = 10 * kWeek;
  desk.last_class().arrivals.instants.clear();
  desk.last_class().arrivals.per_week = 300.0;
  const Observations o = desk.replicate();
  ASSERT_EQ(o.months, 7U);  // February to 3 August
  for (const Q q : {Q::operating_cost,
                    Q::staffed_time,
                    Q::busy_time,
                    Q::hires,
                    Q::leavers,
                    Q::place_time,
                    Q::window,
                    Q::closed_in_window,
                    Q::cost_training}) {
    double sum = 0.0;
    for (std::size_t m = 0; m < o.months; ++m) {
      sum += o.month_total(m, 0, q);
    }
    EXPECT_NEAR(sum, o.total(0, q), 1e-9 * o.total(0, q)) << name_of(q);
  }
}

TEST(People, AProgrammeThatChangesNothingAndCostsNothingChangesNothing) {
  Desk base = leavers(8, 1.0, 26 * kWeek);
  base.last_class().arrivals.instants.clear();
  base.last_class().arrivals.per_week = 300.0;
  Desk with = base;
  Programme nothing = course();
  nothing.hours = {};
  nothing.price_per_seat = 0.0;
  nothing.fixed_price = 0.0;
  with.model().programmes = {nothing};
  Observations trained = with.replicate();
  for (const std::size_t scope : {std::size_t{0}, trained.layout.of_tier(0)}) {
    trained.total(scope, Q::seats) = 0.0;
  }
  EXPECT_EQ(trained.totals, base.replicate().totals);
}

}  // namespace
}  // namespace tiermix
