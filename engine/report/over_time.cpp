// The desk over time in small charts.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/results/period_part.hpp"
#include "engine/report/blocks.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/report.hpp"
#include "engine/report/sparkline.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kFewest = 4;  // periods: fewer are no course of events
constexpr auto kCharted = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"offered", "Offered"},
    {"service_level", "Service level"},
    {"abandonment_rate", "Abandonment rate"},
    {"wait", "Wait"},
    {"occupancy", "Occupancy"},
    {"backlog_at_end", "Backlog at end"},
});

// Whole periods of the measured window: of a week that is cut short by its ends, totals are low.
std::vector<std::size_t> whole_periods(const Results& results, const Periods& periods) {
  std::vector<std::size_t> whole;
  for (std::size_t i = 0; i < periods.starts_h.size(); ++i) {
    if (part_in_run(results, periods, i) == PeriodPart::whole) {
      whole.push_back(i);
    }
  }
  return whole;
}

struct Chart {
  const IntervalTable* table = nullptr;
  std::string label;
  std::vector<double> means;
  std::vector<double> half_widths;

  // The estimate that is the lowest or the highest.
  [[nodiscard]] std::string extreme(bool highest, const TextStyle& style) const {
    std::size_t at = means.size();
    for (std::size_t i = 0; i < means.size(); ++i) {
      if (std::isfinite(means[i]) &&
          (at == means.size() || (highest ? means[i] > means[at] : means[i] < means[at]))) {
        at = i;
      }
    }
    return estimate_text({.measure = table->measure,
                          .scope = "all",
                          .unit = table->unit,
                          .mean = means.at(at),
                          .half_width = half_widths.at(at),
                          .benchmark = std::nullopt},
                         style);
  }
};

// Empty where the desk has no such series, or no value in it.
std::vector<Chart> charts_of(const Periods& periods, const std::vector<std::size_t>& whole) {
  std::vector<Chart> charts;
  for (const auto& [measure, label] : kCharted) {
    const auto table = std::ranges::find(periods.tables, measure, &IntervalTable::measure);
    if (table == periods.tables.end() || table->scopes.front() != "all") {
      continue;
    }
    Chart chart{
        .table = &*table, .label = "  " + std::string(label), .means = {}, .half_widths = {}};
    for (const std::size_t i : whole) {
      chart.means.push_back(table->means.at(i * table->scopes.size()));
      chart.half_widths.push_back(table->half_widths.at(i * table->scopes.size()));
    }
    if (std::ranges::any_of(chart.means, [](double v) { return std::isfinite(v); })) {
      charts.push_back(std::move(chart));
    }
  }
  return charts;
}

Table table_of(const std::vector<Chart>& charts, const std::string& kind, const TextStyle& style) {
  Table table{.columns = {{},
                          {.heading = kind + " by " + kind},
                          {.heading = "lowest", .align = Align::tab},
                          {.heading = "highest", .align = Align::tab}},
              .rows = {}};
  for (const Chart& chart : charts) {
    table.rows.push_back({{.text = chart.label},
                          {.text = sparkline(chart.means)},
                          {.text = chart.extreme(false, style)},
                          {.text = chart.extreme(true, style)}});
  }
  return table;
}

}  // namespace

std::string over_time(const Results& results, const TextStyle& style) {
  if (!draws_charts(style)) {
    return {};
  }
  // The finest that fits.
  for (const char* kind : {"day", "week", "month"}) {
    const Periods* periods = find_periods(results, kind);
    if (periods == nullptr) {
      continue;
    }
    const std::vector<std::size_t> whole = whole_periods(results, *periods);
    const std::vector<Chart> charts = charts_of(*periods, whole);
    if (whole.size() < kFewest || charts.empty()) {
      continue;
    }
    const Table table = table_of(charts, kind, style);
    if (fits(table, style)) {
      return "\n" + to_text(table, style);
    }
  }
  return {};
}

}  // namespace tiermix
