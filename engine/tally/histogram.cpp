#include "engine/tally/histogram.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace tiermix {

template <typename Count>
std::uint64_t BasicHistogram<Count>::count() const {
  std::uint64_t sum = 0;
  for (const Count n : counts_) {
    sum += n;
  }
  return sum;
}

template <typename Count>
double BasicHistogram<Count>::lower_edge(std::size_t index) {
  constexpr double kTick = 1024e-6;  // a bucket's unit: 2^10 microseconds
  if (index < 64) {
    return static_cast<double>(index) * kTick;
  }
  const std::size_t shift = (index - 32U) >> 5U;
  const std::size_t mantissa = index - (shift << 5U);
  return static_cast<double>(std::uint64_t{mantissa} << shift) * kTick;
}

template <typename Count>
double BasicHistogram<Count>::count_up_to(double seconds) const {
  double below = 0.0;
  for (std::size_t i = 0; i < kSize; ++i) {
    const double upper = lower_edge(i + 1);
    if (seconds >= upper) {
      below += static_cast<double>(counts_[i]);
      continue;
    }
    const double lower = lower_edge(i);
    const double share = (seconds - lower) / (upper - lower);
    // The first bucket holds the waits of zero: all of it lies at or below any time.
    return below + (i == 0 ? 1.0 : std::max(share, 0.0)) * static_cast<double>(counts_[i]);
  }
  return below;
}

template <typename Count>
std::size_t BasicHistogram<Count>::bucket_of(double probability) const {
  const auto total = static_cast<double>(count());
  TIERMIX_EXPECTS(total > 0.0);
  const double rank = probability * total;
  double up_to = 0.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (counts_[i] == 0) {
      continue;
    }
    up_to += static_cast<double>(counts_[i]);
    last = i;
    if (up_to >= rank) {
      break;
    }
  }
  return last;
}

template <typename Count>
double BasicHistogram<Count>::quantile(double probability) const {
  const std::size_t bucket = bucket_of(probability);
  if (bucket == 0) {
    return 0.0;
  }
  double below = 0.0;
  for (std::size_t i = 0; i < bucket; ++i) {
    below += static_cast<double>(counts_[i]);
  }
  const double rank = probability * static_cast<double>(count());
  const double share = (rank - below) / static_cast<double>(counts_[bucket]);
  const double lower = lower_edge(bucket);
  return lower + (lower_edge(bucket + 1) - lower) * std::clamp(share, 0.0, 1.0);
}

template class BasicHistogram<std::uint32_t>;
template class BasicHistogram<std::uint64_t>;

}  // namespace tiermix
