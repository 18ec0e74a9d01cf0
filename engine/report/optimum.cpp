#include "engine/report/optimum.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/head.hpp"
#include "engine/report/optimum_points.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

std::string counted(std::size_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

// Of 12345678 cases: "12.3 million"; of very many "1.2 * 10^16".
std::string many(double count) {
  if (count >= 1e9) {
    const double power = std::floor(std::log10(count));
    return format_fixed(count / std::pow(10.0, power), 1) + " * 10^" + format_fixed(power, 0);
  }
  return count >= 1e6 ? format_fixed(count / 1e6, 1) + " million" : format_fixed(count, 0);
}

// In one line, without the tab that lines cells up.
std::string inline_text(const EstimateRow& row, const TextStyle& style) {
  std::string text = estimate_text(row, style);
  std::erase(text, '\t');
  return text;
}

std::string lower_case(std::string text) {
  if (text.size() > 1 && text[1] >= 'a') {
    text[0] = static_cast<char>(text[0] >= 'A' && text[0] <= 'Z' ? text[0] + 32 : text[0]);
  }
  return text;
}

std::string head_of(const Optimised& found, const TextStyle& style) {
  const Provenance& run = found.provenance;
  std::string what = found.minimised ? "Lowest " : "Highest ";
  what += lower_case(label_of(found.objective_measure)) + " of " + run.title;
  return toned(what, Tone::strong, style) + "\n" + wrapped(run_facts(run, style), style);
}

std::string answer_of(const Optimised& found) {
  if (found.end == "decided") {
    return found.targets.empty() ? "Chosen:" : "Every target is met with:";
  }
  if (found.end == "infeasible") {
    return "No values within the ranges are found that meet every target. The nearest:";
  }
  return "Undecided within the budget (--max-replications; --resume goes on). In front:";
}

// "8 .. 20", or of a short list its values.
std::string range_of(const OptimisedVariable& variable) {
  constexpr std::size_t kShort = 5;
  const bool is_list = variable.given.find(':') == std::string::npos;
  return is_list && variable.values.size() <= kShort
             ? joined_by_commas(variable.values)
             : variable.values.front() + " .. " + variable.values.back();
}

std::string variable_table(const Optimised& found, const TextStyle& style) {
  Table table{
      .columns = {{.heading = "Variable"},
                  {.heading = found.end == "decided" ? "chosen" : "here", .align = Align::right},
                  {.heading = "as it is", .align = Align::right},
                  {.heading = "from .. to", .align = Align::right}},
      .rows = {}};
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    const OptimisedVariable& variable = found.variables[i];
    table.rows.push_back(
        {{.text = variable.path},
         {.text = found.leader().values[i], .tone = Tone::strong},
         {.text = variable.base.empty() ? std::string(signs_of(style).dash) : variable.base},
         {.text = range_of(variable)}});
  }
  return to_text(table, style);
}

std::string saving_text(const Optimised& found) {
  if (!found.base || std::isnan(found.base->difference.mean)) {
    return {};
  }
  const Estimate& e = found.base->difference;
  const double low = std::min(std::abs(e.lower), std::abs(e.upper));
  const double high = std::max(std::abs(e.lower), std::abs(e.upper));
  const bool decided = e.lower > 0.0 || e.upper < 0.0;
  if (e.mean == 0.0 && e.half_width == 0.0) {
    return ", the same as it is";
  }
  if (!decided) {
    return ", which is not surely another than as it is (" + optimised_amount(found, -e.upper) +
           " to " + optimised_amount(found, -e.lower) + ")";
  }
  return ", " + optimised_amount(found, std::abs(e.mean)) + (e.mean > 0.0 ? " less" : " more") +
         " than as it is (" + optimised_amount(found, low) + " to " +
         optimised_amount(found, high) + ")";
}

std::string objective_text(const Optimised& found, const TextStyle& style) {
  const OptimisedPoint& leader = found.leader();
  return wrapped(label_of(found.objective_measure) + " is " +
                     inline_text(objective_row(found, leader.objective), style) +
                     saving_text(found) + ".",
                 style);
}

