#pragma once

// Many replications of one plan, in parallel, and the estimates they support.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

struct Design {
  std::uint64_t seed = 1;
  std::uint32_t replications = 30;   ///< the first look where a precision is asked
  double level = 0.95;               ///< of every interval
  double precision = 0.0;            ///< relative half-width to reach; 0: fixed count
  std::vector<std::size_t> precise;  ///< measures that must reach it, desk scope; empty: headline
  std::uint32_t max_replications = 10'000;  ///< budget under a precision
  int threads = 0;                          ///< 0: all cores; no part of the result
};

struct MeasureEstimate {
  std::size_t measure = 0;  ///< index into measures()
  std::size_t scope = 0;    ///< as in ScopeLayout
  Estimate estimate;
};

/// Estimates per interval: [interval][0 = desk, 1.. = tiers].
struct IntervalEstimates {
  std::size_t intervals = 0;
  std::size_t scopes = 0;
  std::vector<Estimate> offered;        ///< cases per interval; visits for tiers
  std::vector<Estimate> service_level;  ///< desk only, else NaN
  std::vector<Estimate> abandonment_rate;
  std::vector<Estimate> occupancy;
  std::vector<Estimate> staffed;  ///< mean reps on the floor
  std::vector<Estimate> queue;    ///< mean waiting cases
  std::vector<Estimate> backlog;  ///< mean open cases; desk only, else NaN
};

struct Outcome {
  Design design;
  ScopeLayout layout;
  std::vector<Observations> replications;  ///< in index order, without their interval rows
  std::vector<MeasureEstimate> estimates;  ///< every measure in every scope that reports it
  IntervalEstimates intervals;
  std::uint64_t digest = 0;  ///< of all observations
  std::uint64_t events = 0;
  bool precision_reached = true;
  bool interrupted = false;
};

struct Progress {
  std::uint32_t done = 0;
  std::uint32_t planned = 0;
};

/// Measures whose precision counts where a design names none: cost per case, first-contact
/// resolution, time to resolve.
[[nodiscard]] std::vector<std::size_t> headline_measures();

/// Runs replications 0 .. n-1. The outcome depends on plan, seed and replication count alone, not
/// on threads. `report` is called from one thread at a time; returning false stops the run after
/// the replications in flight, and the outcome holds the longest finished prefix.
/// Throws what the lowest failing replication threw where one fails: ContractViolation names it.
[[nodiscard]] Outcome run(const Plan& plan,
                          const Design& design,
                          const std::function<bool(const Progress&)>& report = {});

}  // namespace tiermix
