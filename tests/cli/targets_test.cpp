#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/results/results.hpp"

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;

class TargetsTest : public ProgramTest {
 protected:
  Ran run_with(const std::string& targets, std::vector<std::string> options) {
    write_file("desk.toml", std::string(kSmallDesk) + "\n[targets]\n" + targets);
    options.insert(options.begin(), {"run", "desk.toml", "--force"});
    return run(std::move(options));
  }
};

// One rep is busy about seven hours in ten.
constexpr const char* kMet = "\"occupancy\" = \"<= 90%\"\n";
constexpr const char* kMissed = "\"abandonment_rate.question\" = \"<= 1%\"\n";

TEST_F(TargetsTest, StandOnTheCardWithTheirVerdicts) {
  const Ran ran = run_with(std::string(kMet) + kMissed, {"--replications", "20"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("on a day "));
  EXPECT_THAT(ran.out, HasSubstr("  met "));
  EXPECT_THAT(ran.out, HasSubstr("  missed "));
  const Results results = read("desk.h5");
  ASSERT_EQ(results.targets.size(), 2U);
  EXPECT_EQ(results.targets[0].verdict, "met");
  EXPECT_EQ(results.targets[1].scope, "case.question");
  EXPECT_EQ(results.targets[1].verdict, "missed");
}

TEST_F(TargetsTest, MissedOnesFailTheRunOnlyWhereAsked) {
  EXPECT_EQ(run_with(kMissed, {"--replications", "20"}).status, 0);

  const Ran missed = run_with(kMissed, {"--replications", "20", "--fail-on-miss"});
  EXPECT_EQ(missed.status, 1);
  EXPECT_THAT(missed.err, HasSubstr("target abandonment_rate of case.question"));
  EXPECT_EQ(read("desk.h5").provenance.replications, 20U);

  EXPECT_EQ(run_with(kMet, {"--replications", "20", "--fail-on-miss"}).status, 0);
}

TEST_F(TargetsTest, UndecidedOnesAreSaidAndAreNoMiss) {
  const Ran ran = run_with(kMet, {"--replications", "1", "--fail-on-miss"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.err, HasSubstr("not decided at this precision"));
}

TEST_F(TargetsTest, UntilDecidedEndsWithStatusFourWhereTheBudgetIsSpent) {
  EXPECT_EQ(run_with(kMissed, {"--until-decided"}).status, 0);

  const Ran ran = run_with("\"cases_created\" = \">= 1008\"\n",
                           {"--until-decided", "--max-replications", "40"});
  EXPECT_EQ(ran.status, 4) << "1008 is the very mean";
}

TEST_F(TargetsTest, AreInTheJsonBesideTheirEstimates) {
  const Ran ran = run_with(kMissed, {"--replications", "20", "--json"});
  const nlohmann::json report = nlohmann::json::parse(ran.out);

  int found = 0;
  for (const auto& estimate : report["estimates"]) {
    if (estimate.contains("target")) {
      ++found;
      EXPECT_EQ(estimate["measure"], "abandonment_rate");
      EXPECT_EQ(estimate["scope"], "case.question");
      EXPECT_EQ(estimate["target"]["verdict"], "missed");
    }
  }
  EXPECT_EQ(found, 1);
  EXPECT_EQ(report["targets"].size(), 1U);
}

// Twelve quiet hours and two of rush, in which two reps are too few.
constexpr const char* kRush = R"(title = "Rush"
[time]
start = 2026-01-05
horizon = "4 weeks"
[[profile]]
name = "rush"
hours = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 9, 9, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]
days = [1, 1, 1, 1, 1, 1, 1]
[[case_class]]
name = "call"
channel = "phone"
arrivals = { per_week = 2800, profile = "rush" }
patience = { law = "exponential", mean = "3 min" }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "3 min" }
[[rep_group]]
name = "reps"
tier = "tier1"
heads = 3
loaded_cost = "30 USD/h"
[targets]
)";

TEST_F(TargetsTest, MayBeMetOverTheDayAndMissedInAnHour) {
  write_file(
      "rush.toml",
      std::string(kRush) + "service_level = \">= 75% within 60 s and >= 75% in every hour\"\n");
  const Ran ran = run({"run", "rush.toml", "--replications", "20", "--fail-on-miss"});

  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("target service_level of all >= 75% in every hour: missed in 1"));
  const Results results = read("rush.h5");
  ASSERT_EQ(results.targets.size(), 2U);
  EXPECT_EQ(results.targets[0].verdict, "met");
  EXPECT_TRUE(results.targets[0].is_of_whole_time());
  EXPECT_EQ(results.targets[1].verdict, "missed");
  EXPECT_EQ(results.targets[1].intervals, 24.0);
  EXPECT_THAT(results.targets[1].interval, testing::AnyOf("10:00-11:00", "11:00-12:00"));
  EXPECT_LT(results.targets[1].mean, 0.75);
}

}  // namespace
}  // namespace tiermix
