#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>

#include "engine/base/check.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/results.hpp"
#include "engine/results/scopes.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {
namespace {

void write_benchmarks(const RowColumns<EstimateRow>& columns) {
  const auto text = [](auto member) {
    return [member](const EstimateRow& row) {
      return row.benchmark ? std::string((*row.benchmark).*member) : std::string();
    };
  };
  const auto real = [](auto member) {
    return [member](const EstimateRow& row) {
      return row.benchmark ? (*row.benchmark).*member : std::numeric_limits<double>::quiet_NaN();
    };
  };
  columns.text(
      "benchmark_set", "benchmark set, empty without a figure", text(&BenchmarkPosition::set));
  columns.text(
      "benchmark_segment", "segment of the published figure", text(&BenchmarkPosition::segment));
  columns.real("benchmark_value",
               "published figure, in the unit of the row",
               real(&BenchmarkPosition::value));
  columns.text("benchmark_basis",
               "definition behind the figure where several exist",
               text(&BenchmarkPosition::basis));
  columns.text("benchmark_position",
               "estimate against the figure: below, inside or above",
               [](const EstimateRow& row) {
                 return row.benchmark ? std::string(name_of(row.benchmark->position)) : "";
               });
  columns.real("benchmark_distance",
               "mean minus figure, in half-widths",
               real(&BenchmarkPosition::distance));
}

void write_estimates(const hdf5::Group& root, const std::vector<EstimateRow>& rows) {
  const hdf5::Group group = root.create_group("estimates");
  group.set_text("long_name", "every measure in every scope, with its confidence interval");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  write_estimate_columns(columns, [](const EstimateRow& row) -> const EstimateRow& { return row; });
  write_benchmarks(columns);
}

void write_replications(const hdf5::Group& root, const Results& results) {
  const hdf5::Group group = root.create_group("replications");
  group.set_text("long_name", "one value per replication: what the estimates rest on");
  const std::vector<std::string> axis = union_of_scopes(results.replications);
  const std::size_t size = results.provenance.replications;
  if (axis.empty() || size == 0) {
    return;
  }
  const hdf5::Dataset replication = scale(group.write_integers("replication", counted(size)),
                                          "replication",
                                          "index of the replication");
  const WideTables tables(group, replication, size, axis);
  for (const ReplicationTable& table : results.replications) {
    tables.write(
        table.measure, table.unit, definition_of(table.measure), table.scopes, table.values);
  }
}

std::string image_of(const Results& results) {
  const hdf5::Quiet quiet;
  hdf5::NewFile file;
  {
    const hdf5::Group root = file.root();
    root.set_text("file_type", format::kFileType);
    root.set_text("format_version", format::kVersion);
    write_provenance(root, results.provenance);
    root.set_flag("arrivals_controlled", results.provenance.arrivals_controlled);
    root.set_real("batch_h", results.provenance.batch_h);
    write_estimates(root, results.estimates);
    write_comparisons(root, results.estimates);
    write_replications(root, results);
    write_periods(root, results);
    write_level_mix(root, results);
    write_targets(root, results.targets);
    write_resolve_times(root, results.resolve_times);
    write_flows(root, results.flows);
  }
  return file.take_bytes();
}

}  // namespace

void require_writing() { hdf5::require(); }

void write(const Results& results, const std::filesystem::path& path, Existing existing) {
  write_sealed(path, existing, [&results] { return image_of(results); });
}

}  // namespace tiermix
