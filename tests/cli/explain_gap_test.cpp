#include <csignal>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kLevers = R"([[lever]]
name = "heads"
title = "one more rep"
set = { "rep_group.*.heads" = "+10%" }
cost = { per_rep_once = 3000, years = 3 }
assumption = "of the test"

[[lever]]
name = "wages"
title = "a quarter less pay"
set = { "rep_group.*.loaded_cost" = "-25%" }
assumption = "of the test"

[[lever]]
name = "triage"
title = "better triage"
set = { "triage.accuracy" = "+10 points" }
assumption = "of the test"
)";

class ExplainGapTest : public ProgramTest {
 protected:
  ExplainGapTest() {
    write_file("desk.toml",
               std::string(kSmallDesk) +
                   "\n[targets]\ncost_of_support = \"<= 5000 EUR\"\nwait = \"<= 10 s\"\n");
    write_file("levers.toml", kLevers);
  }

  nlohmann::json explained(std::vector<std::string> more) {
    more.insert(more.begin(), {"explain-gap", "--levers", "levers.toml", "--json", "--quiet"});
    const Ran ran = run(std::move(more));
    EXPECT_EQ(ran.status, 0) << ran.err;
    return nlohmann::json::parse(ran.out);
  }
};

const nlohmann::json& effect_of(const nlohmann::json& gap, const std::string& lever) {
  for (const nlohmann::json& effect : gap["effects"]) {
    if (effect["lever"] == lever) {
      return effect;
    }
  }
  ADD_FAILURE() << lever;
  return gap["effects"][0];
}

// One rep, always there, at 36 an hour: 6048 in the week that is measured, 1048 too much. A second
// costs as much again, 36 x 8766 h a year, and 4.2 people employed (168 h of 40) cost 3000 each
// over 3 years: 4200 a year, of which a week of 8766 h a year is charged with 168 / 8766. A quarter
// less pay saves 1512 a week.
TEST_F(ExplainGapTest, GivesEveryFigureThatCanBeWorkedOutByHand) {
  const nlohmann::json report = explained({"desk.toml", "--replications", "3"});

  const nlohmann::json& gap = report["gaps"][0];
  const double heads_cost = 6048.0 + 4200.0 * 168.0 / 8766.0;
  EXPECT_EQ(gap["measure"], "cost_of_support");
  EXPECT_EQ(gap["cheapest"], "wages");
  EXPECT_NEAR(effect_of(gap, "heads")["effect"]["mean"], heads_cost, 1e-6);
  EXPECT_NEAR(effect_of(gap, "heads")["closed"]["mean"], -heads_cost / 1048.0, 1e-9);
  EXPECT_EQ(effect_of(gap, "heads")["verdict"], "hurts");
  EXPECT_NEAR(effect_of(gap, "wages")["effect"]["mean"], -1512.0, 1e-6);
  EXPECT_NEAR(effect_of(gap, "wages")["closed"]["lower"], 1512.0 / 1048.0, 1e-6);
  EXPECT_TRUE(effect_of(gap, "wages")["effect_per_cost"]["mean"].is_null());
  const nlohmann::json& heads = report["levers"][0];
  EXPECT_NEAR(heads["price"], 4.2 * 1000.0, 1e-6);
  EXPECT_NEAR(heads["cost"]["mean"], 36.0 * 8766.0 + 4200.0, 1e-6);
  EXPECT_EQ(heads["changes"][0]["after"], "2");
  EXPECT_EQ(report["left_out"][0]["reason"], "the scenario has no [triage]");
}

TEST_F(ExplainGapTest, SaysInWordsWhatClosesAGapAndAtWhosExpense) {
  const Ran ran = run({"explain-gap", "desk.toml", "--levers", "levers.toml", "-o", "gaps.csv"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(StartsWith("What would move Small desk: 2 levers"),
                    HasSubstr("Cheapest: wages alone closes it, and saves 78,894 EUR a year"),
                    HasSubstr("Wait: "),
                    HasSubstr("heads worsens cost_of_support"),
                    HasSubstr("Effects do not add")));
  EXPECT_THAT(text_in("gaps.csv"),
              AllOf(StartsWith("measure,scope,unit,"), HasSubstr("\ncost_of_support,all,EUR,")));
}

// Half the pay closes the gap for nothing, but each call takes twice as long: 1.6 Erlang for one
// rep.
TEST_F(ExplainGapTest, WarnsOfALeverThatOverloadsATier) {
  write_file("levers.toml", std::string(kLevers) + R"([[lever]]
name = "cheap"
title = "half the pay, half the pace"
set = { "rep_group.*.loaded_cost" = "-50%", "tier.*.handle_time.mean" = "x2" }
assumption = "of the test"
)");
  const nlohmann::json report = explained({"desk.toml", "--replications", "3"});
  const Ran ran =
      run({"explain-gap", "desk.toml", "--levers", "levers.toml", "--replications", "3"});

  const nlohmann::json& cheap = report["levers"].back();
  EXPECT_EQ(cheap["overloads"], nlohmann::json({"tier1"}));
  EXPECT_EQ(cheap["loses"],
            nlohmann::json({"abandonment_rate.case.question", "lost_rate.case.question"}));
  EXPECT_EQ(report["gaps"][0]["cheapest"], "wages");
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("helps, but with a danger"),
                    HasSubstr("cheap overloads tier1, more customers hang up")));
}

