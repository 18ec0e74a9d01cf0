// The batches of a long run of shipped desks, each against a run whose window is that batch.

#include <cmath>
#include <cstddef>
#include <string>

#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"
#include "engine/plan/batches.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

constexpr std::uint32_t kBatches = 3;

Plan three_weeks(const std::string& name) {
  const Loaded loaded = load(
      (source_folder() / "scenarios" / name).string(),
      {{.path = "time.horizon", .value = "4 weeks"}, {.path = "time.warm_up", .value = "1 week"}});
  EXPECT_TRUE(loaded.model.has_value()) << name;
  return compile(loaded.model.value());
}

class ShippedInBatches : public ::testing::TestWithParam<const char*> {};

// Chats, callbacks, breaks, absence, zones, swarms, overflow: wherever a case is counted.
TEST_P(ShippedInBatches, CountACaseWithTheBatchInWhichItWasCreated) {
  Plan plan = three_weeks(GetParam());
  cut_into_batches(plan, kBatches);
  const Observations whole = replicate(plan, {3, 1});
  ASSERT_EQ(whole.months, kBatches);
  for (std::size_t b = 0; b < kBatches; ++b) {
    SCOPED_TRACE("batch " + std::to_string(b));
    Plan of_batch = plan;
    of_batch.batch_starts.clear();
    of_batch.warm_up = plan.batch_starts[b];
    of_batch.horizon = of_batch.warm_up + kWeek;
    of_batch.month_starts = {of_batch.warm_up};
    const Observations alone = replicate(of_batch, {3, 1});
    const Observations part = whole.batch(b);
    ASSERT_GT(alone.total(0, Quantity::offered), 0.0);
    for (std::size_t i = 0; i < part.totals.size(); ++i) {
      const auto q = static_cast<Quantity>(i % kQuantityCount);
      if (q >= Quantity::offered && q <= Quantity::unnecessary_escalations) {
        EXPECT_NEAR(part.totals[i], alone.totals[i], 1e-9 * std::abs(alone.totals[i]))
            << name_of(q) << " of scope " << i / kQuantityCount;
      }
    }
    EXPECT_EQ(part.wait, alone.wait);
    EXPECT_EQ(part.time_to_resolve, alone.time_to_resolve);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios,
                         ShippedInBatches,
                         ::testing::Values("03-three-tiers.toml",
                                           "04-phone-desk.toml",
                                           "05-mixed-channels.toml",
                                           "06-follow-the-sun.toml",
                                           "segment-composite.toml",
                                           "volvo-it-2012.toml",
                                           "policies/early-escalation.toml",
                                           "policies/swarming.toml"));

}  // namespace
}  // namespace tiermix
