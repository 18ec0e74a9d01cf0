#include "engine/estimate/erlang.hpp"

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// Exact figures: docs/validation.md, cases LQ-03, LQ-04, AB-01 and AB-02. Times in minutes.
constexpr double kSecond = 1.0 / 60.0;

TEST(ErlangC, GivesTheExactShares) {
  const Traffic light{.arrivals = 200.0 / 60.0, .handle_time = 3.0, .patience = {}};
  EXPECT_NEAR(probability_of_wait(light.load(), 14), 0.174131933595, 1e-11);
  EXPECT_NEAR(answered_within(light, 14, 20.0 * kSecond), 0.888350019179, 1e-11);

  const Traffic heavy{.arrivals = 0.5, .handle_time = 15.0, .patience = {}};
  EXPECT_NEAR(probability_of_wait(heavy.load(), 9), 0.509148620661, 1e-11);
  EXPECT_NEAR(answered_within(heavy, 9, 1.0), 0.539303276684, 1e-11);
}

TEST(ErlangC, AnswersNobodyInTimeWhereTheLoadIsMoreThanTheReps) {
  const Traffic traffic{.arrivals = 5.0, .handle_time = 3.0, .patience = {}};
  EXPECT_EQ(probability_of_wait(traffic.load(), 15), 1.0);
  EXPECT_EQ(answered_within(traffic, 14, 1.0), 0.0);
}

TEST(ErlangA, GivesTheExactShares) {
  const Traffic light{.arrivals = 200.0 / 60.0, .handle_time = 3.0, .patience = 5.0};
  EXPECT_NEAR(answered_within(light, 14, 20.0 * kSecond), 0.916792091864, 1e-6);

  const Traffic busy{.arrivals = 48.0, .handle_time = 1.0, .patience = 2.0};
  EXPECT_NEAR(answered_within(busy, 50, 20.0 * kSecond), 0.943018954747, 1e-6);
}

// With a long target every customer who does not leave is answered in time: n reps serve at most
// n / handle time of them, all the time where the load is far more.
TEST(ErlangA, ServesWhatItsRepsCanUnderOverload) {
  const Traffic traffic{.arrivals = 100.0, .handle_time = 1.0, .patience = 3.0};
  EXPECT_NEAR(answered_within(traffic, 20, 1000.0), 0.2, 1e-6);
}

TEST(RequiredReps, IsTheLeastNumberThatSuffices) {
  for (const auto patience : {std::optional<double>(), std::optional<double>(5.0)}) {
    const Traffic traffic{.arrivals = 200.0 / 60.0, .handle_time = 3.0, .patience = patience};
    const std::uint32_t reps = required_reps(traffic, 20.0 * kSecond, 0.8);
    EXPECT_GE(answered_within(traffic, reps, 20.0 * kSecond), 0.8);
    EXPECT_LT(answered_within(traffic, reps - 1, 20.0 * kSecond), 0.8);
  }
}

// Classroom figure: 200 calls an hour of 3 minutes, 80 % within 20 s.
TEST(RequiredReps, OfTheClassroomExampleAre14) {
  EXPECT_EQ(
      required_reps({.arrivals = 200.0, .handle_time = 0.05, .patience = {}}, 20.0 / 3600.0, 0.8),
      14U);
}

TEST(RequiredReps, AreNoneWithoutALoadAndFewerWhereCustomersLeave) {
  EXPECT_EQ(required_reps({.arrivals = 0.0, .handle_time = 3.0, .patience = {}}, 1.0, 0.8), 0U);
  const Traffic stay{.arrivals = 300.0, .handle_time = 1.0, .patience = {}};
  const Traffic leave{.arrivals = 300.0, .handle_time = 1.0, .patience = 1.0};
  EXPECT_LT(required_reps(leave, 0.3, 0.8), required_reps(stay, 0.3, 0.8));
}

}  // namespace
}  // namespace tiermix
