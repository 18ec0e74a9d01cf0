#pragma once

// Blocks of a scorecard below its front. Each is text with an empty line before it, or empty where
// the results have nothing for it.

#include <string>

#include "engine/report/report.hpp"

namespace tiermix {

/// The cost per case by cause and tier, from every measure cost_per_case_CAUSE: all cells with the
/// same decimals, and below them whether they add up as printed.
[[nodiscard]] std::string cost_causes(const Results& results, const TextStyle& style);

/// How ratings are distributed, what a survey would show, and who is secure.
[[nodiscard]] std::string satisfaction(const Results& results, const TextStyle& style);

/// Small charts of the desk over the measured weeks (days or months where these suit the width),
/// with the lowest and the highest estimate; empty but on a terminal that writes Unicode.
[[nodiscard]] std::string over_time(const Results& results, const TextStyle& style);

/// In plain words, that a good mean hides customers who are not secure; empty where it does not.
/// The rule: the interval of the mean reaches 3.9 while less than half of the customers are secure
/// or, where loyalty is not modelled, less than half of the ratings are a 5.
[[nodiscard]] std::string complacency(const Results& results, const TextStyle& style);

}  // namespace tiermix
