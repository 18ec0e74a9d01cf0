// The runner's pattern, correct: every task writes a slot of its own and the sum is taken after the
// join. ThreadSanitizer must stay silent.

#include <cstddef>
#include <cstdio>
#include <numeric>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

int main() {
  const oneapi::tbb::global_control threads(oneapi::tbb::global_control::max_allowed_parallelism,
                                            4);
  oneapi::tbb::task_arena arena(4);
  std::vector<std::size_t> slots(10'000);
  arena.execute([&] {
    oneapi::tbb::parallel_for(
        std::size_t{0}, slots.size(), [&slots](std::size_t i) { slots[i] = i; });
  });
  const std::size_t sum = std::accumulate(slots.begin(), slots.end(), std::size_t{0});
  std::printf("sum %zu\n", sum);
  return sum == 49'995'000 ? 0 : 1;
}
