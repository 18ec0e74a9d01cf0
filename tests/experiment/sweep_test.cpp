#include "engine/experiment/sweep.hpp"

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "engine/tally/measure.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

constexpr double kCallsPerHour = 20.0;

// M/M/c: calls that wait as long as it takes.
Plan waiting_line(std::size_t reps) {
  Desk desk(15 * kDay, kDay);
  desk.tier("T1", static_cast<int>(reps), exponential(12 * kMinute)).cases("call", kCallsPerHour);
  return desk.plan();
}

std::size_t measure_named(const char* name) { return static_cast<std::size_t>(find_measure(name)); }

SweepDesign sweep_design(std::uint32_t replications, int threads) {
  SweepDesign d;
  d.run.seed = 11;
  d.run.replications = replications;
  d.run.threads = threads;
  d.chosen = {{.measure = measure_named("wait"), .scope = 0},
              {.measure = measure_named("cost_per_case"), .scope = 1 + 1}};
  return d;
}

std::vector<SweptPoint> swept(const std::vector<std::size_t>& points, const SweepDesign& d) {
  std::vector<SweptPoint> all(points.empty() ? 0 : points.back() + 1);
  const bool complete = sweep(
      points,
      [](std::size_t point) { return waiting_line(5 + point); },
      d,
      [&](std::size_t point, SweptPoint&& result) { all[point] = std::move(result); });
  EXPECT_TRUE(complete);
  return all;
}

std::vector<std::size_t> first(std::size_t count) {
  std::vector<std::size_t> points(count);
  std::iota(points.begin(), points.end(), std::size_t{0});
  return points;
}

void expect_same(const SweptPoint& a, const SweptPoint& b) {
  EXPECT_EQ(a.digest, b.digest);
  EXPECT_EQ(a.replications, b.replications);
  ASSERT_EQ(a.effects.size(), b.effects.size());
  for (std::size_t i = 0; i < a.effects.size(); ++i) {
    EXPECT_EQ(a.effects[i].effects, b.effects[i].effects);
  }
}

TEST(Sweep, OneTwoAndSevenThreadsGiveTheSameBits) {
  const std::vector<SweptPoint> one = swept(first(4), sweep_design(5, 1));
  for (const int threads : {2, 7}) {
    const std::vector<SweptPoint> more = swept(first(4), sweep_design(5, threads));
    for (std::size_t i = 0; i < one.size(); ++i) {
      expect_same(one[i], more[i]);
    }
  }
}

TEST(Sweep, APointIsWhatARunOfItIs) {
  const SweptPoint point = swept({2}, sweep_design(6, 2))[2];
  Design alone = sweep_design(6, 1).run;
  const Outcome outcome = run(waiting_line(7), alone);
  EXPECT_EQ(point.digest, outcome.digest);
  ASSERT_EQ(point.estimates.size(), outcome.estimates.size());
  for (std::size_t i = 0; i < point.estimates.size(); ++i) {
    EXPECT_EQ(point.estimates[i].measure, outcome.estimates[i].measure);
    EXPECT_TRUE(point.estimates[i].estimate.mean == outcome.estimates[i].estimate.mean ||
                std::isnan(point.estimates[i].estimate.mean));
  }
}

TEST(Sweep, UnderAPrecisionEachPointTakesWhatARunWouldTake) {
  SweepDesign precise = sweep_design(10, 2);
  precise.run.precision = 0.05;
  precise.run.precise = {measure_named("wait")};
  const std::vector<SweptPoint> points = swept(first(2), precise);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Outcome outcome = run(waiting_line(5 + i), precise.run);
    EXPECT_EQ(points[i].replications, outcome.replications.size());
    EXPECT_EQ(points[i].digest, outcome.digest);
    EXPECT_EQ(points[i].precise, outcome.precision_reached);
  }
}

TEST(Sweep, StoppedItHandsOverWholePointsOnly) {
  std::vector<std::size_t> finished;
  const bool complete = sweep(
      first(5),
      [](std::size_t point) { return waiting_line(5 + point); },
      sweep_design(4, 1),
      [&](std::size_t point, SweptPoint&& result) {
        EXPECT_EQ(result.replications, 4U);
        finished.push_back(point);
      },
      [](const Progress& progress) { return progress.done < 10; });
  EXPECT_FALSE(complete);
  EXPECT_EQ(finished, (std::vector<std::size_t>{0, 1}));
}

// Such as a journal on a full disk: nobody waits for what never comes, and nothing is taken twice.
TEST(Sweep, AnObserverThatThrowsEndsItOnce) {
  for (int time = 0; time < 20; ++time) {
    int taken = 0;
    const auto take = [&taken](std::size_t /*point*/, SweptPoint&& /*result*/) {
      ++taken;
      throw std::runtime_error("disk full");
    };
    EXPECT_THROW(static_cast<void>(sweep(
                     first(8),
                     [](std::size_t point) { return waiting_line(5 + point); },
                     sweep_design(3, 7),
                     take)),
                 std::runtime_error);
    EXPECT_EQ(taken, 1);
  }
}

// Erlang C: the probability of waiting from the loss formula, and the mean wait from it.
double erlang_c_wait_minutes(int servers, double per_hour, double service_minutes) {
  const double load = per_hour * service_minutes / 60.0;
  double blocking = 1.0;
  for (int i = 1; i <= servers; ++i) {
    blocking = load * blocking / (i + load * blocking);
  }
  const double waits = servers * blocking / (servers - load * (1.0 - blocking));
  return waits * service_minutes / (servers - load);
}

TEST(Sweep, OverStaffingFollowsErlangC) {
  SweepDesign many = sweep_design(60, 0);
  many.run.level = 0.999;
  const std::vector<SweptPoint> points = swept(first(5), many);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const int servers = 5 + static_cast<int>(i);
    const double exact = erlang_c_wait_minutes(servers, kCallsPerHour, 12.0);
    for (const MeasureEstimate& e : points[i].estimates) {
      if (e.measure == measure_named("wait") && e.scope == ScopeLayout::all()) {
        EXPECT_LT(e.estimate.lower, exact) << servers;
        EXPECT_GT(e.estimate.upper, exact) << servers;
        EXPECT_LT(e.estimate.half_width, 0.15 * exact) << servers;
      }
    }
  }
}

}  // namespace
}  // namespace tiermix
