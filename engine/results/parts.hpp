#pragma once

// What the results of a run and of a comparison are put together from.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// The scenario's own currency for the word "currency".
[[nodiscard]] std::string unit_in(const std::string& currency, std::string_view unit);

/// YYYY-MM-DD.
[[nodiscard]] std::string civil_date(std::chrono::sys_days day);

/// "all", then "case.NAME", then "tier.NAME", in the order of ScopeLayout.
[[nodiscard]] std::vector<std::string> scope_names(const Model& model);

/// All that is known before the run: without seed, replications, level and digest.
[[nodiscard]] Provenance provenance_of(const Model& model, const RunContext& context);

[[nodiscard]] EstimateRow row_of(const std::string& measure,
                                 const std::string& scope,
                                 const std::string& unit,
                                 const Estimate& estimate);

[[nodiscard]] EstimateRow row_of(const MeasureEstimate& estimated,
                                 const std::vector<std::string>& scopes,
                                 const std::string& currency);

/// What the run estimated over time, with the staff that the loads would need.
[[nodiscard]] std::vector<Periods> periods_of(const Model& model,
                                              const Outcome& outcome,
                                              const std::vector<std::string>& scopes);

/// The reps that each tier would need in each period, and the desk as their sum. Expects periods of
/// an hour at most.
[[nodiscard]] IntervalTable required_table(const Model& model,
                                           const PeriodEstimates& periods,
                                           const std::vector<std::string>& scopes,
                                           const ScopeLayout& layout);

/// How many reps are at each level; no mix where none of the reps is a person. `months` are those
/// of periods_of().
[[nodiscard]] LevelMix level_mix_of(const Model& model,
                                    const MonthEstimates& estimated,
                                    const Periods& months);

/// How soon cases are resolved. Expects observations with histograms, or none.
[[nodiscard]] ResolveTimes resolve_times_of(const Outcome& outcome,
                                            const std::vector<std::string>& scopes);

/// Where cases go: rows without a case are left out.
[[nodiscard]] std::vector<FlowRow> flows_of(const Model& model, const Outcome& outcome);

/// One row per target of the model. Expects an outcome whose aims are aims_of(model), or has none.
[[nodiscard]] std::vector<TargetRow> targets_of(const Model& model,
                                                const Outcome& outcome,
                                                const std::vector<std::string>& scopes);

}  // namespace tiermix
