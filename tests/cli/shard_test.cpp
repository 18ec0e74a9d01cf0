// Parts of a run, a comparison, a sweep and the worth of a programme, and their way back together.

#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

class ShardTest : public ProgramTest {
 protected:
  ShardTest() {
    set_variable("SOURCE_DATE_EPOCH=1");
    write_file("desk.toml", kSmallDesk);
    std::string two = kSmallDesk;
    two.replace(two.find("heads = 1"), 9, "heads = 2");
    write_file("two.toml", two);
  }

  static Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  /// The shards K/N of a command, simulated with K threads.
  Words shards(const Words& words, int count, const std::string& name = "part") {
    Words files;
    for (int k = 1; k <= count; ++k) {
      const std::string shard = std::to_string(k) + "/" + std::to_string(count);
      files.push_back(name + std::to_string(k));
      const Ran ran = run(with(
          words, {"-q", "--shard", shard, "-o", files.back(), "--threads", std::to_string(k)}));
      EXPECT_EQ(ran.status, 0) << ran.err;
    }
    return files;
  }

  Ran merge(const Words& files, const Words& more = {"-q", "-o", "merged.h5"}) {
    return run(with(with({"merge"}, files), more));
  }

  /// The results of a command are the same bytes from 1, 2 and 5 shards, in any order.
  void expect_same(const Words& words, int status) {
    EXPECT_EQ(run(with(words, {"-q", "-o", "whole.h5"})).status, status);
    const std::string whole = text_in("whole.h5");
    fs::remove("whole.h5");
    for (const int count : {1, 2, 5}) {
      Words files = shards(words, count);
      std::swap(files.front(), files.back());
      const Ran ran = merge(files);
      EXPECT_EQ(ran.status, status) << ran.err;
      EXPECT_TRUE(text_in("merged.h5") == whole) << count << " shards";
      fs::remove("merged.h5");
      for (const std::string& file : files) {
        fs::remove(file);
      }
    }
  }
};

TEST_F(ShardTest, OfARunMakeTheSameFile) {
  expect_same({"run", "desk.toml", "--replications", "7", "--seed", "3"}, 0);
}

TEST_F(ShardTest, OfAComparisonMakeTheSameFile) {
  expect_same({"compare", "desk.toml", "two.toml", "--replications", "6"}, 0);
}

TEST_F(ShardTest, OfASweepMakeTheSameFile) {
  expect_same({"sweep", "desk.toml", "--vary", "rep_group.reps.heads=1:6:1", "--replications", "3"},
              0);
}

TEST_F(ShardTest, OfTheWorthOfAProgrammeMakeTheSameFile) {
  expect_same({"roi", "desk.toml", "two.toml", "--replications", "5"}, 0);
}

// What merge asks for is simulated, in another number of shards each time, until it is content.
TEST_F(ShardTest, ComeInWavesUntilThePrecisionIsReached) {
  const Words words{"run", "desk.toml", "--precision", "2%", "--precision-of", "abandonment_rate"};
  ASSERT_EQ(run(with(words, {"-q", "-o", "whole.h5"})).status, 0);
  Words files = shards(words, 3, "first");
  Ran ran = merge(files);
  int waves = 1;
  for (; ran.status == 4 && waves < 20; ++waves) {
    const std::size_t at = ran.err.find("--wave ") + 7;
    ASSERT_THAT(ran.err,
                AllOf(HasSubstr("not decided, or not precise enough, after "),
                      HasSubstr("\n  tiermix run --precision=2% --precision-of=abandonment_rate "
                                "desk.toml --wave ")));
    const std::string wave = ran.err.substr(at, ran.err.find(' ', at) - at);
    files = with(
        files, shards(with(words, {"--wave", wave}), waves, "wave" + std::to_string(waves) + "-"));
    ran = merge(files);
  }
  EXPECT_GT(waves, 1);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(text_in("merged.h5") == text_in("whole.h5"));
}

TEST_F(ShardTest, OfAComparisonComeInWavesUntilTheChoiceIsMade) {
  write_file("base.toml", text_in("desk.toml"));
  const Words words{"compare", "base.toml", "two.toml", "--delta", "0.05%", "--precision", "1%"};
  const Ran whole = run(with(words, {"-q", "-o", "whole.h5"}));
  ASSERT_EQ(whole.status, 0) << whole.err;
  Words files = shards(words, 2, "first");
  Ran ran = merge(files);
  for (int waves = 1; ran.status == 4 && waves < 40; ++waves) {
    const std::size_t at = ran.err.find("--wave ") + 7;
    const std::string wave = ran.err.substr(at, ran.err.find(' ', at) - at);
    files =
        with(files, shards(with(words, {"--wave", wave}), 2, "wave" + std::to_string(waves) + "-"));
    ran = merge(files);
  }
  EXPECT_GT(files.size(), 2U);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(text_in("merged.h5") == text_in("whole.h5"));
}

