#include <csignal>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/results/swept.hpp"

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

namespace fs = std::filesystem;

class SweepTest : public ProgramTest {
 protected:
  SweepTest() { write_file("desk.toml", kSmallDesk); }

  /// A sweep of the small desk with these words behind.
  static std::vector<std::string> sweep(std::vector<std::string> more) {
    std::vector<std::string> words{"sweep", "desk.toml"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

TEST_F(SweepTest, PrintsARowPerPointAndTheParetoSet) {
  const Ran ran = run(sweep({"--vary",
                             "rep_group.reps.heads=1:3:1",
                             "--replications",
                             "8",
                             "--measure",
                             "cost_per_case,abandonment_rate"}));

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(
      ran.out,
      "Sweep of Small desk: 3 points, the same customers at each\n"
      "1 week measured from 2026-01-12 · 8 replications each · seed 1\n"
      "\n"
      "Point   reps.heads      Cost per case   Abandonment rate\n"
      "  1 *            1    8.48 ± 0.14 EUR      29.8 ± 1.6 %\n"
      "  2 *            2   12.79 ± 0.21 EUR       6.9 ± 0.5 %\n"
      "  3 *            3    18.1 ± 0.4 EUR       1.13 ± 0.32 %\n"
      "\n"
      "* Pareto set by Cost per case (lower) and Abandonment rate (lower): 3 of 3 points; no "
      "other is at\n"
      "  least as good in all of these and better in one. 0 dominated. 0 undecided (?): behind "
      "another by\n"
      "  the means, but the intervals leave a doubt.\n");
  EXPECT_EQ(ran.err, "results in desk-sweep.h5\n");
  EXPECT_FALSE(fs::exists("desk-sweep.h5.journal"));
}

TEST_F(SweepTest, TellsEverythingThatIsWrongBeforeAnythingRuns) {
  const Ran ran = run(sweep({"--vary",
                             "rep_group.rep.heads=1:3:1",
                             "--vary",
                             "tier.tier1.handle_time.maen=5min,6min",
                             "--vary",
                             "case_class.question.patience.mean=10min,10bananas"}));

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("--vary:1:11: error: rep_group.rep.heads: unknown rep_group \"rep\""),
                    HasSubstr("Did you mean \"reps\"?"),
                    HasSubstr("Did you mean \"mean\"?"),
                    HasSubstr("\"10bananas\" has the unknown unit"),
                    HasSubstr("(point 2: rep_group.rep.heads=1, "),
                    HasSubstr("12 of 12 points are no scenario to simulate; nothing was run")));
  EXPECT_FALSE(fs::exists("desk-sweep.h5"));
  EXPECT_FALSE(fs::exists("desk-sweep.h5.journal"));

  const Ran ranges = run(sweep({"--vary", "a=1:10:4", "--vary", "b"}));
  EXPECT_EQ(ranges.status, 2);
  EXPECT_THAT(ranges.err,
              AllOf(HasSubstr("misses its end"), HasSubstr("\"b\" is not of the form")));
}

TEST_F(SweepTest, TellsWhichPointIsNoScenario) {
  const Ran ran = run(sweep({"--vary", "rep_group.reps.heads=1,2,-1"}));
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("(point 3: rep_group.reps.heads=-1)"),
                    HasSubstr("1 of 3 points is no scenario to simulate")));

  const Ran window = run(sweep({"--vary", "time.horizon=2weeks,3weeks"}));
  EXPECT_EQ(window.status, 2);
  EXPECT_THAT(window.err,
              HasSubstr("point 2: time.horizon=3weeks: another time window than the base"));
}

TEST_F(SweepTest, TellsTheNearestMeasureAndScope) {
  const Ran ran = run(sweep({"--vary",
                             "rep_group.reps.heads=1,2",
                             "--measure",
                             "cost_per_cas,service_level.qestion,occupancy.question"}));
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("no measure \"cost_per_cas\", did you mean cost_per_case?"),
                    HasSubstr("no case class or tier \"qestion\", did you mean question?"),
                    HasSubstr("occupancy is not reported for question")));
}

