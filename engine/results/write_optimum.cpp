#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/optimum_rows.hpp"
#include "engine/results/parts.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {
namespace {

std::int32_t number(std::size_t count) { return static_cast<std::int32_t>(count); }

hdf5::Group named_group(const hdf5::Group& root, const char* name, const char* long_name) {
  hdf5::Group group = root.create_group(name);
  group.set_text("long_name", long_name);
  return group;
}

// What is varied, and its value in each row; empty in all columns where a row has none.
template <typename Row>
void write_values(const RowColumns<Row>& columns, const Optimised& found) {
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    const std::string& path = found.variables[i].path;
    const std::string long_name = "value of " + path;
    columns.text(path.c_str(), long_name.c_str(), [i](const Row& row) {
      return row.values.empty() ? std::string() : row.values.at(i);
    });
  }
}

void write_variables(const hdf5::Group& root, const Optimised& found) {
  struct Row {
    const OptimisedVariable* variable;
    std::string priced;
    std::int32_t at_bound;
  };
  const hdf5::Group group = named_group(root, "variables", "what is decided on");
  std::vector<Row> rows;
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    const OptimisedVariable& variable = found.variables[i];
    rows.push_back({.variable = &variable,
                    .priced = found.priced.empty() ? "" : found.priced.at(i),
                    .at_bound = std::ranges::count(found.at_bound, variable.path) > 0 ? 1 : 0});
  }
  const RowColumns columns(group, rows);
  const auto of = [](auto member) {
    return [member](const Row& row) { return row.variable->*member; };
  };
  columns.text("path", "as the other tables name it", of(&OptimisedVariable::path));
  columns.text("range", "path=range", of(&OptimisedVariable::given));
  columns.text("base", "value in the scenario, empty without one", of(&OptimisedVariable::base));
  columns.text("priced", "value that prices compare with, else empty", &Row::priced);
  columns.integer("at_bound", "1: chosen at an end of its range", &Row::at_bound);
}

void write_texts(const hdf5::Group& root,
                 const char* name,
                 const char* long_name,
                 const char* column,
                 const Optimised& found,
                 std::vector<std::string> OptimisedVariable::*texts) {
  const hdf5::Group group = named_group(root, name, long_name);
  std::vector<OptimumKeyRow> rows;
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    for (const std::string& text : found.variables[i].*texts) {
      rows.push_back({.variable = number(i + 1), .text = text});
    }
  }
  const RowColumns columns(group, rows);
  columns.integer("variable", "number of the variable, from 1", &OptimumKeyRow::variable);
  columns.text(column, long_name, &OptimumKeyRow::text);
}

void write_targets(const hdf5::Group& root, const std::vector<OptimisedTarget>& rows) {
  const hdf5::Group group = named_group(root, "targets", "what every point is to meet");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  columns.text("name", "measure and part of the desk", &OptimisedTarget::name);
  columns.text("target", "as the scenario states it", &OptimisedTarget::text);
  columns.text("measure", "name of the measure", &OptimisedTarget::measure);
  columns.text("scope", "all, case.NAME or tier.NAME", &OptimisedTarget::scope);
  columns.text("unit", "unit of the row, 1 for shares", &OptimisedTarget::unit);
  columns.text("sense", ">= for at least, <= for at most", [](const OptimisedTarget& row) {
    return std::string(row.at_least ? format::kAtLeast : format::kAtMost);
  });
  columns.real("value", "wanted, in the unit of the row", &OptimisedTarget::value);
  columns.real("tolerance", "in the unit of the row", &OptimisedTarget::tolerance);
}

EstimateRow objective_row(const Optimised& found, const Estimate& estimate) {
  return row_of(found.objective_measure, found.objective_scope, found.objective_unit, estimate);
}

class PointTables {
 public:
  explicit PointTables(const Optimised& found) : found_(found) {
    for (std::size_t i = 0; i < found.points.size(); ++i) {
      add(number(i + 1), found.points[i], found.points[i].values);
    }
    if (found.base) {
      std::vector<std::string> values;
      for (const OptimisedVariable& variable : found.variables) {
        values.push_back(variable.base);
      }
      add(kBasePoint, *found.base, values);
    }
  }

  void write(const hdf5::Group& root) const {
    write_points(root);
    write_estimates(root);
    write_differences(root);
  }

 private:
  void add(std::int32_t number_of_it,
           const OptimisedPoint& point,
           const std::vector<std::string>& values) {
    points_.push_back({.point = number_of_it,
                       .values = values,
                       .fate = point.fate,
                       .replications = static_cast<std::int32_t>(point.replications)});
    estimates_.push_back({.point = number_of_it,
                          .target = kNoTarget,
                          .row = objective_row(found_, point.objective),
                          .verdict = {},
                          .interval = {}});
    TIERMIX_EXPECTS(point.verdicts.size() == point.targets.size());
    for (std::size_t t = 0; t < point.targets.size(); ++t) {
      const OptimisedTarget& target = found_.targets.at(t);
      estimates_.push_back(
          {.point = number_of_it,
           .target = number(t + 1),
           .row = row_of(target.measure, target.scope, target.unit, point.targets[t]),
           .verdict = std::string(name_of(point.verdicts[t])),
           .interval = t < point.intervals.size() ? point.intervals[t] : ""});
    }
    differences_.push_back({.point = number_of_it,
                            .target = kNoTarget,
                            .row = objective_row(found_, point.difference),
                            .verdict = {},
                            .interval = {}});
  }

