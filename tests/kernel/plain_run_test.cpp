// A plain desk may be run tier by tier instead of event by event. Nobody can tell from the results.

#include <string>

#include <gtest/gtest.h>

#include "tests/kernel/random_desks.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Clock;
using testing::Desk;
using testing::expect_same;
using testing::exponential;
using testing::plain_desk;

class PlainDesks : public ::testing::TestWithParam<std::pair<Clock, int>> {};

TEST_P(PlainDesks, HaveTheSameBitsTierByTierAsEventByEvent) {
  const auto [clock, first] = GetParam();
  for (int seed = first; seed < first + 100; ++seed) {
    SCOPED_TRACE("desk " + std::to_string(seed));
    Plan plan = plain_desk(static_cast<unsigned>(seed), clock).plan();
    ASSERT_TRUE(plan.plain);
    const Observations by_tiers = replicate(plan, {7, 3});
    plan.plain = false;

    const Observations by_events = replicate(plan, {7, 3});

    ASSERT_NO_FATAL_FAILURE(expect_same(by_tiers, by_events));
    ASSERT_GT(by_tiers.events, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Random,
                         PlainDesks,
                         ::testing::Values(std::pair(Clock::continuous, 1000),
                                           std::pair(Clock::continuous, 2000),
                                           std::pair(Clock::whole_minutes, 3000),
                                           std::pair(Clock::whole_minutes, 4000)));

TEST(PlainDesk, IsOneWhoseTiersServeInTheOrderOfArrivalAndPassOnForward) {
  const auto is_plain = [](const auto& change) {
    Desk changed(kWeek);
    changed.tier("T1", 3, exponential(kMinute), 0.5).tier("T2", 2, exponential(kMinute));
    changed.cases("question", 10.0);
    change(changed.model());
    return changed.plan().plain;
  };

  EXPECT_TRUE(is_plain([](Model&) {}));
  EXPECT_FALSE(is_plain([](Model& m) { m.tiers[0].queue_capacity = 5; }));
  EXPECT_FALSE(is_plain([](Model& m) { m.tiers[0].choose = RepChoice::fastest; }));
  EXPECT_FALSE(is_plain([](Model& m) { m.tiers[1].discipline = Discipline::oldest_case; }));
  EXPECT_FALSE(is_plain([](Model& m) { m.tiers[0].overflow = Overflow{.to = "T2", .after = {}}; }));
  EXPECT_FALSE(is_plain([](Model& m) { m.tiers[0].pending = {0.1, exponential(kHour)}; }));
  EXPECT_FALSE(is_plain([](Model& m) {
    m.tiers[1].resolve.p = 0.9;
    m.tiers[1].when_unresolved = WhenUnresolved::escalate;
    m.tiers[1].escalates_to = {{"T1", 1.0}};
  })) << "a circle";
  EXPECT_FALSE(is_plain([](Model& m) {
    m.classes[0].reopening = {.probability = 0.1, .delay = exponential(kHour)};
  }));
  EXPECT_FALSE(is_plain([](Model& m) { m.classes[0].balking = {{2, 0.5}}; }));
  EXPECT_FALSE(is_plain([](Model& m) {
    m.classes.push_back(m.classes[0]);
    m.classes[1].name = "urgent";
    m.classes[1].priority = 2;
  }));
  EXPECT_FALSE(is_plain([](Model& m) { m.groups[0].absence.unplanned = 0.05; }));
}

}  // namespace
}  // namespace tiermix
