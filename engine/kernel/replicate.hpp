#pragma once

// One replication: a pure function of plan, seed and index.
//
// Clock  Whole microseconds. At one instant things happen in the order in which Kind
//        (floor.hpp) declares them, then by rep or case number; docs/model.md, "Ties".
// Memory Grows with the cases open at one time, not with the cases or the time simulated (except
//        for the rows per interval that it reports).
// Threads None inside; any number of replications may run at the same time.

#include <stdexcept>

#include "engine/random/stream.hpp"
#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/log.hpp"

namespace tiermix {

/// A desk on which cases are open for so many hours together, from the start to the end of the
/// drain, that sums of microseconds would pass 2^63: 2.5 thousand million.
struct UncountableBacklog : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws UncountableBacklog. `log`, where given, hears every event in the order of time; it
/// changes no result.
[[nodiscard]] Observations replicate(const Plan& plan, ReplicationKey key, CaseLog* log = nullptr);

}  // namespace tiermix
