#pragma once

// The pieces of the text about a comparison: one difference, the sentences about the choice, the
// notes below.

#include <string>
#include <string_view>
#include <vector>

#include "engine/results/compared.hpp"
#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

/// A cell of the table, in parts that line up below each other.
struct DifferenceParts {
  std::string value;        ///< "-3.2"
  std::string error;        ///< " ± 0.4 USD"
  std::string verdict;      ///< "better", "worse", "higher", "lower", "equal" or "unclear"
  std::string probability;  ///< that it is the best: "97 %"
  Tone tone = Tone::plain;
};

[[nodiscard]] DifferenceParts base_parts(const ComparedEstimate& base, const TextStyle& style);

/// In the unit that suits the base's mean.
[[nodiscard]] DifferenceParts difference_parts(const DifferenceRow& row,
                                               double base_mean,
                                               const TextStyle& style);

/// "better", "worse", "higher", "lower", "equal" or "unclear": an interval that holds zero says
/// nothing, and without a direction it says which way, not how good. Empty without a value.
[[nodiscard]] std::string verdict_of(const DifferenceRow& row);

/// One paragraph per measure that was to choose by.
[[nodiscard]] std::vector<Note> decisions(const Compared& compared);

/// How to read the table, and what makes it doubtful.
[[nodiscard]] std::vector<Note> comparison_notes(const Compared& compared, const TextStyle& style);

/// Null where there is none.
[[nodiscard]] const ComparedEstimate* find_estimate(const Compared& compared,
                                                    std::string_view alternative,
                                                    std::string_view measure,
                                                    std::string_view scope);
[[nodiscard]] const DifferenceRow* find_difference(const Compared& compared,
                                                   std::string_view alternative,
                                                   std::string_view measure,
                                                   std::string_view scope);

}  // namespace tiermix
