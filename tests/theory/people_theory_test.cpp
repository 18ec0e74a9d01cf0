// Exact results on people (shared cases WF-02 and WF-04, and constant hazards): inside the 99.9 %
// interval, its half-width below 1 % of the value.

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/estimate/estimate.hpp"

#include "tests/support/desk.hpp"

namespace tiermix::testing {
namespace {

using Q = Quantity;

// A hazard stated per 52 weeks as one per year.
constexpr double per_year(double per_52_weeks) { return per_52_weeks * 365.25 / 364.0; }

// Places that are looked at for an hour every eight weeks: what happens between is settled exactly.
Desk places(int count, Duration horizon, Duration warm_up, double hazard) {
  Desk desk(horizon, warm_up);
  desk.tier("T1", count, exactly(kMinute)).cases_at("call", {});
  desk.model().shifts = {{"monday", {{{}, kHour}}}};
  desk.model().attrition.emplace();
  desk.last_group().rotation = Rotation{{"monday", "", "", "", "", "", "", ""}, kWeek};
  desk.last_group().attrition = per_year(hazard);
  desk.last_group().hiring.emplace();
  desk.last_group().hiring->lag = exactly(kSecond);
  return desk;
}

struct Ratio {
  std::string name;
  Q numerator;
  Q denominator;
  double value;
};

void expect_known(const Desk& desk, std::uint32_t replications, const std::vector<Ratio>& known) {
  const Plan plan = desk.plan();
  std::vector<Observations> runs;
  for (std::uint32_t r = 0; r < replications; ++r) {
    runs.push_back(tiermix::replicate(plan, {20260105, r}));
    runs.back().drop_intervals();
    runs.back().drop_months();
  }
  for (const Ratio& k : known) {
    RatioSums sums;
    for (const Observations& o : runs) {
      sums.add(o.total(0, k.numerator), o.total(0, k.denominator));
    }
    const Estimate e = sums.estimate(0.999, 1.0);
    const std::string what = k.name + ": " + std::to_string(k.value) + " against " +
                             std::to_string(e.mean) + " +/- " + std::to_string(e.half_width);
    EXPECT_TRUE(e.lower <= k.value && k.value <= e.upper) << what;
    EXPECT_LT(e.half_width, 0.01 * k.value) << what;
  }
}

// Alternating renewal: productive at a hazard of 35 % in 52 weeks, vacant for 9 weeks, trained for
// 6. Of 40 places 36.3318777293 are productive, 2.20087336245 vacant, 1.4672489083 in training.
TEST(PeopleTheory, ProductiveHeadsUnderHiringLagAndOnboarding) {
  Desk desk = places(400, 1600 * kWeek, 100 * kWeek, 0.35);
  desk.last_group().hiring->lag = exactly(9 * kWeek);
  desk.last_group().hiring->onboarding = 6 * kWeek;
  constexpr double kLeaversPerYear = 12.7161572052 / 40.0;
  const double per_us = kLeaversPerYear / (52.0 * static_cast<double>(kWeek.us));
  expect_known(desk,
               40,
               {{"productive", Q::learning_time, Q::place_time, 36.3318777293 / 40.0},
                {"vacant", Q::vacant_time, Q::place_time, 2.20087336245 / 40.0},
                {"leavers", Q::leavers, Q::place_time, per_us}});
}

// Handle times 1 + 0.8 exp(-t / 10 weeks) times the proficient ones, a hazard of 40 % in 52 weeks,
// everybody replaced at once. The tenure of those there at the start is stationary, so no warm-up
// is needed.
TEST(PeopleTheory, HandleTimesUnderLearningAndTurnover) {
  Desk desk = places(400, 400 * kWeek, {}, 0.4);
  std::vector<Shift::Span> days;
  for (int day = 0; day < 7; ++day) {
    days.push_back({day * kDay, day * kDay + kHour});
  }
  desk.model().shifts = {{"daily", days}};
  desk.last_group().rotation.reset();
  desk.last_group().shift = "daily";
  LearningCurve ramp;
  ramp.name = "ramp";
  ramp.scale = in_seconds(10 * kWeek);
  ramp.handle_time_from = 1.8;
  desk.model().learning_curves = {ramp};
  desk.last_group().learning = "ramp";
  expect_known(desk, 4, {{"pace", Q::pace_time, Q::learning_time, 1.05714285714}});
}

// With a constant hazard the tenure of those there is exponential at every instant.
TEST(PeopleTheory, TenureUnderAConstantHazard) {
  const Desk desk = places(400, 400 * kWeek, {}, 4.0);
  expect_known(desk, 30, {{"tenure, weeks", Q::tenure_time, Q::learning_time, 13.0}});
}

// Headcount without replacement within the run: exp(-hazard t), its mean over 2 years.
TEST(PeopleTheory, AGroupThatNobodyJoinsDecaysByItsHazard) {
  Desk desk = places(2000, 104 * kWeek, {}, 0.5);
  desk.last_group().hiring->lag = exactly(200 * kWeek);
  expect_known(desk, 30, {{"filled", Q::learning_time, Q::place_time, 1.0 - std::exp(-1.0)}});
}

}  // namespace
}  // namespace tiermix::testing
