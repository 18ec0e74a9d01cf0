#include "engine/experiment/threads.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

TEST(InParallel, DoesEachOnceWhateverTheThreads) {
  for (const int threads : {1, 2, 7}) {
    std::vector<std::atomic<int>> done(1000);
    in_parallel(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    for (const std::atomic<int>& times : done) {
      EXPECT_EQ(times, 1);
    }
  }
}

TEST(InParallel, ThrowsWhatOneOfThemThrew) {
  const auto fail_at_7 = [](std::size_t i) {
    if (i == 7) {
      throw std::runtime_error("seven");
    }
  };
  for (const int threads : {1, 2, 7}) {
    EXPECT_THROW(in_parallel(20, threads, fail_at_7), std::runtime_error);
  }
}

}  // namespace
}  // namespace tiermix
