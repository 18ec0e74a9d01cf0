#include "engine/report/optimum_points.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/digits.hpp"
#include "engine/report/head.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostAlternatives = 8;
constexpr std::size_t kMostFront = 12;
// More variables than these are shown where a point has them otherwise than the chosen one.
constexpr std::size_t kAllShown = 4;

// "first_line.heads" of rep_group.first_line.heads.
std::string short_path(const std::string& path) {
  const std::size_t dot = path.find('.');
  return std::ranges::count(path, '.') < 2 ? path : path.substr(dot + 1);
}

// Points line by line: their values, and what else is known of them.
class PointTable {
 public:
  PointTable(const Optimised& found, std::vector<const std::vector<std::string>*> points)
      : found_(found), points_(std::move(points)) {
    for (std::size_t v = 0; v < found.variables.size(); ++v) {
      if (found.variables.size() <= kAllShown || varies(v)) {
        shown_.push_back(v);
        table_.columns.push_back(
            {.heading = short_path(found.variables[v].path), .align = Align::right});
      }
    }
    for (const std::vector<std::string>* values : points_) {
      std::vector<Cell>& row = table_.rows.emplace_back();
      row.reserve(shown_.size());
      for (const std::size_t v : shown_) {
        row.push_back({.text = (*values)[v]});
      }
    }
  }

  void add(std::string heading, Align align, const std::vector<std::string>& cells) {
    table_.columns.push_back({.heading = std::move(heading), .align = align});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      table_.rows[i].push_back({.text = cells[i]});
    }
  }

  [[nodiscard]] std::string text(const TextStyle& style) const {
    const bool all = shown_.size() == found_.variables.size();
    return to_text(table_, style) + (all ? "" : "What is not shown is as in the first table.\n");
  }

 private:
  [[nodiscard]] bool varies(std::size_t variable) const {
    return std::ranges::any_of(points_, [&](const std::vector<std::string>* values) {
      return (*values)[variable] != found_.leader().values[variable];
    });
  }

  const Optimised& found_;
  std::vector<const std::vector<std::string>*> points_;
  std::vector<std::size_t> shown_;  ///< variables
  Table table_;
};

bool is_met_by_means(const Optimised& found, const OptimisedPoint& point) {
  bool met = true;
  for (std::size_t t = 0; t < found.targets.size(); ++t) {
    const OptimisedTarget& target = found.targets[t];
    const double mean = point.targets[t].mean;
    met = met && (target.at_least ? mean >= target.value : mean <= target.value);
  }
  return met;
}

// Points of the final with what they cost more than the chosen one.
std::string finalists_of(const Optimised& found,
                         std::vector<const OptimisedPoint*> points,
                         const TextStyle& style) {
  points.resize(std::min(points.size(), kMostAlternatives));
  std::vector<const std::vector<std::string>*> values;
  std::vector<std::string> objectives;
  std::vector<std::string> differences;
  for (const OptimisedPoint* point : points) {
    values.push_back(&point->values);
    objectives.push_back(estimate_text(objective_row(found, point->objective), style));
    differences.push_back(estimate_text(objective_row(found, point->difference), style));
  }
  PointTable table(found, std::move(values));
  table.add(label_of(found.objective_measure), Align::tab, objectives);
  table.add("more than chosen", Align::tab, differences);
  return table.text(style);
}

}  // namespace

std::string optimised_percent(double share) {
  return format_number(std::round(share * 1e6) / 1e4) + " %";
}

EstimateRow optimised_row(const std::string& measure, const std::string& unit, const Estimate& e) {
  return {.measure = measure,
          .scope = "all",
          .unit = unit,
          .mean = e.mean,
          .half_width = e.half_width,
          .lower = e.lower,
          .upper = e.upper,
          .benchmark = std::nullopt};
}

EstimateRow objective_row(const Optimised& found, const Estimate& e) {
  return optimised_row(found.objective_measure, found.objective_unit, e);
}

std::string optimised_amount(const Optimised& found, double value) {
  return with_unit(value, found.objective_unit);
}

std::string alternatives_of(const Optimised& found, const TextStyle& style) {
  std::vector<const OptimisedPoint*> near;
  std::vector<const OptimisedPoint*> doubtful;
  for (const OptimisedPoint& point : found.points) {
    const bool better = found.minimised == (point.difference.mean < 0.0);
    if (point.fate == "near") {
      near.push_back(&point);
    } else if (point.fate == "breaks a target" && better && is_met_by_means(found, point)) {
      doubtful.push_back(&point);
    }
  }
  std::string text;
  if (!near.empty()) {
    text += "\nNear alternatives: they meet every target, and may be within " +
            optimised_amount(found, found.indifference) + "\n" + finalists_of(found, near, style);
  }
  if (!doubtful.empty() && found.end == "decided") {
    text +=
        "\nPassed over: by their means they meet every target, but by less than the tolerance (" +
        optimised_percent(found.tolerance) + ")\n" + finalists_of(found, doubtful, style);
  }
  return text;
}

std::string front_of(const Optimised& found, const TextStyle& style) {
  if (found.front.size() < 2 || !found.tightest) {
    return {};
  }
  const OptimisedTarget& target = found.targets[*found.tightest];
  const std::size_t shown = std::min(found.front.size(), kMostFront);
  std::vector<const std::vector<std::string>*> values;
  std::vector<std::string> objectives;
  std::vector<std::string> reached;
  for (std::size_t i = 0; i < shown; ++i) {
    // Spread over the whole front where it is long.
    const std::size_t at = i * (found.front.size() - 1) / (shown - 1);
    const OptimisedFront& point = found.front[at];
    values.push_back(&point.values);
    objectives.push_back(optimised_amount(found, point.objective));
    reached.push_back(with_unit(point.target, target.unit));
  }
  PointTable table(found, std::move(values));
  table.add(label_of(found.objective_measure), Align::right, objectives);
  table.add(target.name, Align::right, reached);
  return "\n" +
         wrapped("What more or less of " + target.name + " " + target.text +
                     " costs, the other targets met (by the means of the search)",
                 style) +
         table.text(style);
}

}  // namespace tiermix
