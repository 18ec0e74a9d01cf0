#include "engine/report/gaps_tables.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/gaps_words.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr double kPer = 10'000.0;
constexpr std::size_t kFirst = 8;  ///< levers of a table that is not asked for in full

std::size_t shown_of(std::size_t count, GapLength length) {
  return length == GapLength::all ? count : std::min(count, kFirst);
}

std::string worth_text(const GapGoalRow& goal,
                       const LeverMoney& money,
                       const LeverEffect& effect,
                       const TextStyle& style) {
  switch (money.verdict) {
    case CostVerdict::saves:
      return "saves money";
    case CostVerdict::unclear:
      return "about free";
    case CostVerdict::costs:
      break;
  }
  return ends_text(effect.per_cost, kPer * unit_of(goal).factor, style);
}

std::vector<Cell> row_of(const GapReport& report,
                         const GapTable& table,
                         const LeverEffect& effect,
                         const TextStyle& style) {
  const GapGoalRow& goal = report.goals[table.goal];
  const LeverMoney& money = report.tables.money[effect.lever];
  std::vector<Cell> cells{{.text = report.levers[effect.lever].name},
                          {.text = signed_text(effect.effect, unit_of(goal).factor, style)},
                          {.text = ends_text(effect.closed, 100.0, style)},
                          {.text = signed_text(money.total, 1.0, style)}};
  if (effect.verdict == LeverVerdict::helps) {
    cells.push_back({.text = worth_text(goal, money, effect, style)});
  }
  return cells;
}

// Above what line of the table a lever stands; empty: in no line.
std::string group_of(const GapReport& report, const LeverEffect& effect, GapLength length) {
  switch (effect.verdict) {
    case LeverVerdict::helps:
      return report.tables.sides[effect.lever].is_sound() ? "helps" : "helps, but with a danger";
    case LeverVerdict::hurts:
      return length == GapLength::all ? "hurts" : "";
    case LeverVerdict::unclear:
      break;
  }
  return {};
}

std::string names_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

Table table_for(const GapReport& report, const GapTable& table) {
  const std::string& currency = report.provenance.currency;
  return {.columns = {{.heading = "Lever"},
                      {.heading = "effect," + unit_of(report.goals[table.goal]).suffix,
                       .align = Align::tab},
                      {.heading = "% of the gap", .align = Align::tab},
                      {.heading = currency + " a year", .align = Align::tab},
                      {.heading = "per 10,000 " + currency, .align = Align::tab}},
          .rows = {}};
}

std::string levers_line(const std::string& head,
                        const std::vector<std::string>& names,
                        const TextStyle& style) {
  return names.empty() ? std::string() : wrapped(head + names_of(names) + ".", style, 2);
}

// Those that help, at a danger too, then those that hurt, each below its word; the others by name.
std::string table_of(const GapReport& report,
                     const GapTable& table,
                     const TextStyle& style,
                     GapLength length) {
  Table text = table_for(report, table);
  std::vector<std::string> further;
  std::vector<std::string> hurts;
  std::vector<std::string> unclear;
  std::vector<std::string> undefined;
  std::string group;
  std::size_t rows = 0;
  for (const LeverEffect& effect : table.effects) {
    const std::string& name = report.levers[effect.lever].name;
    const std::string own = group_of(report, effect, length);
    if (std::isnan(effect.effect.mean)) {
      undefined.push_back(name);
    } else if (effect.verdict == LeverVerdict::unclear) {
      unclear.push_back(name);
    } else if (own.empty()) {
      hurts.push_back(name);
    } else if (rows == shown_of(table.effects.size(), length)) {
      further.push_back(name);
    } else {
      if (own != group) {
        text.rows.push_back({{.text = own, .tone = own == "helps" ? Tone::good : Tone::notable}});
        group = own;
      }
      text.rows.push_back(row_of(report, table, effect, style));
      ++rows;
    }
  }
  return (text.rows.empty() ? std::string() : to_text(text, style)) +
         levers_line("helps, for less per cost: ", further, style) +
         levers_line("hurts: ", hurts, style) + levers_line("no clear effect: ", unclear, style) +
         levers_line("leaves nothing to measure: ", undefined, style);
}

double distance_of(const GapReport& report, const GapTable& table) {
  const GapGoalRow& goal = report.goals[table.goal];
  return std::abs(goal.value - goal.mean);
}

