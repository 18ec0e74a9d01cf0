// Counts of arrivals against their known laws: fixed seeds, bounds of four standard errors.

#include "engine/kernel/arrivals.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

Moments moments(const std::vector<double>& values) {
  Moments m;
  const auto n = static_cast<double>(values.size());
  for (const double v : values) {
    m.mean += v / n;
  }
  for (const double v : values) {
    m.variance += (v - m.mean) * (v - m.mean) / (n - 1.0);
  }
  return m;
}

// Arrivals per half day over many days.
std::vector<double> half_days(double busyness_cv, std::int64_t days) {
  Desk desk(days * kDay);
  desk.tier("T1", 1, exactly(kMinute)).cases("call", 1000.0 / 24.0);
  desk.last_class().arrivals.busyness_cv = busyness_cv;
  const Plan plan = desk.plan();
  ArrivalSource source(plan, 0, {7, 0});
  std::vector<double> counts(static_cast<std::size_t>(2 * days));
  while (source.next_at() < plan.horizon) {
    ++counts[static_cast<std::size_t>(source.take().at.us / (12 * kHour).us)];
  }
  return counts;
}

TEST(Arrivals, WithoutBusynessArePoisson) {
  const Moments m = moments(half_days(0.0, 2000));
  const double n = 4000.0;
  EXPECT_NEAR(m.mean, 500.0, 4.0 * std::sqrt(500.0 / n));
  EXPECT_NEAR(m.variance, 500.0, 4.0 * 500.0 * std::sqrt(2.0 / n));
}

// Gamma busyness with shape 25: Var N = m + m^2 / 25 for a day, covariance of the halves m1 m2
// / 25.
TEST(Arrivals, WithBusynessAreNegativeBinomialPerDay) {
  const std::vector<double> halves = half_days(0.2, 4000);
  std::vector<double> days;
  double covariance = 0.0;
  for (std::size_t d = 0; d < halves.size() / 2; ++d) {
    days.push_back(halves[2 * d] + halves[2 * d + 1]);
    covariance += (halves[2 * d] - 500.0) * (halves[2 * d + 1] - 500.0);
  }
  const auto n = static_cast<double>(days.size());
  const Moments m = moments(days);
  EXPECT_NEAR(m.mean, 1000.0, 4.0 * std::sqrt(41000.0 / n));
  EXPECT_NEAR(m.variance, 41000.0, 4.0 * 41000.0 * std::sqrt(2.3 / n));
  EXPECT_NEAR(covariance / n, 10000.0, 4.0 * 10000.0 * std::sqrt(2.4 / n));
}

TEST(Arrivals, ComeInOrderAndWithinTheRun) {
  Desk desk(20 * kDay);
  desk.tier("T1", 1, exactly(kMinute)).cases("call", 0.2);  // most days have a few, some none
  desk.model().time.drain = Drain::arrivals_stop;
  const Plan plan = desk.plan();
  ArrivalSource source(plan, 0, {1, 0});
  Instant last{};
  int count = 0;
  while (source.next_at() < kNever) {
    const Instant at = source.take().at;
    EXPECT_GE(at, last);
    EXPECT_LT(at, plan.horizon);
    last = at;
    ++count;
  }
  EXPECT_GT(count, 50);
  EXPECT_LT(count, 150);
}

TEST(Arrivals, AtZeroRateThereAreNone) {
  Desk desk(kWeek);
  desk.tier("T1", 1, exactly(kMinute)).cases("call", 0.0);
  const Plan plan = desk.plan();
  EXPECT_EQ(ArrivalSource(plan, 0, {1, 0}).next_at(), kNever);
}

}  // namespace
}  // namespace tiermix
