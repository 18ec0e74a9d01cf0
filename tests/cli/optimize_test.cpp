#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/estimate/erlang.hpp"

#include "tests/cli/program.hpp"
#include "tests/cli/two_tiers.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

namespace fs = std::filesystem;
using Json = nlohmann::json;

// M/M/n around the clock: Erlang C is exact.
constexpr const char* kErlangDesk = R"(title = "Erlang"
[time]
start = 2026-01-05
horizon = "5 weeks"
warm_up = "1 week"
[targets]
service_level = ">= 80% within 20 s"
[[case_class]]
name = "call"
channel = "phone"
arrivals = { per_hour = 60 }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "5 min" }
[[rep_group]]
name = "reps"
tier = "tier1"
heads = 12
loaded_cost = "30 USD/h"
)";

class OptimizeTest : public ProgramTest {
 protected:
  OptimizeTest() {
    write_file("erlang.toml", kErlangDesk);
    write_file("two.toml", kTwoTiers);
  }

  static Json parsed(const Ran& ran) { return Json::parse(ran.out); }
};

TEST_F(OptimizeTest, FindsTheStaffingOfErlangCWhereThatIsExact) {
  for (const std::uint32_t per_hour : {30U, 60U, 100U}) {
    const Ran ran = run({"optimize",
                         "erlang.toml",
                         "--json",
                         "--force",
                         "--set",
                         "case_class.call.arrivals.per_hour=" + std::to_string(per_hour)});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const Traffic traffic{.arrivals = per_hour / 3600.0, .handle_time = 300.0, .patience = {}};
    const std::string exact = std::to_string(required_reps(traffic, 20.0, 0.8));
    EXPECT_EQ(parsed(ran)["best"]["values"]["rep_group.reps.heads"], exact) << per_hour;
  }
}

TEST_F(OptimizeTest, AgreesWithTheSweepOfEveryPoint) {
  const std::vector<std::string> ranges{"rep_group.first.heads=2:6:1",
                                        "rep_group.second.heads=2:6:1"};
  const Ran found =
      run({"optimize", "two.toml", "--vary", ranges[0], "--vary", ranges[1], "--json"});
  ASSERT_EQ(found.status, 0) << found.err;
  const Ran all = run({"sweep",
                       "two.toml",
                       "--vary",
                       ranges[0],
                       "--vary",
                       ranges[1],
                       "--replications",
                       "30",
                       "--json"});
  ASSERT_EQ(all.status, 0) << all.err;

  // The cheapest of the points whose means meet both targets.
  const Json sweep = parsed(all);
  Json best;
  double least = 1e9;
  for (const Json& point : sweep["points"]) {
    double cost = 0.0;
    bool met = true;
    for (const Json& e : sweep["estimates"]) {
      if (e["point"] != point["point"]) {
        continue;
      }
      const std::string name = e["measure"];
      const std::string scope = e["scope"];
      cost = name == "cost_per_case" && scope == "all" ? e["mean"].get<double>() : cost;
      met = met && !(name == "wait" && scope == "tier.tier1" && e["mean"] > 1.0);
      met = met && !(name == "wait" && scope == "tier.tier2" && e["mean"] > 10.0);
    }
    if (met && cost < least) {
      least = cost;
      best = point["values"];
    }
  }
  const Json chosen = parsed(found)["best"]["values"];
  for (const auto& [path, value] : best.items()) {
    EXPECT_EQ(chosen[path], std::to_string(value.get<int>())) << path;
  }
}

// Rush hours from ten to twelve, and a shift for them. The whole day is met with less.
constexpr const char* kRushDesk = R"(title = "Rush"
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
arrivals = { per_week = 3000, profile = "rush" }
patience = { law = "exponential", mean = "3 min" }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "3 min" }
[[shift]]
name = "peak"
days = "all"
from = "10:00"
to = "12:00"
[[rep_group]]
name = "reps"
tier = "tier1"
heads = 3
loaded_cost = "30 USD/h"
[[rep_group]]
name = "extra"
tier = "tier1"
heads = 1
shift = "peak"
loaded_cost = "30 USD/h"
[targets]
service_level = ">= 75% within 60 s and >= 75% in every hour"
)";