TEST_F(SweepTest, TheBaseDiffersFromItselfByNothing) {
  const Ran ran = run(sweep({"--vary",
                             "rep_group.reps.heads=1:3:1",
                             "--replications",
                             "5",
                             "--base",
                             "2",
                             "--json",
                             "--measure",
                             "cost_per_case,speed_of_answer.question"}));
  EXPECT_EQ(ran.status, 0) << ran.err;
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(report["format_version"], 1);
  EXPECT_EQ(report["points"].size(), 3U);
  EXPECT_EQ(report["points"][2]["values"]["rep_group.reps.heads"], 3.0);
  ASSERT_EQ(report["differences"].size(), 6U);
  for (const nlohmann::json& row : report["differences"]) {
    EXPECT_EQ(row["base"], 2);
    if (row["point"] == 2) {
      EXPECT_EQ(row["mean"], 0.0);
      EXPECT_EQ(row["half_width"], 0.0);
    } else {
      EXPECT_NE(row["mean"], 0.0);
    }
  }
}

TEST_F(SweepTest, APointIsWhatARunOfItIs) {
  const Ran all =
      run(sweep({"--vary", "rep_group.reps.heads=1,2", "--replications", "4", "--json"}));
  const Ran one =
      run({"run", "desk.toml", "--set", "rep_group.reps.heads=2", "--replications", "4", "--json"});
  const nlohmann::json point = nlohmann::json::parse(all.out)["points"][1];
  const nlohmann::json alone = nlohmann::json::parse(one.out);
  EXPECT_EQ(point["digest"], alone["digest"]);
  EXPECT_EQ(point["scenario_digest"], alone["scenario"]["digest"]);
}

