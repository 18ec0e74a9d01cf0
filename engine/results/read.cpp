#include <cstddef>

#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/read_parts.hpp"
#include "engine/results/reading.hpp"
#include "engine/results/results.hpp"

namespace tiermix {
namespace {

void check_is_run(const hdf5::Group& root) {
  if (root.has("file_type") && root.text("file_type") == format::kComparisonType) {
    refuse("these are the results of a comparison, and not of a run (docs/comparison-format.md)");
  }
  if (root.has("file_type") && root.text("file_type") == format::kSweepType) {
    refuse("these are the results of a sweep, and not of a run (docs/sweep-format.md)");
  }
  if (root.has("file_type") && root.text("file_type") == format::kOptimumType) {
    refuse("this is an optimum, and not the results of a run (docs/optimum-format.md)");
  }
  if (root.has("file_type") && root.text("file_type") == format::kRoiType) {
    refuse("this is the worth of a programme, and not the results of a run (docs/roi-format.md)");
  }
  if (!root.has("file_type") || root.text("file_type") != format::kFileType) {
    refuse("this is an HDF5 file, but not one of tiermix results");
  }
  check_version(root);
}

using Columns = ReadColumns<EstimateRow>;

void read_benchmarks(const Columns& columns) {
  columns.text("benchmark_position", [](EstimateRow& row, const std::string& name) {
    if (!name.empty()) {
      row.benchmark.emplace().position = position_named(name);
    }
  });
  const auto into = [](auto member) {
    return [member](EstimateRow& row, auto value) {
      if (row.benchmark) {
        (*row.benchmark).*member = std::move(value);
      }
    };
  };
  columns.text("benchmark_set", into(&BenchmarkPosition::set));
  columns.text("benchmark_segment", into(&BenchmarkPosition::segment));
  columns.real("benchmark_value", into(&BenchmarkPosition::value));
  columns.text("benchmark_basis", into(&BenchmarkPosition::basis));
  columns.real("benchmark_distance", into(&BenchmarkPosition::distance));
}

std::vector<EstimateRow> read_estimates(const hdf5::Group& group) {
  std::vector<EstimateRow> rows;
  if (group.names().empty()) {
    return rows;
  }
  const Columns columns(group, rows);
  read_estimate_columns(columns, [](EstimateRow& row) -> EstimateRow& { return row; });
  read_benchmarks(columns);
  return rows;
}

std::vector<ReplicationTable> read_replications(const hdf5::Group& group, std::size_t size) {
  std::vector<ReplicationTable> tables;
  const std::vector<std::string> names = group.names();
  if (names.empty()) {
    return tables;
  }
  const std::vector<std::string> axis = group.column_of_strings("scope");
  for (const std::string& name : names) {
    if (name != "replication" && name != "scope") {
      NarrowTable table = read_table(group, name, size, axis);
      tables.push_back(
          {name, std::move(table.unit), std::move(table.scopes), std::move(table.values)});
    }
  }
  return tables;
}

Results read_run_image(std::string_view image) {
  const hdf5::Quiet quiet;
  const hdf5::Group root = hdf5::open_image(image);
  check_is_run(root);
  Results results;
  results.provenance = read_provenance(root);
  results.estimates = read_estimates(root.group("estimates"));
  read_comparisons(root, results.estimates);
  results.replications =
      read_replications(root.group("replications"), results.provenance.replications);
  results.periods = read_periods(root);
  results.level_mix = read_level_mix(root);
  results.targets = read_targets(root);
  results.resolve_times = read_resolve_times(root);
  results.flows = read_flows(root);
  return results;
}

}  // namespace

Results read(const std::filesystem::path& path) {
  Results results;
  read_sealed(path, [&results](std::string_view image) { results = read_run_image(image); });
  return results;
}

}  // namespace tiermix
