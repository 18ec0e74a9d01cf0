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

// Sums of counts are whole numbers below 2^53: exact, in whatever order.
template <typename Count>
double BasicHistogram<Count>::count_before(std::size_t bucket) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < bucket; ++i) {
    sum += counts_[i];
  }
  return static_cast<double>(sum);
}

// The last bucket that begins by then, from where the whole microseconds would count.
template <typename Count>
std::size_t BasicHistogram<Count>::bucket_at(double seconds) {
  constexpr double kLongest = 0x1p62;
  const double us = seconds > 0.0 ? std::min(seconds * 1e6, kLongest) : 0.0;
  std::size_t i = bucket({static_cast<std::int64_t>(us)});
  while (i + 1 < kSize && seconds >= lower_edge(i + 1)) {
    ++i;
  }
  while (i > 0 && seconds < lower_edge(i)) {
    --i;
  }
  return i;
}

// `below` lie in the buckets before that of the time.
template <typename Count>
double BasicHistogram<Count>::count_within(std::size_t i, double below, double seconds) const {
  if (seconds >= lower_edge(i + 1)) {  // beyond the last
    return below + static_cast<double>(counts_[i]);
  }
  const double lower = lower_edge(i);
  const double share = (seconds - lower) / (lower_edge(i + 1) - lower);
  // The first bucket holds the waits of zero: all of it lies at or below any time.
  return below + (i == 0 ? 1.0 : std::max(share, 0.0)) * static_cast<double>(counts_[i]);
}

template <typename Count>
double BasicHistogram<Count>::count_up_to(double seconds) const {
  const std::size_t i = bucket_at(seconds);
  return count_within(i, count_before(i), seconds);
}

template <typename Count>
std::vector<double> BasicHistogram<Count>::counts_up_to(std::span<const double> seconds) const {
  std::vector<double> counts;
  counts.reserve(seconds.size());
  std::size_t next = 0;
  std::uint64_t below = 0;
  for (const double time : seconds) {
    const std::size_t i = bucket_at(time);
    for (; next < i; ++next) {
      below += counts_[next];
    }
    counts.push_back(count_within(i, static_cast<double>(below), time));
  }
  return counts;
}

template <typename Count>
std::size_t BasicHistogram<Count>::bucket_of(double probability) const {
  const auto total = static_cast<double>(count());
  TIERMIX_EXPECTS(total > 0.0);
  const double rank = probability * total;
  std::uint64_t up_to = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (counts_[i] == 0) {
      continue;
    }
    up_to += counts_[i];
    last = i;
    if (static_cast<double>(up_to) >= rank) {
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
  const double rank = probability * static_cast<double>(count());
  const double share = (rank - count_before(bucket)) / static_cast<double>(counts_[bucket]);
  const double lower = lower_edge(bucket);
  return lower + (lower_edge(bucket + 1) - lower) * std::clamp(share, 0.0, 1.0);
}

template class BasicHistogram<std::uint32_t>;
template class BasicHistogram<std::uint64_t>;

}  // namespace tiermix
