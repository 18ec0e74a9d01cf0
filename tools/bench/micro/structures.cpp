// What the kernel keeps its future in, and where it counts.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/base/time.hpp"
#include "engine/random/stream.hpp"
#include "engine/tally/histogram.hpp"
#include "engine/kernel/deadline_tree.hpp"
#include "engine/kernel/return_queue.hpp"
#include "engine/kernel/winner_tree.hpp"

namespace tiermix {
namespace {

// Delays of up to an hour, the same in every run.
std::vector<Duration> delays(std::size_t count) {
  std::vector<double> even(count);
  std::vector<double> odd(count);
  draw_pairs({20260105, 1}, Use::handling, case_owner(1, 1, 0), {}, even, odd);
  std::vector<Duration> made;
  made.reserve(count);
  for (const double u : even) {
    made.push_back({static_cast<std::int64_t>(u * 3.6e9)});
  }
  return made;
}

constexpr std::size_t kDelays = 4096;

// The rep who is free first takes a case, again and again.
void winner_tree(benchmark::State& state) {
  const auto reps = static_cast<std::size_t>(state.range(0));
  const std::vector<Duration> takes = delays(kDelays);
  WinnerTree tree(reps);
  std::vector<Instant> free(reps);
  std::size_t next = 0;
  const auto take_over = [&](WinnerTree::First first) {
    const Instant ends = first.at + takes[next++ % kDelays];
    free[first.slot] = ends;
    return tree.plan(first.slot, ends);
  };
  for (std::size_t rep = 0; rep < reps; ++rep) {
    free[rep] = Instant{static_cast<std::int64_t>(rep)};
    tree.plan(rep, free[rep]);
  }
  for (std::size_t i = 0; i < 1000; ++i) {
    const auto earliest = std::ranges::min_element(free);
    const WinnerTree::First first = tree.first();
    if (first.at != *earliest ||
        first.slot != static_cast<std::uint32_t>(earliest - free.begin())) {
      state.SkipWithError("another rep is free first");
      return;
    }
    take_over(first);
  }
  WinnerTree::First first = tree.first();
  for (auto _ : state) {
    first = tree.plan(first.slot, first.at + takes[next++ % kDelays]);
  }
  benchmark::DoNotOptimize(first);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(winner_tree)->Arg(8)->Arg(64)->Arg(1024)->Arg(100'000);

// A case joins the line and the one that would leave first goes.
void deadline_tree(benchmark::State& state) {
  const auto waiting = static_cast<std::size_t>(state.range(0));
  const std::vector<Duration> patience = delays(kDelays);
  DeadlineTree tree;
  std::vector<std::uint32_t> places;
  std::vector<Instant> leaves;
  Instant now{};
  std::size_t next = 0;
  const auto join = [&](std::uint32_t c) {
    leaves[c] = now + patience[next++ % kDelays];
    places[c] = tree.add(c, leaves[c]);
  };
  places.resize(waiting);
  leaves.resize(waiting);
  for (std::uint32_t c = 0; c < waiting; ++c) {
    join(c);
  }
  const auto replace_first = [&] {
    now = tree.first_at();
    const std::uint32_t c = tree.first_case();
    tree.remove(places[c]);
    join(c);
  };
  for (int i = 0; i < 1000; ++i) {
    if (tree.first_at() != *std::ranges::min_element(leaves) ||
        leaves[tree.first_case()] != tree.first_at()) {
      state.SkipWithError("another case leaves first");
      return;
    }
    replace_first();
  }
  for (auto _ : state) {
    replace_first();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(deadline_tree)->Arg(1)->Arg(64)->Arg(4096);

// A case comes back and another goes away.
void return_queue(benchmark::State& state) {
  const auto away = static_cast<std::size_t>(state.range(0));
  const std::vector<Duration> delay = delays(kDelays);
  ReturnQueue queue;
  std::size_t next = 0;
  for (std::size_t i = 0; i < away; ++i) {
    queue.plan(Instant{} + delay[next++ % kDelays], static_cast<std::uint32_t>(i));
  }
  Instant last{};
  const auto come_back = [&] {
    const Instant now = queue.first_at();
    const std::uint32_t c = queue.take_first();
    queue.plan(now + delay[next++ % kDelays], c);
    return now;
  };
  for (int i = 0; i < 1000; ++i) {
    const Instant now = come_back();
    if (now < last) {
      state.SkipWithError("cases come back out of order");
      return;
    }
    last = now;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(come_back());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(return_queue)->Arg(1)->Arg(100)->Arg(100'000);

void histogram(benchmark::State& state) {
  const std::vector<Duration> waits = delays(kDelays);
  Histogram counted;
  for (const Duration wait : waits) {
    counted.add(wait);
  }
  std::vector<Duration> sorted = waits;
  std::ranges::sort(sorted);
  const double median = in_seconds(sorted[kDelays / 2]);
  if (counted.count() != kDelays || counted.quantile(0.5) < 0.97 * median ||
      counted.quantile(0.5) > 1.03 * median) {
    state.SkipWithError("the histogram has another median");
    return;
  }
  for (auto _ : state) {
    for (const Duration wait : waits) {
      counted.add(wait);
    }
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kDelays});
}
BENCHMARK(histogram);

}  // namespace
}  // namespace tiermix
