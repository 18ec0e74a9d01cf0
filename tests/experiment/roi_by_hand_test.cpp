// Every dollar by hand: a desk on which nothing is left to chance, for all of January and February,
// and a course that pays in some ways and costs in others.
//
// Two reps at tier one (36 an hour) and one at tier two (60) work from 09:00 to 12:00 every day, at
// an overhead of half: 0.90 and 1.50 a minute. Overtime carries half the wage more: 0.45 a minute
// at tier one. Every day from 1 January on
//
//   09:30  a question, whose customer waits for 45 min: 20 min at tier one; 30 min at tier two
//   11:50  a fault: 20 min at tier one, until 12:10; 30 min at tier two, next morning; the vendor
//
// Reps who have not been trained solve nothing. The course takes both off the floor from 09:00 to
// 11:00 on the 12th, the 13th and, when that week's four hours are spent, on the 19th: on each of
// these days the question gives up at 10:15. From the 20th on they solve everything, in 5 min.
//
//                        January, without -> with            February, without -> with
//   tier one, questions  31 x 20 -> 16 x 20 + 12 x 5         28 x 20 -> 28 x 5
//   tier one, faults     31 x 20 -> 19 x 20 + 12 x 5         28 x 20 -> 28 x 5
//   of it overtime       31 x 10 -> 19 x 10                  28 x 10 -> 0
//   tier two, questions  31 x 30 -> 16 x 30                  28 x 30 -> 0
//   tier two, faults     30 x 30 -> 19 x 30 (a day later)    28 x 30 -> 0
//   to the vendor        30      -> 19                       28      -> 0

#include <array>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "engine/scenario/effect_size.hpp"
#include "engine/experiment/roi_figures.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;

constexpr int kBefore = 3;  // days of December
constexpr int kDays = kBefore + 31 + 28;
constexpr std::size_t kJanuary = 0;
constexpr std::size_t kFebruary = 1;
constexpr double kCent = 0.005;

std::vector<double> daily_at(double minutes_after_midnight) {
  std::vector<double> minutes;
  for (int day = kBefore; day < kDays; ++day) {
    minutes.push_back(1440.0 * day + minutes_after_midnight);
  }
  return minutes;
}

void add_cases(Desk& desk) {
  desk.cases_at("question", daily_at(9 * 60 + 30));
  desk.last_class().enters_at = {{"T1", 1.0}};
  desk.last_class().patience = Patience{exactly(45 * kMinute)};
  desk.cases_at("fault", daily_at(11 * 60 + 50));
  desk.last_class().enters_at = {{"T1", 1.0}};
  Handling faults;
  faults.case_class = "fault";
  faults.tier = "T2";
  faults.resolve = ResolveCurve{.p = 0.0};
  desk.model().handlings = {faults};
}

void add_people(Desk& desk) {
  Shift shift{"morning", {}};
  for (int day = 0; day < 7; ++day) {
    shift.spans.push_back({day * kDay + 9 * kHour, day * kDay + 12 * kHour});
  }
  desk.model().shifts = {shift};
  RepGroup& first = desk.group_at(0);
  first.shift = "morning";
  first.shrinkage = 0.2;  // a quarter of the paid presence once more, on whatever it is spent
  first.levels = {{"untrained", 1.0}};
  first.payroll = 2.0;
  first.attrition = 0.36525;  // 0.001 a day
  RepGroup& second = desk.group_at(1);
  second.shift = "morning";
  second.loaded_cost_per_hour = 60.0;
  second.attrition = 0.0;
  Level untrained;
  untrained.name = "untrained";
  untrained.resolve = ResolveCurve{.p = 0.0};
  Level trained;
  trained.name = "trained";
  trained.resolve = ResolveCurve{.p = 1.0};
  desk.model().levels = {untrained, trained};
}

Model desk_model() {
  Desk desk(kDays * kDay, kBefore * kDay);
  desk.model().time.start = std::chrono::sys_days{std::chrono::year{2025} / 12 / 29};  // a Monday
  desk.tier("T1", 2, exactly(20 * kMinute)).tier("T2", 1, exactly(30 * kMinute));
  add_cases(desk);
  add_people(desk);
  desk.tier("vendor", 0, exactly(kMinute));
  desk.last_tier().vendor = Vendor{exactly(kDay), 25.0};
  desk.model().money.overhead_multiplier = 1.5;
  desk.model().money.overtime_premium = 0.5;
  desk.model().revenue = Revenue{.fee_per_case = 5.0};
  desk.model().attrition = Attrition{.replacement_cost = 1000.0, .stress_effect = 0.5};
  return desk.model();
}

