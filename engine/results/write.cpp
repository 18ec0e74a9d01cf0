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
  columns.text("measure", "name of the measure", &EstimateRow::measure);
  columns.text("scope", "all, case.NAME or tier.NAME", &EstimateRow::scope);
  columns.text("unit", "unit of the row, 1 for shares", &EstimateRow::unit);
  columns.real("mean", "estimate, in the unit of the row", &EstimateRow::mean);
  columns.real(
      "half_width", "half of the interval, infinite for one replication", &EstimateRow::half_width);
  columns.real("lower", "lower end of the interval", &EstimateRow::lower);
  columns.real("upper", "upper end of the interval", &EstimateRow::upper);
  columns.real("level", "confidence level of the interval", &EstimateRow::level);
  columns.integer("replications", "replications behind the estimate", [](const EstimateRow& row) {
    return static_cast<std::int32_t>(row.replications);
  });
  write_benchmarks(columns);
}

std::vector<std::int32_t> positions(const std::vector<std::string>& scopes,
                                    const std::vector<std::string>& axis) {
  std::vector<std::int32_t> found;
  found.reserve(scopes.size());
  for (const std::string& scope : scopes) {
    found.push_back(static_cast<std::int32_t>(std::ranges::find(axis, scope) - axis.begin()));
  }
  return found;
}

// Tables over two axes, the second of which is the scope.
class Tables {
 public:
  Tables(const hdf5::Group& group,
         const hdf5::Dataset& first,
         std::size_t first_size,
         const std::vector<std::string>& axis)
      : group_(group),
        first_(first),
        first_size_(first_size),
        axis_(axis),
        scope_(scale(group.write_strings("scope", axis), "scope", "all, case.NAME or tier.NAME")) {}

  // Columns of `values` go where their scopes stand on the axis; the rest is NaN.
  void write(const std::string& name,
             const std::string& unit,
             const std::string& long_name,
             const std::vector<std::string>& scopes,
             const std::vector<double>& values) const {
    TIERMIX_EXPECTS(!scopes.empty() && values.size() == first_size_ * scopes.size());
    const std::vector<std::int32_t> at = positions(scopes, axis_);
    std::vector<double> wide(first_size_ * axis_.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto column = static_cast<std::size_t>(at[i % scopes.size()]);
      wide[i / scopes.size() * axis_.size() + column] = values[i];
    }
    const hdf5::Dataset dataset = group_.write_reals(name, wide, {first_size_, axis_.size()});
    dataset.set_text("units", unit);
    dataset.set_text("long_name", long_name);
    dataset.set_integers(format::kReportedIn, at);
    dataset.attach(0, first_);
    dataset.attach(1, scope_);
  }

 private:
  const hdf5::Group& group_;
  const hdf5::Dataset& first_;
  std::size_t first_size_;
  const std::vector<std::string>& axis_;
  hdf5::Dataset scope_;
};

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
  const Tables tables(group, replication, size, axis);
  for (const ReplicationTable& table : results.replications) {
    tables.write(
        table.measure, table.unit, definition_of(table.measure), table.scopes, table.values);
  }
}

void write_intervals(const hdf5::Group& root, const Results& results) {
  const hdf5::Group group = root.create_group("intervals");
  group.set_text("long_name", "estimates per interval of the run");
  const std::vector<std::string> axis = union_of_scopes(results.intervals);
  const std::vector<double>& starts = results.interval_starts_h;
  if (axis.empty() || starts.empty()) {
    return;
  }
  const hdf5::Dataset time =
      scale(group.write_reals("time", starts, {starts.size()}), "time", "start of the interval");
  time.set_text("units", "hours since " + results.provenance.start + " 00:00:00");
  time.set_text("calendar", "proleptic_gregorian");
  const Tables tables(group, time, starts.size(), axis);
  for (const IntervalTable& table : results.intervals) {
    tables.write(
        table.measure, table.unit, table.measure + " per interval", table.scopes, table.means);
    tables.write(table.measure + format::kHalfWidthSuffix,
                 table.unit,
                 "half-width of " + table.measure,
                 table.scopes,
                 table.half_widths);
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
    write_estimates(root, results.estimates);
    write_replications(root, results);
    write_intervals(root, results);
  }
  return file.take_bytes();
}

}  // namespace

void write(const Results& results, const std::filesystem::path& path, Existing existing) {
  write_sealed(path, existing, [&results] { return image_of(results); });
}

}  // namespace tiermix
