#pragma once

// Numbers with the digits that their interval supports: one or two significant digits of the
// half-width, by the rule of the Particle Data Group (two where it begins with 100 to 354, one
// from 355 to 949, 950 and more rounds up to 10), and the mean to the same place.

#include <string>
#include <string_view>

#include "engine/report/report.hpp"

namespace tiermix {

/// How a unit is shown: "1" as percent, times in the unit that suits their size, money by its code,
/// in millions from a million on.
struct ShownUnit {
  double factor = 1.0;
  std::string suffix;  ///< with its leading blank
};

/// For values of about this size. Amounts of work, such as paid hours, stay in hours.
[[nodiscard]] ShownUnit shown_unit(std::string_view unit, double size);

struct Digits {
  std::string mean;        ///< empty where there is no value
  std::string half_width;  ///< empty where the value is exact; "?" where nothing is known of it
};

[[nodiscard]] Digits digits_of(double mean, double half_width);

/// "42.3<tab> ± 0.4 %", to line up at the tab.
[[nodiscard]] std::string estimate_text(const EstimateRow& row, const TextStyle& style);

/// A difference in the unit of `unit`, with the digits of the half-width: "3.2 pts", "0.8 USD".
[[nodiscard]] std::string difference_text(double difference, const EstimateRow& row);

}  // namespace tiermix