Model with_course() {
  Programme course;
  course.name = "course";
  course.groups = {"T1_reps"};
  course.start = 14 * kDay;  // Monday, 12 January
  course.hours = 6 * kHour;
  course.hours_per_week = 4 * kHour;
  course.block = 2 * kHour;
  course.price_per_seat = 1800.0;
  course.fixed_price = 50.0;
  course.effect.handle_time = 0.25;
  course.effect.level = "trained";
  Model model = desk_model();
  model.programmes = {course};
  return model;
}

// A quarter of the wage of idle time is worth nothing.
RoiRun run_by_hand() {
  const Model base = desk_model();
  const Model with = with_course();
  RoiPlans plans{.base = compile(base), .with = compile(with), .sized = {}};
  for (const double size : {0.0, 0.5, 1.5}) {
    plans.sized.push_back({.size = size, .plan = compile(with_effect_size(base, with, size))});
  }
  RoiDesign design;
  design.replications = 6;
  design.terms = {.discount_rate = 0.21, .freed_time = 0.75, .lost_case_cost = 20.0};
  return run_roi(plans, design);
}

void expect_exactly(const Estimate& estimate, double value, double error = kCent) {
  EXPECT_NEAR(estimate.mean, value, error);
  EXPECT_NEAR(estimate.half_width, 0.0, 1e-9);
}

class RoiByHand : public ::testing::Test {
 protected:
  void expect_line(CashLine line, double january, double february) const {
    SCOPED_TRACE(name_of(line));
    EXPECT_NEAR(run_.flows[0].at(line, kJanuary), january, kCent);
    EXPECT_NEAR(run_.flows[0].at(line, kFebruary), february, kCent);
    expect_exactly(figures_.lines[index_of(line)], january + february);
  }

  const RoiRun run_ = run_by_hand();
  const RoiFigures figures_ = figures_of(run_);
};

TEST_F(RoiByHand, TrainingCostsTwoSeatsThePreparationAndTwelveHoursOfWages) {
  expect_line(CashLine::training_price, -(2 * 1800.0 + 50.0), 0.0);
  expect_line(CashLine::training_time, -(12 * 36.0 * 1.5), 0.0);
}

// Two people at 0.001 a day and 1000 a head; each unit of the share of attempts that fail, above
// 0.2, makes leaving half as likely again. Without the course all fail. With it 16 questions and 19
// faults do, of 115 attempts; what is expected over the whole window falls to its months by length.
TEST_F(RoiByHand, TurnoverFallsWithTheShareOfAttemptsThatFail) {
  const double both_months = 2 * 59 * 0.5 * (1.0 - 35.0 / 115.0);  // 41.04
  expect_line(CashLine::turnover, both_months * 31 / 59, both_months * 28 / 59);
}

// Overtime of 12 and 28 days less, and three customers who gave up during the course.
TEST_F(RoiByHand, CoverageIsOvertimeSavedAndCustomersLost) {
  expect_line(CashLine::coverage, 120 * 0.45 - 3 * 20.0, 280 * 0.45);
}

TEST_F(RoiByHand, WorkIsSavedAtBothTiersAndAtTheVendor) {
  expect_line(CashLine::first_tier_work, (1240 - 820) * 0.90, (1120 - 280) * 0.90);
  expect_line(CashLine::escalations, (1830 - 1050) * 1.50, 1680 * 1.50);
  expect_line(CashLine::fees, (30 - 19) * 25.0, 28 * 25.0);
}

// Tier one is 720 min in the course and 120 min less in overtime, but works 420 min less: 420 min
// less of idle time. Tier two has 780 min more. In February 840 - 280 and 1680 min more.
TEST_F(RoiByHand, IdleTimeCostsAQuarterOfItsWage) {
  const double january = -420 * 0.90 + 780 * 1.50;   // 792
  const double february = 560 * 0.90 + 1680 * 1.50;  // 3024
  expect_line(CashLine::freed_time, -0.25 * january, -0.25 * february);
  EXPECT_NEAR(run_.flows[0].not_cash[kJanuary], 0.75 * january, kCent);
  EXPECT_NEAR(run_.flows[0].not_cash[kFebruary], 0.75 * february, kCent);
}

// Nothing reopens, the same cases come and pay their fee, nobody rates, and shrinkage goes by the
// presence that is paid, which is the same.
TEST_F(RoiByHand, TheOtherLinesAreExactlyNothing) {
  for (const CashLine line :
       {CashLine::reopens, CashLine::other_paid_time, CashLine::revenue, CashLine::renewals}) {
    EXPECT_EQ(run_.flows[0].at(line, kJanuary), 0.0) << name_of(line);
    EXPECT_EQ(run_.flows[0].at(line, kFebruary), 0.0) << name_of(line);
  }
}