Cell verdict_cell(Verdict verdict) {
  const Tone tone = verdict == Verdict::met      ? Tone::good
                    : verdict == Verdict::missed ? Tone::notable
                                                 : Tone::strong;
  return {.text = std::string(name_of(verdict)), .tone = tone};
}

// What dropping the target would save.
std::string price_cell(const Optimised& found, std::size_t target, const TextStyle& style) {
  if (target >= found.prices.size()) {
    return std::string(signs_of(style).dash);
  }
  const OptimisedPrice& price = found.prices[target];
  if (!price.binding) {
    return "nothing";
  }
  Estimate cost = price.change;
  cost.mean = found.minimised ? -cost.mean : cost.mean;
  return estimate_text(objective_row(found, cost), style);
}

std::string target_table(const Optimised& found, const TextStyle& style) {
  if (found.targets.empty()) {
    return {};
  }
  Table table{.columns = {{.heading = "Target"},
                          {.heading = "estimate", .align = Align::tab},
                          {.heading = "verdict"},
                          {.heading = "as it is", .align = Align::tab},
                          {.heading = "it costs", .align = Align::tab}},
              .rows = {}};
  const std::vector<std::string>& intervals = found.leader().intervals;
  const bool by_interval =
      std::ranges::any_of(intervals, [](const std::string& one) { return !one.empty(); });
  if (by_interval) {
    table.columns.insert(table.columns.begin() + 2, Column{.heading = "in"});
  }
  for (std::size_t t = 0; t < found.targets.size(); ++t) {
    const OptimisedTarget& target = found.targets[t];
    const std::string dash(signs_of(style).dash);
    table.rows.push_back(
        {{.text = target.name + " " + target.text},
         {.text = estimate_text(
              optimised_row(target.measure, target.unit, found.leader().targets[t]), style)},
         verdict_cell(found.leader().verdicts[t]),
         {.text =
              found.base
                  ? estimate_text(
                        optimised_row(target.measure, target.unit, found.base->targets[t]), style)
                  : dash},
         {.text = price_cell(found, t, style)}});
    if (by_interval) {
      std::vector<Cell>& cells = table.rows.back();
      cells.insert(cells.begin() + 2, Cell{.text = intervals[t]});
    }
  }
  return "\n" + to_text(table, style);
}

// What the final promises, and of which points it speaks.
std::string promise_of(const Optimised& found) {
  const bool alone = found.points.size() == 1;
  if (found.end != "decided") {
    return {};
  }
  if (alone && found.targets.empty()) {
    return "The search left one point only: the final had nothing to tell apart.";
  }
  std::string text = "With " + optimised_percent(found.provenance.level) + " confidence ";
  text += found.targets.empty() ? "" : "it meets every target";
  text += alone || found.targets.empty() ? "" : ", and ";
  if (!alone) {
    text += "one of the " + counted(found.points.size(), "point") + " of the final that ";
    text += found.targets.empty() ? ""
                                  : "meets every target by " + optimised_percent(found.tolerance) +
                                        " of its value and ";
    text += std::string("is ") + (found.minimised ? "lower" : "higher") + " than every other by " +
            optimised_amount(found, found.indifference) + " or more would have been chosen";
  }
  return text + " (" + std::to_string(found.leader().replications) +
         " replications of which the search knew nothing).";
}

// Prices are those of what the search found, which the final may have passed over.
std::string about_prices(const Optimised& found, const TextStyle& style) {
  std::string values;
  for (std::size_t i = 0; i < found.priced.size(); ++i) {
    values += (i == 0 ? "" : ", ") + found.variables[i].path + "=" + found.priced[i];
  }
  return values.empty()
             ? values
             : wrapped("- What a target costs compares with the best of the search (" + values +
                           "), which the final has passed over: at the chosen "
                           "point a target may cost more.",
                       style,
                       2);
}

