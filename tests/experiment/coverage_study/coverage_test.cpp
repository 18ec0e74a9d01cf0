// How often do the intervals hold the truth? A thousand experiments of 30 replications each, on
// models whose figures are known exactly.

#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/plan/batches.hpp"
#include "engine/experiment/arrival_control.hpp"
#include "engine/experiment/infer.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

constexpr std::uint32_t kExperiments = 1000;
constexpr std::uint32_t kReplications = 30;

struct Truth {
  const char* measure;
  double value;
};

// What a thousand experiments may leave between them. Student intervals of skewed totals, such as
// waits, cover up to a point less than they say with 30 replications, so the bounds are those of
// chance (a binomial count, 1 % error) and one point more.
struct Band {
  double low;
  double high;
};
Band acceptance(double level) {
  const double mean = kExperiments * level;
  const double slack = 2.576 * std::sqrt(mean * (1.0 - level)) + 0.01 * kExperiments;
  return {mean - slack, mean + slack};
}

std::vector<Observations> independent(const Plan& plan, std::uint32_t experiment) {
  std::vector<Observations> replications;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    replications.push_back(replicate(plan, {1000 + experiment, r}));
  }
  return replications;
}

std::vector<Observations> batches(const Plan& plan, std::uint32_t experiment) {
  const Observations whole = replicate(plan, {1000 + experiment, 0});
  std::vector<Observations> parts;
  for (std::size_t b = 0; b < plan.batch_starts.size(); ++b) {
    parts.push_back(whole.batch(b));
  }
  return parts;
}

void study(const Plan& plan, const std::vector<Truth>& truths, const ArrivalControl& control = {}) {
  const std::array levels{0.90, 0.95, 0.99};
  std::vector<std::array<int, 3>> covered(truths.size());
  for (std::uint32_t e = 0; e < kExperiments; ++e) {
    const std::vector<Observations> replications =
        plan.batch_starts.empty() ? independent(plan, e) : batches(plan, e);
    for (std::size_t i = 0; i < truths.size(); ++i) {
      const auto measure = static_cast<std::size_t>(find_measure(truths[i].measure));
      for (std::size_t l = 0; l < levels.size(); ++l) {
        const Estimate estimate = estimate_measure(replications, measure, 0, levels[l], control);
        covered[i][l] +=
            estimate.lower <= truths[i].value && truths[i].value <= estimate.upper ? 1 : 0;
      }
    }
  }
  for (std::size_t i = 0; i < truths.size(); ++i) {
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const Band band = acceptance(levels[l]);
      std::printf("| %s | %.0f %% | %.1f %% |\n",
                  truths[i].measure,
                  100.0 * levels[l],
                  covered[i][l] * 100.0 / kExperiments);
      EXPECT_GE(covered[i][l], band.low) << truths[i].measure << " at " << levels[l];
      EXPECT_LE(covered[i][l], band.high) << truths[i].measure << " at " << levels[l];
    }
  }
}

// A day of eight hours from empty, arrivals stop, those waiting are served: 4.2 calls a minute of
// 2 minutes for 12 reps. Exact values by the forward equations.
TEST(Coverage, OfRatiosAndTotalsOfADayFromEmpty) {
  Desk desk(8 * kHour);
  desk.tier("T1", 12, exponential(2 * kMinute)).cases("call", 252.0);
  desk.model().time.drain = Drain::arrivals_stop;
  study(desk.plan(),
        {{"service_level", 0.900432409281},
         {"speed_of_answer", 0.100680741018},
         {"occupancy", 0.696934349489},
         {"cases_created", 2016.0}});
}

// The same day corrected by the number of arrivals.
TEST(Coverage, OfRatiosCorrectedByArrivals) {
  Desk desk(8 * kHour);
  desk.tier("T1", 12, exponential(2 * kMinute)).cases("call", 252.0);
  desk.model().time.drain = Drain::arrivals_stop;
  const Plan plan = desk.plan();
  study(plan,
        {{"service_level", 0.900432409281},
         {"speed_of_answer", 0.100680741018},
         {"occupancy", 0.696934349489}},
        ArrivalControl(plan));
}

// A busyness of 30 % moves all of them; nobody waits, so their means are known: 60 Erlang on 400
// reps, half an hour each, 36 an hour and rep over 120 cases an hour.
TEST(Coverage, OfRatiosCorrectedByArrivalsOnDaysOfDifferentBusyness) {
  Desk desk(10 * kDay, 8 * kHour);
  desk.tier("T1", 400, exponential(30 * kMinute)).cases("call", 120.0);
  desk.last_class().arrivals.busyness_cv = 0.3;
  const Plan plan = desk.plan();
  study(plan, {{"time_to_resolve", 0.5}, {"handle_cost_per_case", 18.0}}, ArrivalControl(plan));
}

// Nobody waits, so the time to resolve is the handle time.
TEST(Coverage, OfQuantiles) {
  Desk desk(8 * kHour);
  desk.tier("T1", 400, exponential(30 * kMinute)).cases("call", 120.0);
  desk.last_class().arrivals.busyness_cv = 0.3;
  study(desk.plan(),
        {{"time_to_resolve_p50", 0.5 * std::log(2.0)},
         {"time_to_resolve_p90", 0.5 * std::log(10.0)},
         {"time_to_resolve", 0.5}});
}

// Long runs in 30 batches of a week, from empty, with a warm-up of a week.
Plan in_batches(Desk& desk) {
  desk.model().time.horizon = 31 * kWeek;
  desk.model().time.warm_up = kWeek;
  Plan plan = desk.plan();
  cut_into_batches(plan, kReplications);
  return plan;
}

// 02-patience.toml: M/M/50+M, an hour each, 52 calls an hour whose patience is two hours. Exact
// values by the steady state (tests/theory).
TEST(Coverage, OfBatchesOfADeskWithPatience) {
  Desk desk(kWeek);
  desk.tier("T1", 50, exponential(kHour)).cases("call", 52.0);
  desk.last_class().patience = Patience{exponential(2 * kHour)};
  study(in_batches(desk),
        {{"abandonment_rate", 0.066440187367},
         {"wait", 60.0 * 0.132880374731},
         {"occupancy", 0.970902205140}});
}

// M/M/1 at 80 %: 120 calls an hour of 24 s. Wait 96 s, its 90 % quantile -ln(0.1 / 0.8) / (30 an
// hour).
TEST(Coverage, OfBatchesOfASingleQueue) {
  Desk desk(kWeek);
  desk.tier("T1", 1, exponential(from_seconds(24.0))).cases("call", 120.0);
  study(in_batches(desk),
        {{"speed_of_answer", 96.0 / 60.0},
         {"wait_p90", 60.0 * std::log(8.0) / 30.0},
         {"occupancy", 0.8}});
}

// Every session asks the customer with 50 %, who answers after a day on average: much of a batch is
// left over at its end. Nobody waits, so two sessions of half an hour and one day, on average.
TEST(Coverage, OfBatchesWithWorkLeftOver) {
  Desk desk(kWeek);
  desk.tier("T1", 60, exponential(30 * kMinute)).cases("mail", 12.0);
  desk.last_tier().pending = {0.5, exponential(kDay)};
  study(in_batches(desk), {{"time_to_resolve", 25.0}, {"sessions_per_case", 2.0}});
}

}  // namespace
}  // namespace tiermix
