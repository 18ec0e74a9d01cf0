#include "engine/tally/histogram.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace tiermix {

void Histogram::add(const Histogram& other) {
  for (std::size_t i = 0; i < kSize; ++i) {
    counts_[i] += other.counts_[i];
  }
}

std::uint64_t Histogram::count() const {
  std::uint64_t sum = 0;
  for (const std::uint32_t n : counts_) {
    sum += n;
  }
  return sum;
}

double Histogram::lower_edge(std::size_t index) {
  constexpr double kTick = 1024e-6;  // a bucket's unit: 2^10 microseconds
  if (index < 64) {
    return static_cast<double>(index) * kTick;
  }
  const std::size_t shift = (index - 32U) >> 5U;
  const std::size_t mantissa = index - (shift << 5U);
  return static_cast<double>(std::uint64_t{mantissa} << shift) * kTick;
}

double Histogram::count_up_to(double seconds) const {
  double below = 0.0;
  for (std::size_t i = 0; i < kSize; ++i) {
    const double upper = lower_edge(i + 1);
    if (seconds >= upper) {
      below += counts_[i];
      continue;
    }
    const double lower = lower_edge(i);
    const double share = (seconds - lower) / (upper - lower);
    // The first bucket holds the waits of zero: all of it lies at or below any time.
    return below + (i == 0 ? 1.0 : std::max(share, 0.0)) * counts_[i];
  }
  return below;
}

double Histogram::quantile(double probability) const {
  const auto total = static_cast<double>(count());
  TIERMIX_EXPECTS(total > 0.0);
  const double rank = probability * total;
  double below = 0.0;
  for (std::size_t i = 0; i < kSize; ++i) {
    const double here = counts_[i];
    if (here > 0.0 && below + here >= rank) {
      if (i == 0) {
        return 0.0;
      }
      const double lower = lower_edge(i);
      return lower + (lower_edge(i + 1) - lower) * std::max(0.0, (rank - below) / here);
    }
    below += here;
  }
  return lower_edge(kSize);
}

}  // namespace tiermix
