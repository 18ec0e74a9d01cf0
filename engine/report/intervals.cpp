#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/civil.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/periods.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

// Columns of a listing; the results file has more.
constexpr auto kListed = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"offered", "Offered"},
    {"service_level", "Service level"},
    {"abandonment_rate", "Abandonment rate"},
    {"wait", "Wait"},
    {"occupancy", "Occupancy"},
    {"staffed", "Staffed"},
    {"required_staff", "Required (about)"},
    {"queue", "Queue"},
    {"backlog_at_end", "Backlog at end"},
    {"backlog_age", "Age of backlog"},
});

struct Listed {
  std::string_view heading;
  const IntervalTable* table = nullptr;
  std::size_t scope = 0;  ///< in the table

  [[nodiscard]] std::size_t at(std::size_t period) const {
    return period * table->scopes.size() + scope;
  }
};

std::vector<Listed> columns_of(const Periods& periods, const std::string& scope) {
  std::vector<Listed> columns;
  for (const auto& [measure, heading] : kListed) {
    for (const IntervalTable& table : periods.tables) {
      const auto found = std::ranges::find(table.scopes, scope);
      const auto at = static_cast<std::size_t>(found - table.scopes.begin());
      if (table.measure == measure && found != table.scopes.end()) {
        columns.push_back({.heading = heading, .table = &table, .scope = at});
      }
    }
  }
  return columns;
}

Cell cell_at(const Listed& column, std::size_t period, const TextStyle& style) {
  const EstimateRow row{.measure = column.table->measure,
                        .scope = column.table->scopes[column.scope],
                        .unit = column.table->unit,
                        .mean = column.table->means.at(column.at(period)),
                        .half_width = column.table->half_widths.at(column.at(period)),
                        .benchmark = std::nullopt};
  std::string text = estimate_text(row, style);
  // The heading says what is counted; times and shares keep their unit.
  if ((row.unit == "cases" || row.unit == "reps") && text.ends_with(" " + row.unit)) {
    text.erase(text.size() - row.unit.size() - 1);
  }
  return {.text = std::move(text)};
}

bool is_quiet(const std::vector<Listed>& columns, std::size_t period) {
  return std::ranges::none_of(columns, [period](const Listed& column) {
    return (column.table->measure == "offered" || column.table->measure == "staffed") &&
           column.table->means.at(column.at(period)) > 0.0;
  });
}

std::string capital(std::string text) {
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace

const Periods* chosen_periods(const Results& results, const PeriodChoice& choice) {
  const Periods* periods = find_periods(results, choice.kind);
  return periods == nullptr && choice.kind == "hour" ? find_periods(results, "interval") : periods;
}

std::string clock_of(const Results& results, const Periods& periods, std::size_t period) {
  return periods.clocks.empty() ? civil_time(results.provenance.start, periods.starts_h.at(period))
                                : with_weekday(periods.clocks.at(period));
}

std::string period_listing(const Results& results,
                           const PeriodChoice& choice,
                           const TextStyle& style) {
  const Periods* periods = chosen_periods(results, choice);
  if (periods == nullptr) {
    return {};
  }
  const std::vector<Listed> columns = columns_of(*periods, choice.scope);
  Table table{.columns = {{.heading = capital(periods->kind)}}, .rows = {}};
  for (const Listed& column : columns) {
    table.columns.push_back({.heading = std::string(column.heading), .align = Align::tab});
  }
  std::size_t quiet = 0;
  for (std::size_t i = 0; i < periods->starts_h.size(); ++i) {
    if (is_quiet(columns, i)) {
      ++quiet;
      continue;
    }
    std::vector<Cell> row{{.text = clock_of(results, *periods, i)}};
    for (const Listed& column : columns) {
      row.push_back(cell_at(column, i, style));
    }
    table.rows.push_back(std::move(row));
  }
  // Lines belong together: a listing is never continued below itself.
  TextStyle wide = style;
  wide.width = std::string::npos;
  std::string out = to_text(table, wide);
  if (quiet > 0) {
    out += "left out, without cases or reps: " + std::to_string(quiet) + " " + periods->kind +
           (quiet == 1 ? "\n" : "s\n");
  }
  return out;
}

}  // namespace tiermix
