#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/results/results.hpp"

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class RunTest : public ProgramTest {
 protected:
  RunTest() { write_file("desk.toml", kSmallDesk); }
};

double mean_of(const nlohmann::json& report, const std::string& measure) {
  for (const auto& estimate : report["estimates"]) {
    if (estimate["measure"] == measure && estimate["scope"] == "all") {
      return estimate["mean"].get<double>();
    }
  }
  ADD_FAILURE() << "no " << measure;
  return 0.0;
}

TEST_F(RunTest, PrintsTheScorecardAndWritesTheResults) {
  const Ran ran = run({"run", "desk.toml", "--replications", "3"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(
      ran.out,
      StartsWith("Small desk\ndesk.toml · 1 week measured from 2026-01-12 · 3 replications · "
                 "seed 1\n"));
  EXPECT_EQ(ran.err, "results in desk.h5\n");
  EXPECT_EQ(read("desk.h5").provenance.replications, 3U);
}

TEST_F(RunTest, JsonIsOneObjectThatAgreesWithTheResultsFile) {
  const Ran ran = run({"run", "desk.toml", "--replications", "3", "--seed", "5", "--json"});
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  const Results results = read("desk.h5");

  EXPECT_EQ(report["format_version"], 1);
  EXPECT_EQ(report["seed"], 5);
  EXPECT_EQ(report["replications"], 3);
  EXPECT_EQ(report["scenario"]["file"], "desk.toml");
  EXPECT_EQ(report["digest"], results.provenance.digest);
  ASSERT_EQ(report["estimates"].size(), results.estimates.size());
  EXPECT_EQ(mean_of(report, "cost_per_case"), results.estimates.front().mean);
}

TEST_F(RunTest, ChangesOnTheCommandLineAreOnTheCardAndInTheResults) {
  const Ran ran =
      run({"run", "desk.toml", "--replications", "2", "--set", "rep_group.reps.heads=2"});

  EXPECT_THAT(ran.out, HasSubstr("· seed 1 · rep_group.reps.heads=2\n"));
  EXPECT_EQ(read("desk.h5").provenance.overrides,
            std::vector<std::string>{"rep_group.reps.heads=2"});
  EXPECT_EQ(read("desk.h5").provenance.warm_up_h, 168.0);
}

TEST_F(RunTest, TheNumberOfThreadsIsNoPartOfTheResult) {
  const Ran one = run({"run", "desk.toml", "--threads", "1", "--json", "-o", "one.h5"});
  const Ran two = run({"run", "desk.toml", "--threads", "2", "--json", "-o", "two.h5"});

  EXPECT_EQ(one.status, 0);
  EXPECT_EQ(one.out, two.out);
}

TEST_F(RunTest, AnExistingResultsFileIsReplacedOnlyByForce) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "3"}).status, 0);

  const Ran refused = run({"run", "desk.toml", "--replications", "2"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(refused.err,
            "tiermix: desk.h5: exists (--force replaces it, --output names another)\n");
  EXPECT_EQ(read("desk.h5").provenance.replications, 3U);

  EXPECT_EQ(run({"run", "desk.toml", "--replications", "2", "--force"}).status, 0);
  EXPECT_EQ(read("desk.h5").provenance.replications, 2U);
}

TEST_F(RunTest, ForceReplacesNothingButResults) {
  write_file("notes.txt", "precious");

  const Ran refused =
      run({"run", "desk.toml", "--replications", "2", "--force", "-o", "notes.txt"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(
      refused.err,
      "tiermix: notes.txt: is no results file and is not replaced (--output names another)\n");
  EXPECT_EQ(text_in("notes.txt"), "precious");
}

TEST_F(RunTest, AFolderThatDoesNotExistIsNoticedBeforeTheRun) {
  const Ran refused = run({"run", "desk.toml", "-o", "nowhere/desk.h5"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(refused.err, "tiermix: nowhere/desk.h5: cannot write: No such file or directory\n");
}

TEST_F(RunTest, SetChangesAScenarioValue) {
  const std::vector<std::string> base{"run", "desk.toml", "--replications", "2", "--json"};
  std::vector<std::string> changed = base;
  changed.insert(changed.end(), {"--force", "--set", "rep_group.reps.heads=3"});

  const double before = mean_of(nlohmann::json::parse(run(base).out), "staffed");
  const double after = mean_of(nlohmann::json::parse(run(changed).out), "staffed");

  EXPECT_DOUBLE_EQ(after, 3.0 * before);
}

TEST_F(RunTest, QuietSaysNothing) {
  const Ran ran = run({"run", "desk.toml", "--replications", "2", "--quiet"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out + ran.err, "");
}

TEST_F(RunTest, ByIntervalListsTheHoursOfTheDesk) {
  const Ran ran = run({"run", "desk.toml", "--replications", "2", "--by", "interval"});

  EXPECT_THAT(ran.out, StartsWith("Interval "));
  EXPECT_THAT(ran.out, HasSubstr("\nWed 2026-01-14 08:30 "));
}

TEST_F(RunTest, ByDayListsOneTierWhereAsked) {
  const Ran ran =
      run({"run", "desk.toml", "--replications", "2", "--by", "day", "--scope", "tier1"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Day "));
  EXPECT_THAT(ran.out, HasSubstr("\nWed 2026-01-14 00:00 "));
  EXPECT_THAT(ran.out, HasSubstr("\nbegun in the warm-up: Mon 2026-01-05 00:00"));
  EXPECT_EQ(std::ranges::count(ran.out, '\n'), 16);
}

TEST_F(RunTest, ByWeekInJsonHoldsEveryWeek) {
  const Ran ran = run({"run", "desk.toml", "--replications", "2", "--by", "week", "--json"});
  const nlohmann::json report = nlohmann::json::parse(ran.out);

  EXPECT_EQ(report["periods"]["by"], "week");
  ASSERT_EQ(report["periods"]["rows"].size(), 2U);
  EXPECT_NEAR(report["periods"]["rows"][1]["staffed"]["mean"].get<double>(), 1.0, 1e-12);
}

TEST_F(RunTest, ByMonthListsTheMeasuredWindow) {
  const Ran ran = run({"run", "desk.toml", "--replications", "2", "--by", "month"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Month "));
  EXPECT_THAT(ran.out, HasSubstr("\nMon 2026-01-12 00:00 "));
}

TEST_F(RunTest, AScopeThatTheScenarioDoesNotHaveIsAnErrorOfTheCommandLine) {
  const Ran ran = run({"run", "desk.toml", "--by", "day", "--scope", "tier.tier2"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("the scenario has no tier.tier2, did you mean tier.tier1?"));

  EXPECT_EQ(run({"run", "desk.toml", "--scope", "tier.tier1"}).status, 2);
}

TEST_F(RunTest, VerdictsNeedTargets) {
  for (const char* option : {"--fail-on-miss", "--until-decided"}) {
    const Ran ran = run({"run", "desk.toml", option});
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.err, HasSubstr("needs a scenario with [targets]"));
  }
}

TEST_F(RunTest, APrecisionThatIsNotReachedIsSaidAndIsStatusFour) {
  const Ran ran = run({"run", "desk.toml", "--precision", "0.001%", "--max-replications", "4"});

  EXPECT_EQ(ran.status, 4);
  EXPECT_THAT(ran.out, HasSubstr("The precision asked for was not reached within 4"));
}

TEST_F(RunTest, APrecisionThatIsReachedIsStatusZero) {
  EXPECT_EQ(run({"run", "desk.toml", "--precision", "20%", "--replications", "5"}).status, 0);
}

TEST_F(RunTest, AMissingFileIsAFailureOfTheMachine) {
  const Ran ran = run({"run", "absent.toml"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, StartsWith("tiermix: "));
  EXPECT_THAT(ran.err, HasSubstr("absent.toml"));
  EXPECT_THAT(ran.err, HasSubstr("No such file or directory"));
}

TEST_F(RunTest, AClosedStandardOutputIsAnErrorAndNoPlaceForAJournal) {
  const std::string command =
      program_path().string() + " run desk.toml --replications 2 >&- 2> said";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 3);
  EXPECT_THAT(text_in("said"), HasSubstr("tiermix: standard output: Bad file descriptor\n"));
  EXPECT_EQ(read("desk.h5").provenance.replications, 2U);
  EXPECT_FALSE(std::filesystem::exists("desk.h5.journal"));
}

TEST_F(RunTest, AFullDiskBehindStandardOutputTakesNoResults) {
  write_output_to("/dev/full");

  const Ran ran = run({"run", "desk.toml", "--replications", "2"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err, "results in desk.h5\ntiermix: standard output: No space left on device\n");
  EXPECT_EQ(read("desk.h5").provenance.replications, 2U);
  EXPECT_FALSE(std::filesystem::exists("desk.h5.journal"));
}

TEST_F(RunTest, WhatCannotBeWrittenIsKeptInTheJournalAndShown) {
  std::filesystem::create_symlink("nowhere/desk.h5", "desk.h5");

  const Ran ran = run({"run", "desk.toml", "--replications", "2"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, StartsWith("Small desk\n"));
  EXPECT_THAT(ran.err,
              StartsWith("what is finished is kept in desk.h5.journal: the same command with "
                         "--resume goes on\ntiermix: desk.h5: cannot write: "));
  std::filesystem::remove("desk.h5");
  const Ran resumed = run({"run", "desk.toml", "--replications", "2", "--resume"});
  EXPECT_EQ(resumed.status, 0);
  EXPECT_THAT(resumed.err, HasSubstr("continuing with 2 replications"));
}

// A library that is loaded when the file is written, and is none: what is finished is kept.
TEST_F(RunTest, LosesNothingWhereHdf5CannotBeLoaded) {
  const std::string name = TIERMIX_HDF5;
  write_file(name, "no library");
  set_variable("LD_LIBRARY_PATH=" + std::filesystem::current_path().string());
  const Ran ran = run({"run", "desk.toml", "--replications", "2"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, HasSubstr("Cost per case"));
  EXPECT_THAT(
      ran.err,
      HasSubstr(
          "desk.h5: cannot write: the library HDF5 (package libhdf5-hl-100) cannot be loaded: "));
  std::filesystem::remove(name);
  const Ran resumed = run({"run", "desk.toml", "--replications", "2", "--resume"});
  EXPECT_EQ(resumed.status, 0);
  EXPECT_THAT(resumed.err, HasSubstr("continuing with 2 replications"));
}

TEST_F(RunTest, NoResultsFileGoesToStandardOutput) {
  const Ran ran = run({"run", "desk.toml", "--replications", "2", "-o", "-"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("a results file is not for standard output"));
  EXPECT_FALSE(std::filesystem::exists("-"));
}

TEST_F(RunTest, ALongRunSaysWhyItHasNoHours) {
  const auto by = [this](const std::string& kind, const std::string& weeks) {
    return run({"run",
                "desk.toml",
                "--replications",
                "1",
                "--force",
                "--by",
                kind,
                "--set",
                "time.horizon=" + weeks + " weeks"})
        .err;
  };

  EXPECT_THAT(by("hour", "40"),
              HasSubstr("note: by day: a run has hours up to a time.horizon of 26 weeks (--set "
                        "time.horizon='26 weeks'), this one is longer\n"));
  EXPECT_THAT(by("interval", "20"),
              HasSubstr("note: by hour: a run has intervals of 30 min up to a time.horizon of 13 "
                        "weeks"));
  EXPECT_THAT(by("hour", "26"), Not(HasSubstr("note: ")));
  EXPECT_THAT(by("interval", "13"), Not(HasSubstr("note: ")));
  EXPECT_THAT(by("day", "40"), Not(HasSubstr("note: ")));
}

TEST_F(RunTest, AnInvalidScenarioIsReportedInOneGoAndLeavesNoFile) {
  write_file("wrong.toml",
             "title = \"Wrong\"\n"
             "[time]\n"
             "start = 2026-01-05\n"
             "horizn = \"2 weeks\"\n");

  const Ran ran = run({"run", "wrong.toml"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, StartsWith("wrong.toml:"));
  EXPECT_THAT(ran.err, HasSubstr("wrong.toml:4:1: error: time.horizn: "));
  EXPECT_THAT(ran.err, HasSubstr("\"horizon\""));
  EXPECT_FALSE(std::filesystem::exists("wrong.h5"));
}

TEST_F(RunTest, ColourIsForTerminalsUnlessAskedFor) {
  const std::vector<std::string> plain{"run", "desk.toml", "--replications", "2", "--force"};
  std::vector<std::string> always = plain;
  always.emplace_back("--color=always");

  EXPECT_EQ(run(plain).out.find('\x1b'), std::string::npos);
  EXPECT_NE(run(always).out.find('\x1b'), std::string::npos);
}

TEST_F(RunTest, ALocaleWithoutUtf8GetsPlainAscii) {
  EXPECT_THAT(run({"run", "desk.toml", "--replications", "2"}).out, HasSubstr("±"));

  set_variable("LC_ALL=C");
  const Ran plain = run({"run", "desk.toml", "--replications", "2", "--force"});

  EXPECT_THAT(plain.out, HasSubstr(" +/- "));
  EXPECT_TRUE(std::ranges::all_of(plain.out, [](char c) { return c > 0; }));
}

TEST_F(RunTest, CtrlCKeepsWhatIsFinished) {
  const pid_t child = start({"run", "desk.toml", "--replications", "1000000", "--threads", "1"});
  wait_until_handled(child, SIGINT);
  kill(child, SIGINT);
  const Ran ran = finish(child);

  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.out, HasSubstr("Interrupted: these are the "));
  EXPECT_TRUE(read("desk.h5").provenance.interrupted);
}

}  // namespace
}  // namespace tiermix
