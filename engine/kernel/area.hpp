#pragma once

// The integral over time of a level that changes by one: busy reps, waiting cases. Exact, in
// integer arithmetic modulo 2^64: a step up at t takes t away, a step down gives it back, and the
// area up to any later instant is the sum plus level times instant.

#include <cstdint>

#include "engine/base/time.hpp"

namespace tiermix {

/// A sum of instants, modulo 2^64 like the areas that it goes to.
class InstantSum {
 public:
  /// Several at once, summed.
  void add(std::int64_t instants) { sum_ += static_cast<std::uint64_t>(instants); }
  void operator+=(Instant at) { sum_ += static_cast<std::uint64_t>(at.us); }
  void operator-=(Instant at) { sum_ -= static_cast<std::uint64_t>(at.us); }
  void operator-=(InstantSum other) { sum_ -= other.sum_; }
  friend std::uint64_t operator-(InstantSum a, InstantSum b) { return a.sum_ - b.sum_; }
  [[nodiscard]] std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

class Area {
 public:
  void step_up(Instant at) {
    sum_ -= static_cast<std::uint64_t>(at.us);
    ++level_;
  }
  void step_down(Instant at) {
    sum_ += static_cast<std::uint64_t>(at.us);
    --level_;
  }
  /// Several steps at once: their number, up less down, and the instants of those up less those of
  /// the others.
  void shift(std::uint64_t steps, std::uint64_t instants) {
    sum_ -= instants;
    level_ += steps;
  }

  [[nodiscard]] std::uint64_t level() const { return level_; }

  /// In microseconds, from the start of time; meaningful as a difference of two.
  [[nodiscard]] std::uint64_t up_to(Instant at) const {
    return sum_ + level_ * static_cast<std::uint64_t>(at.us);
  }

 private:
  std::uint64_t sum_ = 0;
  std::uint64_t level_ = 0;
};

}  // namespace tiermix