TEST_F(SweepTest, ExportsOneTidyTable) {
  ASSERT_EQ(run(sweep({"--vary",
                       "tier.tier1.handle_time.mean=6min:8min",
                       "--design",
                       "lhs",
                       "--points",
                       "3",
                       "--replications",
                       "2"}))
                .status,
            0);
  const Ran ran = run({"export", "desk-sweep.h5", "--csv", "-o", "tables"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(
      text_in("tables/sweep.csv"),
      AllOf(StartsWith("\xEF\xBB\xBFpoint,tier.tier1.handle_time.mean (min),standing,measure,"
                       "scope,unit,mean,half_width,lower,upper\r\n1,"),
            HasSubstr(",cost_per_case,all,EUR/case,"),
            HasSubstr(",wait,tier.tier1,min,"),
            HasSubstr("\r\n3,")));
  EXPECT_THAT(run({"export", "desk.toml", "--csv"}).err, HasSubstr("it is not an HDF5 file"));
}

// What an interrupted sweep leaves and takes up again.
class ResumeTest : public SweepTest {
 protected:
  ResumeTest() {
    EXPECT_EQ(run(asked({"-o", "whole.h5", "-q"})).status, 0);
    whole_ = read_swept("whole.h5");
  }

  static std::vector<std::string> asked(std::vector<std::string> more) {
    std::vector<std::string> words = sweep({"--vary",
                                            "rep_group.reps.heads=1:2:1",
                                            "--vary",
                                            "tier.tier1.handle_time.mean=6min,8min",
                                            "--replications",
                                            "3"});
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  /// A journal with every point: the sweep ends where it cannot put its results in place.
  void leave_a_journal() {
    fs::create_symlink("nowhere/desk-sweep.h5", "desk-sweep.h5");
    EXPECT_EQ(run(asked({})).status, 3);
    fs::remove("desk-sweep.h5");
    EXPECT_FALSE(fs::exists("desk-sweep.h5"));
    EXPECT_TRUE(fs::exists(kJournal));
  }

  void expect_whole(const std::string& file) const {
    const Swept swept = read_swept(file);
    EXPECT_EQ(swept.provenance.digest, whole_.provenance.digest);
    EXPECT_EQ(swept.digests, whole_.digests);
    for (std::size_t i = 0; i < swept.objectives.size(); ++i) {
      EXPECT_EQ(swept.objectives[i].half_width, whole_.objectives[i].half_width);
    }
    EXPECT_FALSE(fs::exists(file + ".journal"));
  }

  static constexpr const char* kJournal = "desk-sweep.h5.journal";
  Swept whole_;
};

TEST_F(ResumeTest, GoesOnToTheSameResultsWhereverItWasKilled) {
  leave_a_journal();
  const std::string journal = text_in(kJournal);
  for (const double share : {1.0, 0.9, 0.6, 0.3}) {
    fs::remove("desk-sweep.h5");
    const auto kept = static_cast<std::size_t>(share * static_cast<double>(journal.size()));
    write_file(kJournal, journal.substr(0, kept));
    const Ran ran = run(asked({"--resume", "--threads", share > 0.5 ? "1" : "7"}));
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("of 4 points finished\n"));
    EXPECT_EQ(ran.err.find("dropped what was torn") != std::string::npos, share < 1.0) << ran.err;
    expect_whole("desk-sweep.h5");
  }
}

TEST_F(ResumeTest, RefusesTheJournalOfAnotherSweep) {
  leave_a_journal();
  const std::string journal = text_in(kJournal);
  const Ran seed = run(asked({"--resume", "--seed", "2"}));
  EXPECT_EQ(seed.status, 3);
  EXPECT_THAT(seed.err, HasSubstr("is the journal of another --seed (1, not 2)"));

  write_file("desk.toml",
             std::string(kSmallDesk) +
                 "shift = \"always\"\n[[shift]]\n"
                 "name = \"always\"\ndays = \"all\"\nfrom = \"00:00\"\nto = \"24:00\"\n");
  EXPECT_THAT(run(asked({"--resume"})).err, HasSubstr("is the journal of another scenario ("));
  write_file("desk.toml", kSmallDesk);

  const Ran plain = run(asked({}));
  EXPECT_EQ(plain.status, 3);
  EXPECT_THAT(plain.err, HasSubstr("was interrupted (--resume continues it, --force starts over)"));
  EXPECT_EQ(text_in(kJournal), journal);

  EXPECT_EQ(run(asked({"--force"})).status, 0);
  expect_whole("desk-sweep.h5");
}

TEST_F(ResumeTest, WithoutAJournalStartsAtTheBeginning) {
  const Ran ran = run(asked({"--resume"}));
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.err, HasSubstr("no desk-sweep.h5.journal to continue"));
  expect_whole("desk-sweep.h5");
}

TEST_F(SweepTest, InterruptedItSaysHowToGoOn) {
  const std::vector<std::string> words = sweep(
      {"--vary", "tier.tier1.handle_time.mean=6:8:0.02 min", "--replications", "2000", "--quiet"});
  const pid_t child = start(words);
  wait_until_handled(child, SIGINT);
  kill(child, SIGINT);
  const Ran ran = finish(child);
  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr(" of 101 points; the same command with --resume goes on\n"),
                    Not(HasSubstr("results in"))));
  EXPECT_TRUE(fs::exists("desk-sweep.h5.journal"));
  EXPECT_FALSE(fs::exists("desk-sweep.h5"));
}

TEST_F(SweepTest, KilledItLosesThePointsInHandOnly) {
  const std::vector<std::string> words =
      sweep({"--vary", "tier.tier1.handle_time.mean=5:8:0.05 min", "--replications", "30", "-q"});
  const pid_t child = start(words);
  // A few points at least, or the sweep is through.
  constexpr std::uintmax_t kSomePoints = 50'000;
  std::error_code gone;
  siginfo_t ended{};
  while (waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0 &&
         (!fs::exists("desk-sweep.h5.journal") ||
          fs::file_size("desk-sweep.h5.journal", gone) < kSomePoints)) {
    usleep(1000);
  }
  kill(child, SIGKILL);
  static_cast<void>(finish(child));
  std::vector<std::string> again = words;
  again.insert(again.end(), {"--resume", "--force"});
  EXPECT_EQ(run(again).status, 0);
  std::vector<std::string> undisturbed = words;
  undisturbed.insert(undisturbed.end(), {"-o", "whole.h5", "--threads", "2"});
  EXPECT_EQ(run(undisturbed).status, 0);
  EXPECT_EQ(read_swept("desk-sweep.h5").provenance.digest,
            read_swept("whole.h5").provenance.digest);
}

}  // namespace
}  // namespace tiermix
