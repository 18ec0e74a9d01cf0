#include "engine/experiment/aims.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/estimate/erlang.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;

Aim aim(const char* measure, bool at_least, double value, std::size_t scope = 0) {
  return {.measure = static_cast<std::size_t>(find_measure(measure)),
          .scope = scope,
          .at_least = at_least,
          .value = value};
}

Estimate between(double lower, double upper) {
  return {.mean = (lower + upper) / 2.0,
          .half_width = (upper - lower) / 2.0,
          .lower = lower,
          .upper = upper,
          .replications = 30};
}

TEST(VerdictOn, IsThatOfTheWholeInterval) {
  const Aim least = aim("service_level", true, 0.8);
  EXPECT_EQ(verdict_on(least, between(0.8, 0.84)), Verdict::met);
  EXPECT_EQ(verdict_on(least, between(0.7, 0.79)), Verdict::missed);
  EXPECT_EQ(verdict_on(least, between(0.79, 0.81)), Verdict::undecided);
  const Aim most = aim("occupancy", false, 0.85);
  EXPECT_EQ(verdict_on(most, between(0.8, 0.85)), Verdict::met);
  EXPECT_EQ(verdict_on(most, between(0.86, 0.9)), Verdict::missed);
  EXPECT_EQ(verdict_on(most, between(0.84, 0.86)), Verdict::undecided);
}

TEST(VerdictOn, NeedsAnIntervalAndAValue) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  const Aim least = aim("service_level", true, 0.8);
  EXPECT_EQ(verdict_on(least, {.mean = 0.9, .half_width = kInfinite}), Verdict::undecided);
  EXPECT_EQ(verdict_on(least, {.mean = kNothing, .half_width = 0.0}), Verdict::undecided);
  EXPECT_EQ(verdict_on(least, between(0.8, 0.8)), Verdict::met) << "an exact value is decided";
}

TEST(ShortOfDecision, IsHowMuchTooWideTheIntervalIs) {
  const Aim least = aim("service_level", true, 0.8);
  EXPECT_EQ(short_of_decision(least, between(0.9, 0.95)), 1.0);
  EXPECT_NEAR(short_of_decision(least, between(0.75, 0.87)), 6.0, 1e-9);
  EXPECT_TRUE(std::isinf(short_of_decision(least, between(0.75, 0.85))));
}

// Answered within a minute: both calls of the first day, one of two on the second, nobody calls on
// the third, one of four on the fourth.
Desk four_days(Duration warm_up = {}) {
  Desk desk(4 * kDay, warm_up);
  desk.tier("T1", 1, exactly(10 * kMinute));
  desk.cases_at("call", {60, 120, 1500, 1505, 4400, 4401, 4402, 4403});
  desk.last_class().answer_target = kMinute;
  desk.model().time.interval = 30 * kMinute;
  return desk;
}

