#include "engine/results/replication_record.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

// One class, one tier: numbers of every sort in every place.
KeptReplication example() {
  KeptReplication kept;
  Observations& o = kept.observations;
  o.layout = {.classes = 1, .tiers = 1};
  o.totals.assign(3 * kQuantityCount, 0.0);
  o.totals[0] = 1.0;
  o.totals[3] = -0.0;
  o.totals[4] = 0.1;
  o.totals[5] = -12345678901.0;
  o.totals[6] = 1e300;
  o.totals.back() = std::numeric_limits<double>::quiet_NaN();
  o.wait.resize(2);
  o.time_to_resolve.resize(1);
  for (int seconds = 0; seconds < 100; ++seconds) {
    o.wait[1].add(Duration{seconds * seconds * 1'000'000LL});
  }
  o.intervals = 2;
  o.interval_totals.assign(2 * o.interval_row(), 0);
  o.interval_totals[1] = std::numeric_limits<std::int64_t>::min();
  o.interval_totals[2] = std::numeric_limits<std::int64_t>::max();
  o.interval_totals[3] = -1;
  o.months = 1;
  o.month_totals.assign(3 * kQuantityCount, 2.5);
  o.levels = 2;
  o.level_time = {1.0, 2.0};
  o.events = 1234567;
  kept.digest = o.digest();
  return kept;
}

TEST(ReplicationRecord, ComesBackToTheBit) {
  const KeptReplication kept = example();
  const auto back = replication_in(to_record(3, 70'000, kept, KeptRows::all));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->plan, 3U);
  EXPECT_EQ(back->replication, 70'000U);
  EXPECT_EQ(back->kept.digest, kept.digest);
  EXPECT_EQ(back->kept.observations.digest(), kept.digest);
  EXPECT_TRUE(std::signbit(back->kept.observations.totals[3]));
  EXPECT_EQ(back->kept.observations.events, kept.observations.events);
}

TEST(ReplicationRecord, KeepsTheRowsThatAreAsked) {
  const KeptReplication kept = example();
  const auto months = replication_in(to_record(0, 1, kept, KeptRows::months));
  const auto none = replication_in(to_record(0, 1, kept, KeptRows::none));
  ASSERT_TRUE(months && none);
  EXPECT_TRUE(months->kept.observations.interval_totals.empty());
  EXPECT_EQ(months->kept.observations.month_totals, kept.observations.month_totals);
  EXPECT_EQ(months->kept.observations.level_time, kept.observations.level_time);
  EXPECT_TRUE(none->kept.observations.month_totals.empty());
  EXPECT_EQ(none->kept.observations.wait, kept.observations.wait);
}

TEST(ReplicationRecord, RefusesWhatIsCutOrLonger) {
  const std::string record = to_record(0, 1, example(), KeptRows::all);
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_FALSE(replication_in(record.substr(0, size))) << size;
  }
  EXPECT_FALSE(replication_in(record + "x"));
}

// Whatever a damaged record says, it is refused or consistent, and asks for no absurd memory.
TEST(ReplicationRecord, SurvivesEveryChangedByte) {
  const std::string record = to_record(0, 1, example(), KeptRows::all);
  for (std::size_t at = 0; at < record.size(); ++at) {
    for (const char byte : {'\x00', '\x01', '\x7f', '\x80', '\xff'}) {
      std::string damaged = record;
      damaged[at] = byte;
      const auto back = replication_in(damaged);
      if (back) {
        const Observations& o = back->kept.observations;
        EXPECT_EQ(o.totals.size(), o.layout.size() * kQuantityCount);
        EXPECT_EQ(o.wait.size(), o.layout.classes + o.layout.tiers);
      }
    }
  }
}

}  // namespace
}  // namespace tiermix
