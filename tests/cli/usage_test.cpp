#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using UsageTest = ProgramTest;

void expect_refused(const Ran& ran, const std::string& line) {
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "tiermix: " + line + "\n");
}

TEST_F(UsageTest, WithoutACommandItShowsTwoExamples) {
  const Ran ran = run({});

  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, StartsWith("usage: tiermix COMMAND"));
  EXPECT_THAT(ran.err, HasSubstr("tiermix new my-desk"));
  EXPECT_THAT(ran.err, HasSubstr("tiermix run my-desk.toml"));
}

TEST_F(UsageTest, HelpIsAResultAndEndsWithThePromiseOfNoTelemetry) {
  for (const std::vector<std::string>& asked :
       {std::vector<std::string>{"--help"}, std::vector<std::string>{"help"}}) {
    const Ran ran = run(asked);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.out, EndsWith("\nNo network, no telemetry.\n"));
  }
}

TEST_F(UsageTest, EveryCommandThatHelpNamesHasHelpOfItsOwn) {
  for (const char* command : {"new",
                              "check",
                              "run",
                              "report",
                              "export",
                              "explain",
                              "schema",
                              "benchmarks",
                              "signature"}) {
    EXPECT_THAT(run({"help"}).out, HasSubstr("\n  " + std::string(command) + " "));
    const Ran by_option = run({command, "--help"});
    EXPECT_EQ(by_option.status, 0);
    EXPECT_THAT(by_option.out, StartsWith("usage: tiermix " + std::string(command)));
    EXPECT_EQ(by_option.out, run({"help", command}).out);
  }
}

TEST_F(UsageTest, VersionIsOneLine) {
  const Ran ran = run({"--version"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, ::testing::MatchesRegex("tiermix [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_F(UsageTest, AnUnknownCommandIsRefusedWithTheNearestOne) {
  expect_refused(run({"chekc", "desk.toml"}), "unknown command chekc, did you mean check?");
  expect_refused(run({"zzzzzz"}), "unknown command zzzzzz");
}

TEST_F(UsageTest, AnUnknownOptionIsRefusedWithTheNearestOne) {
  expect_refused(run({"run", "desk.toml", "--replication", "5"}),
                 "unknown option --replication, did you mean --replications?");
  expect_refused(run({"check", "desk.toml", "-z"}), "unknown option -z");
}

TEST_F(UsageTest, OptionsAreNotAbbreviated) {
  EXPECT_EQ(run({"run", "desk.toml", "--repl", "5"}).status, 2);
}

TEST_F(UsageTest, NumbersAreReadWholeAndWithinTheirRange) {
  expect_refused(run({"run", "desk.toml", "--replications=-1"}),
                 "option --replications: \"-1\" is not a whole number from 1 to 1000000");
  expect_refused(run({"run", "desk.toml", "--replications", "0"}),
                 "option --replications: \"0\" is not a whole number from 1 to 1000000");
  expect_refused(run({"run", "desk.toml", "--seed", "1.5"}),
                 "option --seed: \"1.5\" is not a whole number from 0 to 18446744073709551615");
  expect_refused(run({"run", "desk.toml", "--precision", "nan"}),
                 "option --precision: \"nan\" is not between 0% and 100% (write 1% or 0.01)");
  expect_refused(run({"run", "desk.toml", "--level", "100%"}),
                 "option --level: \"100%\" is not between 0% and 100% (write 1% or 0.01)");
}

TEST_F(UsageTest, AnOptionWithoutItsValueIsRefused) {
  expect_refused(run({"run", "desk.toml", "--seed"}), "option --seed needs a value");
  expect_refused(run({"run", "desk.toml", "-o"}), "option --output needs a value");
}

TEST_F(UsageTest, AnOptionGivenTwiceIsRefused) {
  expect_refused(run({"run", "desk.toml", "--seed", "1", "--seed", "2"}),
                 "option --seed is given more than once");
}

TEST_F(UsageTest, TheFileIsNeededAndOnlyOne) {
  expect_refused(run({"run"}), "a scenario file is missing");
  expect_refused(run({"run", "a.toml", "b.toml"}),
                 "one scenario file at a time: \"b.toml\" is too many");
}

TEST_F(UsageTest, AChangeNeedsAPathAndAValue) {
  write_file("desk.toml", kSmallDesk);
  expect_refused(run({"run", "desk.toml", "--set", "tier.tier1"}),
                 "option --set: \"tier.tier1\" is not of the form path=value (such as "
                 "tier.tier1.resolve.f0=90%)");
}

TEST_F(UsageTest, PrecisionIsAskedForMeasuresThatExist) {
  expect_refused(
      run({"run", "desk.toml", "--precision", "1%", "--precision-of", "cost_per_caes"}),
      "option --precision-of: no measure \"cost_per_caes\", did you mean cost_per_case?");
}

}  // namespace
}  // namespace tiermix
