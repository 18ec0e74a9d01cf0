#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

class CompareTest : public ProgramTest {
 protected:
  CompareTest() {
    write_file("desk.toml", kSmallDesk);
    write_file("more.toml", replaced(kSmallDesk, "heads = 1", "heads = 2"));
    write_file("fast.toml", replaced(kSmallDesk, "mean = \"8 min\"", "mean = \"6 min\""));
  }
};

const nlohmann::json& difference(const nlohmann::json& report,
                                 const std::string& measure,
                                 const std::string& alternative) {
  const auto& rows = report["differences"];
  const auto found = std::ranges::find_if(rows, [&](const nlohmann::json& row) {
    return row["measure"] == measure && row["alternative"] == alternative && row["scope"] == "all";
  });
  EXPECT_NE(found, rows.end());
  return *found;
}

// Swarming costs less, and less per case created; but more customers hang up, so more per case.
TEST_F(CompareTest, SaysWhereCostsPerCaseGoDifferentWays) {
  const std::string fixed = source("scenarios/policies/fixed-tiers.toml").string();
  const std::string note = "cost per created case go different ways in swarming";
  const std::vector<std::string> rest = {"--replications", "12", "-o", "c.h5", "--force"};
  const auto compared = [&](const std::string& other) {
    std::vector<std::string> words = {
        "compare", fixed, source("scenarios/policies/" + other + ".toml").string()};
    words.insert(words.end(), rest.begin(), rest.end());
    return run(words).out;
  };
  EXPECT_THAT(compared("swarming"), HasSubstr(note));
  EXPECT_THAT(compared("early-escalation"), ::testing::Not(HasSubstr("go different ways")));
}

TEST_F(CompareTest, SaysWhichIsBestByHowMuchAndHowSure) {
  const Ran ran = run({"compare", "desk.toml", "more.toml", "fast.toml"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(StartsWith("Comparison with desk: the same customers in every scenario\n"
                               "1 week measured from 2026-01-12 · 30 replications · seed 1\n"),
                    HasSubstr("fast has the lowest cost per case: "),
                    HasSubstr(" EUR below desk ("),
                    HasSubstr("Chosen with 95 % confidence"),
                    HasSubstr("worse"),
                    HasSubstr("Shared customers: ")));
  EXPECT_EQ(ran.err, "results in desk-comparison.h5\n");
}

TEST_F(CompareTest, JsonHasDifferencesProbabilitiesAndTheChoice) {
  const Ran ran =
      run({"compare", "desk.toml", "more.toml", "fast.toml", "--json", "--threads", "2"});
  const Ran again = run({"compare",
                         "desk.toml",
                         "more.toml",
                         "fast.toml",
                         "--json",
                         "--threads",
                         "1",
                         "-o",
                         "again.h5"});
  const nlohmann::json report = nlohmann::json::parse(ran.out);

  EXPECT_EQ(ran.out, again.out);
  EXPECT_EQ(report["format_version"], 1);
  EXPECT_EQ(report["scenario"]["file"], "desk.toml");
  EXPECT_EQ(report["scenarios"].size(), 3U);
  const nlohmann::json& fast = difference(report, "cost_per_case", "fast");
  EXPECT_EQ(fast["base"], "desk");
  EXPECT_LT(fast["upper"], 0.0);
  EXPECT_GT(fast["probability_best"], 0.99);
  EXPECT_GT(fast["variance_reduction"], 1.0);
  EXPECT_EQ(report["selection"][2]["alternative"], "fast");
  EXPECT_EQ(report["selection"][2]["best"], true);
  EXPECT_EQ(report["selection"][1]["best"], false);
}

TEST_F(CompareTest, ShippedScenariosOfTheSameDeskAreCompared) {
  const std::string base = source("scenarios/03-three-tiers.toml").string();
  const std::string text = text_in(base);
  write_file("trained.toml", replaced(text, "f0 = \"92%\"", "f0 = \"95%\""));
  const Ran ran = run({"compare",
                       base,
                       "trained.toml",
                       "--replications",
                       "4",
                       "--by",
                       "first_contact_resolution",
                       "--all"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("trained has the highest first-contact resolution: "),
                    HasSubstr("promises no correct choice"),
                    HasSubstr("\ntier.tier2\n"),
                    HasSubstr("\ncase.how_to\n")));
}

TEST_F(CompareTest, EqualScenariosDifferByNothing) {
  write_file("same.toml", kSmallDesk);
  const Ran ran = run({"compare", "desk.toml", "same.toml", "--json"});
  const nlohmann::json report = nlohmann::json::parse(ran.out);

  EXPECT_EQ(ran.status, 0) << ran.err;
  for (const auto& row : report["differences"]) {
    EXPECT_TRUE(row["mean"].is_null() || row["mean"] == 0.0) << row;
  }
}

TEST_F(CompareTest, WithoutADecisionWithinTheBudgetExitsWithFour) {
  write_file("near.toml", replaced(kSmallDesk, "mean = \"8 min\"", "mean = \"7.99 min\""));
  write_file("other.toml",
             replaced(kSmallDesk,
                      "law = \"exponential\", mean = \"8 min\"",
                      "law = \"lognormal\", cv = 2, mean = \"8 min\""));
  const Ran ran = run({"compare",
                       "desk.toml",
                       "near.toml",
                       "other.toml",
                       "--by",
                       "speed_of_answer",
                       "--delta",
                       "0.01%",
                       "--max-replications",
                       "40"});

  EXPECT_EQ(ran.status, 4) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("Not decided by speed of answer after 40 replications: "));
}

