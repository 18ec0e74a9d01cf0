#pragma once

// Finished replications that outlive the run: kept somewhere as they are finished, and taken from
// there instead of being simulated again. A replication depends on plan, seed and index alone, so
// where it comes from is no part of the result.

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

struct KeptReplication {
  Observations observations;
  std::uint64_t digest = 0;
};

/// What cannot be kept or read back: a fault of the machine, not of the replication.
class KeepingFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where finished replications are. Plans are numbered as the run numbers them: a run has one, a
/// comparison its alternatives, the worth of a programme its base, its programme and the sizes.
class Keeper {
 public:
  Keeper() = default;
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;
  virtual ~Keeper() = default;

  /// A look begins: replications before `target` are needed. One thread at a time.
  virtual void look(std::uint32_t target) = 0;

  /// Any thread. Throws KeepingFailed where it is kept and cannot be read.
  [[nodiscard]] virtual std::optional<KeptReplication> find(std::uint32_t plan,
                                                            std::uint32_t replication) = 0;

  /// Any thread, as soon as it is finished. Throws KeepingFailed.
  virtual void keep(std::uint32_t plan, std::uint32_t replication, const KeptReplication& kept) = 0;
};

/// A part of the replications first .. end - 1: those whose number leaves `index` when it is
/// divided by `count`.
struct Shard {
  std::uint32_t index = 0;
  std::uint32_t count = 1;
  std::uint32_t first = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool contains(std::uint32_t replication) const {
    return replication >= first && replication < end && replication % count == index;
  }

  friend bool operator==(const Shard&, const Shard&) = default;
};

/// Simulates the replications of a shard, of every plan, which the keeper does not have. `report`
/// as in run(); false where it stopped the run. Throws what the first replication that failed
/// threw.
[[nodiscard]] bool run_shard(const std::vector<const Plan*>& plans,
                             std::uint64_t seed,
                             const Shard& shard,
                             int threads,
                             Keeper& keeper,
                             const std::function<bool(const Progress&)>& report = {});

}  // namespace tiermix