// As the enumeration of the grid by run: the cheapest of which every hour is met by its mean.
TEST_F(OptimizeTest, AddsHeadsToTheShiftOfTheHourThatMisses) {
  write_file("rush.toml", kRushDesk);
  const Ran found = run({"optimize",
                         "rush.toml",
                         "--vary=rep_group.reps.heads=2:3",
                         "--vary=rep_group.extra.heads=1:4",
                         "--tolerance=4%",
                         "--json"});
  ASSERT_EQ(found.status, 0) << found.err;
  std::string cheapest;
  double least = 1e9;
  for (int reps = 2; reps <= 3; ++reps) {
    for (int extra = 1; extra <= 4; ++extra) {
      const std::string point = std::to_string(reps) + "+" + std::to_string(extra);
      const Ran ran = run({"run",
                           "rush.toml",
                           "--set=rep_group.reps.heads=" + std::to_string(reps),
                           "--set=rep_group.extra.heads=" + std::to_string(extra),
                           "--replications=20",
                           "--json",
                           "--force"});
      ASSERT_EQ(ran.status, 0) << ran.err;
      const Json report = parsed(ran);
      double cost = 1e9;
      for (const Json& e : report["estimates"]) {
        if (e["measure"] == "cost_per_case" && e["scope"] == "all") {
          cost = e["mean"];
        }
      }
      if (report["targets"][1]["mean"] >= 0.75 && cost < least) {
        least = cost;
        cheapest = point;
      }
      if (point == "2+1") {
        EXPECT_EQ(report["targets"][0]["verdict"], "met");
        EXPECT_EQ(report["targets"][1]["verdict"], "missed");
      }
    }
  }
  const Json best = parsed(found)["best"];
  EXPECT_EQ(best["values"]["rep_group.reps.heads"].get<std::string>() + "+" +
                best["values"]["rep_group.extra.heads"].get<std::string>(),
            cheapest);
  EXPECT_EQ(best["targets"][1]["interval"], "11:00-12:00");
  EXPECT_EQ(parsed(found)["prices"].size(), 2U);
}

TEST_F(OptimizeTest, WritesTheChosenScenarioThatMeetsItsTargets) {
  const Ran ran = run({"optimize", "two.toml", "-o", "best.toml"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(StartsWith("Lowest cost per case of Two tiers\n"),
                    HasSubstr("Every target is met with:"),
                    HasSubstr("With 95 % confidence it meets every target")));
  const Ran check = run({"run", "best.toml", "--fail-on-miss", "--seed", "77", "-o", "best.h5"});
  EXPECT_EQ(check.status, 0) << check.out << check.err;
  EXPECT_FALSE(fs::exists("best.toml.journal"));
}

TEST_F(OptimizeTest, GivesTheSameBitsOnAnyNumberOfThreads) {
  const Ran one = run(
      {"optimize", "two.toml", "--json", "--tolerance", "10%", "--threads", "1", "-o", "a.toml"});
  ASSERT_EQ(one.status, 0) << one.err;
  for (const char* threads : {"2", "7"}) {
    const Ran more = run({"optimize",
                          "two.toml",
                          "--json",
                          "--tolerance",
                          "10%",
                          "--threads",
                          threads,
                          "--force",
                          "-o",
                          "b.toml"});
    EXPECT_EQ(one.out, more.out) << threads;
  }
}

TEST_F(OptimizeTest, GoesOnAfterAnInterruptionToTheSameResult) {
  const std::vector<std::string> command{
      "optimize", "two.toml", "--json", "--tolerance", "10%", "--threads", "1"};
  const Ran whole = run([&] {
    std::vector<std::string> words = command;
    words.insert(words.end(), {"-o", "whole.toml"});
    return words;
  }());
  ASSERT_EQ(whole.status, 0) << whole.err;

  std::vector<std::string> words = command;
  words.insert(words.end(), {"-o", "cut.toml"});
  const pid_t child = start(words);
  while (!fs::exists("cut.toml.journal") || fs::file_size("cut.toml.journal") < 3000) {
    usleep(1000);
  }
  kill(child, SIGKILL);
  static_cast<void>(finish(child));
  ASSERT_TRUE(fs::exists("cut.toml.journal"));

  const Ran refused = run(words);
  EXPECT_EQ(refused.status, 3);
  EXPECT_THAT(refused.err,
              HasSubstr("is there, of work that was interrupted (--resume continues it"));
  words.emplace_back("--resume");
  const Ran resumed = run(words);
  EXPECT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_EQ(resumed.out, whole.out);
}

TEST_F(OptimizeTest, RefusesTheJournalOfAnotherWork) {
  const Ran short_of = run({"optimize", "two.toml", "--max-replications", "100", "-o", "x.toml"});
  ASSERT_EQ(short_of.status, 4) << short_of.err;
  EXPECT_THAT(short_of.out, HasSubstr("Undecided within the budget"));
  const Ran other = run({"optimize", "two.toml", "--seed", "2", "--resume", "-o", "x.toml"});
  EXPECT_EQ(other.status, 3);
  EXPECT_THAT(other.err, HasSubstr("is the journal of another --seed (1, not 2)"));
  const Ran more = run({"optimize", "two.toml", "--resume", "-o", "x.toml"});
  EXPECT_EQ(more.status, 0) << more.err;
}

TEST_F(OptimizeTest, SaysThatNoValuesMeetATarget) {
  const Ran ran = run({"optimize", "erlang.toml", "--vary", "rep_group.reps.heads=3:6"});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("No values within the ranges are found that meet every"),
                    HasSubstr("missed"),
                    HasSubstr("rep_group.reps.heads is at the end of its range")));
  EXPECT_FALSE(fs::exists("erlang-optimum.toml"));
}

