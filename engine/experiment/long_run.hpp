#pragma once

// One long run whose batches stand in the place of replications.

#include <functional>

#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// Replication 0 of a plan in batches. A case counts with the batch in which it was created, and
/// the totals of the batches sum to those of the run. Rows over time are those of the run, one
/// value each; no series of months is made. Expects a design of fixed length. `report` hears of the
/// end alone.
[[nodiscard]] Outcome run_in_batches(const Plan& plan,
                                     const Design& design,
                                     const std::function<bool(const Progress&)>& report);

}  // namespace tiermix