TEST_F(ShardTest, OneThatIsFinishedIsNotSimulatedAgain) {
  const Words words{"run", "desk.toml", "--shard", "2/3", "--replications", "9", "-o", "part"};
  ASSERT_EQ(run(words).status, 0);
  const std::string part = text_in("part");
  EXPECT_THAT(run(words).err, HasSubstr("part: exists (--force replaces it"));
  const Ran again = run(with(words, {"--resume"}));
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("part is finished already\n"));
  EXPECT_TRUE(text_in("part") == part);
  const Ran other = run(with(words, {"--resume", "--seed", "2"}));
  EXPECT_EQ(other.status, 3);
  EXPECT_THAT(other.err, HasSubstr("part: is of another --seed (1, not 2); --force starts over"));
}

TEST_F(ShardTest, AreRefusedWhereTheyAreNotOneWhole) {
  const Words words{"run", "desk.toml", "--replications", "6"};
  const Words files = shards(words, 3);
  const Ran missing = merge({files[0]});
  EXPECT_EQ(missing.status, 3);
  EXPECT_THAT(missing.err, HasSubstr("tiermix: shards 2 and 3 of 3 are missing\n"));
  EXPECT_THAT(merge(with(files, {files[1]})).err,
              HasSubstr("part2: is the same shard (2 of 3) as part2\n"));
  const Words other = shards({"run", "desk.toml", "--replications", "8"}, 3, "more");
  EXPECT_THAT(merge({files[0], other[1], files[2]}).err,
              HasSubstr("more2: is a shard of another command line than part1\n"));
  EXPECT_THAT(merge({"desk.toml"}).err, HasSubstr("desk.toml: is no journal"));
  EXPECT_THAT(merge({"nowhere"}).err, HasSubstr("nowhere: cannot read: No such file"));
  write_file("desk.toml", text_in("two.toml"));
  EXPECT_THAT(merge(files).err, HasSubstr("part1: is a shard of another scenario ("));
  EXPECT_FALSE(fs::exists("merged.h5"));
}

TEST_F(ShardTest, WrongWordsAreErrorsOfTheCommandLine) {
  const auto refused = [this](const Words& more) {
    const Ran ran = run(with({"run", "desk.toml"}, more));
    EXPECT_EQ(ran.status, 2);
    return ran.err;
  };
  for (const char* shard : {"0/3", "4/3", "3", "/3", "3/", "-1/3", "1/3/5", "99999999999/3"}) {
    EXPECT_THAT(refused({"--shard", shard}), HasSubstr("is not K/N with K from 1 to N (3/8)"));
  }
  EXPECT_THAT(refused({"--wave", "1:3"}), HasSubstr("option --wave needs --shard"));
  EXPECT_THAT(refused({"--wave", "3:1", "--shard", "1/2"}), HasSubstr("is not FIRST:LAST (31:87)"));
  EXPECT_THAT(refused({"--part", "x"}), HasSubstr("unknown option --part"));
}

// tests/reliability runs what is printed.
TEST_F(ShardTest, ClusterChecksTheCommandBeforeItPrintsAScript) {
  const auto refused = [this](const Words& more) {
    const Ran ran = run(with({"cluster", "--slurm", "--shards", "4", "--"}, more));
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.out, "");
    return ran.err;
  };
  EXPECT_THAT(refused({}), HasSubstr("the command is missing"));
  EXPECT_THAT(refused({"run"}), HasSubstr("the scenario file is missing"));
  EXPECT_THAT(refused({"trace", "desk.toml"}), HasSubstr("tiermix trace has no shards"));
  EXPECT_THAT(refused({"run", "desk.toml", "--replication", "4"}),
              HasSubstr("unknown option --replication, did you mean --replications?"));
  EXPECT_THAT(refused({"run", "desk.toml", "-o", "x.h5"}),
              HasSubstr("option --output: stands before the --"));
  EXPECT_THAT(run({"cluster", "--shards", "4", "--", "run", "desk.toml"}).err,
              HasSubstr("for what: --slurm or --parallel"));
  EXPECT_THAT(run({"cluster", "--parallel", "--", "run", "desk.toml"}).err,
              HasSubstr("how many shards: --shards N"));
}

}  // namespace
}  // namespace tiermix
