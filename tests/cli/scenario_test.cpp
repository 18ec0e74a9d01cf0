#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

class ScenarioTest : public ProgramTest {
 protected:
  ScenarioTest() { write_file("desk.toml", kSmallDesk); }
};

TEST_F(ScenarioTest, CheckPrintsLoadsAndRoutesOfAValidScenario) {
  const Ran ran = run({"check", "desk.toml"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Small desk\ndesk.toml: valid"));
  // 6 cases an hour of 8 minutes each: 0.8 Erlang.
  EXPECT_THAT(ran.out, HasSubstr("\ntier1    0.80 Erlang                1.00         80.0 %"));
  EXPECT_THAT(ran.out, HasSubstr("\ntier1   resolved 100.0\n"));
}

TEST_F(ScenarioTest, CheckReportsTheWrongFileAndStillChecksTheRest) {
  write_file("wrong.toml", "title = \"Wrong\"\nhorizon = 3\n");

  const Ran ran = run({"check", "wrong.toml", "desk.toml"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("wrong.toml:2:1: error: horizon: "));
  EXPECT_THAT(ran.out, HasSubstr("desk.toml: valid"));
}

TEST_F(ScenarioTest, CheckJsonHoldsDiagnosticsAndLoads) {
  write_file("wrong.toml", "title = \"Wrong\"\nhorizon = 3\n");

  const nlohmann::json report =
      nlohmann::json::parse(run({"check", "wrong.toml", "desk.toml", "--json"}).out);

  EXPECT_EQ(report["files"][0]["valid"], false);
  EXPECT_EQ(report["files"][0]["diagnostics"][0]["severity"], "error");
  EXPECT_EQ(report["files"][1]["valid"], true);
  EXPECT_NEAR(report["files"][1]["tiers"][0]["offered_load"].get<double>(), 0.8, 1e-6);
}

TEST_F(ScenarioTest, WarningsRefuseAScenarioOnlyUnderStrict) {
  const std::vector<std::string> overloaded{
      "check", "desk.toml", "--set", "case_class.question.arrivals.per_hour=30"};
  std::vector<std::string> strict = overloaded;
  strict.emplace_back("--strict");

  const Ran accepted = run(overloaded);
  EXPECT_EQ(accepted.status, 0);
  EXPECT_THAT(accepted.err, HasSubstr("warning"));
  const Ran refused = run(strict);
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.out, "");
}

TEST_F(ScenarioTest, CheckWritesTheEscalationGraph) {
  const Ran ran = run({"check", "desk.toml", "--quiet", "--graph", "desk.dot"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "graph in desk.dot\n");
  EXPECT_THAT(text_in("desk.dot"), StartsWith("digraph"));
}

TEST_F(ScenarioTest, WithoutGraphvizADrawingIsRefusedWithWhatToDo) {
  set_variable("PATH=/nowhere");

  const Ran ran = run({"check", "desk.toml", "--graph", "desk.svg"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err,
            "tiermix: desk.svg: needs the program dot of Graphviz; install graphviz, or write a "
            ".dot file\n");
  EXPECT_FALSE(std::filesystem::exists("desk.svg"));
}

TEST_F(ScenarioTest, TheFolderOfShippedScenariosCanBeNamed) {
  std::filesystem::create_directories("mine/scenarios");
  write_file("mine/scenarios/own.toml", kSmallDesk);
  set_variable("TIERMIX_DATA=mine");

  EXPECT_THAT(run({"new", "--list"}).out, MatchesRegex("own +\"Small desk\"\n"));
}

TEST_F(ScenarioTest, ExplainKnowsKeysAndMeasures) {
  EXPECT_THAT(run({"explain", "horizon"}).out, StartsWith("time.horizon\n"));
  EXPECT_THAT(run({"explain", "cost_per_case"}).out, StartsWith("cost_per_case (measure)\n"));
  const std::string both = run({"explain", "handle_time"}).out;
  EXPECT_THAT(both, HasSubstr("tier.handle_time"));
  EXPECT_THAT(both, HasSubstr("handle_time (measure)\n"));
}

TEST_F(ScenarioTest, ExplainKnowsWhatIsPrintedAndWhatIsBuiltIn) {
  EXPECT_THAT(run({"explain", "Reps on the floor"}).out, StartsWith("staffed (measure)\n"));
  EXPECT_THAT(run({"explain", "speed", "of", "answer"}).out,
              StartsWith("speed_of_answer (measure)\n"));
  EXPECT_THAT(run({"explain", "FCR"}).out, StartsWith("first_contact_resolution (measure)\n"));
  EXPECT_THAT(run({"explain", "gatekeeper"}).out,
              StartsWith("gatekeeper (value of resolve.curve)\n"));
  EXPECT_THAT(run({"explain", "lognormal"}).out, StartsWith("lognormal (value of law)\n"));
  EXPECT_THAT(
      run({"explain", "office"}).out,
      StartsWith(
          "office (built-in shift and opening hours)\n  Monday to Friday, 09:00 to 17:00.\n"));
  EXPECT_THAT(run({"explain", "office_hours"}).out, HasSubstr("weekends included"));
}

TEST_F(ScenarioTest, ExplainRefusesWhatItDoesNotKnowWithTheNearestName) {
  const Ran ran = run({"explain", "horizn"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err,
              StartsWith("tiermix: no scenario key and no measure is called horizn, did "
                         "you mean "));
  EXPECT_THAT(ran.err, HasSubstr("horizon"));
}

TEST_F(ScenarioTest, BenchmarksAreListedWithSourceYearCountAndDefinition) {
  const Ran ran = run({"benchmarks"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              HasSubstr("\nhdi_2013\n  HDI research brief, August 2013; 196 external "
                        "customer support centres (2013)\n  1 figure: first-call "
                        "resolution by phone\n  differs from "
                        "first_contact_resolution_gross: HDI also counts"));
  EXPECT_THAT(ran.out, HasSubstr("weak: a blog"));
}

TEST_F(ScenarioTest, BenchmarkSetsAreShownWithTheirFiguresByName) {
  const Ran ran = run({"benchmarks", "sspa", "metricnet"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("source: Service & Support Professionals Association"));
  EXPECT_THAT(ran.out,
              ::testing::ContainsRegex("first_contact_resolution +complexity:high +36\\.9 %\n"));
  EXPECT_THAT(ran.out, ::testing::ContainsRegex("cost_per_visit +composite +62 USD +tier\\.2\n"));
}

const char* const kOwnSet =
    "# source: our own desk\n# year: 2025\n# definition: last year\n"
    "# differs.first_contact_resolution: without e-mail\n"
    "measure,unit,segment,value,basis,note\n"
    "first_contact_resolution,percent,composite,50,,\n";

TEST_F(ScenarioTest, AFileOfTheUsersOwnIsABenchmarkSet) {
  write_file("own.csv", kOwnSet);

  const Ran ran = run({"benchmarks", "own.csv", "--json"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\"set\": \"own\""));
  EXPECT_THAT(ran.out, HasSubstr("\"first_contact_resolution\": \"without e-mail\""));
  EXPECT_THAT(ran.out, HasSubstr("\"value\": 0.5"));
}

TEST_F(ScenarioTest, ARunStandsBesideShippedAndOwnSets) {
  write_file("own.csv", kOwnSet);
  write_file("both.toml",
             "benchmark = { set = \"sspa\", sets = [\"own\"] }\n" + std::string(kSmallDesk));

  const Ran ran = run({"run", "both.toml", "--benchmarks", "own.csv", "--replications", "2"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("  45.7 % a"));
  EXPECT_THAT(ran.out, HasSubstr("  50.0 % b"));
  EXPECT_THAT(ran.out, HasSubstr("First-contact resolution in own: without e-mail.\n"));

  const Ran without = run({"check", "both.toml"});
  EXPECT_EQ(without.status, 2);
  EXPECT_THAT(without.err,
              HasSubstr("both.toml:1:36: error: benchmark.sets: unknown set \"own\" (tiermix "
                        "benchmarks lists them)"));
}

TEST_F(ScenarioTest, OneBenchmarkSetIsShownByItsName) {
  const Ran ran = run({"benchmarks", "hdi_2013"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, StartsWith("hdi_2013\n"));
  EXPECT_THAT(ran.out, Not(HasSubstr("sspa")));

  const Ran missing = run({"benchmarks", "sspaa"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.err,
            "tiermix: \"sspaa\" is neither a benchmark set nor a folder or .csv file, did you "
            "mean sspa?\n");
}

TEST_F(ScenarioTest, AnUnknownBenchmarkIsAnErrorAtItsPlace) {
  write_file("far.toml", "benchmark = { set = \"sspaa\" }\n" + std::string(kSmallDesk));
  write_file("near.toml",
             "benchmark = { set = \"sspa\", segments = [\"complexity:hihg\"] }\n" +
                 std::string(kSmallDesk));

  const Ran checked = run({"check", "far.toml", "near.toml"});
  EXPECT_EQ(checked.status, 2);
  EXPECT_THAT(checked.err,
              HasSubstr("far.toml:1:21: error: benchmark.set: unknown set \"sspaa\" (tiermix "
                        "benchmarks lists them). Did you mean \"sspa\"?\n"));
  EXPECT_THAT(checked.err,
              HasSubstr("near.toml:1:40: error: benchmark.segments: unknown segment "
                        "\"complexity:hihg\" (tiermix benchmarks sspa lists them). Did you mean "
                        "\"complexity:high\"?\n"));
  EXPECT_EQ(run({"run", "far.toml", "--replications", "2"}).status, 2);
}

TEST_F(ScenarioTest, AMissingFolderOfBenchmarksIsNamed) {
  write_file("own.toml", "benchmark = { set = \"own\" }\n" + std::string(kSmallDesk));

  const Ran ran = run({"check", "own.toml", "--benchmarks", "nowhere"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err,
            "tiermix: nowhere: is neither a folder of benchmark sets nor a .csv file with one\n");
}

TEST_F(ScenarioTest, AdviceIsNoDiagnostic) {
  const Ran ran = run({"check",
                       "desk.toml",
                       "--strict",
                       "--set",
                       "rep_group.reps.shift=office",
                       "--set",
                       "rep_group.reps.heads=6"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              HasSubstr("advice: question: 76 % of the cases arrive when nobody of tier1 is"));
}

TEST_F(ScenarioTest, ResultsAreExportedAsTables) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);

  const Ran ran = run({"export", "desk.h5", "--csv", "-o", "tables"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "tables in tables\n");
  EXPECT_THAT(text_in("tables/estimates.csv"), HasSubstr("first_contact_resolution"));
}

TEST_F(ScenarioTest, TablesOfTwoRunsAreNeverInOneFolder) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);
  ASSERT_EQ(run({"export", "desk.h5", "--csv", "-o", "tables"}).status, 0);
  write_file("tables/targets.csv", "of another run\n");
  write_file("tables/notes.csv", "mine\n");

  const Ran again = run({"export", "desk.h5", "--csv", "-o", "tables"});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("exists: --force replaces the tables"));
  EXPECT_EQ(run({"export", "desk.h5", "--csv", "-o", "tables", "--force"}).status, 0);
  EXPECT_FALSE(std::filesystem::exists("tables/targets.csv"));
  EXPECT_EQ(text_in("tables/notes.csv"), "mine\n");
}

TEST_F(ScenarioTest, TablesReplaceNothingInAFolderWithoutTables) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);
  std::filesystem::create_directory("own");
  write_file("own/scenario.toml", "mine\n");
  write_file("own/sweep.csv", "my,own\n");

  const Ran ran = run({"export", "desk.h5", "--csv", "-o", "own", "--force"});

  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("is not replaced: -o names another folder"));
  EXPECT_EQ(text_in("own/scenario.toml"), "mine\n");
  EXPECT_EQ(text_in("own/sweep.csv"), "my,own\n");
}

TEST_F(ScenarioTest, NoViewReplacesTheResultsItIsOf) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);
  const std::string results = text_in("desk.h5");

  EXPECT_EQ(run({"report", "desk.h5", "-o", "desk.h5", "--force"}).status, 3);
  EXPECT_EQ(run({"export", "desk.h5", "--xlsx", "-o", "desk.h5", "--force"}).status, 3);
  EXPECT_EQ(text_in("desk.h5"), results);
}

TEST_F(ScenarioTest, ResultsAreExportedAsAWorkbookThatIsNotReplacedUnasked) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);

  const Ran first = run({"export", "desk.h5", "--xlsx"});
  const std::string bytes = text_in("desk.xlsx");
  const Ran second = run({"export", "desk.h5", "--xlsx"});
  const Ran forced = run({"export", "desk.h5", "--xlsx", "--force"});

  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.err, "workbook in desk.xlsx\n");
  EXPECT_TRUE(bytes.starts_with("PK"));
  EXPECT_EQ(second.status, 2);
  EXPECT_THAT(second.err, HasSubstr("desk.xlsx exists: --force"));
  EXPECT_EQ(forced.status, 0) << forced.err;
  EXPECT_EQ(text_in("desk.xlsx"), bytes);
}