// Tier one has a target, tier two none: the cheapest desk would let it drown.
TEST_F(OptimizeTest, ChoosesNoDeskWhoseQueueGrowsWithoutEnd) {
  const std::vector<std::string> command{
      "optimize", "two.toml", "--set", "targets.wait.tier2=<= 900 h", "--json", "--force"};
  const Ran ran = run(command);
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(parsed(ran)["best"]["values"]["rep_group.second.heads"], "2");  // 1.6 Erlang
  EXPECT_EQ(parsed(ran)["overload"], 0.0);

  std::vector<std::string> words = command;
  words.emplace_back("--allow-overload");
  const Ran allowed = run(words);
  ASSERT_EQ(allowed.status, 0) << allowed.err;
  EXPECT_EQ(parsed(allowed)["best"]["values"]["rep_group.second.heads"], "1");
  ASSERT_EQ(parsed(allowed)["warnings"].size(), 1U);
  EXPECT_THAT(parsed(allowed)["warnings"][0].get<std::string>(),
              HasSubstr("the backlog grows all the time"));
}

TEST_F(OptimizeTest, SaysThatEveryPointOfTheRangesIsOverloaded) {
  const Ran ran = run({"optimize", "erlang.toml", "--vary", "rep_group.reps.heads=2:4"});
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("service_level misses its target by"),
                    HasSubstr("No point found has reps enough for its load")));
}

