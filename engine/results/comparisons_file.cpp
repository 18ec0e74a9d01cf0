// The published figures beside the estimates of a run, in its file: one row per figure, as a
// measure may have one of each set.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/read_parts.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {
namespace {

// A figure and the estimate it stands beside.
struct ComparisonRow {
  std::string measure;
  std::string scope;
  std::string unit;
  BenchmarkPosition benchmark;
};

struct TextColumn {
  const char* name;
  const char* long_name;
  std::string BenchmarkPosition::*member;
};
constexpr TextColumn kTexts[] = {
    {"set", "benchmark set", &BenchmarkPosition::set},
    {"segment", "segment of the published figure", &BenchmarkPosition::segment},
    {"basis", "definition behind the figure where several exist", &BenchmarkPosition::basis},
    {"better", "lower, higher, or empty without a direction", &BenchmarkPosition::better},
    {"source", "who published the figure", &BenchmarkPosition::source},
    {"year", "when", &BenchmarkPosition::year},
    {"mark", "why to trust it less, or empty", &BenchmarkPosition::mark},
    {"differs",
     "how its definition is another than that of the measure, or empty",
     &BenchmarkPosition::differs},
};

std::vector<ComparisonRow> comparisons_of(const std::vector<EstimateRow>& rows) {
  std::vector<ComparisonRow> comparisons;
  for (const EstimateRow& row : rows) {
    for (BenchmarkPosition& benchmark : benchmarks_of(row)) {
      comparisons.push_back({.measure = row.measure,
                             .scope = row.scope,
                             .unit = row.unit,
                             .benchmark = std::move(benchmark)});
    }
  }
  return comparisons;
}

}  // namespace

Position position_named(const std::string& name) {
  for (const Position position : {Position::below, Position::inside, Position::above}) {
    if (name == name_of(position)) {
      return position;
    }
  }
  refuse("unknown benchmark position \"" + name + "\"");
}

void write_comparisons(const hdf5::Group& root, const std::vector<EstimateRow>& rows) {
  const std::vector<ComparisonRow> comparisons = comparisons_of(rows);
  if (comparisons.empty()) {
    return;
  }
  const hdf5::Group group = root.create_group(format::kBenchmarks);
  group.set_text("long_name", "published figures that estimates are compared with");
  const RowColumns columns(group, comparisons);
  columns.text("measure", "name of the measure", &ComparisonRow::measure);
  columns.text("scope", "scope of the estimate", &ComparisonRow::scope);
  columns.text("unit", "unit of the figure", &ComparisonRow::unit);
  for (const TextColumn& column : kTexts) {
    columns.text(column.name, column.long_name, [&column](const ComparisonRow& row) {
      return row.benchmark.*column.member;
    });
  }
  columns.real(
      "value", "published figure", [](const ComparisonRow& row) { return row.benchmark.value; });
  columns.text(
      "position",
      "estimate against the figure: below, inside or above",
      [](const ComparisonRow& row) { return std::string(name_of(row.benchmark.position)); });
  columns.real("distance",
               "mean of the estimate minus figure, in half-widths",
               [](const ComparisonRow& row) { return row.benchmark.distance; });
}

void read_comparisons(const hdf5::Group& root, std::vector<EstimateRow>& rows) {
  if (!has_group(root, format::kBenchmarks)) {  // since format 1.4
    return;
  }
  const hdf5::Group group = root.group(format::kBenchmarks);
  std::vector<ComparisonRow> comparisons;
  const ReadColumns<ComparisonRow> columns(group, comparisons);
  const auto into = [](auto member) {
    return [member](ComparisonRow& row, auto value) { row.*member = std::move(value); };
  };
  columns.text("measure", into(&ComparisonRow::measure));
  columns.text("scope", into(&ComparisonRow::scope));
  for (const TextColumn& column : kTexts) {
    columns.text(column.name, [&column](ComparisonRow& row, std::string value) {
      row.benchmark.*column.member = std::move(value);
    });
  }
  columns.real("value", [](ComparisonRow& row, double value) { row.benchmark.value = value; });
  columns.text("position", [](ComparisonRow& row, const std::string& name) {
    row.benchmark.position = position_named(name);
  });
  columns.real("distance",
               [](ComparisonRow& row, double value) { row.benchmark.distance = value; });
  for (EstimateRow& row : rows) {
    std::vector<BenchmarkPosition> own;
    for (const ComparisonRow& comparison : comparisons) {
      if (comparison.measure == row.measure && comparison.scope == row.scope) {
        own.push_back(comparison.benchmark);
      }
    }
    set_benchmarks(row, std::move(own));
  }
}

}  // namespace tiermix
