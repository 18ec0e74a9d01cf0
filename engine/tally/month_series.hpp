#pragma once

// What is estimated per calendar month of the measured window beside the series of any period:
// ratios of two quantities, for the desk and each tier.

#include <span>
#include <string_view>

#include "engine/tally/period_series.hpp"
#include "engine/tally/quantity.hpp"

namespace tiermix {

struct MonthSeries {
  SeriesOf<Quantity> ratio;
  /// The series is reported where the run has any of it; Quantity::one: always.
  Quantity where = Quantity::one;
};

[[nodiscard]] std::span<const MonthSeries> month_series();

/// Index into month_series(), or -1.
[[nodiscard]] int find_month_series(std::string_view name);

/// The definition of a series over time, of any period or of months; empty where there is none.
[[nodiscard]] std::string_view definition_of_series(std::string_view name);

}  // namespace tiermix
