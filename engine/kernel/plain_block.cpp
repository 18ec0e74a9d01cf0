#include "engine/kernel/plain_block.hpp"

#include <algorithm>
#include <initializer_list>

#include "engine/random/math.hpp"
#include "engine/random/vector_clones.hpp"
#include "engine/kernel/floor.hpp"

namespace tiermix {
namespace {

struct Waits {
  std::int64_t sum = 0;
  std::int64_t above_zero = 0;
  std::int64_t in_target = 0;
};

TIERMIX_VECTOR_CLONES Waits sum_of_waits(const std::int64_t* joined,
                                         const std::int64_t* start,
                                         std::size_t count,
                                         std::int64_t target) {
  Waits waits;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t wait = start[i] - joined[i];
    waits.sum += wait;
    waits.above_zero += wait > 0 ? 1 : 0;
    waits.in_target += wait <= target ? 1 : 0;
  }
  return waits;
}

TIERMIX_VECTOR_CLONES void buckets_of(const std::int64_t* from,
                                      const std::int64_t* to,
                                      std::size_t count,
                                      std::uint32_t* buckets) {
  for (std::size_t i = 0; i < count; ++i) {
    buckets[i] = static_cast<std::uint32_t>(Histogram::bucket_by_exponent({to[i] - from[i]}));
  }
}

// Adds the times between to all of the histograms.
void count_between(const PlainBlock::Instants& from,
                   const PlainBlock::Instants& to,
                   std::size_t count,
                   std::initializer_list<Histogram*> histograms) {
  std::array<std::uint32_t, PlainBlock::kSize> buckets;
  buckets_of(from.data(), to.data(), count, buckets.data());
  for (const std::uint32_t bucket : std::span(buckets).first(count)) {
    for (Histogram* histogram : histograms) {
      histogram->add_at(bucket);
    }
  }
}

struct Resolved {
  std::int64_t spent = 0;
  std::int64_t created = 0;
  std::int64_t elapsed = 0;
  std::int64_t hard = 0;
  std::int64_t hard_elapsed = 0;
  std::int64_t in_target = 0;
};

struct EndedSessions {
  const std::int64_t* came;
  const std::int64_t* began;
  const std::int64_t* ends;
  const double* complexity;
  std::size_t count;
};

TIERMIX_VECTOR_CLONES Resolved sum_of_resolved(EndedSessions ended, std::int64_t target) {
  Resolved sums;
  for (std::size_t i = 0; i < ended.count; ++i) {
    const std::int64_t elapsed = ended.ends[i] - ended.came[i];
    const std::int64_t hard = ended.complexity[i] > kHardFrom ? 1 : 0;
    sums.spent += ended.ends[i] - ended.began[i];
    sums.created += ended.came[i];
    sums.elapsed += elapsed;
    sums.hard += hard;
    sums.hard_elapsed += hard != 0 ? elapsed : 0;
    sums.in_target += elapsed <= target ? 1 : 0;
  }
  return sums;
}

// Whether all are below 2^50; else they are wrong.
TIERMIX_VECTOR_CLONES bool durations_of(const double* us,
                                        std::size_t count,
                                        double factor,
                                        std::int64_t* durations) {
  std::int64_t too_long = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double one = us[i] * factor;
    const double at_least = one < 1.0 ? 1.0 : one;
    too_long |= one < 0x1p50 ? 0 : 1;
    durations[i] = whole_part(at_least + 0.5);
  }
  return too_long == 0;
}

struct Joined {
  std::int64_t created = 0;
  std::int64_t complexity = 0;
};

TIERMIX_VECTOR_CLONES Joined sum_of_joined(const std::int64_t* at,
                                           const double* complexity,
                                           std::size_t count) {
  Joined sums;
  for (std::size_t i = 0; i < count; ++i) {
    sums.created += at[i];
    sums.complexity += whole_part(complexity[i] * 1e6 + 0.5);
  }
  return sums;
}

}  // namespace

void to_durations(std::span<const double> us, double factor, PlainBlock::Instants& durations) {
  if (!durations_of(us.data(), us.size(), factor, durations.data())) [[unlikely]] {
    std::ranges::transform(
        us, durations.begin(), [factor](double one) { return to_duration(one * factor).us; });
  }
}

void count_joined(PlainSums& n, const ArrivalBlock& block) {
  const Joined sums = sum_of_joined(block.at.data(), block.complexity.data(), block.size());
  n.joined += static_cast<std::int64_t>(block.size());
  n.joined_created.add(sums.created);
  n.complexity += sums.complexity;
}

void PlainBlock::count_answers(PlainSums& n,
                               Duration target,
                               Histogram& of_tier,
                               Histogram& of_class) const {
  const Waits waits = sum_of_waits(joined.data(), start.data(), answered, target.us);
  n.answered += static_cast<std::int64_t>(answered);
  n.waited += waits.above_zero;
  n.wait += waits.sum;
  n.in_target += waits.in_target;
  count_between(joined, start, answered, {&of_tier, &of_class});
}

void PlainBlock::count_resolved(PlainSums& n, Duration target, Histogram& of_class) const {
  const Resolved sums = sum_of_resolved(
      {came.data(), began.data(), ends.data(), complexity.data(), ended}, target.us);
  const auto count = static_cast<std::int64_t>(ended);
  n.sessions += count;
  n.spent += sums.spent;
  n.resolved += count;
  n.resolved_created.add(sums.created);
  n.elapsed += sums.elapsed;
  n.hard += sums.hard;
  n.hard_elapsed += sums.hard_elapsed;
  n.resolved_in_target += sums.in_target;
  count_between(came, ends, ended, {&of_class});
}

}  // namespace tiermix
