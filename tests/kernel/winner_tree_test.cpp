#include "engine/kernel/winner_tree.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/stream.hpp"
#include "engine/kernel/deadline_tree.hpp"
#include "engine/kernel/return_queue.hpp"

namespace tiermix {
namespace {

TEST(WinnerTree, GivesTheEarliestInstantAndItsSlot) {
  WinnerTree tree(5);
  tree.plan(3, Instant{70});
  tree.plan(1, Instant{50});
  EXPECT_EQ(tree.first_at(), Instant{50});
  EXPECT_EQ(tree.first_slot(), 1U);
  tree.cancel(1);
  EXPECT_EQ(tree.first_slot(), 3U);
}

TEST(WinnerTree, SettlesTiesByTheLowerSlot) {
  WinnerTree tree(8);
  tree.plan(6, Instant{50});
  tree.plan(2, Instant{50});
  EXPECT_EQ(tree.first_slot(), 2U);
}

TEST(WinnerTree, WithNothingPlannedIsLaterThanAnythingThatCanBe) {
  for (const std::size_t slots : {1U, 2U, 100U, 100'000U}) {
    WinnerTree tree(slots);
    EXPECT_GT(tree.first_at(), WinnerTree::last_instant(slots));
    tree.plan(slots - 1, kNever);
    EXPECT_EQ(tree.first_at(), WinnerTree::last_instant(slots));
  }
}

TEST(WinnerTree, HoldsFourYearsForAHundredThousandReps) {
  EXPECT_GE(WinnerTree::last_instant(100'000), Instant{(4 * 365 * kDay).us});
}

TEST(DeadlineTree, AgreesWithASearchThroughAllDeadlines) {
  struct Waiting {
    std::uint32_t place;
    Instant deadline;
  };
  DeadlineTree tree;
  std::vector<Waiting> waiting;
  for (std::uint32_t step = 0; step < 20'000; ++step) {
    const Pair pair = draw_pair({1, 0}, Use::patience, step);
    // Grows to a few hundred, so that the tree doubles several times.
    if (waiting.size() < 3 || pair.even < (waiting.size() < 300 ? 0.55 : 0.45)) {
      const Instant deadline{static_cast<std::int64_t>(pair.odd * 1e6)};
      waiting.push_back({tree.add(step, deadline), deadline});
    } else {
      const auto i = static_cast<std::size_t>(pair.odd * static_cast<double>(waiting.size()));
      tree.remove(waiting[i].place);
      waiting[i] = waiting.back();
      waiting.pop_back();
    }
    Instant first = kNever;
    for (const Waiting& w : waiting) {
      first = std::min(first, w.deadline);
    }
    ASSERT_EQ(tree.first_at(), first);
  }
}

TEST(DeadlineTree, NamesTheCaseWhoseDeadlineIsFirst) {
  DeadlineTree tree;
  (void)tree.add(11, Instant{90});
  const std::uint32_t place = tree.add(22, Instant{40});
  EXPECT_EQ(tree.first_case(), 22U);
  tree.remove(place);
  EXPECT_EQ(tree.first_case(), 11U);
}

TEST(ReturnQueue, SettlesTiesByTheOrderOfPlanning) {
  ReturnQueue queue;
  queue.plan(Instant{5}, 30);
  queue.plan(Instant{5}, 10);
  queue.plan(Instant{4}, 20);
  EXPECT_EQ(queue.take_first(), 20U);
  EXPECT_EQ(queue.take_first(), 30U);
  EXPECT_EQ(queue.take_first(), 10U);
  EXPECT_EQ(queue.first_at(), kNever);
}

}  // namespace
}  // namespace tiermix
