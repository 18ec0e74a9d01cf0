#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <gmock/gmock.h>

#include "engine/report/report.hpp"

#include "tests/results/example_compared.hpp"
#include "tests/results/example_results.hpp"
#include "tests/results/example_swept.hpp"
#include "tests/results/example_valuation.hpp"

namespace tiermix {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

std::vector<std::string> names_of(const Workbook& book) {
  std::vector<std::string> names;
  for (const WorkbookSheet& sheet : book.sheets) {
    names.push_back(sheet.name);
  }
  return names;
}

const WorkbookSheet& sheet_of(const Workbook& book, const std::string& name) {
  const auto found = std::ranges::find(book.sheets, name, &WorkbookSheet::name);
  EXPECT_NE(found, book.sheets.end()) << name;
  return *found;
}

// Every row fits below its headings, and every chart has rows and columns that exist.
void expect_sound(const Workbook& book) {
  for (const WorkbookSheet& sheet : book.sheets) {
    EXPECT_LE(sheet.name.size(), 31U);
    for (const auto& row : sheet.rows) {
      EXPECT_LE(row.size(), sheet.columns.size()) << sheet.name;
    }
    for (const WorkbookChart& chart : sheet.charts) {
      EXPECT_LE(chart.first + chart.rows, sheet.rows.size()) << sheet.name;
      EXPECT_GE(chart.rows, 1U) << sheet.name;
      for (const WorkbookSeries& series : chart.series) {
        EXPECT_LT(series.column, sheet.columns.size()) << sheet.name;
      }
    }
  }
}

TEST(WorkbookOf, ARunHasASheetPerTableAndBeginsWithNotes) {
  const Workbook book = workbook_of(example_results());

  expect_sound(book);
  EXPECT_EQ(book.sheets.front().name, "Notes");
  EXPECT_THAT(
      names_of(book),
      IsSupersetOf(
          {"Targets", "Estimates", "Weeks", "Months", "Flows", "Replications", "Time to resolve"}));
  const WorkbookSheet& notes = book.sheets.front();
  EXPECT_TRUE(std::ranges::any_of(notes.rows, [](const auto& row) {
    return row[0].text == "seed" && row[1].text == "18364758544493064720";
  }));
}

TEST(WorkbookOf, SharesArePercentAndErrorsThatNobodyKnowsAreAWord) {
  const Workbook book = workbook_of(example_results());
  const WorkbookSheet& sheet = sheet_of(book, "Estimates");

  EXPECT_EQ(sheet.rows[0][4].format, CellFormat::share);
  EXPECT_EQ(sheet.rows[0][4].number, 0.4);
  EXPECT_EQ(sheet.rows[2][4].format, CellFormat::decimal);
  EXPECT_EQ(sheet.rows[2][5].text, "unknown");
}

TEST(WorkbookOf, PeriodsSayWhichPartOfTheRunTheyAreAndChartsHoldWholeOnes) {
  Results results = example_results();
  results.provenance.start = "2026-01-05";
  results.provenance.warm_up_h = 168.0;
  results.provenance.horizon_h = 168.0 * 3 + 100.0;
  results.periods = {{.kind = "week",
                      .starts_h = {0.0, 168.0, 336.0, 504.0},
                      .clocks = {},
                      .tables = {{"offered", "cases", {"all"}, {1, 2, 3, 4}, {0, 0, 0, 0}}}}};

  const Workbook book = workbook_of(results);

  expect_sound(book);
  const WorkbookSheet& weeks = sheet_of(book, "Weeks");
  EXPECT_EQ(weeks.columns[2].heading, "part");
  ASSERT_EQ(weeks.rows.size(), 4U);
  EXPECT_EQ(weeks.rows[0][2].text, "warm-up");
  EXPECT_EQ(weeks.rows[1][2].text, "whole");
  EXPECT_EQ(weeks.rows[3][2].text, "partial");
  ASSERT_EQ(weeks.charts.size(), 1U);
  EXPECT_EQ(weeks.charts[0].first, 1U);
  EXPECT_EQ(weeks.charts[0].rows, 2U);
  EXPECT_EQ(weeks.rows[1][weeks.charts[0].series[0].column].number, 2.0);
}

TEST(WorkbookOf, OneReplicationHasNoIntervalAndTheCellsSaySo) {
  Results results = example_results();
  constexpr double kUnknown = std::numeric_limits<double>::infinity();
  results.periods = {{.kind = "week",
                      .starts_h = {0.0},
                      .clocks = {},
                      .tables = {{"offered", "cases", {"all"}, {1}, {kUnknown}}}}};

  const Workbook book = workbook_of(results);
  const WorkbookSheet& weeks = sheet_of(book, "Weeks");

  EXPECT_EQ(weeks.rows[0][3].number, 1.0);
  EXPECT_EQ(weeks.rows[0][4].text, "unknown");
  EXPECT_EQ(weeks.rows[0][5].text, "unknown");
}

TEST(WorkbookOf, FlowsHaveAGroupThatSumsToTheCases) {
  Results results = example_results();
  results.flows = {{.kind = "enters", .from = {}, .to = "desk", .mean = 1.0},
                   {.kind = "called_again", .from = {}, .to = "desk", .mean = 0.3},
                   {.kind = "resolved", .from = "desk", .to = {}, .mean = 0.8},
                   {.kind = "turned_away", .from = "desk", .to = {}, .mean = 0.2}};

  const Workbook book = workbook_of(results);
  const WorkbookSheet& flows = sheet_of(book, "Flows");

  ASSERT_EQ(flows.columns[0].heading, "group");
  EXPECT_EQ(flows.rows[0][0].text, "first contact");
  EXPECT_EQ(flows.rows[1][0].text, "again");
  EXPECT_EQ(flows.rows[2][0].text, "end");
  EXPECT_EQ(flows.rows[3][0].text, "end");
}

TEST(WorkbookOf, GapsHaveAChartForEachOfTheirOwnRows) {
  GapReport report;
  report.provenance = example_results().provenance;
  report.goals = {{.measure = "wait",
                   .scope = "case.phone",
                   .unit = "s",
                   .reference = "<= 60 s",
                   .target = true,
                   .value = 60.0,
                   .mean = 90.0,
                   .half_width = 5.0,
                   .lower = 85.0,
                   .upper = 95.0,
                   .standing = GapStanding::missed,
                   .better = Better::lower}};
  report.levers.resize(2);
  report.levers[0].name = "heads";
  report.levers[1].name = "pay";
  report.levers[1].title = "=less pay";
  report.tables.money.resize(2);
  report.tables.sides.resize(2);
  report.overloads = {{"tier1"}, {}};
  report.tables.harms.resize(2);
  report.tables.tables.resize(2);
  const auto add = [&report](std::size_t table, std::size_t lever, double mean) {
    LeverEffect effect;
    effect.lever = lever;
    effect.effect.mean = mean;
    report.tables.tables[table].effects.push_back(effect);
  };
  add(0, 1, -30.0);
  add(0, 0, -5.0);
  add(1, 0, -7.0);

  const Workbook book = workbook_of(report);

  expect_sound(book);
  const WorkbookSheet& effects = sheet_of(book, "Effects");
  ASSERT_EQ(effects.rows.size(), 3U);
  EXPECT_EQ(effects.rows[0][0].text, "pay");
  EXPECT_EQ(effects.rows[0][5].number, -30.0);
  EXPECT_EQ(effects.rows[0][3].text, "s");
  EXPECT_EQ(effects.charts[1].first, 2U);
  EXPECT_EQ(effects.charts[1].rows, 1U);
  EXPECT_EQ(sheet_of(book, "Levers").rows[1][1].text, "=less pay");
  EXPECT_EQ(sheet_of(book, "Levers").rows[0][8].text, "overloads tier1");
}

TEST(WorkbookOf, TimesAreNumbersThatSpreadsheetsShowAsDates) {
  const Workbook book = workbook_of(example_results());

  const WorkbookCell& day = sheet_of(book, "Days").rows[0][1];
  EXPECT_EQ(day.format, CellFormat::date);
  EXPECT_EQ(day.number, 46027.0);  // 2026-01-05
  const WorkbookCell& interval = sheet_of(book, "Intervals").rows[1][1];
  EXPECT_EQ(interval.format, CellFormat::moment);
  EXPECT_EQ(interval.number, 46027.0 + 0.5 / 24.0);
  EXPECT_EQ(days_of("1900-03-01"), 61.0);
  EXPECT_EQ(days_of("Mon 2026-01-05 12:00"), 46027.5);
  EXPECT_TRUE(std::isnan(days_of("at once")));
}

TEST(WorkbookOf, DifferencesHaveAVerdictAndFiguresHaveWords) {
  const Workbook compared = workbook_of(example_compared());
  const WorkbookSheet& differences = sheet_of(compared, "Differences");
  const auto verdict = std::ranges::find(differences.columns, "verdict", &WorkbookColumn::heading);
  ASSERT_NE(verdict, differences.columns.end());
  EXPECT_EQ(
      differences.rows[0][static_cast<std::size_t>(verdict - differences.columns.begin())].text,
      "better");
  const Workbook valuation = workbook_of(example_valuation());
  for (const auto& row : sheet_of(valuation, "Figures").rows) {
    EXPECT_EQ(row[0].text.find('_'), std::string::npos) << row[0].text;
  }
  EXPECT_EQ(sheet_of(valuation, "Months").rows[0][0].format, CellFormat::date);
}

TEST(WorkbookOf, TheOtherKindsAreSoundToo) {
  const Workbook compared = workbook_of(example_compared());
  expect_sound(compared);
  EXPECT_THAT(names_of(compared), Contains("Differences"));
  const Workbook swept = workbook_of(example_swept());
  expect_sound(swept);
  EXPECT_EQ(sheet_of(swept, "Points").rows.size(), 3U);
  const Workbook valuation = workbook_of(example_valuation());
  expect_sound(valuation);
  EXPECT_FALSE(sheet_of(valuation, "Months").charts.empty());
}

using WorkbookFile = ResultsTest;

TEST_F(WorkbookFile, EqualWorkbooksAreEqualBytesAndNothingIsLeftBeside) {
  write(workbook_of(example_results()), in_folder("a.xlsx"));
  write(workbook_of(example_results()), in_folder("b.xlsx"));

  EXPECT_EQ(std::filesystem::file_size(in_folder("a.xlsx")),
            std::filesystem::file_size(in_folder("b.xlsx")));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder()), {}), 2);
}

