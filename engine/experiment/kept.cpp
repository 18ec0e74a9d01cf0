#include "engine/experiment/kept.hpp"

#include <cstddef>

#include "engine/base/check.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {

bool run_shard(const std::vector<const Plan*>& plans,
               std::uint64_t seed,
               const Shard& shard,
               int threads,
               Keeper& keeper,
               const std::function<bool(const Progress&)>& report) {
  TIERMIX_EXPECTS(shard.index < shard.count && shard.first <= shard.end);
  keeper.look(shard.end);
  std::vector<Job> jobs;
  for (std::uint32_t r = shard.first; r < shard.end; ++r) {
    for (std::uint32_t p = 0; shard.contains(r) && p < plans.size(); ++p) {
      jobs.push_back({.plan = plans[p], .seed = seed, .replication = r, .number = p});
    }
  }
  std::uint32_t done = 0;
  const auto planned = static_cast<std::uint32_t>(jobs.size());
  return complete_jobs(
      jobs,
      threads,
      [&](std::size_t /*job*/, Finished&& /*kept already*/) {
        return !report || report({.done = ++done, .planned = planned});
      },
      &keeper);
}

}  // namespace tiermix
