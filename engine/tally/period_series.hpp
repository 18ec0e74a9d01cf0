#pragma once

// What is estimated per interval, hour, day, week and month of a run: ratios of two interval
// quantities.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/tally/measure.hpp"
#include "engine/tally/quantity.hpp"

namespace tiermix {

/// What a quantity of a period is divided by.
enum class Per : std::uint8_t { period, time, quantity };

/// A ratio of two quantities, or of one to the length of the period.
template <typename Counted>
struct SeriesOf {
  std::string_view name;
  std::string_view unit;  ///< as of a Measure
  Counted numerator{};
  Per per = Per::quantity;
  Counted denominator{};  ///< of Per::quantity
  double scale = 1.0;
  MeasureScopes scopes;
  std::string_view definition;  ///< denominator stated
};
using PeriodSeries = SeriesOf<IntervalQuantity>;

[[nodiscard]] std::span<const PeriodSeries> period_series();

/// Index into period_series(), or -1.
[[nodiscard]] int find_period_series(std::string_view name);

/// The reps that a tier would need: not counted, worked out from the load (docs/methods.md).
inline constexpr std::string_view kRequiredStaff = "required_staff";
inline constexpr std::string_view kRequiredStaffDefinition =
    "approximation: least reps with which the tier would meet its service level at the load of the "
    "period";

/// The interval quantity that counts the same, where intervals have it in such a scope.
[[nodiscard]] std::optional<IntervalQuantity> interval_quantity_of(Quantity q, MeasureScopes scope);

/// Whether a measure is a ratio of two such quantities.
[[nodiscard]] bool is_counted_by_interval(const Measure& measure, MeasureScopes scope);

}  // namespace tiermix
