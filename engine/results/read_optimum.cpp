#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/optimum_rows.hpp"
#include "engine/results/read_parts.hpp"
#include "engine/results/reading.hpp"

namespace tiermix {
namespace {

void check_is_optimum(const hdf5::Group& root) {
  if (!root.has("file_type") || root.text("file_type") != format::kOptimumType) {
    refuse("this is no optimum");
  }
  check_version(root);
}

// A number that counts from 1, as an index.
std::size_t index_of(std::int32_t number, std::size_t size, const char* what) {
  if (number < 1 || static_cast<std::size_t>(number) > size) {
    refuse(std::string(what) + " of a number that is not there");
  }
  return static_cast<std::size_t>(number) - 1;
}

Verdict verdict_named(const std::string& name) {
  for (const Verdict verdict : {Verdict::met, Verdict::missed, Verdict::undecided}) {
    if (name == name_of(verdict)) {
      return verdict;
    }
  }
  refuse("unknown verdict \"" + name + "\"");
}

std::string one_of(std::initializer_list<std::string_view> words,
                   std::string word,
                   const char* what) {
  if (std::ranges::find(words, word) == words.end()) {
    refuse("unknown " + std::string(what) + " \"" + word + "\"");
  }
  return word;
}

// A row has no values where none of its texts is one.
void drop_empty(std::vector<std::string>& values) {
  if (std::ranges::all_of(values, [](const std::string& value) { return value.empty(); })) {
    values.clear();
  }
}

template <typename Row>
void read_values(const ReadColumns<Row>& columns,
                 std::vector<Row>& rows,
                 const std::vector<OptimisedVariable>& variables) {
  for (const OptimisedVariable& variable : variables) {
    columns.text(variable.path.c_str(),
                 [](Row& row, std::string value) { row.values.push_back(std::move(value)); });
  }
  for (Row& row : rows) {
    drop_empty(row.values);
  }
}

void read_variables(const hdf5::Group& group, Optimised& found) {
  const ReadColumns columns(group, found.variables);
  columns.text("path", into(&OptimisedVariable::path));
  columns.text("range", into(&OptimisedVariable::given));
  columns.text("base", into(&OptimisedVariable::base));
  const std::vector<std::int32_t> at_bound = group.column_of_integers("at_bound");
  found.priced = group.column_of_strings("priced");
  if (at_bound.size() != found.variables.size() || found.priced.size() != at_bound.size()) {
    refuse("the columns of a table differ in length (/variables)");
  }
  drop_empty(found.priced);
  for (std::size_t i = 0; i < at_bound.size(); ++i) {
    if (at_bound[i] != 0) {
      found.at_bound.push_back(found.variables[i].path);
    }
  }
}

void read_texts(const hdf5::Group& group,
                const char* column,
                Optimised& found,
                std::vector<std::string> OptimisedVariable::*texts) {
  std::vector<OptimumKeyRow> rows;
  const ReadColumns columns(group, rows);
  columns.integer("variable", into(&OptimumKeyRow::variable));
  columns.text(column, into(&OptimumKeyRow::text));
  for (OptimumKeyRow& row : rows) {
    const std::size_t variable = index_of(row.variable, found.variables.size(), "a variable");
    (found.variables[variable].*texts).push_back(std::move(row.text));
  }
  for (const OptimisedVariable& variable : found.variables) {
    if ((variable.*texts).empty()) {
      refuse("a variable has nothing in its column " + std::string(column));
    }
  }
}

std::vector<OptimisedTarget> read_wanted(const hdf5::Group& group) {
  std::vector<OptimisedTarget> rows;
  if (group.names().empty()) {
    return rows;
  }
  const ReadColumns columns(group, rows);
  columns.text("name", into(&OptimisedTarget::name));
  columns.text("target", into(&OptimisedTarget::text));
  columns.text("measure", into(&OptimisedTarget::measure));
  columns.text("scope", into(&OptimisedTarget::scope));
  columns.text("unit", into(&OptimisedTarget::unit));
  columns.text("sense", [](OptimisedTarget& row, const std::string& sense) {
    row.at_least = sense == format::kAtLeast;
  });
  columns.real("value", into(&OptimisedTarget::value));
  columns.real("tolerance", into(&OptimisedTarget::tolerance));
  return rows;
}

std::vector<OptimumEstimateRow> read_rows(const hdf5::Group& group, bool has_targets) {
  std::vector<OptimumEstimateRow> rows;
  const ReadColumns columns(group, rows);
  columns.integer("point", into(&OptimumEstimateRow::point));
  read_estimate_columns(columns, [](OptimumEstimateRow& row) -> EstimateRow& { return row.row; });
  if (has_targets) {
    columns.integer("target", into(&OptimumEstimateRow::target));
    columns.text("verdict", into(&OptimumEstimateRow::verdict));
    columns.text("interval", into(&OptimumEstimateRow::interval));
  }
  return rows;
}

void read_points(const hdf5::Group& group, Optimised& found) {
  std::vector<OptimumPointRow> rows;
  const ReadColumns columns(group, rows);
  columns.integer("point", into(&OptimumPointRow::point));
  read_values(columns, rows, found.variables);
  columns.text("fate", into(&OptimumPointRow::fate));
  columns.integer("replications", into(&OptimumPointRow::replications));
  for (OptimumPointRow& row : rows) {
    const bool is_base = row.point == kBasePoint;
    if (!is_base && row.point != static_cast<std::int32_t>(found.points.size() + 1)) {
      refuse("the points are not in their order");
    }
    OptimisedPoint point;
    point.values = is_base ? std::vector<std::string>() : std::move(row.values);
    point.fate = one_of(
        {"chosen", "near", "dearer", "breaks a target", "open"}, std::move(row.fate), "fate");
    point.replications = static_cast<std::uint32_t>(std::max(row.replications, 0));
    if (is_base) {
      found.base = std::move(point);
    } else {
      found.points.push_back(std::move(point));
    }
  }
  if (found.points.empty()) {
    refuse("there is no point");
  }
}

OptimisedPoint& point_numbered(Optimised& found, std::int32_t number) {
  if (number == kBasePoint && found.base) {
    return *found.base;
  }
  return found.points[index_of(number, found.points.size(), "an estimate")];
}

void read_estimates(const hdf5::Group& root, Optimised& found) {
  for (OptimumEstimateRow& row : read_rows(root.group("estimates"), true)) {
    OptimisedPoint& point = point_numbered(found, row.point);
    if (row.target == kNoTarget) {
      point.objective = estimate_in(row.row);
      continue;
    }
    if (index_of(row.target, found.targets.size(), "an estimate") != point.targets.size()) {
      refuse("the targets of a point are not in their order");
    }
    point.targets.push_back(estimate_in(row.row));
    point.verdicts.push_back(verdict_named(row.verdict));
    point.intervals.push_back(std::move(row.interval));
  }
  for (const OptimumEstimateRow& row : read_rows(root.group("differences"), false)) {
    point_numbered(found, row.point).difference = estimate_in(row.row);
  }
}

// A report takes every target of what was simulated for granted.
void check_points(const Optimised& found) {
  std::vector<const OptimisedPoint*> points;
  for (const OptimisedPoint& point : found.points) {
    points.push_back(&point);
  }
  if (found.base) {
    points.push_back(&*found.base);
  }
  for (const OptimisedPoint* point : points) {
    if (point->targets.size() != found.targets.size() &&
        (point->replications > 0 || !point->targets.empty())) {
      refuse("a point lacks an estimate of a target");
    }
  }
}

std::vector<OptimisedPrice> read_prices(const hdf5::Group& group, const Optimised& found) {
  if (group.names().empty()) {
    return {};
  }
  std::vector<OptimumPriceRow> rows;
  const ReadColumns columns(group, rows);
  columns.integer("target", into(&OptimumPriceRow::target));
  columns.integer("binding", into(&OptimumPriceRow::binding));
  read_values(columns, rows, found.variables);
  read_estimate_columns(columns, [](OptimumPriceRow& row) -> EstimateRow& { return row.row; });
  std::vector<OptimisedPrice> prices;
  for (OptimumPriceRow& row : rows) {
    if (index_of(row.target, found.targets.size(), "a price") != prices.size()) {
      refuse("the prices are not in the order of the targets");
    }
    prices.push_back({.values = std::move(row.values),
                      .binding = row.binding != 0,
                      .change = estimate_in(row.row)});
  }
  return prices;
}

std::vector<OptimisedFront> read_front(const hdf5::Group& group, const Optimised& found) {
  std::vector<OptimisedFront> rows;
  if (group.names().empty()) {
    return rows;
  }
  const ReadColumns columns(group, rows);
  read_values(columns, rows, found.variables);
  columns.real("objective", into(&OptimisedFront::objective));
  columns.real("target_value", into(&OptimisedFront::target));
  return rows;
}

void read_facts(const hdf5::Group& root, Optimised& found) {
  found.end = one_of({"decided", "infeasible", "undecided"}, root.text("end"), "end");
  found.objective = root.text("objective");
  found.objective_measure = root.text("objective_measure");
  found.objective_scope = root.text("objective_scope");
  found.objective_unit = root.text("objective_unit");
  found.minimised = root.unsigned_integer("minimised") != 0;
  found.indifference = root.real("indifference");
  found.tolerance = root.real("tolerance");
  found.overload = root.real("overload");
  found.neighbours = root.unsigned_integer("neighbours");
  found.neighbours_visited = root.unsigned_integer("neighbours_simulated");
  found.visited = root.unsigned_integer("points_simulated");
  found.invalid = root.unsigned_integer("points_invalid");
  found.lattice = root.real("points_possible");
  found.search_replications = root.unsigned_integer("search_replications");
  found.final_replications = root.unsigned_integer("final_replications");
  found.cases = root.real("cases");
}

void read_tightest(const hdf5::Group& root, Optimised& found) {
  const std::uint64_t number = root.unsigned_integer("front_target");
  if (number > found.targets.size()) {
    refuse("the front is of a target that is not there");
  }
  if (number > 0) {
    found.tightest = number - 1;
  }
}

Optimised read_optimum_image(std::string_view image) {
  const hdf5::Quiet quiet;
  const hdf5::Group root = hdf5::open_image(image);
  check_is_optimum(root);
  Optimised found;
  found.provenance = read_provenance(root);
  read_facts(root, found);
  read_variables(root.group("variables"), found);
  read_texts(root.group("keys"), "key", found, &OptimisedVariable::keys);
  read_texts(root.group("values"), "value", found, &OptimisedVariable::values);
  found.targets = read_wanted(root.group("targets"));
  read_tightest(root, found);
  read_points(root.group("points"), found);
  read_estimates(root, found);
  check_points(found);
  found.prices = read_prices(root.group("prices"), found);
  found.front = read_front(root.group("front"), found);
  const hdf5::Group warnings = root.group("warnings");
  if (!warnings.names().empty()) {
    found.warnings = warnings.column_of_strings("warning");
  }
  return found;
}

}  // namespace

Optimised read_optimised(const std::filesystem::path& path) {
  Optimised found;
  read_sealed(path, [&found](std::string_view image) { found = read_optimum_image(image); });
  return found;
}

}  // namespace tiermix
