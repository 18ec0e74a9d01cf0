#pragma once

// Where a desk misses benchmarks and targets, and what levers do about it, as one value.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/levers.hpp"
#include "engine/scenario/model.hpp"
#include "engine/experiment/gap.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

enum class GapStanding : std::uint8_t {
  missed,  ///< the whole interval is on the bad side of the value
  near,    ///< the interval holds the value
  beaten,
  no_side,  ///< the measure is good or bad only in its context
};
[[nodiscard]] std::string_view name_of(GapStanding standing);

/// A benchmark figure or a target beside the estimate of the base.
struct GapGoalRow {
  std::string measure;
  std::string scope;
  std::string unit;
  std::string reference;  ///< "sspa, complexity:high", or the target as the scenario states it
  bool target = false;
  double value = 0.0;  ///< in the unit of the row
  double mean = 0.0;   ///< estimate of the base
  double half_width = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  GapStanding standing = GapStanding::near;
  Better better = Better::higher;  ///< that of a benchmark without one: towards its figure
};

/// "service_level", or "service_level.case.phone" for a part of the desk.
[[nodiscard]] std::string name_of(const GapGoalRow& goal);

/// The goals of a run: its targets over the whole time, then the estimates that have a benchmark
/// figure, one goal for each figure. Where `only` names measures, as name_of() or by the measure
/// alone, these and no others, and a benchmark without a good side counts as missed or near.
[[nodiscard]] std::vector<GapGoalRow> gap_goals(const Results& run,
                                                const std::vector<std::string>& only = {});

/// What sweep() has to keep for the goals: the cost of support first, then their measures, those
/// that say among how many cases a price is divided, who goes unserved and the revenue at risk.
/// Expects goals of a run of the model.
[[nodiscard]] std::vector<ChosenMeasure> measures_of(const std::vector<GapGoalRow>& goals,
                                                     const Model& model);

/// What a lever itself costs per year on this desk, in the scenario's currency: once-prices spread
/// over its years; hours at loaded cost and overhead. `people` are those employed, [group].
[[nodiscard]] double price_per_year(const Lever& lever,
                                    const Model& model,
                                    const std::vector<double>& people);

struct GapReport {
  Provenance provenance;  ///< of the base; replications: of each lever too
  std::string digest;     ///< of all observations, base and levers
  std::string levers_file;
  std::vector<GapGoalRow> goals;
  std::vector<Lever> levers;
  std::vector<LeverLeftOut> left_out;
  std::vector<std::vector<std::string>> overloads;  ///< as in GapInput
  std::vector<std::string> losses;                  ///< names of LeverSide::loses
  GapTables tables;                                 ///< by the numbers of goals and levers
};

struct GapInput {
  const Model* model = nullptr;
  Results base;
  std::vector<GapGoalRow> goals;
  std::string levers_file;
  std::vector<Lever> levers;
  std::vector<LeverLeftOut> left_out;
  std::vector<double> people;  ///< employed, [group]
  /// [lever]: tiers with more work than their reps can do that have not so much without the lever.
  std::vector<std::vector<std::string>> overloads = {};
};

/// Expects the base and the levers, in this order, simulated with measures_of() the goals.
[[nodiscard]] GapReport assemble(const GapInput& input, const std::vector<SweptPoint>& points);

/// How the first line of to_csv() begins.
inline constexpr std::string_view kGapColumns =
    "measure,scope,unit,reference,value,base,lever,verdict,cost_verdict";

/// One row per open goal and lever.
[[nodiscard]] std::string to_csv(const GapReport& report);

}  // namespace tiermix
