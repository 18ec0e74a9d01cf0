#include "engine/tally/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

TEST(Histogram, KeepsWaitsOfZeroApartFromShortOnes) {
  Histogram histogram;
  for (int i = 0; i < 6; ++i) {
    histogram.add(Duration{0});
  }
  for (int i = 0; i < 4; ++i) {
    histogram.add(10 * kSecond);
  }
  EXPECT_EQ(histogram.quantile(0.5), 0.0);
  EXPECT_NEAR(histogram.quantile(0.9), 10.0, 0.35);
  EXPECT_EQ(histogram.count_up_to(0.0), 6.0);
}

TEST(Histogram, QuantilesOfAnExponentialLawAreWithinAThousandth) {
  Histogram histogram;
  constexpr int kCount = 400'000;
  for (int i = 0; i < kCount; ++i) {
    histogram.add(from_seconds(-1000.0 * std::log((i + 0.5) / kCount)));
  }
  for (const double p : {0.1, 0.5, 0.9, 0.99}) {
    EXPECT_NEAR(histogram.quantile(p) / (-1000.0 * std::log(1.0 - p)), 1.0, 1e-3) << p;
  }
}

TEST(Histogram, EveryDurationLiesBetweenTheEdgesOfItsBucket) {
  for (double seconds = 0.0001; seconds < 1e8; seconds *= 1.37) {
    Histogram histogram;
    histogram.add(from_seconds(seconds));
    std::size_t bucket = 0;
    while (histogram.counts()[bucket] == 0) {
      ++bucket;
    }
    EXPECT_LE(Histogram::lower_edge(bucket), seconds + 1e-6);
    EXPECT_GT(Histogram::lower_edge(bucket + 1), seconds - 1e-6);
  }
}

TEST(Histogram, CountUpToInvertsQuantile) {
  Histogram histogram;
  for (int i = 1; i <= 1000; ++i) {
    histogram.add(i * kMinute);
  }
  EXPECT_NEAR(histogram.count_up_to(histogram.quantile(0.37)), 370.0, 1e-9);
}

// Against the definition, bucket by bucket: at edges, inside, before the first and beyond the last.
TEST(Histogram, CountsUpToATimeWhatLiesInTheBucketsBefore) {
  Histogram h;
  for (std::int64_t i = 0; i < 3000; ++i) {
    h.add(Duration{i * i * i * 100'000});
  }
  std::vector<double> times = {-1.0, 0.0, 1e-9, 1e300, std::numeric_limits<double>::infinity()};
  for (std::size_t bucket = 0; bucket <= Histogram::kSize; ++bucket) {
    const double edge = Histogram::lower_edge(bucket);
    times.insert(times.end(), {std::nextafter(edge, 0.0), edge, edge * 1.001 + 1e-6});
  }
  std::ranges::sort(times);
  const std::vector<double> counts = h.counts_up_to(times);
  for (std::size_t t = 0; t < times.size(); ++t) {
    double expected = 0.0;
    for (std::size_t i = 0; i < Histogram::kSize; ++i) {
      const double lower = Histogram::lower_edge(i);
      const double upper = Histogram::lower_edge(i + 1);
      const double share =
          i == 0 ? 1.0 : std::clamp((times[t] - lower) / (upper - lower), 0.0, 1.0);
      expected += share * h.counts()[i];
    }
    EXPECT_EQ(counts[t], expected) << times[t];
    EXPECT_EQ(h.count_up_to(times[t]), expected) << times[t];
  }
}

TEST(Histogram, FindsTheSameBucketByExponent) {
  std::vector<std::int64_t> edges{-1, 0, 1, INT64_MAX};
  for (int bit = 0; bit < 46; ++bit) {
    for (const std::int64_t part : {32, 33, 47, 63}) {
      const std::int64_t edge = part << bit >> 5;
      edges.insert(edges.end(), {edge - 1, edge, edge + 1, (edge << 10) - 1, edge << 10});
    }
  }
  for (const std::int64_t us : edges) {
    EXPECT_EQ(Histogram::bucket_by_exponent({us}), Histogram::bucket({us})) << us;
  }
}

}  // namespace
}  // namespace tiermix
