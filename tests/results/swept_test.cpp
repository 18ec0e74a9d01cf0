#include "engine/results/swept.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/results/csv.hpp"

#include "tests/results/example_swept.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

namespace fs = std::filesystem;

class SweptFile : public ::testing::Test {
 protected:
  SweptFile() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / (std::string("tiermix-swept-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~SweptFile() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path path() const { return folder_ / "sweep.h5"; }

  fs::path folder_;
};

TEST_F(SweptFile, ComesBackAsItWasWritten) {
  const Swept swept = example_swept();
  write(swept, path());
  const Swept back = read_swept(path());

  EXPECT_EQ(back.provenance.title, swept.provenance.title);
  EXPECT_EQ(back.kind, swept.kind);
  EXPECT_EQ(back.base, swept.base);
  EXPECT_EQ(back.replications, swept.replications);
  EXPECT_EQ(back.scenario_digests, swept.scenario_digests);
  EXPECT_EQ(back.digests, swept.digests);
  EXPECT_EQ(back.standings, swept.standings);
  EXPECT_EQ(back.behind, swept.behind);
  ASSERT_EQ(back.axes.size(), 2U);
  EXPECT_EQ(back.axes[0].path, "tier.tier1.handle_time.mean");
  EXPECT_EQ(back.axes[0].unit, "min");
  EXPECT_EQ(back.axes[0].values[1].number, 6.5);
  EXPECT_FALSE(back.axes[1].numeric);
  EXPECT_EQ(back.axes[1].values[1].text, "spät");
  EXPECT_EQ(back.axes[1].given, swept.axes[1].given);
  ASSERT_EQ(back.estimates.size(), 2U);
  EXPECT_EQ(back.estimates[1].scope, "tier.tier1");
  EXPECT_TRUE(same(back.estimates[1].mean, swept.estimates[1].mean));
  EXPECT_TRUE(same(back.estimates[0].upper, swept.estimates[0].upper));
  ASSERT_EQ(back.objectives.size(), 2U);
  EXPECT_EQ(back.objectives[1].name, "occupancy.tier.tier1");
  EXPECT_EQ(back.objectives[0].better, "lower");
  EXPECT_TRUE(back.objectives[0].in_pareto);
  EXPECT_FALSE(back.objectives[1].in_pareto);
  EXPECT_TRUE(same(back.objectives[0].values, swept.objectives[0].values));
}

TEST_F(SweptFile, IsNotTakenForARun) {
  write(example_swept(), path());
  EXPECT_EQ(file_type(path()), "tiermix-sweep");
  EXPECT_THAT([&] { static_cast<void>(read(path())); },
              ThrowsMessage<std::runtime_error>(HasSubstr("the results of a sweep")));
  write(example_results(), folder_ / "run.h5");
  EXPECT_THAT([&] { static_cast<void>(read_swept(folder_ / "run.h5")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("not the results of a sweep")));
}

TEST_F(SweptFile, IsOneTidyTableAsCsv) {
  export_csv(example_swept(), folder_ / "tables");
  std::ifstream file(folder_ / "tables" / "sweep.csv", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(text,
            "\xEF\xBB\xBFpoint,tier.tier1.handle_time.mean (min),rep_group.reps.shift,standing,"
            "measure,scope,unit,mean,half_width,lower,upper\r\n"
            "1,5,früh,pareto,cost_per_case,all,EUR/case,50,1,49,51\r\n"
            "1,5,früh,pareto,wait,tier.tier1,min,1,0.1,0.9,1.1\r\n"
            "2,6.5,spät,undecided,cost_per_case,all,EUR/case,51,1.5,49.5,52.5\r\n"
            "2,6.5,spät,undecided,wait,tier.tier1,min,,,,\r\n"
            "3,7,früh,dominated,cost_per_case,all,EUR/case,60,2,58,62\r\n"
            "3,7,früh,dominated,wait,tier.tier1,min,3,0.3,2.7,3.3\r\n");
}

}  // namespace
}  // namespace tiermix
