// tiermix warm-up, and run --batches.

#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/results/results.hpp"

#include "tests/cli/program.hpp"
#include "tests/cli/two_tiers.hpp"

namespace tiermix {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LongRunTest : public ProgramTest {
 protected:
  LongRunTest() { write_file("desk.toml", kTwoTiers); }
};

class WarmUpTest : public LongRunTest {};

TEST_F(WarmUpTest, SaysWhenEachSeriesHasSettled) {
  const Ran ran = run({"warm-up", "desk.toml", "--set", "time.horizon=20 weeks"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              StartsWith("Two tiers\ndesk.toml · 20 weeks from 2026-01-05 · 10 replications · "
                         "seed 1 · time.horizon=20 weeks\n\nSeries"));
  EXPECT_THAT(ran.out, HasSubstr("\nQueue, tier2 "));
  EXPECT_THAT(ran.out, HasSubstr("the scenario's warm-up is 1 week: enough.\n"));
}

TEST_F(WarmUpTest, JsonHasTheSameAndNoNumbersThatAreNone) {
  const Ran ran =
      run({"warm-up", "desk.toml", "--set", "time.horizon=20 weeks", "--json", "--seed", "3"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  const auto found = nlohmann::json::parse(ran.out);
  EXPECT_EQ(found["seed"], 3);
  EXPECT_EQ(found["replications"], 10);
  EXPECT_EQ(found["weeks_differ"], false);
  ASSERT_EQ(found["series"].size(), 8U);
  for (const auto& one : found["series"]) {
    EXPECT_EQ(one["before"].is_null(), one["after_h"] == 0.0);
    EXPECT_TRUE(one["settled"]["half_width"].is_number());
  }
}

TEST_F(WarmUpTest, IsStatusFourWhereADeskNeverSettles) {
  const Ran ran = run({"warm-up",
                       "desk.toml",
                       "--set",
                       "time.horizon=20 weeks",
                       "--set",
                       "rep_group.first.heads=1",
                       "--set",
                       "case_class.call.arrivals.per_hour=8"});
  EXPECT_EQ(ran.status, 4) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("not in half of it"));
  EXPECT_THAT(ran.out, HasSubstr(" has not settled in the first half of 20 weeks: "));
}

TEST_F(WarmUpTest, NeedsTimeToSee) {
  const Ran ran =
      run({"warm-up", "desk.toml", "--set", "time.horizon=24 h", "--set", "time.warm_up=0 h"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err,
            "tiermix: time.horizon is too short to see a desk settle: 25 h at least "
            "(--set time.horizon='25 h')\n");
  EXPECT_EQ(run({"warm-up", "desk.toml", "--replications", "4"}).status, 2);
  EXPECT_EQ(run({"warm-up", "desk.toml", "more.toml"}).status, 2);
  EXPECT_EQ(run({"warm-up", "none.toml"}).status, 3);
}

TEST_F(LongRunTest, HasBatchesInThePlaceOfReplications) {
  const Ran ran = run({"run", "desk.toml", "--batches", "10", "--set", "time.horizon=23 weeks"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err,
              StartsWith("note: 2 weeks that 10 equal batches leave over are added to the "
                         "warm-up (11 batches of 2 weeks would use them)\n"));
  EXPECT_THAT(ran.out, HasSubstr("20 weeks measured from 2026-01-26 · 10 batches of 2 weeks · "));
  EXPECT_THAT(ran.out, HasSubstr("over 10 batches of 2 weeks of one run"));
  EXPECT_THAT(ran.out, HasSubstr("in a batch"));
  EXPECT_THAT(ran.out, Not(HasSubstr("over the run")));
  EXPECT_THAT(ran.out, HasSubstr("Totals are those of a batch, 2 weeks: "));
  const Results results = read("desk.h5");
  EXPECT_EQ(results.provenance.replications, 10U);
  EXPECT_EQ(results.provenance.batch_h, 336.0);
  EXPECT_EQ(results.provenance.warm_up_h, 504.0);
  EXPECT_EQ(results.replications.front().values.size(),
            10 * results.replications.front().scopes.size());
}

TEST_F(LongRunTest, IsSaidInEveryOutput) {
  ASSERT_EQ(run({"run", "desk.toml", "-q", "--batches", "2"}).status, 0);
  const Ran json = run({"run", "desk.toml", "--json", "--force", "--batches", "2"});
  EXPECT_EQ(nlohmann::json::parse(json.out)["batch_h"], 168.0);
  EXPECT_TRUE(nlohmann::json::parse(json.out)["dependent_batches"].is_array());
  ASSERT_EQ(run({"export", "desk.h5", "--csv", "-o", "tables"}).status, 0);
  EXPECT_THAT(text_in("tables/run.csv"), HasSubstr("batch_h,168\r\n"));
  ASSERT_EQ(run({"report", "desk.h5"}).status, 0);
  EXPECT_THAT(text_in("desk.html"), HasSubstr("\"batch_h\":168"));
  const Ran weeks = run({"run", "desk.toml", "--by", "week", "--force", "--batches", "2"});
  EXPECT_EQ(weeks.status, 0) << weeks.err;
  EXPECT_THAT(weeks.out, HasSubstr("Mon 2026-01-19"));
}

TEST_F(LongRunTest, IsRefusedWhereItMakesNoSense) {
  EXPECT_EQ(run({"run", "desk.toml", "--batches", "3"}).err,
            "tiermix: option --batches: time.horizon is too short for 3 batches of a week each "
            "after the warm-up: 4 weeks at least (--set time.horizon='4 weeks')\n");
  EXPECT_EQ(run({"run", "desk.toml", "--batches", "1"}).status, 2);
  for (const char* other : {"--replications=3",
                            "--precision=1%",
                            "--until-decided",
                            "--control-arrivals",
                            "--resume",
                            "--shard=1/2"}) {
    const Ran ran = run({"run", "desk.toml", "--batches", "2", other});
    EXPECT_EQ(ran.status, 2) << other;
    EXPECT_THAT(ran.err, StartsWith("tiermix: option --batches cannot be used with --"));
  }
  const Ran drawn =
      run({"run", "desk.toml", "--batches", "2", "--set", "rep_group.first.speed_spread=0.2"});
  EXPECT_EQ(drawn.status, 2);
  EXPECT_THAT(drawn.err,
              HasSubstr("the scenario has what a run draws once, and one long run would not tell "
                        "how others do: rep_group.first.speed_spread (use replications"));
}

TEST_F(LongRunTest, ARunWhoseWarmUpIsTooShortSaysSo) {
  const std::string slow = std::string(kTwoTiers) + "\n";
  write_file("slow.toml", slow);
  const Ran ran = run({"run",
                       "slow.toml",
                       "--set",
                       "time.horizon=30 weeks",
                       "--set",
                       "tier.tier1.pending={ share = \"50%\", delay = { mean = \"2 weeks\", law = "
                       "\"exponential\" } }"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err,
              HasSubstr("advice: when the warm-up ends the desk has not settled: tiermix warm-up "
                        "slow.toml --set 'time.horizon=30 weeks' --set 'tier.tier1.pending="));
  EXPECT_THAT(ran.err, EndsWith("results in slow.h5\n"));
}

// Shifts that rotate over three weeks; what is told is how batches of whole rotations would be.
TEST_F(LongRunTest, BatchesOfHalfARotationAreTold) {
  std::string rotating = kTwoTiers;
  rotating +=
      "\n[[shift]]\nname = \"a\"\ndays = \"mon-sun\"\nfrom = \"00:00\"\nto = \"12:00\"\n"
      "\n[[shift]]\nname = \"b\"\ndays = \"mon-sun\"\nfrom = \"12:00\"\nto = \"24:00\"\n";
  write_file("rotating.toml", rotating);
  const std::string rotation = "rep_group.first.rotation={ shifts = [\"a\", \"a\", \"b\"] }";
  const auto told = [&](const std::string& batches) {
    return run({"run",
                "rotating.toml",
                "--batches",
                batches,
                "--force",
                "--set",
                rotation,
                "--set",
                "time.horizon=26 weeks",
                "--set",
                "time.warm_up=2 weeks"})
        .err;
  };
  EXPECT_THAT(told("12"),
              HasSubstr("note: shifts rotate over 3 weeks and a batch holds 2 weeks of "));
  EXPECT_THAT(told("8"), Not(HasSubstr("rotate")));
}

TEST_F(LongRunTest, LeavesNoJournalAndReplacesResultsOnlyByForce) {
  ASSERT_EQ(run({"run", "desk.toml", "-q", "--batches", "2"}).status, 0);
  EXPECT_FALSE(std::filesystem::exists("desk.h5.journal"));
  EXPECT_EQ(run({"run", "desk.toml", "-q", "--batches", "2"}).status, 3);
  EXPECT_EQ(run({"run", "desk.toml", "-q", "--batches", "2", "--force"}).status, 0);
}

TEST_F(LongRunTest, ABacklogBeyondAllCountingIsAnError) {
  const std::vector<std::string> late{"run",
                                      "desk.toml",
                                      "--set",
                                      "time.horizon=522 weeks",
                                      "--set",
                                      "rep_group.first.heads=1",
                                      "--set",
                                      "case_class.call.arrivals.per_hour=60",
                                      "--set",
                                      "time.drain=none"};
  for (const char* way : {"--replications=1", "--batches=20"}) {
    std::vector<std::string> words = late;
    words.emplace_back(way);
    const Ran ran = run(words);
    EXPECT_EQ(ran.status, 2) << way;
    EXPECT_THAT(ran.err,
                HasSubstr("tiermix: the desk falls so far behind that its cases are open"));
  }
  EXPECT_FALSE(std::filesystem::exists("desk.h5"));
}

}  // namespace
}  // namespace tiermix
