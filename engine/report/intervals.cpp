#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/civil.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

struct DeskSeries {
  std::string heading;
  const IntervalTable* table;
};

double mean_at(const DeskSeries& series, std::size_t interval) {
  return series.table->means.at(interval * series.table->scopes.size());
}

double half_width_at(const DeskSeries& series, std::size_t interval) {
  return series.table->half_widths.at(interval * series.table->scopes.size());
}

Cell cell_at(const DeskSeries& series, std::size_t interval, const TextStyle& style) {
  const EstimateRow row{.measure = series.table->measure,
                        .scope = "all",
                        .unit = series.table->unit,
                        .mean = mean_at(series, interval),
                        .half_width = half_width_at(series, interval),
                        .benchmark = std::nullopt};
  std::string text = estimate_text(row, style);
  if (row.unit != "1" && text.ends_with(" " + row.unit)) {
    text.erase(text.size() - row.unit.size() - 1);
  }
  return {.text = std::move(text)};
}

std::vector<DeskSeries> series_of(const Results& results) {
  std::vector<DeskSeries> series;
  for (const IntervalTable& table : results.intervals) {
    if (!table.scopes.empty() && table.scopes.front() == "all") {
      series.push_back({.heading = label_of(table.measure), .table = &table});
    }
  }
  return series;
}

bool is_quiet(const std::vector<DeskSeries>& series, std::size_t interval) {
  return std::ranges::none_of(series, [interval](const DeskSeries& s) {
    return (s.table->measure == "offered" || s.table->measure == "staffed") &&
           mean_at(s, interval) > 0.0;
  });
}

}  // namespace

std::string interval_listing(const Results& results, const TextStyle& style) {
  const std::vector<DeskSeries> series = series_of(results);
  Table table{.columns = {{.heading = "Interval"}}, .rows = {}};
  for (const DeskSeries& s : series) {
    table.columns.push_back({.heading = s.heading, .align = Align::tab});
  }
  std::size_t quiet = 0;
  for (std::size_t i = 0; i < results.interval_starts_h.size(); ++i) {
    if (is_quiet(series, i)) {
      ++quiet;
      continue;
    }
    std::vector<Cell> row{
        {.text = civil_time(results.provenance.start, results.interval_starts_h[i])}};
    for (const DeskSeries& s : series) {
      row.push_back(cell_at(s, i, style));
    }
    table.rows.push_back(std::move(row));
  }
  // Lines belong together: a listing is never continued below itself.
  TextStyle wide = style;
  wide.width = std::string::npos;
  std::string out = to_text(table, wide);
  if (quiet > 0) {
    out += "left out, without cases or reps: " + std::to_string(quiet) +
           (quiet == 1 ? " interval\n" : " intervals\n");
  }
  return out;
}

}  // namespace tiermix
