#pragma once

// What the writers of a results file share.

#include <cstddef>
#include <string>
#include <vector>

#include "engine/results/hdf5.hpp"
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

void write_periods(const hdf5::Group& root, const Results& results);
void write_level_mix(const hdf5::Group& root, const Results& results);
void write_targets(const hdf5::Group& root, const std::vector<TargetRow>& rows);

}  // namespace tiermix
