// Exact results that need rosters of reps: figures of the literature or of an independent program.

#include <cmath>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix::testing {
namespace {

Estimate estimate_of(const Outcome& outcome, std::string_view measure) {
  const auto index = static_cast<std::size_t>(find_measure(measure));
  for (const MeasureEstimate& e : outcome.estimates) {
    if (e.measure == index && e.scope == ScopeLayout::all()) {
      return e.estimate;
    }
  }
  return {};
}

void expect_exact(const Outcome& outcome, std::string_view measure, double value) {
  const Estimate e = estimate_of(outcome, measure);
  EXPECT_LE(e.lower, value) << measure << " " << e.mean;
  EXPECT_GE(e.upper, value) << measure << " " << e.mean;
  EXPECT_LT(e.half_width, 0.01 * value) << measure;
}

// GS-08: M/M/4 with tasks off the phone (Levy and Yechiali 1976): 9 cases an hour of 15 min, tasks
// of 30 min, begun again and again while nobody waits.
TEST(DutyTheory, TasksOffThePhoneAreVacations) {
  Desk desk(2100 * kHour, 100 * kHour);
  desk.tier("T1", 4, exponential(15 * kMinute)).cases("call", 9.0);
  desk.last_group().off_phone = exponential(30 * kMinute);
  Design design;
  design.seed = 20260105;
  design.replications = 100;
  design.level = 0.999;
  const Outcome outcome = run(desk.plan(), design);
  expect_exact(outcome, "wait", 14.0497212335);
  expect_exact(outcome, "queue_length", 2.10745818503);
  expect_exact(outcome, "occupancy", 0.5625);
}

}  // namespace
}  // namespace tiermix::testing
