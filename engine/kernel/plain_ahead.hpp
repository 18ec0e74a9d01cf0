#pragma once

// Sessions of a plain run that are counted when they begin, though they end in a later stretch: no
// more can happen to them. Only the areas under busy reps and open cases must not know of their end
// before it: at the end of a reporting interval somebody reads them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "engine/base/time.hpp"
#include "engine/kernel/area.hpp"

namespace tiermix {

class EndsAhead {
 public:
  /// That many can be looked ahead, the present one among them.
  static constexpr std::size_t kIntervals = 16;

  struct Sums {
    std::int64_t count = 0;
    InstantSum begins;
    InstantSum ends;
  };

  /// Of the n-th interval of the run.
  void add(std::size_t n, Instant begins, Instant ends) {
    Sums& sums = by_interval_[n % kIntervals];
    ++sums.count;
    sums.begins += begins;
    sums.ends += ends;
  }
  Sums take(std::size_t n) { return std::exchange(by_interval_[n % kIntervals], {}); }

 private:
  std::array<Sums, kIntervals> by_interval_;
};

}  // namespace tiermix
