#pragma once

// What an optimisation found, for people and for scripts.

#include <string>

#include "engine/results/optimum.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

/// The chosen values beside those of the scenario, the objective and what it saves, every target
/// with its verdict and its price, what is promised, near alternatives, and what more or less of
/// the tightest target costs.
[[nodiscard]] std::string optimum_text(const Optimised& found, const TextStyle& style);

/// As to_json() of a run; also variables, best, base, finalists, prices and front.
[[nodiscard]] std::string to_json(const Optimised& found);

}  // namespace tiermix
