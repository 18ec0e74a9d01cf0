#pragma once

// What the rows of the dictionary are made with, and the tables it consists of.

#include <span>

#include "engine/tally/measure.hpp"

namespace tiermix {

[[nodiscard]] std::span<const Measure> desk_measures();  ///< demand, waits, staffing, cost
[[nodiscard]] std::span<const Measure>
policy_measures();  ///< attempts, hand-overs, ratings, causes
[[nodiscard]] std::span<const Measure> business_measures();  ///< loyalty, revenue, attrition
[[nodiscard]] std::span<const Measure>
demand_measures();  ///< calls, callbacks, customers who come back
[[nodiscard]] std::span<const Measure> supply_measures();  ///< paid hours, targets by a clock
[[nodiscard]] std::span<const Measure> lines_measures();   ///< interruptions, chats
[[nodiscard]] std::span<const Measure> people_measures();  ///< headcount, learning, programmes

namespace measure_rows {

using Q = Quantity;

constexpr double kToHours = 1.0 / 3.6e9;
constexpr double kToMinutes = 1.0 / 6e7;

constexpr MeasureScopes kDesk{.all = true};
constexpr MeasureScopes kDeskClass{.all = true, .per_class = true};
constexpr MeasureScopes kDeskTier{.all = true, .per_tier = true};
constexpr MeasureScopes kTier{.per_tier = true};
constexpr MeasureScopes kEverywhere{.all = true, .per_class = true, .per_tier = true};

constexpr Measure ratio(std::string_view name,
                        std::string_view unit,
                        Q numerator,
                        Q denominator,
                        double scale,
                        MeasureScopes scopes,
                        Element element,
                        std::string_view definition) {
  return {.name = name,
          .unit = unit,
          .kind = MeasureKind::ratio,
          .numerator = numerator,
          .denominator = denominator,
          .scale = scale,
          .scopes = scopes,
          .element = element,
          .definition = definition};
}

constexpr Measure where_used(Measure measure) {
  measure.where_used = true;
  return measure;
}

constexpr Measure quantile(std::string_view name,
                           std::string_view unit,
                           HistogramOf histogram,
                           double probability,
                           double scale,
                           MeasureScopes scopes,
                           std::string_view definition) {
  return {.name = name,
          .unit = unit,
          .kind = MeasureKind::quantile,
          .scale = scale,
          .histogram = histogram,
          .probability = probability,
          .scopes = scopes,
          .definition = definition};
}

}  // namespace measure_rows
}  // namespace tiermix
