#pragma once

// The parallel loop, alone: who runs which replication, and how a run is stopped.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

struct Slot {
  Observations observations;
  std::uint64_t digest = 0;
  std::string failure;  ///< what() of the exception that ended the replication
  bool finished = false;
};

/// Replications first .. first + count - 1, one slot each, in whatever order the threads take them.
/// `done` is called once per finished replication, by one thread at a time; after it returns false
/// no further replication begins. threads = 0 takes all cores.
[[nodiscard]] std::vector<Slot> run_batch(const Plan& plan,
                                          std::uint64_t seed,
                                          std::uint32_t first,
                                          std::uint32_t count,
                                          int threads,
                                          const std::function<bool()>& done);

}  // namespace tiermix