TEST_F(CompareTest, RefusesWhatCannotBeCompared) {
  write_file("longer.toml", replaced(kSmallDesk, "\"2 weeks\"", "\"3 weeks\""));
  write_file("dollars.toml",
             replaced(replaced(kSmallDesk, "\"EUR\"", "\"USD\""), "36 EUR/h", "36 USD/h"));
  const Ran ran = run({"compare", "desk.toml", "longer.toml", "dollars.toml"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("a comparison needs the same time window and currency\n"),
                    HasSubstr("longer.toml: time.horizon is 504 h, not 336 h as in desk.toml"),
                    HasSubstr("dollars.toml: currency is USD, not EUR as in desk.toml")));
}

TEST_F(CompareTest, TellsTheProblemsOfAllFilesAtOnce) {
  write_file("bad.toml", replaced(kSmallDesk, "heads = 1", "heads = -1"));
  write_file("worse.toml", replaced(kSmallDesk, "tier = \"tier1\"", "tier = \"tier9\""));
  const Ran ran = run({"compare", "desk.toml", "bad.toml", "worse.toml"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("bad.toml: 1 error"), HasSubstr("worse.toml: 1 error")));
}

TEST_F(CompareTest, WrongCommandLinesAreSaidSo) {
  const auto error_of = [this](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compare");
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.status, 2);
    return ran.err;
  };
  EXPECT_THAT(error_of({"desk.toml"}), HasSubstr("an alternative to desk.toml is missing"));
  EXPECT_THAT(error_of({"desk.toml", "./desk.toml"}), HasSubstr("./desk.toml is given twice"));
  EXPECT_THAT(error_of({"desk.toml", "more.toml", "--by", "cost_per_cas"}),
              HasSubstr("did you mean cost_per_case?"));
  EXPECT_THAT(error_of({"desk.toml", "more.toml", "--by", "occupancy"}),
              HasSubstr("occupancy is neither better high nor low by itself"));
  EXPECT_THAT(error_of({"desk.toml", "more.toml", "--delta", "0"}), HasSubstr("option --delta"));
  EXPECT_THAT(error_of({"desk.toml", "more.toml", "--delta", "1%", "--replications", "5"}),
              HasSubstr("has no part in a fixed count"));
}

}  // namespace
}  // namespace tiermix
