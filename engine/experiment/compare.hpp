#pragma once

// Several plans side by side under common random numbers: replication r of every plan has the same
// customers, with the same problems, at the same instants, whatever else differs between them. What
// is compared is the difference, replication by replication.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// The smallest difference worth telling apart.
struct Indifference {
  double value = 0.01;
  bool relative = true;  ///< to the base's mean over the first look; else in the measure's unit
};

struct ComparisonDesign {
  std::uint64_t seed = 1;
  double level = 0.95;  ///< joint, of the differences of one measure; and of the selection
  /// Measures to choose by, desk scope: each has a direction (better_of). Several share 1 - level
  /// in equal parts.
  std::vector<std::size_t> by;
  Indifference indifference;
  std::uint32_t replications = 0;         ///< a fixed count; 0: until the choice is made
  std::uint32_t first_look = 30;          ///< without a fixed count
  std::uint32_t max_replications = 2000;  ///< of each alternative, without a fixed count
  double precision = 0.0;  ///< half-width of the differences to reach, over the base's mean; 0: any
  int threads = 0;         ///< 0: all cores; no part of the result
  Keeper* keeper = nullptr;  ///< of finished replications; no part of the result
};

/// What the procedure KN (engine/estimate/selection.hpp) made of one measure.
struct Choice {
  std::size_t measure = 0;
  Better better = Better::lower;
  bool sequential = false;    ///< KN has run; else a fixed count, which promises nothing
  bool decided = false;       ///< KN has come to its end
  std::size_t best = 0;       ///< chosen, or in front
  double indifference = 0.0;  ///< in the measure's unit
  double confidence = 0.0;
  std::uint32_t stage = 0;                ///< replications that KN has seen
  std::vector<std::uint32_t> eliminated;  ///< after how many replications; 0: not
  std::vector<double> behind_best;        ///< upper bounds, in the measure's unit
};

struct Comparison {
  ComparisonDesign design;
  std::vector<ScopeLayout> layouts;  ///< of each alternative; 0 is the base
  /// [alternative][replication], without interval rows. Alternatives that are out of the race have
  /// fewer; what two share are the first ones.
  std::vector<std::vector<Observations>> replications;
  std::vector<std::vector<MeasureEstimate>> estimates;  ///< of each alternative, at design.level
  std::vector<Choice> choices;                          ///< one per measure of design.by
  std::uint64_t digest = 0;                             ///< of all observations
  std::uint64_t events = 0;
  bool decided = false;            ///< all choices are made, or a fixed count is complete
  bool precision_reached = false;  ///< true where none was asked
  bool interrupted = false;
};

/// Runs the alternatives, of which the first is the base, with the same replication keys. Without a
/// fixed count: a first look, then looks a quarter further each, until KN has chosen by every
/// measure of the design and the precision is reached, or max_replications are spent. An
/// alternative that every measure has eliminated is simulated no further, once its difference is
/// precise enough; the base always is. A ratio enters KN linearised about its value over the first
/// look: replication r counts as R + (N_r - R D_r) / mean(D), with R and mean(D) fixed after the
/// first look; a quantile likewise. A measure without a value in some alternative stays undecided.
///
/// The outcome depends on plans and design alone, not on threads. `report` as in run(), counting
/// replications of all alternatives. Expects two plans at least, of the same measured window.
[[nodiscard]] Comparison compare(std::span<const Plan> plans,
                                 const ComparisonDesign& design,
                                 const std::function<bool(const Progress&)>& report = {});

/// One measure across the alternatives.
struct Contrast {
  /// From the base, [alternative - 1]; at the joint level of all of them (Bonferroni). NaN where
  /// the alternative or the base has no such scope or no value.
  std::vector<PairedDifference> differences;
  std::vector<double> probability_best;  ///< [alternative]; NaN without a direction
};

/// `scopes` has the scope of each alternative that is compared; nothing where it has none such.
[[nodiscard]] Contrast contrast(const Comparison& comparison,
                                std::size_t measure,
                                std::span<const std::optional<std::size_t>> scopes);

}  // namespace tiermix
