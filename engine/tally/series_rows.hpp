#pragma once

// What the rows of series over time are made with.

#include <string_view>

#include "engine/tally/measure_rows.hpp"
#include "engine/tally/period_series.hpp"

namespace tiermix::series_rows {

using measure_rows::kDeskClass;
using measure_rows::kDeskTier;
using measure_rows::kEverywhere;
using measure_rows::kToHours;
using measure_rows::kToMinutes;

template <typename Counted>
constexpr SeriesOf<Counted> per_period(std::string_view name,
                                       std::string_view unit,
                                       Counted numerator,
                                       MeasureScopes scopes,
                                       std::string_view definition,
                                       double scale = 1.0) {
  return {.name = name,
          .unit = unit,
          .numerator = numerator,
          .per = Per::period,
          .scale = scale,
          .scopes = scopes,
          .definition = definition};
}

template <typename Counted>
constexpr SeriesOf<Counted> per_time(std::string_view name,
                                     std::string_view unit,
                                     Counted numerator,
                                     MeasureScopes scopes,
                                     std::string_view definition) {
  return {.name = name,
          .unit = unit,
          .numerator = numerator,
          .per = Per::time,
          .scopes = scopes,
          .definition = definition};
}

template <typename Counted>
constexpr SeriesOf<Counted> ratio(std::string_view name,
                                  std::string_view unit,
                                  Counted numerator,
                                  Counted denominator,
                                  double scale,
                                  MeasureScopes scopes,
                                  std::string_view definition) {
  return {.name = name,
          .unit = unit,
          .numerator = numerator,
          .denominator = denominator,
          .scale = scale,
          .scopes = scopes,
          .definition = definition};
}

}  // namespace tiermix::series_rows
