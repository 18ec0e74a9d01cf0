// Exact results of retrial queues, of Erlang A with redial and of batch arrivals (shared cases
// RE-01, RE-03 and LQ-10): inside the 99.9 % interval, its half-width below 1 % of the value.

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix::testing {
namespace {

struct Known {
  std::string measure;
  double value = 0.0;
};

void expect_known(const Desk& desk, std::uint32_t replications, const std::vector<Known>& known) {
  Design design;
  design.seed = 20260105;
  design.replications = replications;
  design.level = 0.999;
  const Outcome outcome = run(desk.plan(), design);
  for (const Known& k : known) {
    const auto measure = static_cast<std::size_t>(find_measure(k.measure));
    const auto found = std::ranges::find_if(outcome.estimates, [measure](const MeasureEstimate& e) {
      return e.measure == measure && e.scope == ScopeLayout::all();
    });
    ASSERT_NE(found, outcome.estimates.end()) << k.measure;
    const Estimate& e = found->estimate;
    const std::string what = k.measure + ": " + std::to_string(k.value) + " against " +
                             std::to_string(e.mean) + " +/- " + std::to_string(e.half_width);
    EXPECT_TRUE(e.lower <= k.value && k.value <= e.upper) << what;
    EXPECT_LT(e.half_width, 0.01 * k.value) << what;
  }
}

// Falin and Templeton 1997: who finds the rep busy calls again after exponential 30 min, for ever.
// Customers in orbit rho (lambda + nu rho) / (nu (1 - rho)); occupancy rho.
TEST(Callers, RetrialQueueWithoutWaitingRoom) {
  Desk desk(80 * kWeek, kWeek);
  desk.tier("desk", 1, exponential(12 * kMinute)).cases("call", 3.0);
  desk.last_tier().queue_capacity = 0;
  desk.last_class().redial = Redial{1.0, exponential(30 * kMinute), {}};
  expect_known(desk,
               96,
               {{"occupancy", 0.6},
                {"pending_cases", 3.15},
                {"calls_per_case", 3.1},
                {"time_to_resolve", (63.0 + 12.0) / 60.0}});
}

// The chain of cases at the desk and in orbit, solved numerically.
TEST(Callers, ErlangAWithRedial) {
  Desk desk(40 * kWeek, kWeek);
  desk.tier("desk", 5, exponential(10 * kMinute)).cases("call", 28.0);
  desk.last_class().patience = Patience{exponential(6 * kMinute)};
  desk.last_class().redial = Redial{0.6, exponential(kHour), {}};
  expect_known(desk,
               64,
               {{"calls_per_case", 32.5710624746 / 28.0},
                {"abandonment_rate", 0.233902024645},
                {"lost_rate", 0.108834820824},
                {"pending_cases", 4.5710624746},
                {"occupancy", 0.831754167231},
                {"wait", 84.2047288724 / 60.0}});
}

// Events 1.2 an hour, each of a geometric number of cases with mean 2.
// L = rho (1 + E[X^2] / E[X]) / (2 (1 - rho)), rho = 0.4.
TEST(Callers, BatchArrivalsAtOneRep) {
  Desk desk(80 * kWeek, kWeek);
  desk.tier("desk", 1, exponential(10 * kMinute)).cases("case", 2.4);
  desk.last_class().arrivals.batch_mean = 2.0;
  expect_known(desk,
               160,
               {{"occupancy", 0.4},
                {"backlog", 4.0 / 3.0},
                {"time_to_resolve", 33.3333333333 / 60.0},
                {"wait", 23.3333333333}});
}

}  // namespace
}  // namespace tiermix::testing
