// Who fills the places, followed day by day without cases.

#include "engine/kernel/careers.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;

Desk two_tiers() {
  Desk desk(3 * 52 * kWeek);
  desk.tier("T1", 12, exactly(kMinute)).tier("T2", 5, exactly(kMinute)).cases_at("call", {});
  desk.model().attrition.emplace();
  for (const std::size_t g : {0U, 1U}) {
    desk.group_at(g).attrition = 0.8;
    desk.group_at(g).hiring.emplace();
    desk.group_at(g).hiring->lag = testing::exponential(5 * kWeek);
    desk.group_at(g).hiring->onboarding = 2 * kWeek;
  }
  desk.group_at(1).hiring->from = "T1_reps";
  desk.group_at(1).hiring->from_after = 12 * kWeek;
  return desk;
}

struct Followed {
  const Plan& plan;
  RepPool pool;
  Careers careers;

  Followed(const Plan& of, std::uint32_t replication)
      : plan(of), pool(of, {1, replication}), careers(of, {1, replication}, pool) {}

  void live(int day) {
    for (std::uint32_t rep = 0; rep < plan.reps; ++rep) {
      const Instant now{day * kDay.us};
      static_cast<void>(careers.settle(rep, now, {std::max<std::int64_t>(0, now.us - 1)}));
    }
  }
  [[nodiscard]] double present(std::size_t g) const {
    double here = 0.0;
    for (std::uint32_t i = 0; i < plan.groups[g].reps; ++i) {
      here += careers.of(plan.groups[g].first_rep + i).here ? 1.0 : 0.0;
    }
    return here;
  }
  [[nodiscard]] double total(PeopleSum what) const {
    return careers.totals()[0][what] + careers.totals()[1][what];
  }
};

TEST(Careers, WhoWasThereOrWasHiredLeftOrIsPresent) {
  const Plan plan = two_tiers().plan();
  for (std::uint32_t r = 0; r < 5; ++r) {
    Followed followed(plan, r);
    for (int day = 0; day < 3 * 364; ++day) {
      followed.live(day);
      ASSERT_EQ(17.0 + followed.total(PeopleSum::hires) - followed.total(PeopleSum::leavers),
                followed.present(0) + followed.present(1))
          << "day " << day;
    }
    // Of those who moved up, each left a place at tier one.
    EXPECT_GT(followed.total(PeopleSum::moves), 3.0);
    EXPECT_GT(followed.careers.totals()[0][PeopleSum::hires], 0.0);
  }
}

TEST(Careers, ThePeopleOfAPlaceAreTheSameWhateverTheHiringLag) {
  Desk slow = two_tiers();
  slow.group_at(1).hiring->from.reset();
  Desk fast = slow;
  fast.group_at(0).hiring->lag = exactly(kDay);
  fast.group_at(0).hiring->onboarding = {};
  const Plan slow_plan = slow.plan();
  const Plan fast_plan = fast.plan();
  Followed one(slow_plan, 0);
  Followed other(fast_plan, 0);
  std::size_t met = 0;
  std::vector<std::vector<double>> traits(12);
  for (int day = 0; day < 3 * 364; ++day) {
    other.live(day);
    for (std::uint32_t rep = 0; rep < 12; ++rep) {
      const Person& person = other.careers.of(rep);
      if (person.here && traits[rep].size() == person.nth) {
        traits[rep].push_back(person.own_pace);
      }
    }
  }
  for (int day = 0; day < 3 * 364; ++day) {
    one.live(day);
    for (std::uint32_t rep = 0; rep < 12; ++rep) {
      const Person& person = one.careers.of(rep);
      if (person.here && person.nth > 0 && person.nth < traits[rep].size()) {
        ASSERT_EQ(person.own_pace, traits[rep][person.nth]);
        ++met;
      }
    }
  }
  EXPECT_GT(met, 100U);
}

}  // namespace
}  // namespace tiermix
