// Desks whose reps do not all take every class alike, against exact results.
//
// The identifiers are those of the exact cases; formulas and sources stand at each.

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiment/experiment.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;

std::size_t of_class(std::size_t c) { return ScopeLayout::of_class(c); }

struct Truth {
  std::string_view measure;
  std::size_t scope = 0;
  double value = 0.0;
};

// The truth is inside the 99.9 % interval, and the interval is narrow: below 1 % of the truth.
void expect_truth(const Desk& desk, std::uint32_t replications, const std::vector<Truth>& truths) {
  Design design;
  design.seed = 20260105;
  design.replications = replications;
  design.level = 0.999;
  const Outcome outcome = run(desk.plan(), design);
  for (const Truth& truth : truths) {
    const auto measure = static_cast<std::size_t>(find_measure(truth.measure));
    bool found = false;
    for (const MeasureEstimate& e : outcome.estimates) {
      if (e.measure != measure || e.scope != truth.scope) {
        continue;
      }
      found = true;
      const std::string what = std::string(truth.measure) + " of scope " +
                               std::to_string(truth.scope) + ": " + std::to_string(truth.value) +
                               " against " + std::to_string(e.estimate.mean) + " +/- " +
                               std::to_string(e.estimate.half_width);
      EXPECT_LE(e.estimate.lower, truth.value) << what;
      EXPECT_GE(e.estimate.upper, truth.value) << what;
      EXPECT_LT(e.estimate.half_width, 0.01 * truth.value) << what;
    }
    EXPECT_TRUE(found) << truth.measure;
  }
}

// RT-01: the N-design in one tier. Numerical solution of its Markov chain.
Desk n_design() {
  Desk desk(31 * kWeek, kWeek);
  desk.tier("desk", 4, exponential(15 * kMinute)).reps("specialists", "desk", 4);
  desk.cases("basic", 18.0).cases("advanced", 6.0);
  desk.class_at(0).patience = Patience{exponential(15 * kMinute)};
  desk.class_at(1).patience = Patience{exponential(30 * kMinute)};
  desk.group_at(0).skills = {{.case_class = "basic"}};
  desk.group_at(1).speed = 0.75;  // 20 min
  desk.group_at(1).skills = {{.case_class = "advanced"}, {.case_class = "basic", .preference = 2}};
  return desk;
}

TEST(LinesTheory, SkillsInOneTierAgreeWithTheNDesign) {
  expect_truth(
      n_design(),
      64,
      {{"abandonment_rate", of_class(0), 0.0889193640937},
       {"abandonment_rate", of_class(1), 0.105835520901},
       {"wait", of_class(0), 80.0274276843 / 60},
       {"wait", of_class(1), 190.503937621 / 60},
       {"probability_of_wait", of_class(0), 0.344610827704},
       {"probability_of_wait", of_class(1), 0.525505394985},
       {"occupancy", ScopeLayout{2, 1}.of_tier(0), (0.779508706318 + 0.774358251652) / 2}});
}

// PR-05: classes 1..k together are an M/M/c queue.
TEST(LinesTheory, PreemptionResumesWhereItStoppedWithManyReps) {
  Desk desk(41 * kWeek, kWeek);
  desk.tier("desk", 8, exponential(20 * kMinute)).cases("sev1", 4.0).cases("sev2", 14.0);
  desk.last_class().priority = 2;
  desk.last_group().skills = {{.case_class = "sev1"},
                              {.case_class = "sev2", .interruptible = true}};
  expect_truth(desk,
               48,
               {{"time_to_resolve", of_class(0), 20.0002350887 / 60},
                {"time_to_resolve", of_class(1), 24.5896896502 / 60},
                {"occupancy", ScopeLayout{2, 1}.of_tier(0), 0.75}});
}

