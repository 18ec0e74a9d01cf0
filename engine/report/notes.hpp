#pragma once

// What a reader has to know about the numbers of a scorecard: how to read the interval, what a
// benchmark stands on, and what makes a run doubtful.

#include <string>
#include <vector>

#include "engine/report/front.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

/// A share of the cases created that are open when the drain ends, above which a note says so.
inline constexpr double kManyOpen = 0.001;

struct Note {
  std::string text;
  Tone tone = Tone::plain;
};

/// `distances`: whether the front of the scorecard has them.
[[nodiscard]] std::vector<Note> notes_on(const Results& results,
                                         const TextStyle& style,
                                         Distances distances);

struct DependentBatches {
  std::string measure;
  std::string scope;  ///< "all", "case.NAME" or "tier.NAME"
};

/// Where batches go with the ones before them by more than chance: each measure of the desk at 5 %,
/// those of classes and tiers at 5 % for all of them together (Bonferroni). None of replications.
[[nodiscard]] std::vector<DependentBatches> dependent_batches(const Results& results);

/// The row of a measure in a scope; null where there is none.
[[nodiscard]] const EstimateRow* find_row(const Results& results,
                                          std::string_view measure,
                                          std::string_view scope);

}  // namespace tiermix
