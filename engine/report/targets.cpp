#include "engine/report/targets.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

Cell verdict_cell(const TargetRow& row) {
  if (row.verdict == "met") {
    return {.text = "met", .tone = Tone::good};
  }
  if (row.verdict == "missed") {
    return {.text = "missed", .tone = Tone::notable};
  }
  return {.text = "undecided", .tone = Tone::strong};
}

// As the scenario names it: service_level.phone.
std::string path_of(const TargetRow& row) {
  const std::size_t dot = row.scope.find('.');
  return row.measure + (dot == std::string::npos ? "" : row.scope.substr(dot));
}

// "97 % (88-100)": a probability in whole percents.
Cell probability_cell(double share, double lower, double upper, const TextStyle& style) {
  if (std::isnan(share)) {
    return {.text = std::string(signs_of(style).dash), .tone = Tone::faint};
  }
  std::string text = format_fixed(100.0 * share, 0) + " %";
  if (std::isfinite(lower) && std::isfinite(upper)) {
    text += " (" + format_fixed(100.0 * std::max(lower, 0.0), 0) + "-" +
            format_fixed(100.0 * std::min(upper, 1.0), 0) + ")";
  }
  return {.text = std::move(text)};
}

}  // namespace

std::string target_table(const Results& results, const TextStyle& style) {
  if (results.targets.empty()) {
    return {};
  }
  Table table{
      .columns = {{.heading = "Target"},
                  {.heading = "estimate", .align = Align::tab},
                  {.heading = "verdict"},
                  {.heading = "on a day"},
                  {.heading = results.provenance.batch_h > 0.0 ? "in a batch" : "over the run"}},
      .rows = {}};
  const bool by_interval = !std::ranges::all_of(results.targets, &TargetRow::is_of_whole_time);
  if (by_interval) {
    table.columns.insert(table.columns.begin() + 2, Column{.heading = "in"});
  }
  for (const TargetRow& row : results.targets) {
    const EstimateRow estimate{.measure = row.measure,
                               .scope = row.scope,
                               .unit = row.unit,
                               .mean = row.mean,
                               .half_width = row.half_width,
                               .benchmark = std::nullopt};
    table.rows.push_back(
        {{.text = path_of(row) + " " + row.text},
         {.text = estimate_text(estimate, style)},
         verdict_cell(row),
         probability_cell(row.day, row.day_lower, row.day_upper, style),
         probability_cell(row.horizon, row.horizon_lower, row.horizon_upper, style)});
    if (by_interval) {
      std::vector<Cell>& cells = table.rows.back();
      cells.insert(cells.begin() + 2, Cell{.text = row.interval});
    }
  }
  return to_text(table, style) + "\n";
}

}  // namespace tiermix
