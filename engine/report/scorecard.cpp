#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/report/civil.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"
#include "engine/report/targets.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

struct Group {
  Element element;
  std::string_view heading;
};
constexpr std::array kGroups{
    Group{.element = Element::profit, .heading = "Profit"},
    Group{.element = Element::reputation, .heading = "Reputation"},
    Group{.element = Element::efficiency, .heading = "Efficiency"},
    Group{.element = Element::effectiveness, .heading = "Effectiveness"},
};

// The published figures in use, in the order met: one is named in the head of the page, several by
// letters in the table.
using Source = std::pair<std::string, std::string>;  // set, segment

std::vector<Source> sources_of(const Results& results) {
  std::vector<Source> sources;
  for (const EstimateRow& row : results.estimates) {
    if (row.benchmark) {
      const Source source{row.benchmark->set, row.benchmark->segment};
      if (std::ranges::find(sources, source) == sources.end()) {
        sources.push_back(source);
      }
    }
  }
  return sources;
}

std::string letter(std::size_t index) { return {static_cast<char>('a' + static_cast<int>(index))}; }

Cell estimate_cell(const EstimateRow* row, const TextStyle& style) {
  if (row == nullptr) {
    return {.text = std::string(signs_of(style).dash) + "\t", .tone = Tone::faint};
  }
  return {.text = estimate_text(*row, style)};
}

// How many half-widths the estimate is from the figure.
std::string distance_text(double distance) {
  const double size = std::abs(distance);
  if (!std::isfinite(size) || size > 1e6) {
    return {};  // the estimate is exact but for rounding
  }
  return " (" + format_fixed(size, size < 9.95 ? 1 : 0) + ")";
}

Cell position_cell(const EstimateRow& row,
                   const BenchmarkPosition& benchmark,
                   const TextStyle& style) {
  if (!std::isfinite(row.half_width)) {
    return {.text = std::string(signs_of(style).dash), .tone = Tone::faint};
  }
  const std::string distance =
      shows_distance(style) ? distance_text(benchmark.distance) : std::string();
  if (benchmark.position == Position::inside) {
    return {.text = "inside" + distance, .tone = Tone::good};
  }
  return {.text = std::string(name_of(benchmark.position)) + " by " +
                  difference_text(row.mean - benchmark.value, row) + distance,
          .tone = Tone::notable};
}

std::vector<Cell> headline(const EstimateRow& row,
                           const std::vector<Source>& sources,
                           const TextStyle& style) {
  std::vector<Cell> cells{{.text = "  " + label_of(row.measure)}, estimate_cell(&row, style)};
  if (row.benchmark) {
    std::string figure = with_unit(row.benchmark->value, row.unit);
    if (sources.size() > 1) {
      const auto source =
          std::ranges::find(sources, Source{row.benchmark->set, row.benchmark->segment});
      figure += " " + letter(static_cast<std::size_t>(source - sources.begin()));
    }
    cells.push_back({.text = std::move(figure)});
    cells.push_back(position_cell(row, *row.benchmark, style));
  }
  return cells;
}

// Nothing of what it counts was there, and nobody expects it to be.
bool unused(const Measure& measure, const EstimateRow& row) {
  return measure.where_used && (std::isnan(row.mean) || (row.mean == 0.0 && row.half_width == 0.0));
}

std::string headlines(const Results& results,
                      const std::vector<Source>& sources,
                      const TextStyle& style) {
  Table table{.columns = {{}, {.heading = "estimate", .align = Align::tab}}, .rows = {}};
  if (!sources.empty()) {
    table.columns.push_back({.heading = "benchmark", .align = Align::right});
    table.columns.push_back({.heading = "estimate is"});
  }
  for (const Group& group : kGroups) {
    bool empty = true;
    for (const Measure& measure : measures()) {
      const EstimateRow* row = find_row(results, measure.name, "all");
      if (measure.element != group.element || row == nullptr || unused(measure, *row)) {
        continue;
      }
      if (std::exchange(empty, false)) {
        table.rows.push_back({{.text = std::string(group.heading), .tone = Tone::strong}});
      }
      table.rows.push_back(headline(*row, sources, style));
    }
  }
  return to_text(table, style);
}

