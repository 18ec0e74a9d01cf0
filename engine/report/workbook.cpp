// The results of a run as a workbook.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/results/period_part.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/page_words.hpp"
#include "engine/report/report.hpp"
#include "engine/report/sheets.hpp"

namespace tiermix {
namespace {

// What is said of an estimate beside its interval: the target, and the published figure.
void add_judgements(std::vector<WorkbookCell>& cells,
                    const EstimateRow& row,
                    const Results& results) {
  const auto target = std::ranges::find_if(results.targets, [&row](const TargetRow& t) {
    return t.measure == row.measure && t.scope == row.scope && t.is_of_whole_time();
  });
  const bool has_target = target != results.targets.end();
  cells.push_back(text_cell(has_target ? target->text : ""));
  cells.push_back(text_cell(has_target ? target->verdict : ""));
  if (row.benchmark) {
    cells.push_back(number_cell(row.benchmark->value, format_of(row.unit)));
    cells.push_back(text_cell(row.benchmark->set + ", " + row.benchmark->segment));
    cells.push_back(text_cell(name_of(row.benchmark->position)));
  } else {
    cells.resize(cells.size() + 3);
  }
}

std::vector<WorkbookCell> estimate_cells(const EstimateRow& row, const Results& results) {
  const int known = find_measure(row.measure);
  const Measure* measure = known < 0 ? nullptr : &measures()[static_cast<std::size_t>(known)];
  std::vector<WorkbookCell> cells{text_cell(label_of(row.measure)),
                                  text_cell(part_of(row.scope)),
                                  text_cell(measure == nullptr ? "" : name_of(measure->element)),
                                  text_cell(row.unit == "1" ? "share" : row.unit)};
  add_interval(cells, row.mean, row.half_width, row.lower, row.upper, format_of(row.unit));
  cells.push_back(text_cell(better_side(row.measure)));
  add_judgements(cells, row, results);
  cells.push_back(text_cell(measure == nullptr ? "" : measure->definition));
  return cells;
}

WorkbookSheet estimates_sheet(const Results& results) {
  WorkbookSheet sheet{.name = "Estimates",
                      .columns = columns({{"measure", 28},
                                          {"of", 16},
                                          {"element", 14},
                                          {"unit", 12},
                                          {"estimate", 12},
                                          {"half-width", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"better", 9},
                                          {"target", 22},
                                          {"verdict", 11},
                                          {"published", 12},
                                          {"published by", 30},
                                          {"estimate is", 12},
                                          {"what it is", 60}}),
                      .rows = {},
                      .charts = {}};
  for (const EstimateRow& row : results.estimates) {
    sheet.rows.push_back(estimate_cells(row, results));
  }
  return sheet;
}

WorkbookSheet costs_sheet(const Results& results) {
  WorkbookSheet sheet{
      .name = "Cost by cause",
      .columns = columns(
          {{"cause", 24}, {"cost per case", 14}, {"half-width", 12}, {"lower", 12}, {"upper", 12}}),
      .rows = {},
      .charts = {}};
  for (const ScopeLine& cause : kCostCauses) {
    const EstimateRow* row = find_row(results, cause.measure, "all");
    if (row != nullptr && row->mean != 0.0 && std::isfinite(row->mean)) {
      std::vector<WorkbookCell> cells{text_cell(cause.label)};
      add_interval(cells, row->mean, row->half_width, row->lower, row->upper, CellFormat::decimal);
      sheet.rows.push_back(std::move(cells));
    }
  }
  if (!sheet.rows.empty()) {
    sheet.charts.push_back({.kind = ChartKind::bar,
                            .title = "Cost per case by cause",
                            .x_title = "",
                            .y_title = results.provenance.currency + " per case",
                            .x_column = 0,
                            .rows = sheet.rows.size(),
                            .series = {{.name = "cost per case", .column = 1}}});
  }
  return sheet;
}

// The scopes of tables, each once.
template <typename Tables>
std::vector<std::string> scopes_in(const Tables& tables) {
  std::vector<std::string> scopes;
  for (const auto& table : tables) {
    for (const std::string& scope : table.scopes) {
      if (std::ranges::find(scopes, scope) == scopes.end()) {
        scopes.push_back(scope);
      }
    }
  }
  return scopes;
}

// Where a scope stands in the row of a table; nothing where it is not reported.
template <typename SomeTable>
std::optional<std::size_t> place_in(const SomeTable& table,
                                    std::size_t row,
                                    const std::string& scope) {
  const auto found = std::ranges::find(table.scopes, scope);
  if (found == table.scopes.end()) {
    return std::nullopt;
  }
  return row * table.scopes.size() + static_cast<std::size_t>(found - table.scopes.begin());
}

std::string heading_of(const IntervalTable& table) {
  return label_of(table.measure) + (table.unit == "1" ? "" : " (" + table.unit + ")");
}

// Estimate, lower and upper end of one period.
void add_period(std::vector<WorkbookCell>& cells,
                const IntervalTable& table,
                std::size_t period,
                const std::string& scope) {
  const std::optional<std::size_t> at = place_in(table, period, scope);
  if (!at) {
    cells.resize(cells.size() + 3);
    return;
  }
  const double mean = table.means.at(*at);
  const double half = table.half_widths.at(*at);
  for (const double value : {mean, mean - half, mean + half}) {
    cells.push_back(number_or_unknown(value, format_of(table.unit)));
  }
}

// Of the whole desk, whose rows come first, without the warm-up and what the ends of the run cut.
std::vector<WorkbookChart> period_charts(const Results& results, const Periods& periods) {
  const auto is_whole = [&](std::size_t i) {
    return part_in_run(results, periods, i) == PeriodPart::whole;
  };
  std::size_t first = 0;
  std::size_t end = periods.starts_h.size();
  while (first < end && !is_whole(first)) {
    ++first;
  }
  while (end > first && !is_whole(end - 1)) {
    --end;
  }
  if (first == end) {
    return {};
  }
  std::vector<WorkbookChart> charts;
  for (const char* measure : {"service_level", "offered", "occupancy", "headcount"}) {
    const auto table = std::ranges::find(periods.tables, measure, &IntervalTable::measure);
    if (table == periods.tables.end() || table->scopes.front() != "all") {
      continue;
    }
    const std::size_t column = 3 + 3 * static_cast<std::size_t>(table - periods.tables.begin());
    const std::string label = label_of(measure);
    charts.push_back({.kind = ChartKind::line,
                      .title = label + ", whole desk, whole " + periods.kind + "s measured",
                      .x_title = "",
                      .y_title = heading_of(*table),
                      .x_column = 1,
                      .first = first,
                      .rows = end - first,
                      .series = {{.name = label, .column = column},
                                 {"lower", column + 1, true},
                                 {"upper", column + 2, true}}});
  }
  return charts;
}

// A table over time, the whole desk first, so that charts have their rows together.
WorkbookSheet periods_sheet(const Results& results, const Periods& periods, std::string name) {
  WorkbookSheet sheet{.name = std::move(name),
                      .columns = columns({{"of", 16}, {"from", 18}, {"part", 9}}),
                      .rows = {},
                      .charts = {}};
  for (const IntervalTable& table : periods.tables) {
    sheet.columns.push_back({.heading = heading_of(table), .width = 13});
    sheet.columns.push_back({.heading = label_of(table.measure) + ", lower", .width = 11});
    sheet.columns.push_back({.heading = label_of(table.measure) + ", upper", .width = 11});
  }
  const std::vector<std::string> scopes = scopes_in(periods.tables);
  for (const std::string& scope : scopes) {
    for (std::size_t i = 0; i < periods.starts_h.size(); ++i) {
      std::vector<WorkbookCell> cells{text_cell(part_of(scope)),
                                      clock_cell(clock_of(results, periods, i)),
                                      text_cell(name_of(part_in_run(results, periods, i)))};
      for (const IntervalTable& table : periods.tables) {
        add_period(cells, table, i, scope);
      }
      sheet.rows.push_back(std::move(cells));
    }
  }
  if (!scopes.empty() && scopes.front() == "all") {
    sheet.charts = period_charts(results, periods);
  }
  return sheet;
}

WorkbookSheet targets_sheet(const Results& results) {
  WorkbookSheet sheet{
      .name = "Targets",
      .columns = columns({{"measure", 28},
                          {"of", 16},
                          {"target", 22},
                          {"estimate", 12},
                          {"half-width", 12},
                          {"lower", 12},
                          {"upper", 12},
                          {"verdict", 11},
                          {"in", 16},
                          {"on a day", 11},
                          {results.provenance.batch_h > 0.0 ? "in a batch" : "over the run", 12}}),
      .rows = {},
      .charts = {}};
  for (const TargetRow& row : results.targets) {
    std::vector<WorkbookCell> cells{
        text_cell(label_of(row.measure)), text_cell(part_of(row.scope)), text_cell(row.text)};
    add_interval(cells,
                 row.mean,
                 row.half_width,
                 row.mean - row.half_width,
                 row.mean + row.half_width,
                 format_of(row.unit));
    cells.push_back(text_cell(row.verdict));
    cells.push_back(text_cell(row.interval));
    cells.push_back(number_cell(row.day, CellFormat::share));
    cells.push_back(number_cell(row.horizon, CellFormat::share));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

WorkbookSheet resolve_sheet(const ResolveTimes& times) {
  WorkbookSheet sheet{
      .name = "Time to resolve", .columns = columns({{"within, h", 12}}), .rows = {}, .charts = {}};
  for (const std::string& scope : times.scopes) {
    sheet.columns.push_back({.heading = part_of(scope), .width = 13});
    sheet.columns.push_back({.heading = part_of(scope) + ", half-width", .width = 13});
  }
  for (std::size_t i = 0; i < times.times_h.size(); ++i) {
    std::vector<WorkbookCell> cells{number_cell(times.times_h[i], CellFormat::exact)};
    for (std::size_t scope = 0; scope < times.scopes.size(); ++scope) {
      const std::size_t at = i * times.scopes.size() + scope;
      cells.push_back(number_cell(times.means[at], CellFormat::share));
      cells.push_back(number_or_unknown(times.half_widths[at], CellFormat::share));
    }
    sheet.rows.push_back(std::move(cells));
  }
  WorkbookChart chart{.kind = ChartKind::scatter,
                      .title = "Share of the resolved cases that are resolved within a time",
                      .x_title = "hours from creation",
                      .y_title = "share",
                      .x_column = 0,
                      .rows = sheet.rows.size(),
                      .series = {{.name = "whole desk", .column = 1}}};
  sheet.charts.push_back(std::move(chart));
  return sheet;
}

// What a row of the flows is, and which rows sum to 1 with it.
struct FlowWords {
  std::string_view kind;
  std::string_view group;
  std::string_view words;
};
constexpr auto kFlowWords = std::to_array<FlowWords>({
    {"enters", "first contact", "first contact, for"},
    {"handed_over", "between tiers", "handed over to"},
    {"sent_back", "between tiers", "sent back to"},
    {"moved", "between tiers", "moved by overflow to"},
    {"asked", "again", "customer asked, back to"},
    {"called_again", "again", "called again, after a call that met nobody"},
    {"contacted_again", "again", "came back after a close without a solution"},
    {"reopened", "again", "came back after a solution"},
    {"resolved", "end", "resolved"},
    {"unresolved", "end", "closed without a solution"},
    {"left", "end", "hung up or gave up, for good"},
    {"turned_away", "end", "turned away, for good"},
    {"open", "end", "still open when the run stopped"},
});

WorkbookSheet flows_sheet(const Results& results) {
  WorkbookSheet sheet{.name = "Flows",
                      .columns = columns({{"group", 15},
                                          {"from", 18},
                                          {"what", 38},
                                          {"to", 18},
                                          {"per case created", 12},
                                          {"half-width", 12},
                                          {"lower", 12},
                                          {"upper", 12},
                                          {"counted", 34}}),
                      .rows = {},
                      .charts = {}};
  for (const FlowRow& row : results.flows) {
    const auto* const known = std::ranges::find(kFlowWords, row.kind, &FlowWords::kind);
    const bool is_known = known != kFlowWords.end();
    std::vector<WorkbookCell> cells{text_cell(is_known ? known->group : ""),
                                    text_cell(row.from.empty() ? "customers" : row.from),
                                    text_cell(is_known ? known->words : row.kind),
                                    text_cell(row.to)};
    add_interval(cells, row.mean, row.half_width, row.lower, row.upper, CellFormat::share);
    cells.push_back(text_cell(row.counted ? "yes" : "total, divided by the scenario's shares"));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

WorkbookSheet replications_sheet(const Results& results) {
  WorkbookSheet sheet{.name = "Replications",
                      .columns = columns({{"of", 16}, {"replication", 11}}),
                      .rows = {},
                      .charts = {}};
  for (const ReplicationTable& table : results.replications) {
    sheet.columns.push_back({.heading = label_of(table.measure), .width = 13});
  }
  for (const std::string& scope : scopes_in(results.replications)) {
    for (std::size_t r = 0; r < results.provenance.replications; ++r) {
      std::vector<WorkbookCell> cells{text_cell(part_of(scope)),
                                      number_cell(static_cast<double>(r), CellFormat::whole)};
      for (const ReplicationTable& table : results.replications) {
        const std::optional<std::size_t> at = place_in(table, r, scope);
        cells.push_back(at ? number_cell(table.values.at(*at), format_of(table.unit))
                           : text_cell(""));
      }
      sheet.rows.push_back(std::move(cells));
    }
  }
  return sheet;
}

}  // namespace

Workbook workbook_of(const Results& results) {
  std::vector<std::string> answers;
  for (const Answer& answer : run_answers(results)) {
    answers.push_back((answer.topic.empty() ? "" : answer.topic + ": ") + answer.note.text);
  }
  Workbook book{
      .title = results.provenance.title, .created = results.provenance.created, .sheets = {}};
  std::vector<std::string> notes = texts_of(notes_on(results, TextStyle{}, Distances::hidden));
  if (results.provenance.replications < 2) {
    notes.push_back("One replication has no interval: half-width, lower and upper end are \"" +
                    std::string(kUnknownText) + "\".");
  }
  book.sheets.push_back(notes_sheet(results.provenance, answers, notes));
  const auto add = [&book](WorkbookSheet sheet) { book.sheets.push_back(std::move(sheet)); };
  add(targets_sheet(results));
  add(estimates_sheet(results));
  add(costs_sheet(results));
  for (const auto& [kind, name] : {std::pair("week", "Weeks"),
                                   std::pair("month", "Months"),
                                   std::pair("day", "Days"),
                                   std::pair("hour", "Hours"),
                                   std::pair("interval", "Intervals")}) {
    if (const Periods* periods = find_periods(results, kind);
        periods != nullptr && !periods->tables.empty()) {
      add(periods_sheet(results, *periods, name));
    }
  }
  if (!results.resolve_times.times_h.empty()) {
    add(resolve_sheet(results.resolve_times));
  }
  add(flows_sheet(results));
  add(replications_sheet(results));
  return without_empty_sheets(std::move(book));
}

}  // namespace tiermix