TEST_F(ScenarioTest, ExportSaysWhereAWorkbookCannotBeWritten) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);

  const Ran nowhere = run({"export", "desk.h5", "--xlsx", "-o", "nowhere/desk.xlsx"});
  const Ran full = run({"export", "desk.h5", "--xlsx", "-o", "/dev/full"});

  EXPECT_EQ(nowhere.status, 3);
  EXPECT_EQ(nowhere.err, "tiermix: nowhere/desk.xlsx: cannot write: No such file or directory\n");
  EXPECT_EQ(full.status, 3);
  EXPECT_EQ(full.err, "tiermix: /dev/full: cannot write: No space left on device\n");
  EXPECT_EQ(run({"export", "desk.h5"}).status, 2);
  EXPECT_EQ(run({"export", "desk.h5", "--csv", "--xlsx"}).status, 2);
}

TEST_F(ScenarioTest, ExportWritesNoFileThatIsCalledLikeStandardOutput) {
  ASSERT_EQ(run({"run", "desk.toml", "--replications", "2"}).status, 0);

  const Ran workbook = run({"export", "desk.h5", "--xlsx", "-o", "-"});
  const Ran tables = run({"export", "desk.h5", "--csv", "-o", "-"});

  EXPECT_EQ(workbook.status, 2);
  EXPECT_THAT(workbook.err, HasSubstr("a workbook is not for standard output; name a file"));
  EXPECT_EQ(tables.status, 2);
  EXPECT_THAT(tables.err, HasSubstr("--csv writes several tables"));
  EXPECT_FALSE(std::filesystem::exists("-"));
}