// The gaps of one measure, the widest last: its table is the one that is shown.
std::vector<const GapTable*> gaps_beside(const GapReport& report, const GapTable& first) {
  std::vector<const GapTable*> same;
  for (const GapTable& table : report.tables.tables) {
    if (name_of(report.goals[table.goal]) == name_of(report.goals[first.goal])) {
      same.push_back(&table);
    }
  }
  std::ranges::stable_sort(same, {}, [&](const GapTable* t) { return distance_of(report, *t); });
  return same;
}

std::string gap_of(const GapReport& report,
                   const GapTable& first,
                   const TextStyle& style,
                   GapLength length) {
  const std::vector<const GapTable*> gaps = gaps_beside(report, first);
  std::string text = "\n";
  for (const GapTable* gap : gaps) {
    const GapGoalRow& goal = report.goals[gap->goal];
    text += toned(wrapped(title_of(goal) + ": " + standing_text(goal, style), style),
                  Tone::strong,
                  style) +
            wrapped(answer_to(report, *gap), style);
  }
  return text + "\n" + table_of(report, *gaps.back(), style, length);
}

// Measures with a gap.
std::size_t gap_count(const GapReport& report) {
  std::vector<std::string> names;
  for (const GapTable& table : report.tables.tables) {
    names.push_back(name_of(report.goals[table.goal]));
  }
  std::ranges::sort(names);
  return static_cast<std::size_t>(std::ranges::unique(names).begin() - names.begin());
}

bool knows_risk(const GapReport& report) {
  return std::ranges::any_of(report.tables.sides, [](const LeverSide& side) {
    return !std::isnan(side.revenue_at_risk.mean);
  });
}

}  // namespace

std::string over_all_gaps(const GapReport& report, const TextStyle& style, GapLength length) {
  const std::size_t gaps = gap_count(report);
  const bool risk = knows_risk(report);
  if (report.tables.sums.empty() || (gaps < 2 && !risk)) {
    return {};
  }
  Table table{.columns = {{.heading = "Lever"},
                          {.heading = "closes", .align = Align::right},
                          {.heading = "helps", .align = Align::right},
                          {.heading = "worsens", .align = Align::right},
                          {.heading = report.provenance.currency + " a year", .align = Align::tab}},
              .rows = {}};
  if (risk) {
    table.columns.push_back({.heading = "revenue at risk", .align = Align::tab});
  }
  table.columns.push_back({.heading = "danger"});
  for (std::size_t i = 0; i < shown_of(report.tables.sums.size(), length); ++i) {
    const LeverSum& sum = report.tables.sums[i];
    std::vector<Cell> row{{.text = report.levers[sum.lever].name},
                          {.text = std::to_string(sum.closes)},
                          {.text = std::to_string(sum.helps)},
                          {.text = std::to_string(sum.worsens)},
                          {.text = signed_text(report.tables.money[sum.lever].total, 1.0, style)}};
    if (risk) {
      row.push_back(
          {.text = signed_text(report.tables.sides[sum.lever].revenue_at_risk, 1.0, style)});
    }
    row.push_back({.text = dangers_of(report, sum.lever), .tone = Tone::notable});
    table.rows.push_back(std::move(row));
  }
  std::vector<std::string> further;
  for (std::size_t i = table.rows.size(); i < report.tables.sums.size(); ++i) {
    further.push_back(report.levers[report.tables.sums[i].lever].name);
  }
  const std::string head = gaps == 1 ? "The gap and what else moves"
                                     : "Over all " + std::to_string(gaps) + " measures with a gap";
  return "\n" + toned(head, Tone::strong, style) + "\n\n" + to_text(table, style) +
         levers_line("helps some gap, too: ", further, style);
}

std::string gap_tables(const GapReport& report, const TextStyle& style, GapLength length) {
  std::string text;
  for (const GapTable& table : report.tables.tables) {
    const std::string name = name_of(report.goals[table.goal]);
    const auto first = std::ranges::find_if(report.tables.tables, [&](const GapTable& other) {
      return name_of(report.goals[other.goal]) == name;
    });
    if (&*first == &table) {
      text += gap_of(report, table, style, length);
    }
  }
  return text;
}

}  // namespace tiermix
