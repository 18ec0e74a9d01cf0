#include <algorithm>
#include <cstddef>

#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/reading.hpp"
#include "engine/results/results.hpp"

namespace tiermix {
namespace {

void check_kind(const hdf5::Group& root) {
  if (root.has("file_type") && root.text("file_type") == format::kComparisonType) {
    refuse("these are the results of a comparison, and not of a run (docs/comparison-format.md)");
  }
  if (root.has("file_type") && root.text("file_type") == format::kSweepType) {
    refuse("these are the results of a sweep, and not of a run (docs/sweep-format.md)");
  }
  if (!root.has("file_type") || root.text("file_type") != format::kFileType) {
    refuse("this is an HDF5 file, but not one of tiermix results");
  }
  const std::string version = root.text("format_version");
  if (!version.starts_with(format::kMajor)) {
    refuse("the file is of format " + version + "; this program reads format " +
           std::string(format::kMajor) + "x");
  }
}

// One column of /estimates goes into one member of every row.
class Columns {
 public:
  Columns(const hdf5::Group& group, std::vector<EstimateRow>& rows) : group_(group), rows_(rows) {
    rows_.resize(group.column_of_integers("row").size());
  }

  template <typename Take>
  void text(const char* name, Take take) const {
    each(name, group_.column_of_strings(name), take);
  }
  template <typename Take>
  void real(const char* name, Take take) const {
    each(name, group_.reals(name).values, take);
  }
  template <typename Take>
  void integer(const char* name, Take take) const {
    each(name, group_.column_of_integers(name), take);
  }

 private:
  template <typename Value, typename Take>
  void each(const char* name, std::vector<Value> values, Take take) const {
    if (values.size() != rows_.size()) {
      refuse("the columns of /estimates differ in length (" + std::string(name) + ")");
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      take(rows_[i], std::move(values[i]));
    }
  }

  const hdf5::Group& group_;
  std::vector<EstimateRow>& rows_;
};

Position position_named(const std::string& name) {
  for (const Position position : {Position::below, Position::inside, Position::above}) {
    if (name == name_of(position)) {
      return position;
    }
  }
  refuse("unknown benchmark position \"" + name + "\"");
}

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
  const auto into = [](auto member) {
    return [member](EstimateRow& row, auto value) { row.*member = std::move(value); };
  };
  columns.text("measure", into(&EstimateRow::measure));
  columns.text("scope", into(&EstimateRow::scope));
  columns.text("unit", into(&EstimateRow::unit));
  columns.real("mean", into(&EstimateRow::mean));
  columns.real("half_width", into(&EstimateRow::half_width));
  columns.real("lower", into(&EstimateRow::lower));
  columns.real("upper", into(&EstimateRow::upper));
  columns.real("level", into(&EstimateRow::level));
  columns.integer("replications", [](EstimateRow& row, std::int32_t value) {
    row.replications = static_cast<std::uint32_t>(std::max(value, 0));
  });
  read_benchmarks(columns);
  return rows;
}

struct NarrowTable {
  std::string unit;
  std::vector<std::string> scopes;
  std::vector<double> values;  ///< [first axis][scopes]
};

// The columns of a wide table that its measure is reported in.
NarrowTable read_table(const hdf5::Group& group,
                       const std::string& name,
                       std::size_t first_size,
                       const std::vector<std::string>& axis) {
  const hdf5::Reals wide = group.reals(name);
  if (wide.dimensions != std::vector<std::uint64_t>{first_size, axis.size()}) {
    refuse(name + " does not fit the axes of its group");
  }
  const hdf5::Dataset dataset = group.dataset(name);
  const std::vector<std::int32_t> at = dataset.integers(format::kReportedIn);
  NarrowTable table;
  table.unit = dataset.text("units");
  for (const std::int32_t column : at) {
    if (column < 0 || static_cast<std::size_t>(column) >= axis.size() || at.size() > axis.size()) {
      refuse(name + " names scopes that its group does not have");
    }
    table.scopes.push_back(axis[static_cast<std::size_t>(column)]);
  }
  table.values.reserve(first_size * at.size());
  for (std::size_t row = 0; row < first_size; ++row) {
    for (const std::int32_t column : at) {
      table.values.push_back(wide.values[row * axis.size() + static_cast<std::size_t>(column)]);
    }
  }
  return table;
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

void read_intervals(const hdf5::Group& group, Results& results) {
  const std::vector<std::string> names = group.names();
  if (names.empty()) {
    return;
  }
  results.interval_starts_h = group.reals("time").values;
  const std::size_t size = results.interval_starts_h.size();
  const std::vector<std::string> axis = group.column_of_strings("scope");
  for (const std::string& name : names) {
    if (name == "time" || name == "scope" || name.ends_with(format::kHalfWidthSuffix)) {
      continue;
    }
    NarrowTable means = read_table(group, name, size, axis);
    NarrowTable half_widths = read_table(group, name + format::kHalfWidthSuffix, size, axis);
    if (half_widths.scopes != means.scopes) {
      refuse(name + " and its half-widths differ in scopes");
    }
    results.intervals.push_back({name,
                                 std::move(means.unit),
                                 std::move(means.scopes),
                                 std::move(means.values),
                                 std::move(half_widths.values)});
  }
}

Results read_image(std::string_view image) {
  const hdf5::Quiet quiet;
  const hdf5::Group root = hdf5::open_image(image);
  check_kind(root);
  Results results;
  results.provenance = read_provenance(root);
  results.estimates = read_estimates(root.group("estimates"));
  results.replications =
      read_replications(root.group("replications"), results.provenance.replications);
  read_intervals(root.group("intervals"), results);
  return results;
}

}  // namespace

Results read(const std::filesystem::path& path) {
  Results results;
  read_sealed(path, [&results](std::string_view image) { results = read_image(image); });
  return results;
}

}  // namespace tiermix