TEST_F(ExplainGapTest, ExchangesPricesOfAnotherCurrency) {
  write_file("levers.toml", "currency = \"USD\"\n" + std::string(kLevers));
  const Ran without = run({"explain-gap", "desk.toml", "--levers", "levers.toml"});
  EXPECT_EQ(without.status, 2);
  EXPECT_THAT(without.err, HasSubstr("prices are in USD, the scenario counts in EUR"));
  const nlohmann::json report =
      explained({"desk.toml", "--exchange", "0.5", "--replications", "2"});

  EXPECT_NEAR(report["levers"][0]["price"], 4.2 * 500.0, 1e-6);
}

TEST_F(ExplainGapTest, ReplacesNoFileButItsOwnTable) {
  std::filesystem::copy_file("levers.toml", "levers.csv");
  const Ran own = run({"explain-gap",
                       "desk.toml",
                       "--levers",
                       "levers.csv",
                       "--replications",
                       "2",
                       "-o",
                       "levers.csv",
                       "--force"});
  EXPECT_EQ(own.status, 3);
  EXPECT_THAT(own.err, HasSubstr("is no table of explain-gap and is not replaced"));
  EXPECT_EQ(text_in("levers.csv"), kLevers);
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(run({"explain-gap",
                   "desk.toml",
                   "--levers",
                   "levers.toml",
                   "--replications",
                   "2",
                   "-o",
                   "gaps.csv",
                   "--force",
                   "-q"})
                  .status,
              0);
  }
}

TEST_F(ExplainGapTest, WritesAWorkbookOnceAndNotOverAnother) {
  const std::vector<std::string> words{"explain-gap",
                                       "desk.toml",
                                       "--levers",
                                       "levers.toml",
                                       "-q",
                                       "--replications",
                                       "2",
                                       "-o",
                                       "gaps.xlsx"};
  const Ran first = run(words);
  const std::string bytes = text_in("gaps.xlsx");
  const Ran second = run(words);

  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_TRUE(bytes.starts_with("PK"));
  EXPECT_EQ(second.status, 3);
  EXPECT_EQ(text_in("gaps.xlsx"), bytes);
}

TEST_F(ExplainGapTest, IsTheSameOnAnyNumberOfThreads) {
  const std::string one = explained({"desk.toml", "--threads", "1", "--replications", "8"}).dump();

  EXPECT_EQ(explained({"desk.toml", "--threads", "2", "--replications", "8"}).dump(), one);
  EXPECT_EQ(explained({"desk.toml", "--threads", "7", "--replications", "8"}).dump(), one);
}

TEST_F(ExplainGapTest, TakesScenarioSeedAndCountFromAResultsFile) {
  const Ran simulated = run({"run",
                             "desk.toml",
                             "--seed",
                             "5",
                             "--replications",
                             "4",
                             "--set",
                             "rep_group.reps.loaded_cost=40 EUR/h",
                             "-q"});
  ASSERT_EQ(simulated.status, 0) << simulated.err;
  const nlohmann::json direct = explained({"desk.toml",
                                           "--seed",
                                           "5",
                                           "--replications",
                                           "4",
                                           "--set",
                                           "rep_group.reps.loaded_cost=40 EUR/h"});
  std::filesystem::remove("desk.toml");
  const nlohmann::json report = explained({"desk.h5"});

  EXPECT_EQ(report["digest"], direct["digest"]);
  EXPECT_EQ(report["gaps"], direct["gaps"]);
  EXPECT_EQ(report["seed"], 5);
}

TEST_F(ExplainGapTest, SaysWhereItLookedForFilesThatAResultsFileNames) {
  std::filesystem::create_directory("old");
  std::string desk = text_in("desk.toml");
  desk.replace(desk.find("heads = 1"), 9, "staffing = \"staff.csv\"");
  write_file("old/desk.toml", desk);
  std::string staff = "start,heads\n";
  for (int day = 5; day <= 11; ++day) {
    staff += "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + " 00:00,1\n";
  }
  write_file("old/staff.csv", staff);
  const Ran simulated = run({"run", "old/desk.toml", "--replications", "2", "-q"});
  ASSERT_EQ(simulated.status, 0) << simulated.err;
  std::filesystem::remove_all("old");
  const Ran ran = run({"explain-gap", "desk.h5", "--levers", "levers.toml"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("staff.csv"), HasSubstr("looked for where old/desk.toml was")));
}