// The label says what is counted.
Cell without_count_unit(Cell cell) {
  for (const std::string_view unit : {" reps", " people", " visits", " cases"}) {
    if (cell.text.ends_with(unit)) {
      cell.text.erase(cell.text.size() - unit.size());
    }
  }
  return cell;
}

// One line per measure and one column per scope, so that what is compared stands side by side.
std::string table_of_scopes(const Results& results,
                            std::string_view prefix,
                            std::string_view heading,
                            std::span<const ScopeLine> lines,
                            const TextStyle& style) {
  std::vector<std::string> scopes;
  for (const EstimateRow& row : results.estimates) {
    if (row.scope.starts_with(prefix) && std::ranges::find(scopes, row.scope) == scopes.end()) {
      scopes.push_back(row.scope);
    }
  }
  if (scopes.empty()) {
    return {};
  }
  Table table{.columns = {{}}, .rows = {{{.text = std::string(heading), .tone = Tone::strong}}}};
  for (const std::string& scope : scopes) {
    table.columns.push_back({.heading = {}, .align = Align::tab});
    table.rows.front().push_back(
        {.text = scope.substr(prefix.size()) + "\t", .tone = Tone::strong});
  }
  for (const ScopeLine& line : lines) {
    std::vector<Cell> cells{{.text = "  " + std::string(line.label)}};
    bool any = false;
    for (const std::string& scope : scopes) {
      const EstimateRow* row = find_row(results, line.measure, scope);
      const int measure = find_measure(line.measure);
      any = any || (row != nullptr &&
                    (measure < 0 || !unused(measures()[static_cast<std::size_t>(measure)], *row)));
      cells.push_back(without_count_unit(estimate_cell(row, style)));
    }
    if (any) {
      table.rows.push_back(std::move(cells));
    }
  }
  return "\n" + to_text(table, style);
}

// What is measured: "24 weeks measured from 2026-01-19".
std::string period_of(const Provenance& run) {
  if (run.horizon_h <= run.warm_up_h) {
    return "from " + run.start;
  }
  return length_text(run.horizon_h - run.warm_up_h) + " measured from " +
         civil_date(run.start, run.warm_up_h);
}

std::string head_of(const Results& results,
                    const std::vector<Source>& sources,
                    const TextStyle& style) {
  const Provenance& run = results.provenance;
  const std::string dot = " " + std::string(signs_of(style).dot) + " ";
  std::string facts = run.scenario_file + dot + period_of(run) + dot +
                      std::to_string(run.replications) +
                      (run.replications == 1 ? " replication" : " replications") + dot + "seed " +
                      std::to_string(run.seed);
  for (const std::string& change : run.overrides) {
    facts += dot + change;
  }
  std::string out = toned(run.title, Tone::strong, style) + "\n" + wrapped(facts, style);
  if (sources.size() == 1) {
    out += "benchmark " + sources[0].first + ", " + sources[0].second + "\n";
  }
  return out;
}

}  // namespace

std::string scorecard(const Results& results, const TextStyle& style) {
  const std::vector<Source> sources = sources_of(results);
  std::string out = head_of(results, sources, style) + "\n";
  out += target_table(results, style);
  out += headlines(results, sources, style);
  if (sources.size() > 1) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      out += toned("  " + letter(i) + "  " + sources[i].first + ", " + sources[i].second,
                   Tone::faint,
                   style) +
             "\n";
    }
  }
  out += table_of_scopes(results, "tier.", "Tier", kTierLines, style);
  out += table_of_scopes(results, "case.", "Case class", kClassLines, style);
  out += "\n";
  for (const Note& note : notes_on(results, style)) {
    out += toned("- ", note.tone, style) + wrapped(note.text, style, 2);
  }
  return out;
}

}  // namespace tiermix