// PR-06: T_k = E[S_k] / (1 - s_(k-1)) + R_k / ((1 - s_(k-1)) (1 - s_k)).
TEST(LinesTheory, PreemptionResumesWhereItStoppedWithOneRepAndUnequalMeans) {
  Desk desk(260 * kWeek, 8 * kWeek);
  desk.tier("desk", 1, exponential(kHour)).cases("sev1", 0.6).cases("sev2", 1.2);
  desk.last_tier().handle_time.reset();
  desk.class_at(0).handle_time = exponential(30 * kMinute);
  desk.class_at(1).handle_time = exponential(20 * kMinute);
  desk.class_at(1).priority = 2;
  desk.last_group().skills = {{.case_class = "sev1"},
                              {.case_class = "sev2", .interruptible = true}};
  expect_truth(desk,
               160,
               {{"time_to_resolve", of_class(0), 42.8571428571 / 60},
                {"time_to_resolve", of_class(1), 109.523809524 / 60},
                {"occupancy", ScopeLayout{2, 1}.of_tier(0), 0.7}});
}

// RT-05: birth and death of busy reps from the threshold on (Bhulai and Koole 2003). The backlog
// of e-mails is endless: more come than are ever taken. Those taken per hour are the work done,
// less that on calls, over the mean.
TEST(LinesTheory, AnEMailBacklogLeavesRepsIdleForCalls) {
  Desk desk(41 * kWeek, kWeek);
  desk.tier("desk", 8, exponential(15 * kMinute)).cases("calls", 20.0).cases("mails", 14.0);
  desk.model().time.drain = Drain::none;
  desk.class_at(0).channel = Channel::phone;
  desk.class_at(1).channel = Channel::email;
  desk.class_at(1).priority = 2;
  desk.last_group().skills = {{.case_class = "calls"}, {.case_class = "mails", .idle_left = 2}};
  constexpr double kMailsPerHour = 8.26229508197;
  expect_truth(desk,
               80,
               {{"occupancy", ScopeLayout{2, 1}.of_tier(0), 0.883196721311},
                {"probability_of_wait", of_class(0), 0.409836065574},
                {"wait", of_class(0), 122.950819672 / 60}});
  constexpr std::uint32_t kRuns = 40;
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t i = 0; i < kRuns; ++i) {
    const double per_hour =
        desk.replicate(i).total(of_class(1), Quantity::closed_in_window) / (40 * 168.0);
    sum += per_hour;
    squares += per_hour * per_hour;
  }
  const double mean = sum / kRuns;
  const double error = std::sqrt((squares / kRuns - mean * mean) / (kRuns - 1));
  constexpr double kQuantile = 3.558;  // 99.9 % of Student's t with 39 degrees of freedom
  EXPECT_NEAR(mean, kMailsPerHour, kQuantile * error);
  EXPECT_LT(kQuantile * error, 0.01 * kMailsPerHour);
}

// RT-06: birth and death of chats with rates 3, 4.8 and 5.7 per hour for 1, 2 and more.
TEST(LinesTheory, ChatsShareARepAsLimitedProcessorSharing) {
  Desk desk(410 * kWeek, 10 * kWeek);
  desk.tier("desk", 1, exponential(20 * kMinute)).cases("chat", 5.0);
  desk.last_class().channel = Channel::chat;
  desk.last_group().chat = {3, {1.0, 1.6, 1.9}};
  constexpr double kOpenChats = 2.51977801393;
  constexpr double kBusy = 0.940488841658;
  const std::size_t tier = ScopeLayout{1, 1}.of_tier(0);
  expect_truth(desk,
               144,
               {{"wait", of_class(0), 63.2559081018},
                {"probability_of_wait", of_class(0), 0.737985594521},
                {"queue_length", tier, 5.27132567515},
                {"time_to_resolve", of_class(0), 93.493244269 / 60},
                {"occupancy", tier, kBusy},
                {"chat_concurrency", tier, kOpenChats / kBusy}});
}

}  // namespace
}  // namespace tiermix
