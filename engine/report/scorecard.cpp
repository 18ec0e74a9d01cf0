#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/results/civil.hpp"
#include "engine/report/blocks.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/front.hpp"
#include "engine/report/head.hpp"
#include "engine/report/labels.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"
#include "engine/report/sources.hpp"
#include "engine/report/targets.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

Cell estimate_cell(const EstimateRow* row, const TextStyle& style) {
  if (row == nullptr) {
    return {.text = std::string(signs_of(style).dash) + "\t", .tone = Tone::faint};
  }
  return {.text = estimate_text(*row, style)};
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
      any = any || (row != nullptr && !is_unused(*row));
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
  std::string facts = run.scenario_file + dot + period_of(run) + dot + count_text(run) + dot +
                      "seed " + std::to_string(run.seed);
  if (run.arrivals_controlled) {
    facts += dot + "ratios corrected by the number of arrivals";
  }
  for (const std::string& change : run.overrides) {
    facts += dot + change;
  }
  std::string out = toned(run.title, Tone::strong, style) + "\n" + wrapped(facts, style);
  if (sources.size() == 1) {
    out += wrapped("benchmark " + words_of(sources[0]), style);
  }
  return out;
}

}  // namespace

std::string scorecard(const Results& results, const TextStyle& style) {
  const std::vector<Source> sources = sources_of(results);
  const Front front = front_of(results, sources, style);
  std::string out = head_of(results, sources, style) + "\n";
  out += target_table(results, style);
  out += front.text;
  if (sources.size() > 1) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      out += toned(
          wrapped("  " + letter(i) + "  " + words_of(sources[i]), style, 5), Tone::faint, style);
    }
  }
  out += satisfaction(results, style);
  out += cost_causes(results, style);
  out += table_of_scopes(results, "tier.", "Tier", kTierLines, style);
  out += table_of_scopes(results, "case.", "Case class", kClassLines, style);
  out += over_time(results, style);
  out += "\n";
  for (const Note& note : notes_on(results, style, front.distances)) {
    out += toned("-", note.tone, style) + wrapped("- " + note.text, style, 2).substr(1);
  }
  return out;
}

}  // namespace tiermix
