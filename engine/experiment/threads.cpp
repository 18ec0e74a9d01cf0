#include "engine/experiment/threads.hpp"

#include <algorithm>
#include <atomic>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace tiermix {

int workers_of(int threads) {
  const int cores = tbb::info::default_concurrency();
  return threads > 0 ? std::min(threads, std::max(8, 4 * cores)) : cores;
}

int threads_worth(std::size_t replications, int threads) {
  constexpr std::size_t kWorthSharing = 200;
  return replications < kWorthSharing ? 1 : threads;
}

void on_threads(int workers, const std::function<void()>& work) {
  if (workers == 1) {
    work();
    return;
  }
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  arena.execute([&] {
    tbb::parallel_for(
        0, workers, [&](int) { work(); }, tbb::simple_partitioner());
  });
}

void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  on_threads(workers_of(threads), [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
    }
  });
}

}  // namespace tiermix