TEST_F(WorkbookFile, TakesTextsInAnotherEncodingAndVeryLongOnes) {
  Results results = example_results();
  results.provenance.title = "B\xfcro" + std::string(40'000, 'x');

  write(workbook_of(results), in_folder("a.xlsx"));

  EXPECT_GT(std::filesystem::file_size(in_folder("a.xlsx")), 1000U);
}

TEST_F(WorkbookFile, SaysWhatIsWrongWithThePath) {
  EXPECT_THAT([&] { write(workbook_of(example_results()), in_folder("nowhere/a.xlsx")); },
              ::testing::ThrowsMessage<std::runtime_error>(
                  HasSubstr("nowhere/a.xlsx: cannot write: No such")));
}

TEST_F(WorkbookFile, KeepsAFileThatIsThereWhereItIsToldTo) {
  write(workbook_of(example_results()), in_folder("a.xlsx"));
  const auto size = std::filesystem::file_size(in_folder("a.xlsx"));

  EXPECT_THROW(write(workbook_of(example_swept()), in_folder("a.xlsx"), Existing::keep),
               std::runtime_error);
  EXPECT_EQ(std::filesystem::file_size(in_folder("a.xlsx")), size);
}

TEST_F(WorkbookFile, RefusesMoreRowsThanASpreadsheetHolds) {
  Workbook book{.title = "", .created = "", .sheets = {}};
  book.sheets.push_back({.name = "Long", .columns = {{.heading = "a"}}, .rows = {}, .charts = {}});
  book.sheets.front().rows.resize(1'048'576);

  EXPECT_THAT([&] { write(book, in_folder("a.xlsx")); },
              ::testing::ThrowsMessage<std::runtime_error>(HasSubstr("more than a spreadsheet")));
  EXPECT_TRUE(std::filesystem::is_empty(folder()));
}

}  // namespace
}  // namespace tiermix