  void write_points(const hdf5::Group& root) const {
    const hdf5::Group group = named_group(root, "points", "of the final, the chosen one first");
    const RowColumns columns(group, points_);
    columns.integer("point", "number of it, 0: the scenario as it is", &OptimumPointRow::point);
    write_values(columns, found_);
    columns.text("fate", "what the final says of it", &OptimumPointRow::fate);
    columns.integer("replications", "of the final", &OptimumPointRow::replications);
  }

  void write_estimates(const hdf5::Group& root) const {
    const hdf5::Group group =
        named_group(root, "estimates", "the objective and every target at every point");
    const RowColumns columns(group, estimates_);
    columns.integer("point", "number of the point", &OptimumEstimateRow::point);
    columns.integer(
        "target", "number of the target, 0: the objective", &OptimumEstimateRow::target);
    write_estimate_columns(
        columns, [](const OptimumEstimateRow& row) -> const EstimateRow& { return row.row; });
    columns.text("verdict", "met, missed or undecided", &OptimumEstimateRow::verdict);
    columns.text("interval", "the one which decides, by the clock", &OptimumEstimateRow::interval);
  }

  void write_differences(const hdf5::Group& root) const {
    const hdf5::Group group =
        named_group(root, "differences", "of the objective: point minus the first one");
    const RowColumns columns(group, differences_);
    columns.integer("point", "number of the point", &OptimumEstimateRow::point);
    write_estimate_columns(
        columns, [](const OptimumEstimateRow& row) -> const EstimateRow& { return row.row; });
  }

  const Optimised& found_;
  std::vector<OptimumPointRow> points_;
  std::vector<OptimumEstimateRow> estimates_;
  std::vector<OptimumEstimateRow> differences_;
};

void write_prices(const hdf5::Group& root, const Optimised& found) {
  const hdf5::Group group =
      named_group(root, "prices", "change of the objective where a target is dropped");
  if (found.prices.empty()) {
    return;
  }
  std::vector<OptimumPriceRow> rows;
  for (const OptimisedPrice& price : found.prices) {
    rows.push_back({.target = number(rows.size() + 1),
                    .binding = price.binding ? 1 : 0,
                    .values = price.values,
                    .row = objective_row(found, price.change)});
  }
  const RowColumns columns(group, rows);
  columns.integer("target", "number of the target", &OptimumPriceRow::target);
  columns.integer("binding", "0: dropping it changes nothing", &OptimumPriceRow::binding);
  write_values(columns, found);
  write_estimate_columns(columns,
                         [](const OptimumPriceRow& row) -> const EstimateRow& { return row.row; });
}

void write_front(const hdf5::Group& root, const Optimised& found) {
  const hdf5::Group group =
      named_group(root, "front", "what more or less of one target costs, by the search");
  if (found.front.empty()) {
    return;
  }
  const RowColumns columns(group, found.front);
  write_values(columns, found);
  columns.real("objective", "mean, in its unit", &OptimisedFront::objective);
  columns.real("target_value", "mean of the target's measure", &OptimisedFront::target);
}

void write_warnings(const hdf5::Group& root, const std::vector<std::string>& rows) {
  const hdf5::Group group = named_group(root, "warnings", "about the scenario of the first point");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  columns.text("warning", "as tiermix check prints it", [](const std::string& row) { return row; });
}

void write_facts(const hdf5::Group& root, const Optimised& found) {
  root.set_text("end", found.end);
  root.set_text("objective", found.objective);
  root.set_text("objective_measure", found.objective_measure);
  root.set_text("objective_scope", found.objective_scope);
  root.set_text("objective_unit", found.objective_unit);
  root.set_flag("minimised", found.minimised);
  root.set_real("indifference", found.indifference);
  root.set_real("tolerance", found.tolerance);
  root.set_unsigned("front_target", found.tightest ? *found.tightest + 1 : 0);
  root.set_real("overload", found.overload);
  root.set_unsigned("neighbours", found.neighbours);
  root.set_unsigned("neighbours_simulated", found.neighbours_visited);
  root.set_unsigned("points_simulated", found.visited);
  root.set_unsigned("points_invalid", found.invalid);
  root.set_real("points_possible", found.lattice);
  root.set_unsigned("search_replications", found.search_replications);
  root.set_unsigned("final_replications", found.final_replications);
  root.set_real("cases", found.cases);
}

std::string image_of(const Optimised& found) {
  TIERMIX_EXPECTS(!found.points.empty() && !found.variables.empty());
  const hdf5::Quiet quiet;
  hdf5::NewFile file;
  {
    const hdf5::Group root = file.root();
    root.set_text("file_type", format::kOptimumType);
    root.set_text("format_version", format::kOptimumVersion);
    write_provenance(root, found.provenance);
    write_facts(root, found);
    write_variables(root, found);
    write_texts(root, "keys", "key of the scenario", "key", found, &OptimisedVariable::keys);
    write_texts(root,
                "values",
                "value it may take, in their order",
                "value",
                found,
                &OptimisedVariable::values);
    write_targets(root, found.targets);
    PointTables(found).write(root);
    write_prices(root, found);
    write_front(root, found);
    write_warnings(root, found.warnings);
  }
  return file.take_bytes();
}

}  // namespace

void write(const Optimised& found, const std::filesystem::path& path, Existing existing) {
  write_sealed(path, existing, [&found] { return image_of(found); });
}

}  // namespace tiermix
