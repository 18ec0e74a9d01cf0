#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/results/period_part.hpp"
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
    {"cost_of_support", "Cost of support"},
    {"cost_per_case", "Cost per case"},
});
constexpr auto kOfPeople = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"headcount", "Headcount"},
    {"vacancies", "Vacancies"},
    {"leavers", "Leavers"},
    {"hires", "Hires"},
    {"mean_tenure", "Tenure"},
    {"newcomer_share", "Newcomers"},
    {"mean_ability", "Ability"},
    {"mean_pace", "Pace"},
    {"training_hours", "Training"},
    {"onboarding_hours", "Onboarding"},
    {"training_price", "Price of training"},
    {"training_wages", "Wages in training"},
    {"cost_of_turnover", "Cost of turnover"},
});

using Headings = std::span<const std::pair<std::string_view, std::string_view>>;

struct Listed {
  std::string heading;
  const IntervalTable* table = nullptr;
  std::size_t scope = 0;  ///< in the table

  [[nodiscard]] std::size_t at(std::size_t period) const {
    return period * table->scopes.size() + scope;
  }
};

// The position of a scope in a table; its scopes.size() where it is not reported there.
std::size_t place_of(const IntervalTable& table, const std::string& scope) {
  return static_cast<std::size_t>(std::ranges::find(table.scopes, scope) - table.scopes.begin());
}

std::vector<Listed> listed_columns(const Periods& periods,
                                   Headings headings,
                                   const std::string& scope) {
  std::vector<Listed> columns;
  for (const auto& [measure, heading] : headings) {
    for (const IntervalTable& table : periods.tables) {
      const std::size_t at = place_of(table, scope);
      if (table.measure == measure && at < table.scopes.size()) {
        columns.push_back({.heading = std::string(heading), .table = &table, .scope = at});
      }
    }
  }
  return columns;
}

// One table per level, named as it is.
std::vector<IntervalTable> tables_of(const LevelMix& mix) {
  std::vector<IntervalTable> tables;
  for (std::size_t level = 0; level < mix.levels.size(); ++level) {
    const std::string& name = mix.levels[level];
    IntervalTable& table = tables.emplace_back();
    table.measure = name.empty() ? "No level" : "Level " + name;
    table.unit = "people";
    table.scopes = mix.scopes;
    for (std::size_t at = level; at < mix.means.size(); at += mix.levels.size()) {
      table.means.push_back(mix.means[at]);
      table.half_widths.push_back(mix.half_widths.at(at));
    }
  }
  return tables;
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
  for (const std::string_view unit :
       {" cases", " reps", " people", " places", " logit", " factor"}) {
    if (text.ends_with(unit)) {
      text.erase(text.size() - unit.size());
    }
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

// Takes off the last columns until the table fits; says which, where any had to go.
std::string fit(Table& table, const TextStyle& style) {
  std::string names;
  while (table.columns.size() > 2 && !fits(table, style)) {
    names = table.columns.back().heading + (names.empty() ? "" : ", ") + names;
    table.columns.pop_back();
    for (std::vector<Cell>& row : table.rows) {
      row.resize(std::min(row.size(), table.columns.size()));
    }
  }
  return names.empty()
             ? names
             : wrapped("no room for: " + names + " (a pipe or COLUMNS=200 has them)", style);
}

std::string table_of(const Results& results,
                     const Periods& periods,
                     const std::vector<std::size_t>& shown,
                     const std::vector<Listed>& columns,
                     const TextStyle& style) {
  Table table{.columns = {{.heading = capital(periods.kind)}}, .rows = {}};
  for (const Listed& column : columns) {
    table.columns.push_back({.heading = column.heading, .align = Align::tab});
  }
  for (const std::size_t period : shown) {
    std::vector<Cell> row{{.text = clock_of(results, periods, period)}};
    for (const Listed& column : columns) {
      row.push_back(cell_at(column, period, style));
    }
    table.rows.push_back(std::move(row));
  }
  // Lines belong together: a listing is never continued below itself.
  const std::string left_out = style.on_terminal ? fit(table, style) : std::string();
  TextStyle wide = style;
  wide.width = std::string::npos;
  return to_text(table, wide) + left_out;
}

// "begun in the warm-up: Mon 2026-01-05 00:00 and 1 week more"; nothing where all rows are
// of whole measured periods.
std::string parts_text(const Results& results,
                       const Periods& periods,
                       const std::vector<std::size_t>& shown,
                       const TextStyle& style) {
  std::string out;
  for (const auto& [part, words] :
       {std::pair(PeriodPart::warm_up, "begun in the warm-up: "),
        std::pair(PeriodPart::partial, "cut short by the warm-up or an end of the run: ")}) {
    std::vector<std::string> clocks;
    for (const std::size_t i : shown) {
      if (part_in_run(results, periods, i) == part) {
        clocks.push_back(clock_of(results, periods, i));
      }
    }
    if (!clocks.empty()) {
      const std::size_t more = clocks.size() - 1;
      out += wrapped(words + clocks.front() +
                         (more == 0 ? ""
                                    : " and " + std::to_string(more) + " " + periods.kind +
                                          (more == 1 ? " more" : "s more")),
                     style);
    }
  }
  return out;
}

// Who was there in each month; nothing where reps are no people, or of a case class.
std::string table_of_people(const Results& results,
                            const Periods& months,
                            const std::string& scope,
                            const TextStyle& style) {
  std::vector<Listed> columns = listed_columns(months, kOfPeople, scope);
  const std::vector<IntervalTable> levels = tables_of(results.level_mix);
  for (const IntervalTable& level : levels) {
    if (const std::size_t at = place_of(level, scope); at < level.scopes.size()) {
      columns.push_back({.heading = level.measure, .table = &level, .scope = at});
    }
  }
  if (columns.empty()) {
    return {};
  }
  std::vector<std::size_t> all(months.starts_h.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return "\n" + table_of(results, months, all, columns, style);
}

}  // namespace

std::string period_listing(const Results& results,
                           const PeriodChoice& choice,
                           const TextStyle& style) {
  const Periods* periods = chosen_periods(results, choice);
  if (periods == nullptr) {
    return {};
  }
  const std::vector<Listed> columns = listed_columns(*periods, kListed, choice.scope);
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < periods->starts_h.size(); ++i) {
    if (!is_quiet(columns, i)) {
      shown.push_back(i);
    }
  }
  std::string out = table_of(results, *periods, shown, columns, style);
  if (const std::size_t quiet = periods->starts_h.size() - shown.size(); quiet > 0) {
    out += "left out, without cases or reps: " + std::to_string(quiet) + " " + periods->kind +
           (quiet == 1 ? "\n" : "s\n");
  }
  out += parts_text(results, *periods, shown, style);
  if (periods->kind == "month") {
    out += table_of_people(results, *periods, choice.scope, style);
  }
  return out;
}

}  // namespace tiermix
