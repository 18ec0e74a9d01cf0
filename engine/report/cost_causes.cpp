#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/blocks.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kCost = "cost_per_case";
constexpr std::string_view kCausePrefix = "cost_per_case_";
constexpr std::string_view kTierScope = "tier.";

// Costs in units of the last decimal that is printed.
struct CostGrid {
  std::vector<std::string> causes;  // measures
  std::vector<std::string> scopes;  // "all", then tiers
  int decimals = 2;
  std::vector<std::vector<std::int64_t>> cells;  // [cause][scope]
  std::vector<std::int64_t> totals;              // [scope]
};

std::int64_t in_units(const EstimateRow* row, int decimals) {
  if (row == nullptr || std::isnan(row->mean)) {
    return 0;
  }
  return std::llround(row->mean * std::pow(10.0, decimals));
}

std::string printed(std::int64_t units, int decimals) {
  return format_fixed(static_cast<double>(units) / std::pow(10.0, decimals), decimals);
}

// A cost is known to a few thousandths at best.
int decimals_for(double cost) { return cost < 1000.0 ? 2 : 0; }

CostGrid grid_of(const Results& results) {
  CostGrid grid;
  const EstimateRow* all = find_row(results, kCost, "all");
  if (all == nullptr || std::isnan(all->mean)) {
    return grid;
  }
  grid.decimals = decimals_for(all->mean);
  for (const EstimateRow& row : results.estimates) {
    if (row.measure == kCost && (row.scope == "all" || row.scope.starts_with(kTierScope))) {
      grid.scopes.push_back(row.scope);
      grid.totals.push_back(in_units(&row, grid.decimals));
    }
  }
  for (const EstimateRow& row : results.estimates) {
    if (!row.measure.starts_with(kCausePrefix) || row.scope != "all") {
      continue;
    }
    std::vector<std::int64_t> cells;
    cells.reserve(grid.scopes.size());
    for (const std::string& scope : grid.scopes) {
      cells.push_back(in_units(find_row(results, row.measure, scope), grid.decimals));
    }
    if (std::ranges::any_of(cells, [](std::int64_t cell) { return cell != 0; })) {
      grid.causes.push_back(row.measure);
      grid.cells.push_back(std::move(cells));
    }
  }
  return grid;
}

// The most by which a printed total is off the sum of what is printed above or beside it.
std::int64_t most_off(const CostGrid& grid) {
  std::int64_t most = 0;
  const auto note = [&most](std::int64_t off) { most = std::max(most, std::abs(off)); };
  const auto beside = [&note](const std::vector<std::int64_t>& row) {
    std::int64_t sum = 0;
    for (std::size_t scope = 1; scope < row.size(); ++scope) {
      sum += row[scope];
    }
    if (row.size() > 1) {
      note(row[0] - sum);
    }
  };
  for (std::size_t scope = 0; scope < grid.scopes.size(); ++scope) {
    std::int64_t sum = 0;
    for (const auto& row : grid.cells) {
      sum += row[scope];
    }
    note(grid.totals[scope] - sum);
  }
  for (const auto& row : grid.cells) {
    beside(row);
  }
  beside(grid.totals);
  return most;
}

std::string percent_of(std::int64_t part, std::int64_t whole) {
  if (whole == 0) {
    return {};
  }
  return format_fixed(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0) + " %";
}

std::vector<Cell> line(const CostGrid& grid,
                       const std::string& label,
                       const std::vector<std::int64_t>& row,
                       const EstimateRow* all,
                       const TextStyle& style) {
  std::string amount = printed(row[0], grid.decimals) + "\t";
  if (all != nullptr && std::isfinite(all->half_width)) {
    amount += " " + std::string(signs_of(style).plus_minus) + " " +
              format_fixed(all->half_width, grid.decimals);
  }
  std::vector<Cell> cells{{.text = "  " + label},
                          {.text = std::move(amount)},
                          {.text = percent_of(row[0], grid.totals[0])}};
  for (std::size_t scope = 1; scope < row.size(); ++scope) {
    cells.push_back({.text = printed(row[scope], grid.decimals)});
  }
  return cells;
}

std::string sums_text(const CostGrid& grid) {
  const std::int64_t most = most_off(grid);
  if (most == 0) {
    return "  adds up as printed";
  }
  return "  each cell is rounded by itself: as printed, sums are off by up to " +
         printed(most, grid.decimals);
}

}  // namespace

std::string cost_causes(const Results& results, const TextStyle& style) {
  const CostGrid grid = grid_of(results);
  if (grid.causes.empty() || grid.totals[0] == 0) {
    return {};
  }
  const EstimateRow* all = find_row(results, kCost, "all");
  Table table{.columns = {{.heading = "Cost per case, " + all->unit.substr(0, all->unit.find('/'))},
                          {.heading = "all", .align = Align::tab},
                          {.heading = "share", .align = Align::right}},
              .rows = {}};
  for (std::size_t scope = 1; scope < grid.scopes.size(); ++scope) {
    table.columns.push_back(
        {.heading = grid.scopes[scope].substr(kTierScope.size()), .align = Align::right});
  }
  for (std::size_t cause = 0; cause < grid.causes.size(); ++cause) {
    const std::string& measure = grid.causes[cause];
    table.rows.push_back(line(grid,
                              label_of(measure.substr(kCausePrefix.size())),
                              grid.cells[cause],
                              find_row(results, measure, "all"),
                              style));
  }
  table.rows.push_back(line(grid, "All causes", grid.totals, all, style));
  for (Cell& cell : table.rows.back()) {
    cell.tone = Tone::strong;
  }
  return "\n" + to_text(table, style) +
         toned(wrapped(sums_text(grid), style, 2), Tone::faint, style);
}

}  // namespace tiermix
