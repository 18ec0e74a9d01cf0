#include "engine/experiment/goal_samples.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"
#include "engine/experiment/optimise_sample.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

std::vector<SampledGoal> chosen() {
  const auto measure = [](const char* name) {
    return SampledGoal{
        .chosen = {.measure = static_cast<std::size_t>(find_measure(name)), .scope = 0}};
  };
  return {measure("cost_per_case"), measure("service_level"), measure("time_to_resolve_p90")};
}

Plan plan() {
  Desk desk(8 * kDay, kDay);
  desk.tier("T1", 4, exponential(12 * kMinute)).cases("call", 12.0);
  return desk.plan();
}

GoalSamples samples_of(std::uint32_t first, std::uint32_t count) {
  const std::vector<SampleRequest> requests{{.point = {3}, .first = first, .count = count}};
  const Plan own = plan();
  const std::vector<const Plan*> plans{&own};
  return sample(requests, plans, chosen(), 5, 1).value().front();
}

TEST(GoalSamples, OfTwoPartsAreThoseOfTheWhole) {
  GoalSamples parts = samples_of(0, 3);
  parts.append(samples_of(3, 4));
  EXPECT_TRUE(parts == samples_of(0, 7));
}

TEST(GoalSamples, ComeBackFromTheirBytes) {
  GoalSamples samples = samples_of(0, 4);
  samples.overload = 0.25;
  const std::string bytes = to_bytes(samples);
  std::string_view left = bytes;
  GoalSamples read;
  ASSERT_TRUE(from_bytes(left, read));
  EXPECT_TRUE(left.empty());
  EXPECT_TRUE(read == samples);
}

TEST(GoalSamples, AreNotReadFromBytesThatWereCutOff) {
  const std::string bytes = to_bytes(samples_of(0, 2));
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    std::string_view left = std::string_view(bytes).substr(0, size);
    GoalSamples read;
    EXPECT_FALSE(from_bytes(left, read)) << size;
  }
}

TEST(GoalSamples, GiveTheEstimatesOfARunOfTheSameReplications) {
  const Plan desk = plan();
  Design design;
  design.seed = 5;
  design.replications = 6;
  design.threads = 1;
  const Outcome outcome = run(desk, design);
  const GoalSamples samples = samples_of(0, 6);
  for (std::size_t g = 0; g < chosen().size(); ++g) {
    const Measure& measure = measures()[chosen()[g].chosen.measure];
    const Estimate own = estimate_of(influences_of(samples.goals[g], measure, 6), design.level);
    const auto same = [g](const MeasureEstimate& e) {
      return e.measure == chosen()[g].chosen.measure && e.scope == chosen()[g].chosen.scope;
    };
    const Estimate whole = std::ranges::find_if(outcome.estimates, same)->estimate;
    EXPECT_DOUBLE_EQ(own.mean, whole.mean) << measure.name;
    EXPECT_NEAR(own.half_width, whole.half_width, 1e-9 * whole.half_width) << measure.name;
  }
}

}  // namespace
}  // namespace tiermix