TEST_F(OptimizeTest, TakesSeveralKeysAsOneVariable) {
  write_file("halves.toml", std::string(kErlangDesk) + R"([[rep_group]]
name = "others"
tier = "tier1"
heads = 12
loaded_cost = "30 USD/h"
)");
  const Ran ran = run({"optimize",
                       "halves.toml",
                       "--json",
                       "--vary",
                       "rep_group.reps.heads+rep_group.others.heads=2:12"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const Json found = parsed(ran);
  const Traffic traffic{.arrivals = 60.0 / 3600.0, .handle_time = 300.0, .patience = {}};
  const std::uint32_t exact = required_reps(traffic, 20.0, 0.8);
  EXPECT_EQ(found["best"]["values"]["rep_group.reps.heads + rep_group.others.heads"],
            std::to_string((exact + 1) / 2));
  EXPECT_EQ(found["variables"][0]["base"], "12");
}

TEST_F(OptimizeTest, StopsAtCtrlCAndKeepsTheJournal) {
  const pid_t child = start({"optimize", "two.toml", "--replications", "200", "-o", "cut.toml"});
  wait_until_handled(child, SIGINT);
  while (!fs::exists("cut.toml.journal") || fs::file_size("cut.toml.journal") < 2000) {
    usleep(1000);
  }
  kill(child, SIGINT);
  const Ran ran = finish(child);
  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.err, HasSubstr("the same command with --resume goes on"));
  EXPECT_TRUE(fs::exists("cut.toml.journal"));
  EXPECT_FALSE(fs::exists("cut.toml"));
}

TEST_F(OptimizeTest, TakesTargetsFromTheCommandLine) {
  const Ran ran = run(
      {"optimize", "erlang.toml", "--subject-to", "service_level >= 95% within 20 s", "--json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const Traffic traffic{.arrivals = 60.0 / 3600.0, .handle_time = 300.0, .patience = {}};
  EXPECT_EQ(parsed(ran)["best"]["values"]["rep_group.reps.heads"],
            std::to_string(required_reps(traffic, 20.0, 0.95)));
}

TEST_F(OptimizeTest, PassesOverMixesInWhichATierHasNobody) {
  // Two groups at a tier: each may have no heads, but not both.
  write_file("shared.toml",
             std::string(kErlangDesk) +
                 "[[rep_group]]\nname = \"others\"\ntier = \"tier1\"\nheads = 1\n"
                 "loaded_cost = \"50 USD/h\"\n");
  const Ran ran = run({"optimize",
                       "shared.toml",
                       "--vary",
                       "rep_group.reps.heads=0:9",
                       "--vary",
                       "rep_group.others.heads=0:1",
                       "--json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const Json values = parsed(ran)["best"]["values"];
  EXPECT_EQ(values["rep_group.others.heads"], "0") << "dearer, and no better";
  EXPECT_NE(values["rep_group.reps.heads"], "0");
}

TEST_F(OptimizeTest, TellsWhatIsWrongWithTheCommandLine) {
  const auto error = [this](std::vector<std::string> words) {
    words.insert(words.begin(), "optimize");
    const Ran ran = run(words);
    EXPECT_EQ(ran.status, 2) << ran.err;
    return ran.err;
  };
  EXPECT_THAT(error({"two.toml", "--minimise", "cost_per_cas"}),
              HasSubstr("option --minimise: no measure \"cost_per_cas\""));
  EXPECT_THAT(error({"two.toml", "--minimise", "wait", "--maximise", "occupancy"}),
              HasSubstr("one objective only"));
  EXPECT_THAT(error({"two.toml", "--vary", "rep_group.first.heads"}),
              HasSubstr("is not of the form path=range"));
  EXPECT_THAT(error({"two.toml", "--vary", "rep_group.frist.heads=1:4"}),
              HasSubstr("the ranges hold what is no scenario; nothing was run"));
  EXPECT_THAT(error({"two.toml", "--vary", "tier.tier1.resolve=0.5:1.5"}), HasSubstr("--vary"));
  EXPECT_THAT(error({"two.toml", "--vary", "time.horizon=2:4"}), HasSubstr("is no decision"));
  EXPECT_THAT(error({"two.toml", "--subject-to", "service_level"}), HasSubstr("is no target"));
  EXPECT_THAT(error({"two.toml", "--subject-to", "servic_level >= 80%"}),
              HasSubstr("Did you mean \"service_level\"?"));
  EXPECT_THAT(error({"two.toml", "--subject-to", "fcr >= 80%"}),
              AllOf(StartsWith("--subject-to:1:1: error: "),
                    HasSubstr("Did you mean \"first_contact_resolution\"?")));
  write_file("small.toml", kSmallDesk);
  EXPECT_THAT(error({"small.toml"}), HasSubstr("no [targets]: nothing holds the cost up"));
}

TEST_F(OptimizeTest, ReplacesOnlyWhatItWrote) {
  const Ran ran = run({"optimize", "erlang.toml", "-o", "two.toml", "--force"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("was not written by tiermix optimize and is not replaced"));
}

}  // namespace
}  // namespace tiermix
