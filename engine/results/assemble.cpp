#include <cmath>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
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

// A measure that is kept for the desk alone is NaN for every tier: its table has one scope.
IntervalTable interval_table(const char* measure,
                             const char* unit,
                             const IntervalEstimates& intervals,
                             const std::vector<Estimate>& estimates,
                             const std::vector<std::string>& scopes) {
  TIERMIX_EXPECTS(estimates.size() == intervals.intervals * intervals.scopes);
  bool desk_only = true;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    desk_only = desk_only && (i % intervals.scopes == 0 || std::isnan(estimates[i].mean));
  }
  IntervalTable table{.measure = measure,
                      .unit = unit,
                      .scopes = desk_only ? std::vector<std::string>{"all"} : scopes,
                      .means = {},
                      .half_widths = {}};
  for (std::size_t i = 0; i < intervals.intervals; ++i) {
    for (std::size_t scope = 0; scope < table.scopes.size(); ++scope) {
      const Estimate& estimate = estimates[i * intervals.scopes + scope];
      table.means.push_back(estimate.mean);
      table.half_widths.push_back(estimate.half_width);
    }
  }
  return table;
}

std::vector<IntervalTable> interval_tables(const Outcome& outcome,
                                           const std::vector<std::string>& all_scopes) {
  const IntervalEstimates& in = outcome.intervals;
  if (in.intervals == 0) {
    return {};
  }
  std::vector<std::string> scopes{all_scopes.front()};
  for (std::size_t tier = 0; tier < outcome.layout.tiers; ++tier) {
    scopes.push_back(all_scopes[outcome.layout.of_tier(tier)]);
  }
  TIERMIX_EXPECTS(in.scopes == scopes.size());
  return {interval_table("offered", "cases", in, in.offered, scopes),
          interval_table("service_level", "1", in, in.service_level, scopes),
          interval_table("abandonment_rate", "1", in, in.abandonment_rate, scopes),
          interval_table("occupancy", "1", in, in.occupancy, scopes),
          interval_table("staffed", "reps", in, in.staffed, scopes),
          interval_table("queue", "cases", in, in.queue, scopes),
          interval_table("backlog", "cases", in, in.backlog, scopes)};
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
  results.provenance.level = outcome.design.level;
  results.provenance.digest = to_hex(outcome.digest);
  results.provenance.precision_reached = outcome.precision_reached;
  results.provenance.interrupted = outcome.interrupted;
  for (const MeasureEstimate& estimated : outcome.estimates) {
    EstimateRow row = row_of(estimated, scopes, model.money.currency);
    if (estimated.scope == ScopeLayout::all()) {
      row.benchmark = compare(row, model.benchmark, sets);
    }
    results.estimates.push_back(std::move(row));
  }
  for (const Measure& measure : measures()) {
    ReplicationTable table = table_of(measure, outcome, scopes, model.money.currency);
    if (!table.scopes.empty()) {
      results.replications.push_back(std::move(table));
    }
  }
  results.intervals = interval_tables(outcome, scopes);
  for (std::size_t i = 0; i < outcome.intervals.intervals; ++i) {
    const auto index = static_cast<std::int64_t>(i);
    results.interval_starts_h.push_back(in_hours(index * model.time.interval));
  }
  return results;
}

}  // namespace tiermix