// January  -3650 - 648 + 21.57 -   6 + 378 + 1170 + 275 - 198 = -2657.43
// February               19.48 + 126 + 756 + 2520 + 700 - 756 =  3365.48
TEST_F(RoiByHand, MonthsSumTheLines) {
  ASSERT_EQ(figures_.months.size(), 2U);
  expect_exactly(figures_.months[kJanuary].flow, -2657.4348);
  expect_exactly(figures_.months[kJanuary].cumulative, -2657.4348);
  expect_exactly(figures_.months[kFebruary].flow, 3365.4783);
  expect_exactly(figures_.months[kFebruary].cumulative, 708.04);
  expect_exactly(figures_.all.net_value, 708.04);
}

// The middle of January is 15.5 days from the begin of the window, that of February 45:
// 1.21^(-15.5 / 365.25) = 0.991943 and 1.21^(-45 / 365.25) = 0.976789.
TEST_F(RoiByHand, PresentValueDiscountsFromTheMiddleOfEachMonth) {
  expect_exactly(figures_.all.net_present_value, -2657.4348 * 0.99194333 + 3365.4783 * 0.97678857);
  expect_exactly(figures_.all.investment, 4298.0 * 0.99194333);                // 4263.37
  expect_exactly(figures_.all.return_on_investment, 651.336 / 4263.37, 1e-5);  // 15.3 %
}

// 2657.43 of the 3365.48 that February brings: 22.11 of its 28 days, 23 February.
TEST_F(RoiByHand, PaysBackOnTheTwentyThirdOfFebruary) {
  const double months = (31.0 + 28.0 * 2657.4348 / 3365.4783) * 12.0 / 365.25;
  expect_exactly(figures_.all.payback, months, 1e-6);
  expect_exactly(figures_.all.payback_of_mean, months, 1e-6);
  EXPECT_EQ(figures_.all.probability_of_payback.mean, 1.0);
  EXPECT_EQ(figures_.all.probability_of_gain.mean, 1.0);
  // All six, in less than one of forty experiments if it were likelier not to.
  EXPECT_NEAR(figures_.all.probability_of_gain.lower, std::pow(0.025, 1.0 / 6.0), 1e-9);
}

// Less three quarters of the wage of 792 and 3024: it costs more than it brings in, for good.
TEST_F(RoiByHand, InCashAloneItNeverPaysBack) {
  const double january = -2657.4348 - 594.0;   // -3251.43
  const double february = 3365.4783 - 2268.0;  //  1097.48
  expect_exactly(figures_.cash.net_value, january + february);
  expect_exactly(figures_.cash.net_present_value, january * 0.99194333 + february * 0.97678857);
  // Of the price alone: the wages of those who train are paid anyway.
  expect_exactly(figures_.cash.investment, 3650.0 * 0.99194333);
  expect_exactly(figures_.cash.return_on_investment, -2153.235 / 3620.59, 1e-5);
  EXPECT_EQ(figures_.cash.probability_of_payback.mean, 0.0);
  EXPECT_EQ(figures_.cash.probability_of_gain.mean, 0.0);
  EXPECT_TRUE(std::isinf(figures_.cash.payback.mean));
  EXPECT_TRUE(std::isinf(figures_.cash.payback_of_mean.mean));
}

// Of no size, sessions take 20 min as before: 24 and 56 x 15 min more work than with 5, and 120 and
// 280 min of overtime again. Half of it makes 10 min of 20, one and a half times 2.5 min. What is
// no longer saved on the floor is not idle, so it costs 0.90 less a quarter of that; overtime costs
// its premium and, as presence, a quarter of 0.90: 0.675 too. The level is reached all the same.
//
//   size  minutes  January                                          February
//   0.0   20       -2657.43 - 360 x 0.675 - 120 x 0.675             3365.48 - (840 + 280) x 0.675
//   0.5   10       -2657.43 - 120 x 0.675                           3365.48 - 280 x 0.675
//   1.5    2.5     -2657.43 +  60 x 0.675                           3365.48 + 140 x 0.675
TEST_F(RoiByHand, BreakEvenLiesBetweenNoEffectAndHalfOfIt) {
  const std::array<std::array<double, 2>, 4> flows{{
      {-2657.4348 - 360 * 0.675 - 120 * 0.675, 3365.4783 - 840 * 0.675 - 280 * 0.675},
      {-2657.4348 - 120 * 0.675, 3365.4783 - 280 * 0.675},
      {-2657.4348, 3365.4783},
      {-2657.4348 + 60 * 0.675, 3365.4783 + 140 * 0.675},
  }};
  ASSERT_EQ(figures_.sizes.size(), flows.size());
  for (std::size_t i = 0; i < flows.size(); ++i) {
    expect_exactly(figures_.sizes[i].net_present_value,
                   flows[i][kJanuary] * 0.99194333 + flows[i][kFebruary] * 0.97678857);
  }
  // -408.506 at 0 and 386.376 at a half.
  ASSERT_TRUE(figures_.break_even.has_value());
  expect_exactly(figures_.break_even.value(), 0.5 * 408.506 / (408.506 + 386.376), 1e-5);
}

}  // namespace
}  // namespace tiermix
