#include "engine/scenario/week_load.hpp"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"
#include "engine/scenario/week_curve.hpp"

namespace tiermix {
namespace {

// 2 Erlang of calls at the first tier around the clock, 1.6 Erlang at the second.
std::string desk(const std::string& patience, int first, int second) {
  return R"(title = "Two tiers"
time = { start = 2026-01-05, horizon = "5 weeks" }
[[case_class]]
name = "call"
arrivals = { per_hour = 12 }
)" + patience +
         R"(
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "10 min" }
resolve = "60%"
escalates_to = "tier2"
[[tier]]
name = "tier2"
handle_time = { law = "exponential", mean = "20 min" }
[[rep_group]]
name = "first"
tier = "tier1"
heads = )" +
         std::to_string(first) + R"(
[[rep_group]]
name = "second"
tier = "tier2"
heads = )" +
         std::to_string(second) + "\n";
}

constexpr const char* kPatient = R"(patience = { law = "exponential", mean = "3 min" })";

double overload(const std::string& text) {
  const Loaded loaded = load_text(text, "desk.toml", ".");
  EXPECT_TRUE(loaded.model);
  return endless_overload(loaded.model.value());
}

TEST(EndlessOverload, IsTheLoadBeyondTheStaffOverTheStaff) {
  EXPECT_EQ(overload(desk("", 3, 2)), 0.0);
  EXPECT_NEAR(overload(desk("", 1, 2)), 1.0, 1e-9);
  EXPECT_NEAR(overload(desk("", 1, 1)), 1.6, 1e-9);
}

TEST(EndlessOverload, CountsALoadThatEqualsTheStaff) { EXPECT_GT(overload(desk("", 2, 2)), 0.0); }

TEST(EndlessOverload, LeavesOutFirstContactsWhoHangUpButNotWhatIsHandedOn) {
  EXPECT_EQ(overload(desk(kPatient, 1, 2)), 0.0);
  EXPECT_NEAR(overload(desk(kPatient, 1, 1)), 0.6, 1e-9);
}

TEST(TierWeeks, HoldTheFlowsOfTheTrafficEquations) {
  const Loaded loaded = load_text(desk("", 3, 2), "desk.toml", ".");
  ASSERT_TRUE(loaded.model);
  const std::vector<TierWeek> weeks = tier_weeks(*loaded.model);
  ASSERT_EQ(weeks.size(), 2U);
  EXPECT_NEAR(mean_of(weeks[0].load), 2.0, 1e-9);
  EXPECT_NEAR(mean_of(weeks[1].load), 1.6, 1e-9);
  EXPECT_NEAR(mean_of(weeks[0].live), 12.0, 1e-9);
  EXPECT_NEAR(mean_of(weeks[1].visits), 4.8, 1e-9);
  EXPECT_EQ(mean_of(weeks[1].live), 0.0);  // who is handed on waits for a call back
}

}  // namespace
}  // namespace tiermix
