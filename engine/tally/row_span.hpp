#pragma once

// Parts of the rows per interval of a replication.

#include <cstdint>
#include <span>

#include "engine/tally/measure.hpp"
#include "engine/tally/observations.hpp"

namespace tiermix {

/// Rows of intervals from `first` to before `end`.
struct RowSpan {
  std::uint32_t first = 0;
  std::uint32_t end = 0;

  friend bool operator==(const RowSpan&, const RowSpan&) = default;
};

/// What a measure is a ratio of.
struct RatioTotals {
  double numerator = 0.0;
  double denominator = 0.0;
};

/// In some rows of intervals. Expects a measure that is_counted_by_interval() in the scope.
[[nodiscard]] RatioTotals totals_in(const Observations& observations,
                                    const Measure& measure,
                                    std::size_t scope,
                                    std::span<const RowSpan> rows);

}  // namespace tiermix
