// What would close the gaps of a desk, as a workbook.

#include <string>
#include <utility>
#include <vector>

#include "engine/report/gaps_words.hpp"
#include "engine/report/report.hpp"
#include "engine/report/sheets.hpp"

namespace tiermix {
namespace {

void add_estimate(std::vector<WorkbookCell>& row, const Estimate& estimate, CellFormat format) {
  for (const double value : {estimate.mean, estimate.lower, estimate.upper}) {
    row.push_back(number_cell(value, format));
  }
}

std::string unit_name(const std::string& unit) { return unit == "1" ? "share" : unit; }

WorkbookSheet goals_sheet(const GapReport& report) {
  WorkbookSheet sheet{.name = "Goals",
                      .columns = columns({{"measure and part", 34},
                                          {"kind", 11},
                                          {"reference", 34},
                                          {"unit", 12},
                                          {"value", 12},
                                          {"estimate", 12},
                                          {"half-width", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"better", 9},
                                          {"standing", 11}}),
                      .rows = {},
                      .charts = {}};
  for (const GapGoalRow& goal : report.goals) {
    const CellFormat format = format_of(goal.unit);
    std::vector<WorkbookCell> cells{text_cell(title_of(goal)),
                                    text_cell(goal.target ? "target" : "benchmark"),
                                    text_cell(goal.reference),
                                    text_cell(unit_name(goal.unit)),
                                    number_cell(goal.value, format)};
    add_interval(cells, goal.mean, goal.half_width, goal.lower, goal.upper, format);
    cells.push_back(text_cell(goal.better == Better::higher ? "higher" : "lower"));
    cells.push_back(text_cell(name_of(goal.standing)));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

// One row per gap and lever, best first, and a chart per gap.
WorkbookSheet effects_sheet(const GapReport& report) {
  WorkbookSheet sheet{.name = "Effects",
                      .columns = columns({{"lever", 24},
                                          {"gap", 34},
                                          {"reference", 30},
                                          {"unit", 12},
                                          {"verdict", 11},
                                          {"effect", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"gap closed", 12},
                                          {"closed, lower", 12},
                                          {"closed, upper", 12},
                                          {"effect per 10,000 a year", 13},
                                          {"per 10,000, lower", 13},
                                          {"per 10,000, upper", 13},
                                          {"cheapest that closes it", 12}}),
                      .rows = {},
                      .charts = {}};
  constexpr double kMoney = 10'000.0;
  for (const GapTable& table : report.tables.tables) {
    const GapGoalRow& goal = report.goals[table.goal];
    sheet.charts.push_back({.kind = ChartKind::bar,
                            .title = title_of(goal) + ": share of the gap closed",
                            .x_title = "",
                            .y_title = "share of the gap",
                            .x_column = 0,
                            .first = sheet.rows.size(),
                            .rows = table.effects.size(),
                            .series = {{.name = "gap closed", .column = 8}}});
    for (const LeverEffect& effect : table.effects) {
      std::vector<WorkbookCell> cells{text_cell(report.levers[effect.lever].name),
                                      text_cell(title_of(goal)),
                                      text_cell(goal.reference),
                                      text_cell(unit_name(goal.unit)),
                                      text_cell(name_of(effect.verdict))};
      add_estimate(cells, effect.effect, format_of(goal.unit));
      add_estimate(cells, effect.closed, CellFormat::share);
      for (const double value :
           {effect.per_cost.mean, effect.per_cost.lower, effect.per_cost.upper}) {
        cells.push_back(number_cell(value * kMoney, CellFormat::exact));
      }
      cells.push_back(text_cell(table.cheapest == effect.lever ? "yes" : ""));
      sheet.rows.push_back(std::move(cells));
    }
  }
  return sheet;
}

std::string changes_text(const Lever& lever) {
  std::string text;
  for (const LeverChange& change : lever.changes) {
    text += (text.empty() ? "" : ", ") + change.path + " " +
            (change.before.empty() ? "not set" : change.before) + " -> " + change.after;
  }
  return text;
}

std::string worsens_text(const GapReport& report, std::size_t lever) {
  std::string text;
  for (const std::size_t goal : report.tables.harms[lever]) {
    text += (text.empty() ? "" : "; ") + title_of(report.goals[goal]) + " (" +
            report.goals[goal].reference + ")";
  }
  return text;
}

WorkbookSheet levers_sheet(const GapReport& report) {
  WorkbookSheet sheet{.name = "Levers",
                      .columns = columns({{"lever", 24},
                                          {"title", 40},
                                          {"changes", 60},
                                          {"price a year", 12},
                                          {"cost a year, all in", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"verdict", 11},
                                          {"danger", 30},
                                          {"worsens", 40},
                                          {"source", 40},
                                          {"assumption", 40}}),
                      .rows = {},
                      .charts = {}};
  for (std::size_t i = 0; i < report.levers.size(); ++i) {
    const Lever& lever = report.levers[i];
    std::vector<WorkbookCell> cells{
        text_cell(lever.name), text_cell(lever.title), text_cell(changes_text(lever))};
    if (i < report.tables.money.size()) {
      const LeverMoney& money = report.tables.money[i];
      cells.push_back(number_cell(money.price, CellFormat::decimal));
      add_estimate(cells, money.total, CellFormat::decimal);
      cells.push_back(text_cell(name_of(money.verdict)));
      cells.push_back(text_cell(dangers_of(report, i)));
      cells.push_back(text_cell(worsens_text(report, i)));
    } else {
      cells.resize(cells.size() + 7);
    }
    cells.push_back(text_cell(lever.source));
    cells.push_back(text_cell(lever.assumption));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

WorkbookSheet left_out_sheet(const GapReport& report) {
  WorkbookSheet sheet{.name = "Left out",
                      .columns = columns({{"lever", 24}, {"reason", 80}}),
                      .rows = {},
                      .charts = {}};
  for (const LeverLeftOut& lever : report.left_out) {
    sheet.rows.push_back({text_cell(lever.name), text_cell(lever.reason)});
  }
  return sheet;
}

}  // namespace

Workbook workbook_of(const GapReport& report) {
  std::vector<std::string> answers;
  answers.reserve(report.tables.tables.size());
  for (const GapTable& table : report.tables.tables) {
    answers.push_back(title_of(report.goals[table.goal]) + ": " + answer_to(report, table));
  }
  if (answers.empty()) {
    answers.emplace_back("No benchmark and no target is missed.");
  }
  return without_empty_sheets(
      {.title = report.provenance.title,
       .created = report.provenance.created,
       .sheets = {
           notes_sheet(report.provenance, answers, texts_of(gap_notes(report, GapLength::all))),
           goals_sheet(report),
           effects_sheet(report),
           levers_sheet(report),
           left_out_sheet(report)}});
}

}  // namespace tiermix
