#include "engine/random/stream.hpp"

#include <array>
#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/scattered.hpp"

namespace tiermix {
namespace {

constexpr ReplicationKey kKey{.seed = 20260105, .replication = 7};

// Known answers of the authors of Philox (Random123, kat_vectors).
TEST(Philox, GivesTheAnswersOfItsAuthors) {
  EXPECT_EQ(
      philox({0xffffffffU, 0xffffffffU, 0xffffffffU, 0xffffffffU}, {0xffffffffU, 0xffffffffU}),
      (PhiloxCounter{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
  EXPECT_EQ(
      philox({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}),
      (PhiloxCounter{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

TEST(Draw, IsNeverZeroOrOne) {
  EXPECT_GT(unit_interval(0), 0.0);
  EXPECT_LT(unit_interval(~std::uint64_t{0}), 1.0);
}

TEST(Draw, DependsOnEveryPartOfItsAddress) {
  const Owner owner = case_owner(3, 5, 11);
  std::set<double> values;
  values.insert(draw(kKey, Use::handling, owner, {4, 0}));
  values.insert(draw({kKey.seed + 1, 7}, Use::handling, owner, {4, 0}));
  values.insert(draw({kKey.seed + (std::uint64_t{1} << 32U), 7}, Use::handling, owner, {4, 0}));
  values.insert(draw({kKey.seed, 8}, Use::handling, owner, {4, 0}));
  values.insert(draw(kKey, Use::outcome, owner, {4, 0}));
  values.insert(draw(kKey, Use::pending, owner, {4, 0}));
  values.insert(draw(kKey, Use::handling, case_owner(4, 5, 11), {4, 0}));
  values.insert(draw(kKey, Use::handling, case_owner(3, 6, 11), {4, 0}));
  values.insert(draw(kKey, Use::handling, case_owner(3, 5, 12), {4, 0}));
  values.insert(draw(kKey, Use::handling, owner, {5, 0}));
  values.insert(draw(kKey, Use::handling, owner, {4, 1}));
  EXPECT_EQ(values.size(), 11U);
}

TEST(DrawPairs, GivesTheSameNumbersAsOneByOne) {
  constexpr std::size_t kCount = 133;  // not a multiple of the lanes
  std::vector<double> even(kCount);
  std::vector<double> odd(kCount);
  const Owner first = case_owner(9, 40000, 70);

  draw_pairs(kKey, Use::complexity, first, {12, 3}, even, odd);

  for (std::size_t i = 0; i < kCount; ++i) {
    EXPECT_EQ(even[i], draw(kKey, Use::complexity, first + i, {12, 3}));
    EXPECT_EQ(odd[i], draw(kKey, Use::patience, first + i, {12, 3}));
  }
}

TEST(DrawPairs, GivesTheSameNumbersToOwnersInAnyOrder) {
  std::vector<Owner> owners;
  for (std::uint32_t i = 0; i < 37; ++i) {
    owners.push_back(case_owner(static_cast<std::uint16_t>(i % 3), 100 - i, 7 * i));
  }
  std::vector<double> even(owners.size());
  std::vector<double> odd(owners.size());

  draw_pairs_of(kKey, Use::handling, owners, {12, 3}, even, odd);

  for (std::size_t i = 0; i < owners.size(); ++i) {
    EXPECT_EQ(even[i], draw(kKey, Use::handling, owners[i], {12, 3}));
    EXPECT_EQ(odd[i], draw(kKey, Use::outcome, owners[i], {12, 3}));
  }
}

TEST(DrawPairs, AreUniformAndUncorrelatedAcrossCasesUsesAndReplications) {
  constexpr std::size_t kCount = 100'000;
  std::vector<double> even(kCount);
  std::vector<double> odd(kCount);
  std::vector<double> elsewhere(kCount);
  std::vector<double> ignored(kCount);
  draw_pairs(kKey, Use::handling, case_owner(1, 0, 0), {}, even, odd);
  draw_pairs({kKey.seed, kKey.replication + 1},
             Use::handling,
             case_owner(1, 0, 0),
             {},
             elsewhere,
             ignored);

  double mean = 0.0;
  double lag = 0.0;
  double across_uses = 0.0;
  double across_replications = 0.0;
  std::array<int, 100> cells{};
  for (std::size_t i = 0; i < kCount; ++i) {
    mean += even[i] - 0.5;
    lag += (even[i] - 0.5) * (even[(i + 1) % kCount] - 0.5);
    across_uses += (even[i] - 0.5) * (odd[i] - 0.5);
    across_replications += (even[i] - 0.5) * (elsewhere[i] - 0.5);
    ++cells[static_cast<std::size_t>(even[i] * 100.0)];
  }
  const double n = kCount;
  // Four standard deviations each: sd of the mean of U - 1/2 is 1/sqrt(12 n), of a product 1/(12
  // sqrt n).
  EXPECT_LT(std::abs(mean / n), 4.0 / std::sqrt(12.0 * n));
  EXPECT_LT(std::abs(lag / n), 4.0 / (12.0 * std::sqrt(n)));
  EXPECT_LT(std::abs(across_uses / n), 4.0 / (12.0 * std::sqrt(n)));
  EXPECT_LT(std::abs(across_replications / n), 4.0 / (12.0 * std::sqrt(n)));
  double chi_square = 0.0;
  for (const int count : cells) {
    chi_square += (count - n / 100.0) * (count - n / 100.0) / (n / 100.0);
  }
  EXPECT_LT(chi_square, 155.0);  // 99.97 % quantile at 99 degrees of freedom
}

}  // namespace
}  // namespace tiermix
