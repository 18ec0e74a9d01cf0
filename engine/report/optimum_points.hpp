#pragma once

// Points of an optimisation beside the chosen one, as tables.

#include <string>

#include "engine/results/optimum.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

/// "99.9 %" of 0.999, with up to four digits.
[[nodiscard]] std::string optimised_percent(double share);

/// A row as that of a run, of a measure in this unit.
[[nodiscard]] EstimateRow optimised_row(const std::string& measure,
                                        const std::string& unit,
                                        const Estimate& e);

/// The same of the objective.
[[nodiscard]] EstimateRow objective_row(const Optimised& found, const Estimate& e);

/// An amount of the objective with its unit.
[[nodiscard]] std::string optimised_amount(const Optimised& found, double value);

/// Near alternatives, and what was passed over; empty where there are none.
[[nodiscard]] std::string alternatives_of(const Optimised& found, const TextStyle& style);

/// What more or less of the tightest target costs; empty below two points.
[[nodiscard]] std::string front_of(const Optimised& found, const TextStyle& style);

}  // namespace tiermix
