// Ratios that are corrected by the number of arrivals.

#include "engine/experiment/arrival_control.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"
#include "engine/experiment/infer.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

Plan busy_plan() {
  Desk desk(2 * kDay, 12 * kHour);
  desk.tier("T1", 12, exponential(5 * kMinute), 0.8).tier("T2", 5, exponential(8 * kMinute));
  desk.cases("call", 60.0).cases("mail", 20.0);
  desk.class_at(0).arrivals.busyness_cv = 0.2;
  return desk.plan();
}

Outcome outcome(const Plan& plan, bool controlled) {
  Design design;
  design.replications = 40;
  design.control_arrivals = controlled;
  return run(plan, design);
}

Estimate estimate_in(const Outcome& outcome, const char* measure, std::size_t scope) {
  for (const MeasureEstimate& e : outcome.estimates) {
    if (e.measure == static_cast<std::size_t>(find_measure(measure)) && e.scope == scope) {
      return e.estimate;
    }
  }
  ADD_FAILURE() << measure;
  return {};
}

TEST(ArrivalControl, MakesTheCostPerCaseThatOfTheExpectedCases) {
  const Plan plan = busy_plan();
  const Outcome controlled = outcome(plan, true);
  const Outcome plain = outcome(plan, false);

  // 17 reps at 36 an hour over 80 cases an hour, whatever came.
  EXPECT_NEAR(estimate_in(controlled, "cost_per_created_case", 0).mean, 17.0 * 36.0 / 80.0, 1e-6);
  EXPECT_LT(estimate_in(controlled, "cost_per_created_case", 0).half_width, 1e-6);
  EXPECT_GT(estimate_in(plain, "cost_per_created_case", 0).half_width, 0.05);
  EXPECT_EQ(controlled.digest, plain.digest);
}

TEST(ArrivalControl, LeavesTotalsAndQuantilesAlone) {
  const Plan plan = busy_plan();
  const Outcome controlled = outcome(plan, true);
  const Outcome plain = outcome(plan, false);

  for (const char* measure : {"cases_created", "wait_p90", "open_at_end"}) {
    EXPECT_EQ(estimate_in(controlled, measure, 0).mean, estimate_in(plain, measure, 0).mean)
        << measure;
    EXPECT_EQ(estimate_in(controlled, measure, 0).half_width,
              estimate_in(plain, measure, 0).half_width)
        << measure;
  }
  const Estimate level = estimate_in(controlled, "service_level", 1);
  EXPECT_NE(level.mean, estimate_in(plain, "service_level", 1).mean);
}

TEST(ArrivalControl, IsTheOwnCountOfAClassAndTheSumElsewhere) {
  const Plan plan = busy_plan();
  const ArrivalControl control(plan);
  std::vector<Observations> replications{replicate(plan, {3, 0}), replicate(plan, {3, 1})};
  const auto at = [&](std::size_t scope) { return control.deviations(replications, scope); };

  EXPECT_NEAR(at(1)[1], replications[1].total(1, Quantity::offered) - 60.0 * 36.0, 1e-9);
  for (const std::size_t scope : {0U, 3U}) {
    EXPECT_NEAR(at(scope)[0], at(1)[0] + at(2)[0], 1e-9);
  }
}

TEST(ArrivalControl, CountsThoseWhomSelfServiceHelps) {
  Desk desk(kDay);
  desk.tier("T1", 3, exponential(kMinute)).cases("call", 60.0);
  SelfService half;
  half.contains.p = 0.5;
  desk.model().self_service = half;
  const Plan plan = desk.plan();
  const std::vector<Observations> replications{replicate(plan, {3, 0})};

  EXPECT_LT(std::abs(ArrivalControl(plan).deviations(replications, 0)[0]), 5.0 * std::sqrt(1440.0));
}

}  // namespace
}  // namespace tiermix
