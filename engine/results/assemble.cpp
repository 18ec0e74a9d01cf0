#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/estimate/control.hpp"
#include "engine/experiment/threads.hpp"
#include "engine/results/comparison.hpp"
#include "engine/results/parts.hpp"
#include "engine/results/results.hpp"

namespace tiermix {
namespace {

ReplicationTable table_of(const Measure& measure,
                          const Outcome& outcome,
                          const std::vector<std::string>& scopes,
                          const std::string& currency) {
  ReplicationTable table{.measure = std::string(measure.name),
                         .unit = unit_in(currency, measure.unit),
                         .scopes = {},
                         .values = {}};
  std::vector<std::size_t> reported;
  for (std::size_t scope = 0; scope < outcome.layout.size(); ++scope) {
    if (reports(measure, outcome.layout, scope)) {
      reported.push_back(scope);
      table.scopes.push_back(scopes[scope]);
    }
  }
  for (const Observations& replication : outcome.replications) {
    for (const std::size_t scope : reported) {
      table.values.push_back(value_in(replication, measure, scope));
    }
  }
  return table;
}

// As benchmark sets name it: tiers by their place. Nothing is published by class.
std::string published_scope(std::size_t scope, const ScopeLayout& layout) {
  if (scope == ScopeLayout::all()) {
    return "all";
  }
  return layout.is_tier(scope) ? "tier." + std::to_string(scope - layout.of_tier(0) + 1)
                               : std::string();
}

}  // namespace

Results assemble(const Model& model,
                 const Outcome& outcome,
                 const std::vector<BenchmarkSet>& sets,
                 const RunContext& context) {
  TIERMIX_EXPECTS(outcome.layout.classes == model.classes.size());
  TIERMIX_EXPECTS(outcome.layout.tiers == model.tiers.size());
  const std::vector<std::string> scopes = scope_names(model);
  Results results;
  results.provenance = provenance_of(model, context);
  results.provenance.seed = outcome.design.seed;
  results.provenance.replications = static_cast<std::uint32_t>(outcome.replications.size());
  results.provenance.batch_h = in_hours(outcome.batch);
  results.provenance.level = outcome.design.level;
  results.provenance.arrivals_controlled =
      outcome.design.control_arrivals && outcome.replications.size() >= kFewestControlled;
  results.provenance.digest = to_hex(outcome.digest);
  results.provenance.precision_reached = outcome.precision_reached;
  results.provenance.interrupted = outcome.interrupted;
  for (const MeasureEstimate& estimated : outcome.estimates) {
    EstimateRow row = row_of(estimated, scopes, model.money.currency);
    set_benchmarks(
        row, compare(row, published_scope(estimated.scope, outcome.layout), model.benchmark, sets));
    results.estimates.push_back(std::move(row));
  }
  results.replications.resize(measures().size());
  const int threads = threads_worth(outcome.replications.size(), outcome.design.threads);
  in_parallel(measures().size(), threads, [&](std::size_t m) {
    results.replications[m] = table_of(measures()[m], outcome, scopes, model.money.currency);
  });
  std::erase_if(results.replications,
                [](const ReplicationTable& table) { return table.scopes.empty(); });
  results.periods = periods_of(model, outcome, scopes);
  if (const Periods* months = find_periods(results, "month"); months != nullptr) {
    results.level_mix = level_mix_of(model, outcome.months, *months);
  }
  results.targets = targets_of(model, outcome, scopes);
  results.resolve_times = resolve_times_of(outcome, scopes);
  results.flows = flows_of(model, outcome);
  return results;
}

}  // namespace tiermix
