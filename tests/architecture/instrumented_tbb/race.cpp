// A race on purpose: tasks add to one captured variable. ThreadSanitizer must report it, which
// shows that nothing hides the races of our own runner.

#include <atomic>
#include <cstddef>
#include <cstdio>
#include <thread>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

int main() {
  const oneapi::tbb::global_control threads(oneapi::tbb::global_control::max_allowed_parallelism,
                                            4);
  oneapi::tbb::task_arena arena(4);
  std::atomic<int> arrived{0};
  std::size_t sum = 0;
  arena.execute([&] {
    oneapi::tbb::parallel_for(std::size_t{0}, std::size_t{2}, [&](std::size_t i) {
      arrived.fetch_add(1, std::memory_order_relaxed);
      while (arrived.load(std::memory_order_relaxed) < 2) {
        std::this_thread::yield();  // both tasks are running, on two threads, before either adds
      }
      sum += i;
    });
  });
  std::printf("sum %zu\n", sum);
  return 0;
}
