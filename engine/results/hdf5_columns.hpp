#pragma once

// What the writers of the results files share.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "engine/results/hdf5.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// The attributes of the root but file_type and format_version.
void write_provenance(const hdf5::Group& root, const Provenance& provenance);

/// 0, 1, ... size - 1.
[[nodiscard]] std::vector<std::int32_t> counted(std::size_t size);

/// A dimension of a group and the dataset that is its coordinate.
[[nodiscard]] hdf5::Dataset scale(hdf5::Dataset dataset,
                                  const std::string& name,
                                  const char* long_name);

/// Of a measure, or its name where the dictionary does not have it.
[[nodiscard]] std::string definition_of(const std::string& measure);

/// The parallel columns of a table of rows.
template <typename Row>
class RowColumns {
 public:
  RowColumns(const hdf5::Group& group, const std::vector<Row>& rows)
      : group_(group),
        rows_(rows),
        row_(scale(group.write_integers("row", counted(rows.size())), "row", "number of the row")) {
  }

  template <typename Field>
  void text(const char* name, const char* long_name, Field field) const {
    std::vector<std::string> values;
    std::ranges::transform(rows_, std::back_inserter(values), field);
    finish(group_.write_strings(name, values), long_name);
  }

  template <typename Field>
  void real(const char* name, const char* long_name, Field field) const {
    std::vector<double> values;
    std::ranges::transform(rows_, std::back_inserter(values), field);
    finish(group_.write_reals(name, values, {values.size()}), long_name);
  }

  template <typename Field>
  void integer(const char* name, const char* long_name, Field field) const {
    std::vector<std::int32_t> values;
    std::ranges::transform(rows_, std::back_inserter(values), field);
    finish(group_.write_integers(name, values), long_name);
  }

  /// The coordinate of the rows, for datasets of more dimensions.
  [[nodiscard]] const hdf5::Dataset& row() const { return row_; }

 private:
  void finish(const hdf5::Dataset& dataset, const char* long_name) const {
    dataset.set_text("long_name", long_name);
    dataset.attach(0, row_);
  }

  const hdf5::Group& group_;
  const std::vector<Row>& rows_;
  hdf5::Dataset row_;
};

}  // namespace tiermix
