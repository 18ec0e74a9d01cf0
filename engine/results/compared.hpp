#pragma once

// The results of a comparison as one value, and as one file (docs/comparison-format.md).

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/experiment/compare.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

struct ComparedScenario {
  std::string name;  ///< short, one of its kind in the comparison
  Provenance provenance;
};

struct ComparedEstimate {
  std::string alternative;
  EstimateRow row;
  double probability_best = 0.0;  ///< of this measure in this scope; NaN where nobody can say
};

/// Alternative minus base, over the replications that both have.
struct DifferenceRow {
  std::string measure;
  std::string scope;
  std::string unit;
  std::string base;
  std::string alternative;
  double mean = 0.0;
  double half_width = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  double level = 0.95;  ///< joint, of all alternatives for this measure and scope
  std::uint32_t replications = 0;
  double probability_best = 0.0;  ///< of the alternative
  double variance_reduction = 0.0;
  double correlation = 0.0;
  std::string better;  ///< "lower", "higher", or empty where the measure has no direction
};

/// How an alternative fared in the choice by one measure.
struct ChoiceRow {
  std::string measure;
  std::string unit;
  std::string alternative;
  std::string better;                  ///< "lower" or "higher"
  bool best = false;                   ///< chosen, or in front while nothing is decided
  bool decided = false;                ///< the procedure came to its end
  bool sequential = false;             ///< a procedure with a guarantee was run; else a fixed count
  double confidence = 0.0;             ///< of the choice by this measure
  double indifference = 0.0;           ///< in the unit of the row; 0 for a fixed count
  std::uint32_t stage = 0;             ///< replications that the procedure has seen
  std::uint32_t eliminated_after = 0;  ///< replications; 0: not eliminated
  double behind_best = 0.0;            ///< at most, with the confidence; in the unit of the row
};

/// One desk measure: values[replication * alternatives + alternative], NaN where there is none.
struct ComparedTable {
  std::string measure;
  std::string unit;
  std::vector<double> values;
};

struct Compared {
  Provenance provenance;  ///< of the base; replications: of the alternative that has most
  bool decided = false;   ///< every choice is made, or a fixed count is complete
  std::vector<ComparedScenario> scenarios;  ///< the base first
  std::vector<ComparedEstimate> estimates;
  std::vector<DifferenceRow> differences;
  std::vector<ChoiceRow> choices;
  std::vector<ComparedTable> replications;
};

struct ComparedInput {
  std::string name;
  const Model* model = nullptr;
  RunContext context;
};

/// Scopes are matched by name: a class or tier that the base does not have has estimates, no
/// difference. Expects the models that the plans of the comparison were compiled from, in order.
[[nodiscard]] Compared assemble(const std::vector<ComparedInput>& inputs,
                                const Comparison& comparison);

/// As write() of the results of a run.
void write(const Compared& compared,
           const std::filesystem::path& path,
           Existing existing = Existing::replace);

/// Throws as read().
[[nodiscard]] Compared read_compared(const std::filesystem::path& path);

/// "lower" or "higher"; empty where a measure is good or bad only in its context.
[[nodiscard]] std::string_view better_side(std::string_view measure);

}  // namespace tiermix