TEST_F(ScenarioTest, ExportWritesTheTablesOfAComparison) {
  write_file("other.toml", "extends = \"desk.toml\"\n[[rep_group]]\nname = \"reps\"\nheads = 2\n");
  ASSERT_EQ(
      run({"compare", "desk.toml", "other.toml", "--replications", "3", "-o", "two.h5"}).status, 0);

  const Ran ran = run({"export", "two.h5", "--csv"});

  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(text_in("two/differences.csv"), HasSubstr("\r\nother,desk,cost_per_case,all,"));
  EXPECT_THAT(text_in("two/scenarios.csv"), HasSubstr("\r\nother,Small desk,other.toml,"));
  EXPECT_EQ(run({"export", "two.h5", "--csv"}).status, 2);
  EXPECT_EQ(run({"export", "two.h5", "--csv", "--force"}).status, 0);
}

TEST_F(ScenarioTest, NamesOfFilesMoveNoCursor) {
  const std::string name = "a\x1b[2J\u009b\u202eb\n.toml";
  const std::string shown = "a\\x1b[2J\\u009b\\u202eb\\x0a.toml";

  EXPECT_THAT(run({"run", name}).err, HasSubstr("tiermix: cannot read " + shown + ": "));
  write_file(name, "title = 1\n");
  EXPECT_THAT(run({"check", name}).err,
              AllOf(HasSubstr(shown + ":1:9: error: title: "), HasSubstr(shown + ": 5 errors\n")));
}