TEST(ShareOfDays, CountsTheDaysWithVolumeOnWhichTheTargetHolds) {
  const Desk desk = four_days();
  const Observations o = desk.replicate();
  const auto share = [&](double value) {
    return share_of_days(desk.plan(), o, aim("service_level", true, value)).value_or(-1.0);
  };
  EXPECT_DOUBLE_EQ(share(0.8), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(share(0.5), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(share(0.2), 1.0);
  EXPECT_DOUBLE_EQ(share_of_days(desk.plan(), o, aim("service_level", true, 0.5, 1)).value_or(-1.0),
                   2.0 / 3.0);
}

TEST(ShareOfDays, LooksAtTheMeasuredWindowAlone) {
  const Desk desk = four_days(kDay);
  const Observations o = desk.replicate();
  const Aim half = aim("service_level", true, 0.5);
  EXPECT_DOUBLE_EQ(share_of_days(desk.plan(), o, half).value_or(-1.0), 1.0 / 2.0);
  const Desk late = four_days(4 * kDay - kHour);
  EXPECT_TRUE(std::isnan(share_of_days(late.plan(), late.replicate(), half).value_or(-1.0)));
}

// Session minutes a day: 20, 20, 0, 40 of 1440.
TEST(ShareOfDays, IsOfTimesAndMeansAsWell) {
  const Desk desk = four_days();
  const Observations o = desk.replicate();
  const auto share = [&](const Aim& one) {
    return share_of_days(desk.plan(), o, one).value_or(-1.0);
  };
  EXPECT_DOUBLE_EQ(share(aim("occupancy", false, 20.0 / 1440.0 + 1e-9)), 3.0 / 4.0);
  EXPECT_DOUBLE_EQ(share(aim("occupancy", false, 0.01, 2)), 1.0 / 4.0);
  // Waits: 0, 0; 0, 5; 0, 9, 18, 27.
  EXPECT_DOUBLE_EQ(share(aim("wait", false, 3.0)), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(share(aim("first_contact_resolution", true, 1.0)), 1.0);
  EXPECT_DOUBLE_EQ(share(aim("abandonment_rate", false, 0.05)), 1.0);
}

TEST(ShareOfDays, IsAbsentWhereADayHasNoSuchValue) {
  const Desk desk = four_days();
  const Observations o = desk.replicate();
  for (const char* measure : {"cost_per_case", "wait_p90", "cases_created", "reopen_rate"}) {
    EXPECT_FALSE(share_of_days(desk.plan(), o, aim(measure, true, 1.0))) << measure;
  }
}

TEST(VerdictOnAll, IsMetWhereEachIsAndMissedWhereOneIs) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  const Aim least = aim("service_level", true, 0.8);
  const Estimate good = between(0.85, 0.9);
  const Estimate open = between(0.75, 0.9);
  const Estimate bad = between(0.6, 0.7);
  const Estimate none{.mean = kNothing, .half_width = kNothing};
  const auto all = [&](const std::vector<Estimate>& parts) { return verdict_on_all(least, parts); };

  EXPECT_EQ(all({good, good}), Verdict::met);
  EXPECT_EQ(all({good, open}), Verdict::undecided);
  EXPECT_EQ(all({open, bad, good}), Verdict::missed);
  EXPECT_EQ(all({none, good}), Verdict::met) << "nobody called in one";
  EXPECT_EQ(all({none, none}), Verdict::undecided);
  EXPECT_EQ(deciding_part(least, std::vector{good, open, bad}), 2U);
  EXPECT_EQ(deciding_part(least, std::vector{good, between(0.82, 0.84), none}), 1U);
}

// 5 and 2.5 Erlang in turn, for twelve hours each; sessions of a minute forget the change within
// the hours that the windows leave out. Erlang C is exact there.
TEST(RunWithAims, HasTheServiceLevelOfEachPartOfTheDay) {
  Desk desk(2 * kWeek);
  desk.tier("T1", 7, exponential(kMinute)).cases("call", 225.0);
  desk.model().profiles = {{"days", std::vector<double>(168, 1.0)}};
  for (std::size_t h = 0; h < 168; ++h) {
    desk.model().profiles[0].weights[h] = h % 24 < 12 ? 2.0 / 3.0 : 4.0 / 3.0;
  }
  desk.last_class().arrivals.profile = "days";
  desk.last_class().answer_target = 20 * kSecond;
  const auto part = [](int from, int to) {
    TargetWindow window;
    window.from = static_cast<std::int64_t>(from) * kHour;
    window.to = static_cast<std::int64_t>(to) * kHour;
    return Target{
        .measure = "service_level", .scope = "all", .value = 0.8, .text = "", .window = window};
  };
  TargetWindow hours;
  hours.every = kHour;
  Target each = part(0, 24);
  each.window = hours;
  desk.model().targets = {part(2, 12), part(14, 24), each};
  const Plan plan = desk.plan();
  Design design;
  design.replications = 40;
  design.windows = windows_of(desk.model(), plan);
  for (std::size_t w = 0; w < 3; ++w) {
    design.aims.push_back(aim("service_level", true, 0.9));
    design.aims.back().window = w;
  }
  const Outcome outcome = run(plan, design);
  const auto exact = [](double per_hour) {
    return answered_within(
        {.arrivals = per_hour / 3600.0, .handle_time = 60.0, .patience = {}}, 7, 20.0);
  };
  ASSERT_EQ(outcome.aims.size(), 3U);
  EXPECT_NEAR(outcome.aims[0].estimate.mean, exact(150.0), 0.002);
  EXPECT_NEAR(outcome.aims[1].estimate.mean, exact(300.0), 0.01);
  EXPECT_EQ(outcome.aims[0].verdict, Verdict::met);
  EXPECT_EQ(outcome.aims[1].verdict, Verdict::missed);
  EXPECT_EQ(outcome.aims[1].interval, "14:00-24:00");
  EXPECT_EQ(outcome.aims[1].over_the_horizon.mean, 0.0);
  EXPECT_FALSE(outcome.aims[1].on_a_day);
  // Of every hour one of the afternoon decides, with the interval of 24 that hold together.
  EXPECT_EQ(outcome.aims[2].intervals, 24U);
  EXPECT_EQ(outcome.aims[2].verdict, Verdict::missed);
  EXPECT_GT(outcome.aims[2].interval, "12:00");
  EXPECT_LE(outcome.aims[2].estimate.mean, outcome.aims[1].estimate.mean + 1e-12);
  EXPECT_NEAR(outcome.aims[2].estimate.level, 1.0 - 0.05 / 24.0, 1e-12);
}

Plan busy_desk() {
  Desk desk(5 * kDay);
  desk.tier("T1", 6, exponential(10 * kMinute)).cases("call", 26.0);
  return desk.plan();
}

Outcome judged(const std::vector<Aim>& aims, std::uint32_t replications) {
  Design design;
  design.replications = replications;
  design.aims = aims;
  return run(busy_desk(), design);
}

TEST(RunWithAims, JudgesEveryTarget) {
  const Outcome outcome = judged({aim("service_level", true, 0.05),
                                  aim("occupancy", false, 0.1),
                                  aim("cost_per_case", false, 1e9)},
                                 20);
  ASSERT_EQ(outcome.aims.size(), 3U);
  EXPECT_EQ(outcome.aims[0].verdict, Verdict::met);
  EXPECT_EQ(outcome.aims[0].over_the_horizon.mean, 1.0);
  EXPECT_LT(outcome.aims[0].over_the_horizon.lower, 0.9) << "20 runs prove no certainty";
  EXPECT_EQ(outcome.aims[0].on_a_day->mean, 1.0);
  EXPECT_LT(outcome.aims[0].on_a_day->lower, 1.0);
  EXPECT_EQ(outcome.aims[1].verdict, Verdict::missed);
  EXPECT_EQ(outcome.aims[1].over_the_horizon.mean, 0.0);
  EXPECT_FALSE(outcome.aims[2].on_a_day);
}

TEST(RunWithAims, ADayIsLessCertainThanTheWeek) {
  const Outcome outcome = judged({aim("service_level", true, 0.5)}, 40);
  const double day = outcome.aims[0].on_a_day->mean;
  EXPECT_GT(day, 0.3);
  EXPECT_LT(day, outcome.aims[0].over_the_horizon.mean);
}

TEST(RunUntilDecided, GoesOnWhileAnIntervalHoldsTheTarget) {
  const double level = judged({aim("service_level", true, 0.5)}, 400).aims[0].estimate.mean;
  Design design;
  design.aims = {aim("service_level", true, level - 0.01)};
  const Outcome few = run(busy_desk(), design);
  EXPECT_EQ(few.aims[0].verdict, Verdict::undecided);
  design.until_decided = true;
  const Outcome enough = run(busy_desk(), design);
  EXPECT_NE(enough.aims[0].verdict, Verdict::undecided);
  EXPECT_GT(enough.replications.size(), 30U);
  EXPECT_TRUE(enough.precision_reached);
}

TEST(RunUntilDecided, SaysWhenTheBudgetEndsBefore) {
  Design design;
  design.aims = {aim("cases_created", true, 26.0 * 120.0)};  // the very mean
  design.until_decided = true;
  design.max_replications = 40;
  const Outcome outcome = run(busy_desk(), design);
  EXPECT_EQ(outcome.replications.size(), 40U);
  EXPECT_FALSE(outcome.precision_reached);
}

// The mean share of days of 400 experiments of 30 replications holds the truth as often as it says.
// Days are independent here: empty at midnight, since nobody calls in the night.
TEST(OnADay, CoversAboutAsOftenAsItSays) {
  Desk desk(4 * kDay);
  desk.tier("T1", 2, exponential(5 * kMinute)).cases("call", 1.5);
  desk.model().profiles = {{"days", std::vector<double>(168, 0.0)}};
  for (std::size_t h = 0; h < 168; ++h) {
    desk.model().profiles[0].weights[h] = h % 24 >= 9 && h % 24 < 12 ? 8.0 : 0.0;
  }
  desk.last_class().arrivals.profile = "days";
  const Plan plan = desk.plan();
  const Aim wanted = aim("service_level", true, 0.75);
  const auto shares_from = [&](std::uint64_t seed, std::uint32_t count) {
    std::vector<double> shares;
    for (std::uint32_t r = 0; r < count; ++r) {
      shares.push_back(share_of_days(plan, replicate(plan, {seed, r}), wanted).value_or(-1.0));
    }
    return shares;
  };
  const double truth = estimate_mean(shares_from(7, 10'000), 0.95).mean;
  EXPECT_GT(truth, 0.1);
  EXPECT_LT(truth, 0.9);
  int covered = 0;
  for (std::uint64_t e = 0; e < 400; ++e) {
    const Estimate one = estimate_mean(shares_from(1000 + e, 30), 0.95);
    covered += one.lower <= truth && truth <= one.upper ? 1 : 0;
  }
  EXPECT_GE(covered, 365);  // 380 less 2.576 sd and 1 point
  EXPECT_LE(covered, 395);
}

}  // namespace
}  // namespace tiermix
