#include "engine/results/csv.hpp"

#include <gmock/gmock.h>

#include "engine/results/csv_text.hpp"
#include "engine/results/file.hpp"

#include "tests/results/example_compared.hpp"
#include "tests/results/example_results.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(CsvCell, IsQuotedOnlyWhereItHasTo) {
  EXPECT_EQ(csv_cell("plain text"), "plain text");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
}

TEST(CsvCell, IsNoFormulaForASpreadsheet) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("+1"), "'+1");
  EXPECT_EQ(csv_cell("-1"), "'-1");
  EXPECT_EQ(csv_cell("@SUM(A1,B1)"), "\"'@SUM(A1,B1)\"");
}

TEST(CsvNumber, ReadsBackAndIsEmptyForNothing) {
  EXPECT_EQ(csv_number(0.1), "0.1");
  EXPECT_EQ(csv_number(-2.5), "-2.5");
  EXPECT_EQ(csv_number(kInfinity), "inf");
  EXPECT_EQ(csv_number(kNaN), "");
}

TEST(ParseCsv, KnowsThePlaceOfEveryCell) {
  const CsvTable table = parse_csv("a,\"b\nc\",d\r\n\r\n\"say \"\"hi\"\"\",");

  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0][1].text, "b\nc");
  EXPECT_EQ(table.rows[0][1].column, 3U);
  EXPECT_EQ(table.rows[0][2].line, 2U);
  EXPECT_EQ(table.rows[1][0].text, "say \"hi\"");
  EXPECT_EQ(table.rows[1][0].line, 4U);
  EXPECT_EQ(table.rows[1][1].text, "");
  EXPECT_FALSE(table.open_quote);
}

TEST(ParseCsv, NoticesAQuoteLeftOpen) { EXPECT_TRUE(parse_csv("a,\"b\nc").open_quote); }

using ExportCsv = ResultsTest;

TEST_F(ExportCsv, WritesEstimatesWithBenchmarksAndEmptyCells) {
  export_csv(example_results(), in_folder("new/csv"));

  EXPECT_EQ(read_whole_file(in_folder("new/csv/estimates.csv")),
            "\xEF\xBB\xBFmeasure,scope,unit,mean,half_width,lower,upper,level,replications,"
            "benchmark_set,benchmark_segment,benchmark_value,benchmark_basis,benchmark_position,"
            "benchmark_distance\r\n"
            "first_contact_resolution,all,1,0.4,0.01,0.39,0.41,0.95,3,sspa,complexity:high,0.369,,"
            "above,3.1\r\n"
            "first_contact_resolution,\"case.how to, ü\",1,0.5,0.02,0.48,0.52,0.95,3,,,,,,\r\n"
            "cost_per_case,tier.tier1,EUR/case,0.3333333333333333,inf,-inf,inf,0.95,1,,,,,,\r\n"
            "wait_p90,all,min,,,,,0.95,3,,,,,,\r\n");
}

TEST_F(ExportCsv, WritesEveryBenchmarkWithSourceAndDefinition) {
  export_csv(example_results(), folder());

  EXPECT_EQ(read_whole_file(in_folder("benchmarks.csv")),
            "\xEF\xBB\xBFmeasure,scope,unit,mean,half_width,set,segment,value,basis,position,"
            "distance,better,source,year,mark,differs\r\n"
            "first_contact_resolution,all,1,0.4,0.01,sspa,complexity:high,0.369,,above,3.1,,,,,\r\n"
            "first_contact_resolution,all,1,0.4,0.01,mine,composite,0.5,,below,-10,higher,"
            "\"Söhne, 2024\",2024,weak: a blog,by survey\r\n");
}

TEST_F(ExportCsv, WritesReplicationsWithOneColumnPerMeasure) {
  export_csv(example_results(), folder());

  EXPECT_THAT(read_whole_file(in_folder("replications.csv")),
              StartsWith("\xEF\xBB\xBFreplication,scope,cost_per_case,first_contact_resolution,"
                         "escalation_rate\r\n"
                         "0,all,1.5,0.1,\r\n"
                         "0,\"case.how to, ü\",,0.2,\r\n"
                         "0,tier.tier1,2.5,,0.25\r\n"
                         "1,all,3.5,0.3,\r\n"));
}

TEST_F(ExportCsv, WritesIntervalsInCivilTime) {
  Results results = example_results();
  results.provenance.start = "2026-02-28";
  results.periods[0].starts_h = {0.0, 33.5};
  results.periods[0].clocks.clear();  // as files of format 1.1

  export_csv(results, folder());

  EXPECT_EQ(read_whole_file(in_folder("intervals.csv")),
            "\xEF\xBB\xBFtime,hours,clock,scope,offered,offered_half_width,service_level,"
            "service_level_half_width,part\r\n"
            "2026-02-28 00:00,0,2026-02-28T00:00,all,1,0.1,0.8,0.05,warm-up\r\n"
            "2026-02-28 00:00,0,2026-02-28T00:00,tier.tier1,2,0.2,,,warm-up\r\n"
            "2026-03-01 09:30,33.5,2026-03-01T09:30,all,3,inf,,,warm-up\r\n"
            "2026-03-01 09:30,33.5,2026-03-01T09:30,tier.tier1,4,0.4,,,warm-up\r\n");
}

