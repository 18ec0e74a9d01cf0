#pragma once

// The parallel loop, alone: who runs which replication, and how a run is stopped.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <span>

#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

class Keeper;

struct Finished {
  Observations observations;
  std::uint64_t digest = 0;
  std::exception_ptr failure;  ///< what ended the replication before its time; null where nothing
};

/// One replication of one plan, which has to outlive the run.
struct Job {
  const Plan* plan = nullptr;
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::uint32_t number = 0;  ///< of the plan, as a keeper has it
};

/// Runs the jobs. Threads take the next one as they become free; `accept` gets the results one at a
/// time in the order of the jobs, whichever thread finishes when, so few are ever held. After it
/// returns false no further job begins, and those in hand are still accepted where they continue
/// the sequence. What `keeper` has is not simulated, what is
/// simulated is kept there; nullptr keeps nothing.
void run_jobs(std::span<const Job> jobs,
              int threads,
              const std::function<bool(Finished&&)>& accept,
              Keeper* keeper = nullptr);

/// The same for a run that a failure ends: `take` gets the number of the job with what it observed.
/// Whether every job was taken. Throws what the first job that failed threw.
[[nodiscard]] bool complete_jobs(std::span<const Job> jobs,
                                 int threads,
                                 const std::function<bool(std::size_t job, Finished&&)>& take,
                                 Keeper* keeper = nullptr);

/// Replications first .. first + count - 1 of one plan.
void run_batch(const Plan& plan,
               std::uint64_t seed,
               std::uint32_t first,
               std::uint32_t count,
               int threads,
               const std::function<bool(Finished&&)>& accept,
               Keeper* keeper = nullptr);

}  // namespace tiermix
