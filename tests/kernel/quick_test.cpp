// What nobody listens to is handled in one piece, and counted in blocks. Nobody can tell from the
// results.

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/kernel/log.hpp"

#include "tests/kernel/random_desks.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Clock;
using testing::Desk;
using testing::Dice;
using testing::expect_same;
using testing::exponential;
using testing::plain_desk;

class DeafLog final : public CaseLog {
 public:
  void add(const CaseEvent& /*event*/) override {}
};

// What makes a plain desk go by events, and some of it step by step.
Desk desk_by_events(unsigned seed, Clock clock) {
  Dice dice(seed);
  Desk desk = plain_desk(seed, clock);
  Model& m = desk.model();
  if (dice.one_in(2)) {  // so many cases in each that they are summed in blocks
    m.time.interval = 6 * kHour;
  }
  for (CaseClass& of_class : m.classes) {
    if (dice.one_in(2)) {
      of_class.reopening = {.probability = 0.2, .delay = exponential(5 * kHour)};
      of_class.reopening.window = dice.one_in(2) ? kDay : kWeek;
    }
    if (of_class.patience && dice.one_in(3)) {
      of_class.redial =
          Redial{.probability = 0.4, .delay = exponential(20 * kMinute), .at_most = 3};
    }
    of_class.priority = dice.between(1, 3);
  }
  for (Tier& tier : m.tiers) {
    if (dice.one_in(4)) {
      tier.pending = {0.2, exponential(kHour)};
    }
    if (dice.one_in(4)) {
      tier.discipline = Discipline::oldest_case;
    }
  }
  if (dice.one_in(3)) {
    m.groups.front().absence.unplanned = 0.2;
  }
  return desk;
}

class DesksByEvents : public ::testing::TestWithParam<std::pair<Clock, unsigned>> {};

TEST_P(DesksByEvents, HaveTheSameBitsWhetherOrNotSomebodyListens) {
  const auto [clock, desks] = GetParam();
  for (unsigned seed = 5000; seed < 5000 + desks; ++seed) {
    SCOPED_TRACE("desk " + std::to_string(seed));
    Plan plan = desk_by_events(seed, clock).plan();
    plan.plain = false;
    const Observations in_one_piece = replicate(plan, {7, 3});
    DeafLog log;

    const Observations step_by_step = replicate(plan, {7, 3}, &log);

    ASSERT_NO_FATAL_FAILURE(expect_same(in_one_piece, step_by_step));
    ASSERT_GT(in_one_piece.events, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Random,
                         DesksByEvents,
                         ::testing::Values(std::pair(Clock::continuous, 20U),
                                           std::pair(Clock::whole_minutes, 100U)));

}  // namespace
}  // namespace tiermix
