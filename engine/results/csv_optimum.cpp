#include <string>
#include <string_view>
#include <vector>

#include "engine/results/csv.hpp"
#include "engine/results/csv_sheet.hpp"
#include "engine/results/file.hpp"
#include "engine/results/optimum_rows.hpp"

namespace tiermix {
namespace {

struct NumberedPoint {
  std::int32_t number;
  const OptimisedPoint* point;
};

std::vector<NumberedPoint> points_of(const Optimised& found) {
  std::vector<NumberedPoint> points;
  points.reserve(found.points.size() + 1);
  for (const OptimisedPoint& point : found.points) {
    points.push_back({static_cast<std::int32_t>(points.size() + 1), &point});
  }
  if (found.base) {
    points.push_back({kBasePoint, &*found.base});
  }
  return points;
}

void add_paths(CsvSheet& sheet, const Optimised& found) {
  for (const OptimisedVariable& variable : found.variables) {
    sheet.text(variable.path);
  }
}

void add_values(CsvSheet& sheet, const Optimised& found, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    const std::string value = values.empty() ? "" : values.at(i);
    if (const auto number = parse_number(value)) {
      sheet.number(*number);
    } else {
      sheet.text(value);
    }
  }
}

void add_estimate(CsvSheet& sheet, const Estimate& e) {
  for (const double value : {e.mean, e.half_width, e.lower, e.upper}) {
    sheet.number(value);
  }
}

void add_objective(CsvSheet& sheet, const Optimised& found) {
  sheet.texts({found.objective_measure, found.objective_scope, found.objective_unit});
}

// How it ended and of what, by name; a name comes again where there are several.
CsvSheet optimum_sheet(const Optimised& found) {
  const Provenance& p = found.provenance;
  CsvSheet sheet;
  const auto text = [&sheet](std::string_view name, std::string_view value) {
    sheet.texts({name, value});
    sheet.end_row();
  };
  text("name", "value");
  text("end", found.end);
  text("title", p.title);
  text("scenario_file", p.scenario_file);
  text("scenario_digest", p.scenario_digest);
  text("program_version", p.program_version);
  text("commit", p.commit);
  text("created", p.created);
  text("currency", p.currency);
  for (const std::string& change : p.overrides) {
    text("override", change);
  }
  text("seed", std::to_string(p.seed));
  text("level", format_number(p.level));
  text(found.minimised ? "minimised" : "maximised", found.objective);
  text("indifference", format_number(found.indifference));
  text("tolerance", format_number(found.tolerance));
  text("search_replications", std::to_string(found.search_replications));
  text("final_replications", std::to_string(found.final_replications));
  text("points_simulated", std::to_string(found.visited));
  text("overload", format_number(found.overload));
  for (const std::string& path : found.at_bound) {
    text("at_bound", path);
  }
  for (const std::string& warning : found.warnings) {
    text("warning", warning);
  }
  return sheet;
}

CsvSheet points_sheet(const Optimised& found) {
  std::vector<std::string> as_it_is;
  as_it_is.reserve(found.variables.size());
  for (const OptimisedVariable& variable : found.variables) {
    as_it_is.push_back(variable.base);
  }
  CsvSheet sheet;
  sheet.text("point");
  add_paths(sheet, found);
  sheet.texts({"fate",
               "replications",
               "measure",
               "scope",
               "unit",
               "mean",
               "half_width",
               "lower",
               "upper",
               "difference",
               "difference_half_width",
               "difference_lower",
               "difference_upper"});
  sheet.end_row();
  for (const auto& [number, point] : points_of(found)) {
    sheet.count(static_cast<std::uint64_t>(number));
    add_values(sheet, found, number == kBasePoint ? as_it_is : point->values);
    sheet.text(point->fate);
    sheet.count(point->replications);
    add_objective(sheet, found);
    add_estimate(sheet, point->objective);
    add_estimate(sheet, point->difference);
    sheet.end_row();
  }
  return sheet;
}

CsvSheet targets_sheet(const Optimised& found) {
  CsvSheet sheet;
  sheet.texts({"point",
               "name",
               "target",
               "measure",
               "scope",
               "unit",
               "value",
               "tolerance",
               "mean",
               "half_width",
               "lower",
               "upper",
               "verdict",
               "interval"});
  sheet.end_row();
  for (const auto& [number, point] : points_of(found)) {
    for (std::size_t t = 0; t < point->targets.size(); ++t) {
      const OptimisedTarget& target = found.targets.at(t);
      sheet.count(static_cast<std::uint64_t>(number));
      sheet.texts({target.name, target.text, target.measure, target.scope, target.unit});
      sheet.number(target.value);
      sheet.number(target.tolerance);
      add_estimate(sheet, point->targets[t]);
      sheet.texts({name_of(point->verdicts[t]),
                   t < point->intervals.size() ? std::string_view(point->intervals[t]) : ""});
      sheet.end_row();
    }
  }
  return sheet;
}

CsvSheet prices_sheet(const Optimised& found) {
  CsvSheet sheet;
  sheet.texts({"name", "target", "binding"});
  add_paths(sheet, found);
  sheet.texts({"measure", "scope", "unit", "mean", "half_width", "lower", "upper"});
  sheet.end_row();
  for (std::size_t t = 0; t < found.prices.size(); ++t) {
    const OptimisedPrice& price = found.prices[t];
    sheet.texts({found.targets.at(t).name, found.targets[t].text, price.binding ? "yes" : "no"});
    add_values(sheet, found, price.values);
    add_objective(sheet, found);
    add_estimate(sheet, price.change);
    sheet.end_row();
  }
  return sheet;
}

CsvSheet front_sheet(const Optimised& found) {
  CsvSheet sheet;
  add_paths(sheet, found);
  const OptimisedTarget* target = found.tightest ? &found.targets.at(*found.tightest) : nullptr;
  sheet.text(found.objective + " (" + found.objective_unit + ")");
  sheet.text(target == nullptr ? "target" : target->name + " (" + target->unit + ")");
  sheet.end_row();
  for (const OptimisedFront& point : found.front) {
    add_values(sheet, found, point.values);
    sheet.number(point.objective);
    sheet.number(point.target);
    sheet.end_row();
  }
  return sheet;
}

}  // namespace

void export_csv(const Optimised& found, const std::filesystem::path& folder) {
  make_folder(folder);
  replace_file(folder / "optimum.csv", optimum_sheet(found).bytes());
  replace_file(folder / "points.csv", points_sheet(found).bytes());
  if (!found.targets.empty()) {
    replace_file(folder / "targets.csv", targets_sheet(found).bytes());
  }
  if (!found.prices.empty()) {
    replace_file(folder / "prices.csv", prices_sheet(found).bytes());
  }
  if (!found.front.empty()) {
    replace_file(folder / "front.csv", front_sheet(found).bytes());
  }
  replace_file(folder / "scenario.toml", found.provenance.scenario_text);
}

}  // namespace tiermix
