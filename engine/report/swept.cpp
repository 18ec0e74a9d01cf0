#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/head.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostRows = 40;

bool has_values(const SweptEstimates& e) {
  return std::ranges::any_of(e.mean, [](double mean) { return !std::isnan(mean); });
}

std::string heading_of(const SweptObjective& objective) {
  const std::string label = label_of(objective.measure);
  const std::size_t dot = objective.scope.find('.');
  return dot == std::string::npos ? label : label + ", " + objective.scope.substr(dot + 1);
}

std::string shown(const SweptAxis& axis, std::size_t point) {
  const AxisValue& value = axis.values[point];
  if (!axis.numeric) {
    return value.text;
  }
  return format_number(value.number) + (axis.unit.empty() ? "" : " " + axis.unit);
}

// One unit for the whole column: that of its largest value.
std::string estimate_cell(const SweptEstimates& e, std::size_t point, const TextStyle& style) {
  double size = 0.0;
  for (const double mean : e.mean) {
    size = std::isnan(mean) ? size : std::max(size, std::abs(mean));
  }
  const ShownUnit unit = e.measure.ends_with("_hours") ? ShownUnit{.factor = 1.0, .suffix = " h"}
                                                       : shown_unit(e.unit, size);
  const Digits digits = digits_of(e.mean[point] * unit.factor, e.half_width[point] * unit.factor);
  if (digits.mean.empty()) {
    return std::string(signs_of(style).dash);
  }
  const std::string error =
      digits.half_width.empty()
          ? std::string()
          : " " + std::string(signs_of(style).plus_minus) + " " + digits.half_width;
  return digits.mean + "\t" + error + unit.suffix;
}

// Without the table's name, "first_line.heads", where that says which.
std::string short_path(const Swept& swept, const SweptAxis& axis) {
  const auto shortened = [](const SweptAxis& a) {
    const std::size_t dot = a.path.find('.');
    return std::ranges::count(a.path, '.') < 2 ? a.path : a.path.substr(dot + 1);
  };
  return std::ranges::count(swept.axes, shortened(axis), shortened) > 1 ? axis.path
                                                                        : shortened(axis);
}

std::string_view mark_of(Standing standing) {
  switch (standing) {
    case Standing::efficient:
      return "*";
    case Standing::undecided:
      return "?";
    case Standing::dominated:
      break;
  }
  return "";
}

// The points where a measure is lowest and highest.
void add_extremes(const SweptEstimates& e, std::set<std::size_t>& points) {
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < e.mean.size(); ++i) {
    if (!std::isnan(e.mean[i])) {
      known.push_back(i);
    }
  }
  if (known.empty()) {
    return;
  }
  const auto less = [&e](std::size_t a, std::size_t b) { return e.mean[a] < e.mean[b]; };
  points.insert(*std::ranges::min_element(known, less));
  points.insert(*std::ranges::max_element(known, less));
}

// The estimates of the chosen measures that have a value somewhere, with their headings.
struct ShownMeasure {
  std::string heading;
  const SweptEstimates* estimates = nullptr;
};

std::vector<ShownMeasure> shown_measures(const Swept& swept) {
  std::vector<ShownMeasure> shown;
  for (const SweptObjective& objective : swept.objectives) {
    const SweptEstimates* e = estimates_of(swept, objective);
    if (e != nullptr && has_values(*e)) {
      shown.push_back({.heading = heading_of(objective), .estimates = e});
    }
  }
  return shown;
}

// All points, or of many the base, the Pareto set and the extremes of each measure; where the set
// itself is too large, its first points.
std::vector<std::size_t> points_to_show(const Swept& swept) {
  const bool all = swept.points() <= kMostRows;
  std::set<std::size_t> points{swept.base};
  for (const ShownMeasure& measure : shown_measures(swept)) {
    add_extremes(*measure.estimates, points);
  }
  for (std::size_t i = 0; i < swept.points(); ++i) {
    const bool in_set = swept.standings[i] == Standing::efficient;
    if (all || (in_set && points.size() < kMostRows)) {
      points.insert(i);
    }
  }
  return {points.begin(), points.end()};
}

