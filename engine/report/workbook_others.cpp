// Comparisons, sweeps and the worth of a programme as workbooks.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/compared.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/page_words.hpp"
#include "engine/report/report.hpp"
#include "engine/report/sheets.hpp"
#include "engine/report/valuation.hpp"

namespace tiermix {
namespace {

WorkbookSheet scenarios_sheet(const std::vector<ComparedScenario>& scenarios) {
  WorkbookSheet sheet{
      .name = "Scenarios",
      .columns = columns(
          {{"name", 22}, {"title", 40}, {"file", 40}, {"digest", 20}, {"replications", 12}}),
      .rows = {},
      .charts = {}};
  for (const ComparedScenario& scenario : scenarios) {
    sheet.rows.push_back({text_cell(scenario.name),
                          text_cell(scenario.provenance.title),
                          text_cell(scenario.provenance.scenario_file),
                          text_cell(scenario.provenance.scenario_digest),
                          number_cell(scenario.provenance.replications, CellFormat::whole)});
  }
  return sheet;
}

WorkbookSheet estimates_sheet(const Compared& compared) {
  WorkbookSheet sheet{.name = "Estimates",
                      .columns = columns({{"scenario", 22},
                                          {"measure", 28},
                                          {"of", 16},
                                          {"unit", 12},
                                          {"estimate", 12},
                                          {"half-width", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"best with", 11}}),
                      .rows = {},
                      .charts = {}};
  for (const ComparedEstimate& e : compared.estimates) {
    std::vector<WorkbookCell> cells{text_cell(e.alternative),
                                    text_cell(label_of(e.row.measure)),
                                    text_cell(part_of(e.row.scope)),
                                    text_cell(e.row.unit == "1" ? "share" : e.row.unit)};
    add_interval(
        cells, e.row.mean, e.row.half_width, e.row.lower, e.row.upper, format_of(e.row.unit));
    cells.push_back(number_cell(e.probability_best, CellFormat::share));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

WorkbookSheet differences_sheet(const Compared& compared) {
  WorkbookSheet sheet{.name = "Differences",
                      .columns = columns({{"scenario", 22},
                                          {"less", 22},
                                          {"measure", 28},
                                          {"of", 16},
                                          {"unit", 12},
                                          {"difference", 12},
                                          {"half-width", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"better", 9},
                                          {"verdict", 9},
                                          {"best with", 11},
                                          {"replications", 12}}),
                      .rows = {},
                      .charts = {}};
  for (const DifferenceRow& row : compared.differences) {
    std::vector<WorkbookCell> cells{text_cell(row.alternative),
                                    text_cell(row.base),
                                    text_cell(label_of(row.measure)),
                                    text_cell(part_of(row.scope)),
                                    text_cell(row.unit == "1" ? "share" : row.unit)};
    add_interval(cells, row.mean, row.half_width, row.lower, row.upper, format_of(row.unit));
    cells.push_back(text_cell(row.better));
    cells.push_back(text_cell(verdict_of(row)));
    cells.push_back(number_cell(row.probability_best, CellFormat::share));
    cells.push_back(number_cell(row.replications, CellFormat::whole));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

std::vector<WorkbookCell> cause_cells(const Compared& compared, const ScopeLine& cause) {
  std::vector<WorkbookCell> cells{text_cell(cause.label)};
  for (std::size_t i = 1; i < compared.scenarios.size(); ++i) {
    const DifferenceRow* row =
        find_difference(compared, compared.scenarios[i].name, cause.measure, "all");
    if (row == nullptr) {
      cells.resize(cells.size() + 3);
      continue;
    }
    for (const double value : {row->mean, row->lower, row->upper}) {
      cells.push_back(number_cell(value, CellFormat::decimal));
    }
  }
  return cells;
}

// Change of each cause of the cost per case, one column of bars per alternative.
WorkbookSheet causes_sheet(const Compared& compared) {
  WorkbookSheet sheet{
      .name = "Cost by cause", .columns = columns({{"cause", 24}}), .rows = {}, .charts = {}};
  for (std::size_t i = 1; i < compared.scenarios.size(); ++i) {
    const std::string& name = compared.scenarios[i].name;
    for (const char* what : {"", ", lower", ", upper"}) {
      sheet.columns.push_back({.heading = name + what, .width = 14});
    }
  }
  for (const ScopeLine& cause : kCostCauses) {
    std::vector<WorkbookCell> cells = cause_cells(compared, cause);
    const bool any = std::ranges::any_of(cells, [](const WorkbookCell& cell) {
      return cell.format != CellFormat::text && cell.number != 0.0;
    });
    if (any) {
      sheet.rows.push_back(std::move(cells));
    }
  }
  WorkbookChart chart{.kind = ChartKind::bar,
                      .title = "Change of the cost per case by cause",
                      .x_title = "",
                      .y_title = compared.provenance.currency + " per case",
                      .x_column = 0,
                      .rows = sheet.rows.size(),
                      .series = {}};
  for (std::size_t i = 1; i < compared.scenarios.size(); ++i) {
    chart.series.push_back({.name = compared.scenarios[i].name, .column = 3 * i - 2});
  }
  sheet.charts.push_back(std::move(chart));
  return sheet;
}

// The measures of the sweep's objectives, in their order.
std::vector<const SweptEstimates*> shown_in(const Swept& swept) {
  std::vector<const SweptEstimates*> shown;
  for (const SweptObjective& objective : swept.objectives) {
    const auto found = std::ranges::find_if(swept.estimates, [&objective](const auto& e) {
      return e.measure == objective.measure && e.scope == objective.scope;
    });
    if (found != swept.estimates.end()) {
      shown.push_back(&*found);
    }
  }
  return shown;
}

std::vector<WorkbookCell> point_cells(const Swept& swept,
                                      const std::vector<const SweptEstimates*>& shown,
                                      std::size_t point) {
  std::vector<WorkbookCell> cells{
      number_cell(static_cast<double>(number_of(point)), CellFormat::whole)};
  for (const SweptAxis& axis : swept.axes) {
    cells.push_back(axis.numeric ? number_cell(axis.values[point].number, CellFormat::exact)
                                 : text_cell(axis.values[point].text));
  }
  cells.push_back(text_cell(name_of(swept.standings[point])));
  cells.push_back(number_cell(swept.replications[point], CellFormat::whole));
  for (const SweptEstimates* e : shown) {
    for (const double value : {e->mean[point], e->lower[point], e->upper[point]}) {
      cells.push_back(number_cell(value, format_of(e->unit)));
    }
  }
  return cells;
}

WorkbookSheet points_sheet(const Swept& swept) {
  WorkbookSheet sheet{
      .name = "Points", .columns = columns({{"point", 8}}), .rows = {}, .charts = {}};
  for (const SweptAxis& axis : swept.axes) {
    sheet.columns.push_back(
        {.heading = axis.path + (axis.unit.empty() ? "" : " (" + axis.unit + ")"), .width = 18});
  }
  sheet.columns.push_back({.heading = "standing", .width = 12});
  sheet.columns.push_back({.heading = "replications", .width = 12});
  const std::vector<const SweptEstimates*> shown = shown_in(swept);
  for (const SweptEstimates* e : shown) {
    const std::string name = name_in_scope(e->measure, e->scope);
    for (const char* what : {"", ", lower", ", upper"}) {
      sheet.columns.push_back({.heading = name + what, .width = 13});
    }
  }
  for (std::size_t point = 0; point < swept.points(); ++point) {
    sheet.rows.push_back(point_cells(swept, shown, point));
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::size_t column = 3 + swept.axes.size() + 3 * i;
    const std::string name = name_in_scope(shown[i]->measure, shown[i]->scope);
    sheet.charts.push_back({.kind = ChartKind::line,
                            .title = name + " by point",
                            .x_title = "point",
                            .y_title = name,
                            .x_column = 0,
                            .rows = swept.points(),
                            .series = {{.name = name, .column = column},
                                       {"lower", column + 1, true},
                                       {"upper", column + 2, true}}});
  }
  return sheet;
}

WorkbookSheet rows_sheet(std::string name,
                         const char* what,
                         const std::vector<std::pair<std::string, EstimateRow>>& rows) {
  WorkbookSheet sheet{.name = std::move(name),
                      .columns = columns({{what, 34},
                                          {"unit", 10},
                                          {"estimate", 14},
                                          {"half-width", 12},
                                          {"lower", 14},
                                          {"upper", 14}}),
                      .rows = {},
                      .charts = {}};
  for (const auto& [label, row] : rows) {
    std::vector<WorkbookCell> cells{text_cell(label),
                                    text_cell(row.unit == "1" ? "share" : row.unit)};
    add_interval(cells, row.mean, row.half_width, row.lower, row.upper, format_of(row.unit));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

WorkbookSheet months_sheet(const Valuation& valuation) {
  WorkbookSheet sheet{.name = "Months",
                      .columns = columns({{"month from", 15},
                                          {"gain of the month", 14},
                                          {"lower", 14},
                                          {"upper", 14},
                                          {"so far", 14},
                                          {"so far, lower", 14},
                                          {"so far, upper", 14},
                                          {"part", 10}}),
                      .rows = {},
                      .charts = {}};
  for (const EstimateRow& line : valuation.lines) {
    sheet.columns.push_back({.heading = label_of_line(line.measure), .width = 16});
  }
  for (std::size_t m = 0; m < valuation.months.size(); ++m) {
    const ValuationMonth& month = valuation.months[m];
    std::vector<WorkbookCell> cells{clock_cell(month.date)};
    for (const double value : {month.flow,
                               month.flow - month.flow_half_width,
                               month.flow + month.flow_half_width,
                               month.cumulative,
                               month.cumulative - month.cumulative_half_width,
                               month.cumulative + month.cumulative_half_width}) {
      cells.push_back(number_cell(value, CellFormat::decimal));
    }
    const std::string days = days_of_cut_month(valuation, m);
    cells.push_back(text_cell(days.empty() ? "whole" : days));
    for (const std::vector<double>& flow : valuation.flows) {
      cells.push_back(number_cell(valuation.mean_in(flow, m), CellFormat::decimal));
    }
    sheet.rows.push_back(std::move(cells));
  }
  sheet.charts.push_back(
      {.kind = ChartKind::line,
       .title = "Cumulative cash flow at the end of each month",
       .x_title = "month from",
       .y_title = valuation.provenance.currency,
       .x_column = 0,
       .rows = valuation.months.size(),
       .series = {{.name = "so far", .column = 4}, {"lower", 5, true}, {"upper", 6, true}}});
  return sheet;
}

}  // namespace

Workbook workbook_of(const Compared& compared) {
  Workbook book{.title = compared.provenance.title,
                .created = compared.provenance.created,
                .sheets = {notes_sheet(compared.provenance,
                                       texts_of(decisions(compared)),
                                       texts_of(comparison_notes(compared, TextStyle{}))),
                           scenarios_sheet(compared.scenarios),
                           differences_sheet(compared),
                           causes_sheet(compared),
                           estimates_sheet(compared)}};
  return without_empty_sheets(std::move(book));
}

Workbook workbook_of(const Swept& swept) {
  std::vector<std::string> words;
  for (const Answer& answer : sweep_answers(swept)) {
    words.push_back(answer.note.text);
  }
  return without_empty_sheets(
      {.title = swept.provenance.title,
       .created = swept.provenance.created,
       .sheets = {notes_sheet(swept.provenance, words, {}), points_sheet(swept)}});
}

Workbook workbook_of(const Valuation& valuation) {
  std::vector<std::pair<std::string, EstimateRow>> figures;
  figures.reserve(valuation.estimates.size());
  for (const EstimateRow& row : valuation.estimates) {
    figures.emplace_back(label_of_figure(row.measure), row);
  }
  std::vector<std::pair<std::string, EstimateRow>> lines;
  lines.reserve(valuation.lines.size());
  for (const EstimateRow& row : valuation.lines) {
    lines.emplace_back(label_of_line(row.measure), row);
  }
  std::vector<std::pair<std::string, EstimateRow>> sizes;
  sizes.reserve(valuation.sizes.size());
  for (const ValuationSize& size : valuation.sizes) {
    sizes.emplace_back(whole_percent(size.size) + " of the effect: net present value", size.row);
  }
  Workbook book{.title = valuation.provenance.title,
                .created = valuation.provenance.created,
                .sheets = {notes_sheet(valuation.provenance,
                                       texts_of(answers(valuation, TextStyle{})),
                                       texts_of(valuation_notes(valuation, TextStyle{}))),
                           scenarios_sheet(valuation.scenarios),
                           rows_sheet("Figures", "figure", figures),
                           rows_sheet("Lines", "where it comes from", lines),
                           months_sheet(valuation)}};
  WorkbookSheet& by_line = book.sheets[3];
  by_line.charts.push_back({.kind = ChartKind::bar,
                            .title = "Where the value comes from",
                            .x_title = "",
                            .y_title = valuation.provenance.currency,
                            .x_column = 0,
                            .rows = by_line.rows.size(),
                            .series = {{.name = "gain", .column = 2}}});
  if (!sizes.empty()) {
    book.sheets.push_back(rows_sheet("Sizes", "size", sizes));
  }
  return book;
}

}  // namespace tiermix
