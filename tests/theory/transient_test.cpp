// The first 25 customers of an M/M/1 queue that starts empty (shared case TV-09; Law 2015, d(25) =
// 2.12): rate 1 a minute, service mean 0.9. A cohort by number, so it is read from the event log.

#include <array>
#include <cmath>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix::testing {
namespace {

constexpr std::size_t kCustomers = 25;

class Delays final : public CaseLog {
 public:
  void add(const CaseEvent& event) override {
    if (event.what == Happening::created && number_.size() < kCustomers) {
      const std::size_t number = number_.size();
      number_[event.owner] = number;
      minutes.at(number) = -static_cast<double>(event.at.us) / 6e7;
    } else if (event.what == Happening::session_started) {
      if (const auto found = number_.find(event.owner); found != number_.end()) {
        minutes.at(found->second) += static_cast<double>(event.at.us) / 6e7;
      }
    }
  }
  [[nodiscard]] std::size_t count() const { return number_.size(); }

  std::array<double, kCustomers> minutes{};

 private:
  std::map<Owner, std::size_t> number_;
};

struct Sums {
  double sum = 0.0;
  double squares = 0.0;

  void add(double value) {
    sum += value;
    squares += value * value;
  }
  void expect(double value, double runs, const std::string& what) const {
    constexpr double kTwoSided999 = 3.2905;
    const double mean = sum / runs;
    const double half_width = kTwoSided999 * std::sqrt((squares / runs - mean * mean) / runs);
    EXPECT_NEAR(mean, value, half_width) << what;
    EXPECT_LT(half_width, 0.01 * value) << what;
  }
};

TEST(Transient, MeanDelayOfTheFirstCustomersOfAnEmptyQueue) {
  Desk desk(90 * kMinute);
  desk.tier("desk", 1, exponential(54 * kSecond)).cases("call", 60.0);
  desk.model().time.drain = Drain::arrivals_stop;
  const Plan plan = desk.plan();
  constexpr std::uint32_t kRuns = 160000;
  Sums average;
  Sums tenth;
  Sums last;
  for (std::uint32_t r = 0; r < kRuns; ++r) {
    Delays delays;
    static_cast<void>(replicate(plan, {20260105, r}, &delays));
    ASSERT_EQ(delays.count(), kCustomers);
    double sum = 0.0;
    for (const double minutes : delays.minutes) {
      sum += minutes;
    }
    EXPECT_EQ(delays.minutes.front(), 0.0);
    average.add(sum / static_cast<double>(kCustomers));
    tenth.add(delays.minutes[9]);
    last.add(delays.minutes.back());
  }
  average.expect(2.12448934653, kRuns, "mean of the first 25");
  tenth.expect(1.97550309331, kRuns, "the tenth");
  last.expect(3.30050862103, kRuns, "the last");
}

}  // namespace
}  // namespace tiermix::testing