std::string number_cell(const Swept& swept, std::size_t point) {
  const std::string_view mark = mark_of(swept.standings[point]);
  return std::to_string(number_of(point)) + " " + std::string(mark.empty() ? " " : mark);
}

std::string table_of(const Swept& swept,
                     const std::vector<std::size_t>& points,
                     const TextStyle& style) {
  Table table;
  table.columns.push_back({.heading = "Point", .align = Align::right});
  for (const SweptAxis& axis : swept.axes) {
    table.columns.push_back(
        {.heading = short_path(swept, axis), .align = axis.numeric ? Align::right : Align::left});
  }
  const std::vector<ShownMeasure> shown_columns = shown_measures(swept);
  for (const ShownMeasure& measure : shown_columns) {
    table.columns.push_back({.heading = measure.heading, .align = Align::tab});
  }
  for (const std::size_t point : points) {
    const bool in_set = swept.standings[point] == Standing::efficient;
    const Tone tone = in_set ? Tone::good : Tone::plain;
    std::vector<Cell> row{{.text = number_cell(swept, point), .tone = tone}};
    for (const SweptAxis& axis : swept.axes) {
      row.push_back({.text = shown(axis, point), .tone = tone});
    }
    for (const ShownMeasure& measure : shown_columns) {
      row.push_back({.text = estimate_cell(*measure.estimates, point, style)});
    }
    table.rows.push_back(std::move(row));
  }
  return to_text(table, style);
}

std::string head_of(const Swept& swept, const TextStyle& style) {
  const Provenance& run = swept.provenance;
  const std::string points =
      std::to_string(swept.points()) + (swept.points() == 1 ? " point" : " points");
  return toned("Sweep of " + run.title + ": " + points + ", the same customers at each",
               Tone::strong,
               style) +
         "\n" + wrapped(run_facts(run, style, " each"), style);
}

std::string pareto_sentence(const Swept& swept) {
  std::vector<std::string> by;
  for (const SweptObjective& objective : swept.objectives) {
    if (objective.in_pareto) {
      by.push_back(heading_of(objective) + " (" + objective.better + ")");
    }
  }
  if (by.empty()) {
    return {};
  }
  const auto count = [&](Standing standing) {
    return std::ranges::count(swept.standings, standing);
  };
  return "* Pareto set by " + joined_by_and(by) + ": " +
         std::to_string(count(Standing::efficient)) + " of " + std::to_string(swept.points()) +
         " points; no other is at least as good in all of these and better in one. " +
         std::to_string(count(Standing::dominated)) + " dominated. " +
         std::to_string(count(Standing::undecided)) +
         " undecided (?): behind another by the means, but the intervals leave a doubt.";
}

}  // namespace

std::string sweep_text(const Swept& swept, const TextStyle& style) {
  const std::vector<std::size_t> points = points_to_show(swept);
  std::string out = head_of(swept, style) + "\n" + table_of(swept, points, style) + "\n";
  const std::string sentence = pareto_sentence(swept);
  if (!sentence.empty()) {
    out += wrapped(sentence, style, 2);
  }
  if (points.size() < swept.points()) {
    const auto set = std::ranges::count(swept.standings, Standing::efficient);
    const auto set_shown = std::ranges::count_if(
        points, [&](std::size_t i) { return swept.standings[i] == Standing::efficient; });
    out +=
        wrapped("Of " + std::to_string(swept.points()) +
                    " points the table has the base, the lowest and highest of each measure, and " +
                    std::to_string(set_shown) + " of the " + std::to_string(set) +
                    " of the Pareto set; all are in the results file (tiermix export --csv).",
                style);
  }
  return out;
}

}  // namespace tiermix
