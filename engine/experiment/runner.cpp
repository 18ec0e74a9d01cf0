#include "engine/experiment/runner.hpp"

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "engine/kernel/replicate.hpp"

namespace tiermix {

std::vector<Slot> run_batch(const Plan& plan,
                            std::uint64_t seed,
                            std::uint32_t first,
                            std::uint32_t count,
                            int threads,
                            const std::function<bool()>& done) {
  std::vector<Slot> slots(count);
  std::atomic<bool> stopped = false;
  std::mutex reporting;
  const auto one = [&](std::uint32_t i) {
    if (stopped.load(std::memory_order_relaxed)) {
      return;
    }
    Slot& slot = slots[i];
    try {
      slot.observations = replicate(plan, {seed, first + i});
      slot.digest = slot.observations.digest();
    } catch (const std::exception& failure) {
      slot.failure = failure.what();
    }
    slot.finished = true;
    const std::scoped_lock lock(reporting);
    if (!done()) {
      stopped.store(true, std::memory_order_relaxed);
    }
  };
  const int workers = threads > 0 ? threads : tbb::info::default_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  arena.execute(
      [&] { tbb::parallel_for(std::uint32_t{0}, count, one, tbb::simple_partitioner()); });
  return slots;
}

}  // namespace tiermix
