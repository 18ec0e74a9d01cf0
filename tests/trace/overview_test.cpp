#include "engine/trace/overview.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/trace/small_desk.hpp"

namespace tiermix::testing {
namespace {

// Cases that are solved at first contact after so many minutes, opened one a minute.
std::vector<CaseEvent> solved_after(const SmallDesk& desk, const std::vector<double>& minutes) {
  std::vector<CaseEvent> events;
  for (std::uint32_t i = 0; i < minutes.size(); ++i) {
    const double from = i;
    const double until = from + minutes[i];
    for (CaseEvent event : {desk.event(from, Happening::created, kTierOne, kNoRep, 0.5),
                            desk.event(from, Happening::session_started, kTierOne, kFirstRep),
                            desk.event(until, Happening::session_ended, kTierOne, kFirstRep),
                            desk.event(until, Happening::resolved, kTierOne, kFirstRep, 0.5),
                            desk.event(until, Happening::closed, kTierOne)}) {
      event.owner = desk.owner(i);
      events.push_back(event);
    }
  }
  std::ranges::stable_sort(events, {}, &CaseEvent::at);
  return events;
}

TEST(Overview, BeginsWithTheCasesThatTookLongest) {
  const SmallDesk desk;
  Overview overview({});
  for (const CaseEvent& event : solved_after(desk, {5, 90, 7, 60, 8})) {
    overview.add(event);
  }

  const std::vector<TellingCase> cases = overview.telling_cases();

  ASSERT_GE(cases.size(), 3U);
  EXPECT_EQ(cases[0].facts.owner, desk.owner(1));
  EXPECT_EQ(cases[1].facts.owner, desk.owner(3));
  EXPECT_EQ(cases[2].why, "hardest first contact");
  EXPECT_EQ(overview.opened(), 5U);
  EXPECT_EQ(overview.still_open(), 0U);
}

TEST(Overview, NamesACaseOnce) {
  const SmallDesk desk;
  Overview overview({});
  for (const CaseEvent& event : desk.escalated_case()) {
    overview.add(event);
  }

  const std::vector<TellingCase> cases = overview.telling_cases();

  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].why, "longest to resolve");
}

TEST(Overview, LeavesOutCasesOfOtherDaysAndCountsTheOpenOnes) {
  const SmallDesk desk;
  CaseScope scope;
  scope.from = Instant{} + 2 * kDay;
  Overview overview(scope);
  overview.add(desk.event(0, Happening::created));
  CaseEvent later = desk.event(24 * 60, Happening::created);
  later.owner = desk.owner(1);
  overview.add(later);

  EXPECT_EQ(overview.opened(), 1U);
  EXPECT_EQ(overview.still_open(), 1U);
  EXPECT_TRUE(overview.telling_cases().empty());
}

}  // namespace
}  // namespace tiermix::testing
