#include "engine/results/settled.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/check.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

std::optional<double> hours_of(const std::optional<Duration>& time) {
  return time ? std::optional(in_hours(*time)) : std::nullopt;
}

}  // namespace

Settled settled_of(const Model& model,
                   const Settling& settling,
                   std::uint64_t seed,
                   const RunContext& context) {
  Settled settled{.provenance = provenance_of(model, context),
                  .batch_h = in_hours(settling.batch),
                  .batches = settling.batches,
                  .by_week = settling.by_week,
                  .has_trend = settling.has_trend,
                  .left_open = settling.left_open,
                  .after_h = hours_of(settling.after),
                  .from_warm_up = settling.from_warm_up,
                  .rows = {}};
  settled.provenance.seed = seed;
  settled.provenance.replications = settling.replications;
  const std::vector<std::string> scopes = scope_names(model);
  for (const SettledSeries& series : settling.series) {
    SettledRow row{.measure = std::string(name_of(series.what)),
                   .scope = scopes.at(series.scope),
                   .after_h = hours_of(series.after),
                   .before = std::nullopt,
                   .settled = {}};
    const std::string unit(unit_of(series.what));
    row.settled = row_of(row.measure, row.scope, unit, series.settled);
    if (series.before) {
      row.before = row_of(row.measure, row.scope, unit, *series.before);
    }
    settled.rows.push_back(std::move(row));
  }
  return settled;
}

const SettledRow& slowest_of(const Settled& settled) {
  TIERMIX_EXPECTS(!settled.rows.empty());
  return *std::ranges::max_element(settled.rows, {}, [](const SettledRow& row) {
    return row.after_h.value_or(std::numeric_limits<double>::infinity());
  });
}

}  // namespace tiermix