TEST_F(ScenarioTest, ExportRefusesAFileThatIsNotOurs) {
  const Ran ran = run({"export", "desk.toml", "--csv"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("desk.toml"));
}

TEST_F(ScenarioTest, SchemaIsJson) { EXPECT_TRUE(nlohmann::json::accept(run({"schema"}).out)); }

TEST_F(ScenarioTest, TheGeneratedPagesInTheDocumentationAreUpToDate) {
  EXPECT_EQ(run({"schema", "--reference"}).out, text_in(source("docs/scenario-reference.md")));
  EXPECT_EQ(run({"schema", "--measures"}).out, text_in(source("docs/measures.md")));
}

TEST_F(ScenarioTest, TheReadmeShowsTheScenarioThatItRuns) {
  EXPECT_THAT(text_in(source("README.md")),
              HasSubstr("```toml\n" + text_in(source("docs/two-tiers.toml")) + "```\n"));
  EXPECT_EQ(run({"check", source("docs/two-tiers.toml"), "--strict"}).status, 0);
}

TEST_F(ScenarioTest, TheSignatureIsTheSameEveryTime) {
  const Ran ran = run({"signature"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, MatchesRegex("[0-9a-f]{16}\n"));
  EXPECT_EQ(run({"signature"}).out, ran.out);
}

}  // namespace
}  // namespace tiermix
