#pragma once

// Work on several threads. How many is no part of any result.

#include <cstddef>
#include <functional>

namespace tiermix {

/// How many threads that is: all cores where it is 0, and never more than four times the cores.
[[nodiscard]] int workers_of(int threads);

/// As many as are asked for, but one where there are so few replications that threads take longer
/// to begin than what is made of them.
[[nodiscard]] int threads_worth(std::size_t replications, int threads);

/// Calls `work` once on each of so many workers. Throws what one of them threw.
void on_threads(int workers, const std::function<void()>& work);

/// Calls `work` with 0 .. count - 1, each once, in no order. Throws what one of them threw.
void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

}  // namespace tiermix