TEST_F(ExportCsv, WritesDaysByTheClockOnTheWallAndTargets) {
  export_csv(example_results(), folder());

  EXPECT_EQ(read_whole_file(in_folder("days.csv")),
            "\xEF\xBB\xBFtime,hours,clock,scope,offered,offered_half_width,part\r\n"
            "2026-01-05 00:00,0,2026-01-05T00:00+01:00,all,4,0.1,warm-up\r\n"
            "2026-01-05 00:00,0,2026-01-05T00:00+01:00,tier.tier1,6,0.2,warm-up\r\n");
  EXPECT_THAT(read_whole_file(in_folder("targets.csv")),
              HasSubstr("\r\n>= 40%,first_contact_resolution,all,1,>=,0.4,0.4,0.01,undecided,"));
}

TEST_F(ExportCsv, SaysWhichPeriodsWereMeasuredWhole) {
  Results results = example_results();
  Periods days{.kind = "day", .starts_h = {312.0, 336.0, 360.0}, .clocks = {}, .tables = {}};
  days.tables = {{.measure = "offered",
                  .unit = "cases",
                  .scopes = {"all"},
                  .means = {1.0, 2.0, 3.0},
                  .half_widths = {0.0, 0.0, 0.0}}};
  results.periods = {days};
  results.provenance.horizon_h = 372.0;

  export_csv(results, folder());

  EXPECT_EQ(read_whole_file(in_folder("days.csv")),
            "\xEF\xBB\xBFtime,hours,clock,scope,offered,offered_half_width,part\r\n"
            "2026-01-18 00:00,312,2026-01-18T00:00,all,1,0,warm-up\r\n"
            "2026-01-19 00:00,336,2026-01-19T00:00,all,2,0,whole\r\n"
            "2026-01-20 00:00,360,2026-01-20T00:00,all,3,0,partial\r\n");
}

TEST_F(ExportCsv, WritesMonthsAndWhoIsAtWhichLevel) {
  export_csv(example_results(), folder());

  EXPECT_THAT(
      read_whole_file(in_folder("months.csv")),
      StartsWith("\xEF\xBB\xBFtime,hours,clock,scope,offered,offered_half_width,mean_tenure,"
                 "mean_tenure_half_width,part\r\n"
                 "2026-01-19 00:00,336,2026-01-19T00:00-03:30,all,4,0.1,50,1,partial\r\n"));
  EXPECT_THAT(read_whole_file(in_folder("level_mix.csv")),
              StartsWith("\xEF\xBB\xBFtime,hours,scope,level,people,people_half_width\r\n"
                         "2026-01-19 00:00,336,all,junior,5,1\r\n"
                         "2026-01-19 00:00,336,all,senior,3,0.5\r\n"
                         "2026-01-19 00:00,336,all,,1,0\r\n"
                         "2026-01-19 00:00,336,tier.tier1,junior,4,1\r\n"));
}

TEST_F(ExportCsv, WritesNoMixWhereRepsHaveNoLevels) {
  Results results = example_results();
  results.level_mix = {};

  export_csv(results, folder());

  EXPECT_FALSE(std::filesystem::exists(in_folder("level_mix.csv")));
}

TEST_F(ExportCsv, WritesTheRunAndItsScenario) {
  Results results = example_results();
  results.provenance.title = "=HYPERLINK(\"http://example.com\")";

  export_csv(results, folder());

  const std::string run = read_whole_file(in_folder("run.csv"));
  EXPECT_THAT(run, HasSubstr("title,\"'=HYPERLINK(\"\"http://example.com\"\")\"\r\n"));
  EXPECT_THAT(run, HasSubstr("seed,18364758544493064720\r\n"));
  EXPECT_THAT(run, HasSubstr("horizon_h,1344.5\r\noverride,tier.tier1.resolve.f0=0.9\r\n"));
  EXPECT_THAT(run, HasSubstr("interrupted,true\r\n"));
  EXPECT_EQ(read_whole_file(in_folder("scenario.toml")), results.provenance.scenario_text);
}

TEST_F(ExportCsv, WritesEveryTableOfAComparison) {
  export_csv(example_compared(), folder());

  EXPECT_THAT(read_whole_file(in_folder("scenarios.csv")),
              StartsWith("\xEF\xBB\xBFscenario,title,scenario_file,scenario_digest,currency,"));
  EXPECT_EQ(
      read_whole_file(in_folder("estimates.csv")),
      "\xEF\xBB\xBFscenario,measure,scope,unit,mean,half_width,lower,upper,level,replications,"
      "probability_best\r\n"
      "base,cost_per_case,all,EUR/case,50,1.5,48.5,51.5,0.95,3,0.004\r\n"
      "früh,cost_per_case,all,EUR/case,47,1.5,45.5,48.5,0.95,3,0.996\r\n");
  EXPECT_EQ(read_whole_file(in_folder("differences.csv")),
            "\xEF\xBB\xBFscenario,base,measure,scope,unit,mean,half_width,lower,upper,level,"
            "replications,better,probability_best,variance_reduction,correlation\r\n"
            "früh,base,cost_per_case,all,EUR/case,-3,0.5,-3.5,-2.5,0.95,2,lower,0.996,12,0.9\r\n");
  EXPECT_THAT(
      read_whole_file(in_folder("choices.csv")),
      HasSubstr("\r\ncost_per_case,base,EUR/case,lower,false,true,true,0.95,0.5,60,30,3.4"));
  const std::string replications = read_whole_file(in_folder("replications.csv"));
  EXPECT_THAT(replications,
              StartsWith("\xEF\xBB\xBFreplication,scenario,cost_per_case\r\n0,base,"));
  EXPECT_THAT(replications, HasSubstr("\r\n1,früh,"));
  EXPECT_THAT(replications, Not(HasSubstr("\r\n2,früh,")));
  EXPECT_EQ(read_whole_file(in_folder("scenario.toml")),
            example_compared().provenance.scenario_text);
}

}  // namespace
}  // namespace tiermix
