#pragma once

// Log-linear histogram of durations: ticks of 2^10 us up to 64 of them, then 32 buckets per
// doubling (3 % wide); quantiles interpolate inside a bucket, and waits of zero are exactly zero.
// Adding is a few instructions; merging is addition.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

template <typename Count>
class BasicHistogram {
 public:
  /// Buckets up to 2^38 ticks, more than eight years.
  static constexpr std::size_t kSize = 1088;

  void add(Duration duration) { add_at(bucket(duration)); }

  /// So many more in a bucket.
  void add_at(std::size_t index, std::int64_t count = 1) {
    counts_[index] += static_cast<Count>(count);
  }

  template <typename Other>
  void add(const BasicHistogram<Other>& other) {
    for (std::size_t i = 0; i < kSize; ++i) {
      counts_[i] += other.counts()[i];
    }
  }

  /// Takes away what it holds: a histogram that was this one before some of its durations came.
  void subtract(const BasicHistogram& earlier) {
    for (std::size_t i = 0; i < kSize; ++i) {
      counts_[i] -= earlier.counts_[i];
    }
  }

  /// Where a duration counts.
  [[nodiscard]] static std::size_t bucket(Duration duration) {
    const std::size_t ticks = static_cast<std::uint64_t>(duration.us < 0 ? 0 : duration.us) >> 10U;
    // Below 64 each tick has its own; without a branch, for loops over many.
    const auto shift = static_cast<unsigned>(std::max<std::size_t>(std::bit_width(ticks), 6) - 6);
    const std::size_t index = (std::size_t{shift} << 5U) + (ticks >> shift);
    return index < kSize ? index : kSize - 1;
  }

  /// The same by the exponent and the first bits of a double: for loops over many, which vectorise
  /// where there is no instruction that counts zeros.
  [[nodiscard]] static std::size_t bucket_by_exponent(Duration duration) {
    const std::uint64_t ticks =
        static_cast<std::uint64_t>(duration.us < 0 ? 0 : duration.us) >> 10U;
    const double value = std::bit_cast<double>(ticks | 0x4330000000000000U) - 0x1p52;
    constexpr std::uint64_t kOf32 = std::bit_cast<std::uint64_t>(32.0) >> 47U;
    const std::uint64_t index = (std::bit_cast<std::uint64_t>(value) >> 47U) - (kOf32 - 32);
    const std::uint64_t exact = ticks < 32 ? ticks : index;
    return exact < kSize ? exact : kSize - 1;
  }

  [[nodiscard]] std::uint64_t count() const;

  /// Number of durations up to the given one, interpolated inside its bucket.
  [[nodiscard]] double count_up_to(double seconds) const;

  /// The same at each of ascending times, in one pass.
  [[nodiscard]] std::vector<double> counts_up_to(std::span<const double> seconds) const;

  /// The duration in seconds below which the share `probability` lies. Expects count() > 0.
  [[nodiscard]] double quantile(double probability) const;

  [[nodiscard]] const std::vector<Count>& counts() const { return counts_; }

  /// Of kSize counts, as counts() gave them.
  static BasicHistogram of_counts(std::vector<Count> counts) {
    BasicHistogram histogram;
    histogram.counts_ = std::move(counts);
    return histogram;
  }

  /// The bucket that holds the quantile. Expects count() > 0.
  [[nodiscard]] std::size_t bucket_of(double probability) const;

  /// First duration of a bucket in seconds; lower_edge(kSize) closes the last.
  [[nodiscard]] static double lower_edge(std::size_t index);

  friend bool operator==(const BasicHistogram&, const BasicHistogram&) = default;

 private:
  [[nodiscard]] double count_before(std::size_t bucket) const;
  [[nodiscard]] static std::size_t bucket_at(double seconds);
  [[nodiscard]] double count_within(std::size_t i, double below, double seconds) const;

  std::vector<Count> counts_ = std::vector<Count>(kSize);
};

/// Of one replication.
using Histogram = BasicHistogram<std::uint32_t>;
/// Of many.
using PooledHistogram = BasicHistogram<std::uint64_t>;

}  // namespace tiermix
