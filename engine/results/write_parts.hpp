#pragma once

// What the writers of a results file share.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/results/compared.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// Tables over two axes, the second of which is the scope. Writes the axis of scopes.
class WideTables {
 public:
  /// `first` is the coordinate of the first axis. All are kept by reference.
  WideTables(const hdf5::Group& group,
             const hdf5::Dataset& first,
             std::size_t first_size,
             const std::vector<std::string>& axis);

  /// Columns of `values` go where their scopes stand on the axis; the rest is NaN.
  void write(const std::string& name,
             const std::string& unit,
             const std::string& long_name,
             const std::vector<std::string>& scopes,
             const std::vector<double>& values) const;

 private:
  const hdf5::Group& group_;
  const hdf5::Dataset& first_;
  std::size_t first_size_;
  const std::vector<std::string>& axis_;
  hdf5::Dataset scope_;
};

/// The columns of an estimate; `estimate` takes a row of the table to its estimate.
template <typename Row, typename Take>
void write_estimate_columns(const RowColumns<Row>& columns, Take estimate) {
  const auto of = [&estimate](auto member) {
    return [&estimate, member](const Row& row) { return estimate(row).*member; };
  };
  columns.text("measure", "name of the measure", of(&EstimateRow::measure));
  columns.text("scope", "all, case.NAME or tier.NAME", of(&EstimateRow::scope));
  columns.text("unit", "unit of the row, 1 for shares", of(&EstimateRow::unit));
  columns.real("mean", "estimate, in the unit of the row", of(&EstimateRow::mean));
  columns.real("half_width",
               "half of the interval, infinite for one replication",
               of(&EstimateRow::half_width));
  columns.real("lower", "lower end of the interval", of(&EstimateRow::lower));
  columns.real("upper", "upper end of the interval", of(&EstimateRow::upper));
  columns.real("level", "confidence level of the interval", of(&EstimateRow::level));
  columns.integer("replications", "replications behind the estimate", [&](const Row& row) {
    return static_cast<std::int32_t>(estimate(row).replications);
  });
}

/// The scenarios that are compared, in the group "alternatives".
void write_scenarios(const hdf5::Group& root, const std::vector<ComparedScenario>& rows);

/// Every published figure that stands beside an estimate; no group where none does.
void write_comparisons(const hdf5::Group& root, const std::vector<EstimateRow>& rows);
void write_periods(const hdf5::Group& root, const Results& results);
void write_level_mix(const hdf5::Group& root, const Results& results);
void write_resolve_times(const hdf5::Group& root, const ResolveTimes& times);
void write_flows(const hdf5::Group& root, const std::vector<FlowRow>& rows);
void write_targets(const hdf5::Group& root, const std::vector<TargetRow>& rows);

}  // namespace tiermix
