#pragma once

// What the readers of a results file share.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/compared.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/reading.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// One column of a table of rows goes into one member of every row.
template <typename Row>
class ReadColumns {
 public:
  ReadColumns(const hdf5::Group& group, std::vector<Row>& rows) : group_(group), rows_(rows) {
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
      refuse("the columns of a table differ in length (" + std::string(name) + ")");
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      take(rows_[i], std::move(values[i]));
    }
  }

  const hdf5::Group& group_;
  std::vector<Row>& rows_;
};

/// The columns that write_estimate_columns() writes.
template <typename Row, typename Take>
void read_estimate_columns(const ReadColumns<Row>& columns, Take estimate) {
  const auto into = [&estimate](auto member) {
    return [&estimate, member](Row& row, auto value) { estimate(row).*member = std::move(value); };
  };
  columns.text("measure", into(&EstimateRow::measure));
  columns.text("scope", into(&EstimateRow::scope));
  columns.text("unit", into(&EstimateRow::unit));
  columns.real("mean", into(&EstimateRow::mean));
  columns.real("half_width", into(&EstimateRow::half_width));
  columns.real("lower", into(&EstimateRow::lower));
  columns.real("upper", into(&EstimateRow::upper));
  columns.real("level", into(&EstimateRow::level));
  columns.integer("replications", [&estimate](Row& row, std::int32_t value) {
    estimate(row).replications = static_cast<std::uint32_t>(std::max(value, 0));
  });
}

struct NarrowTable {
  std::string unit;
  std::vector<std::string> scopes;
  std::vector<double> values;  ///< [first axis][scopes]
};

/// The columns of a wide table that its measure is reported in.
[[nodiscard]] NarrowTable read_table(const hdf5::Group& group,
                                     const std::string& name,
                                     std::size_t first_size,
                                     const std::vector<std::string>& axis);

/// What a newer format has, older files lack.
[[nodiscard]] bool has_group(const hdf5::Group& root, const std::string& name);

/// Refuses a name that is none.
[[nodiscard]] Position position_named(const std::string& name);

/// Gives the rows their benchmarks; leaves them as they are where a file has none, as before 1.4.
void read_comparisons(const hdf5::Group& root, std::vector<EstimateRow>& rows);
[[nodiscard]] std::vector<Periods> read_periods(const hdf5::Group& root);
[[nodiscard]] LevelMix read_level_mix(const hdf5::Group& root);
[[nodiscard]] std::vector<TargetRow> read_targets(const hdf5::Group& root);
[[nodiscard]] ResolveTimes read_resolve_times(const hdf5::Group& root);
[[nodiscard]] std::vector<FlowRow> read_flows(const hdf5::Group& root);

/// The group that write_scenarios() writes; what a file holds once for all is that of `common`.
[[nodiscard]] std::vector<ComparedScenario> read_scenarios(const hdf5::Group& group,
                                                           const Provenance& common);

/// Takes a value of a column into a member of a row.
template <typename Row, typename Value>
auto into(Value Row::*member) {
  return [member](Row& row, Value value) { row.*member = std::move(value); };
}

}  // namespace tiermix