TEST_F(ExplainGapTest, RefusesWhatItCannotAnswer) {
  write_file("bad.toml", "[[lever]]\nname = \"x\"\nset = { \"rep_group.*.head\" = \"+1\" }\n");
  const Ran levers = run({"explain-gap", "desk.toml", "--levers", "bad.toml"});
  EXPECT_EQ(levers.status, 2);
  EXPECT_THAT(levers.err, AllOf(HasSubstr("bad.toml:3:9: error: "), HasSubstr("2 errors")));

  const Ran measure = run({"explain-gap",
                           "desk.toml",
                           "--levers",
                           "levers.toml",
                           "-q",
                           "--replications",
                           "2",
                           "--measure",
                           "waits"});
  EXPECT_EQ(measure.status, 2);
  EXPECT_THAT(measure.err, HasSubstr("there is no measure waits, did you mean wait?"));
  const Ran target = run({"explain-gap",
                          "desk.toml",
                          "--levers",
                          "levers.toml",
                          "-q",
                          "--replications",
                          "2",
                          "--measure",
                          "reopen_rate"});
  EXPECT_EQ(target.status, 2);
  EXPECT_THAT(target.err, HasSubstr("--set 'targets.reopen_rate=>= ...'"));

  EXPECT_EQ(run({"explain-gap", "none.toml"}).status, 3);
  EXPECT_EQ(run({"explain-gap", "desk.toml", "-o", "gaps.h5"}).status, 2);
  EXPECT_EQ(run({"explain-gap", "desk.toml", "--replications", "1"}).status, 2);
}

TEST_F(ExplainGapTest, GoesOnToTheSameTableWhereItWasInterrupted) {
  namespace fs = std::filesystem;
  const auto asked = [](const std::string& table, std::vector<std::string> more = {}) {
    more.insert(more.begin(),
                {"explain-gap",
                 "desk.toml",
                 "--levers",
                 "levers.toml",
                 "--replications",
                 "2000",
                 "--quiet",
                 "-o",
                 table});
    return more;
  };
  const Ran whole = run(asked("whole.csv"));
  ASSERT_EQ(whole.status, 0) << whole.err;
  EXPECT_FALSE(fs::exists("whole.csv.journal"));

  const pid_t child = start(asked("gaps.csv"));
  siginfo_t ended{};
  while (!fs::exists("gaps.csv.journal")) {  // after the base, before the levers
    ASSERT_EQ(waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT), 0);
    ASSERT_EQ(ended.si_pid, 0) << "it has ended before it was interrupted";
    usleep(1000);
  }
  kill(child, SIGINT);
  const Ran interrupted = finish(child);
  ASSERT_EQ(interrupted.status, 130) << interrupted.err;
  EXPECT_THAT(interrupted.err,
              HasSubstr(" of 3 scenarios; the same command with --resume goes on\n"));
  EXPECT_FALSE(fs::exists("gaps.csv"));

  EXPECT_THAT(run(asked("gaps.csv")).err, HasSubstr("was interrupted (--resume continues it"));
  EXPECT_THAT(run(asked("gaps.csv", {"--resume", "--seed", "2"})).err,
              HasSubstr("is the journal of another --seed (1, not 2)"));
  const Ran resumed = run(asked("gaps.csv", {"--resume"}));
  EXPECT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_EQ(text_in("gaps.csv"), text_in("whole.csv"));
  EXPECT_FALSE(fs::exists("gaps.csv.journal"));
  EXPECT_FALSE(fs::exists("gaps.csv.base.journal"));
}

TEST_F(ExplainGapTest, LosesNothingOfItsBaseToAKill) {
  namespace fs = std::filesystem;
  const std::vector<std::string> asked{"explain-gap",
                                       "desk.toml",
                                       "--levers",
                                       "levers.toml",
                                       "--replications",
                                       "400",
                                       "--threads",
                                       "1",
                                       "-o"};
  const auto with = [&asked](std::vector<std::string> more) {
    more.insert(more.begin(), asked.begin(), asked.end());
    return more;
  };
  ASSERT_EQ(run(with({"whole.csv"})).status, 0);
  const pid_t child = start(with({"gaps.csv"}));
  while (!fs::exists("gaps.csv.base.journal") || fs::file_size("gaps.csv.base.journal") < 100'000) {
    usleep(200);
  }
  kill(child, SIGSTOP);
  const Ran second = run(with({"gaps.csv"}));
  EXPECT_EQ(second.status, 3);
  EXPECT_THAT(second.err, HasSubstr("gaps.csv.base.journal: is in use by another program"));
  kill(child, SIGKILL);
  static_cast<void>(finish(child));
  ASSERT_FALSE(fs::exists("gaps.csv"));
  const Ran resumed = run(with({"gaps.csv", "--resume"}));
  EXPECT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_THAT(resumed.err, HasSubstr(" replications of the scenario as it is finished before\n"));
  EXPECT_EQ(text_in("gaps.csv"), text_in("whole.csv"));
  EXPECT_FALSE(fs::exists("gaps.csv.base.journal"));
}

TEST_F(ExplainGapTest, WithoutATableThereIsNothingToResume) {
  const Ran ran = run({"explain-gap", "desk.toml", "--levers", "levers.toml", "--resume"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("option --resume needs --output"));
}

}  // namespace
}  // namespace tiermix