// What was the same in every replication may be otherwise in others, but in few.
std::string about_unseen(const Optimised& found, const TextStyle& style) {
  const double replications = found.leader().replications;
  const double share = 1.0 - std::pow(1.0 - found.provenance.level, 1.0 / replications);
  std::string text;
  for (std::size_t t = 0; t < found.targets.size() && t < found.leader().targets.size(); ++t) {
    if (found.leader().targets[t].half_width == 0.0) {
      text += wrapped("- " + found.targets[t].name + " was the same in each of the " +
                          std::to_string(found.leader().replications) +
                          " replications: the confidence does not cover what fewer than " +
                          format_number(std::ceil(share * 1e3) / 10.0) +
                          " % of all replications would show.",
                      style,
                      2);
    }
  }
  return text;
}

// Where the choice was looked for.
std::string reach_of(const Optimised& found) {
  std::string text =
      "- Simulated: " + std::to_string(found.visited) + " of " + many(found.lattice) + " points";
  if (found.neighbours > 0) {
    text += ", " + std::to_string(found.neighbours_visited) + " of the " +
            std::to_string(found.neighbours) + " next to this one among them";
  }
  return text + "; nothing is promised of the others.";
}

// " in 11:00-12:00" of a target that holds by the hour.
std::string in_interval(const OptimisedPoint& point, std::size_t target) {
  const bool known = target < point.intervals.size() && !point.intervals[target].empty();
  return known ? " in " + point.intervals[target] : "";
}

// By how much the nearest point misses a target; empty where it meets it.
std::string shortfall_of(const Optimised& found, std::size_t t) {
  const OptimisedTarget& target = found.targets[t];
  const Estimate& e = found.leader().targets[t];
  const double misses = target.at_least ? target.value - e.mean : e.mean - target.value;
  if (std::isnan(e.mean)) {
    return target.name + " has no value";
  }
  return misses > 0.0 ? target.name + " misses its target by " +
                            difference_text(misses, optimised_row(target.measure, target.unit, e)) +
                            in_interval(found.leader(), t) + ", by its mean"
                      : "";
}

std::string shortfalls_of(const Optimised& found) {
  if (found.end != "infeasible" || found.leader().replications == 0) {
    return {};
  }
  std::string text;
  for (std::size_t t = 0; t < found.targets.size(); ++t) {
    const std::string own = shortfall_of(found, t);
    text += (text.empty() || own.empty() ? "" : "; ") + own;
  }
  if (text.empty() && found.overload == 0.0) {
    text = "no target is missed by its mean, but not all are met by enough to be sure of it";
  }
  return text.empty() ? text : text + ".";
}

std::string notes_of(const Optimised& found, const TextStyle& style) {
  std::string text;
  if (found.overload > 0.0) {
    text += wrapped(
        "- No point found has reps enough for its load: a queue grows without end here.", style, 2);
  }
  for (const std::string& warning : found.warnings) {
    text += wrapped("- Warning: " + warning + ".", style, 2);
  }
  for (const std::string& path : found.at_bound) {
    text +=
        wrapped("- " + path + " is at the end of its range: a wider one may be better.", style, 2);
  }
  if (found.invalid > 0) {
    text += wrapped("- " + counted(found.invalid, "point") +
                        " were no scenario, such as one that leaves a tier without reps.",
                    style,
                    2);
  }
  text += wrapped(reach_of(found), style, 2);
  text += about_prices(found, style);
  text += about_unseen(found, style);
  text += wrapped("- It took " + std::to_string(found.search_replications) +
                      " replications to search and " + std::to_string(found.final_replications) +
                      " to decide, " + many(found.cases) + " cases.",
                  style,
                  2);
  return text;
}

}  // namespace

std::string optimum_text(const Optimised& found, const TextStyle& style) {
  std::string out = head_of(found, style) + "\n" + answer_of(found) + "\n";
  if (found.leader().values.empty()) {
    return out;
  }
  out += variable_table(found, style);
  if (found.leader().replications > 0) {
    out += "\n" + objective_text(found, style) + target_table(found, style);
    for (const std::string& text : {shortfalls_of(found), promise_of(found)}) {
      out += text.empty() ? "" : "\n" + wrapped(text, style);
    }
    out += alternatives_of(found, style) + front_of(found, style);
  }
  return out + "\n" + notes_of(found, style);
}

}  // namespace tiermix
