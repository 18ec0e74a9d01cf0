// An optimisation on many machines, wave by wave, and its way back together.

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/cli/program.hpp"
#include "tests/cli/two_tiers.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

class OptimizeShards : public ProgramTest {
 protected:
  OptimizeShards() { write_file("two.toml", kTwoTiers); }

  /// The shards of the wave that merge has asked for, or of the first one.
  Words shards(int count, const std::string& name, const Words& wave = {}) {
    Words files;
    for (int k = 1; k <= count; ++k) {
      files.push_back(name + std::to_string(k));
      const std::string shard = std::to_string(k) + "/" + std::to_string(count);
      const Ran ran = run(with(with(command_, wave), {"-q", "--shard", shard, "-o", files.back()}));
      EXPECT_EQ(ran.status, 0) << ran.err;
    }
    return files;
  }

  Ran merge(const Words& files, const Words& more = {"--json", "-o", "merged.toml"}) {
    return run(with(with({"merge"}, files), more));
  }

  /// "--after=merged.toml.journal", "--wave=81:120".
  static Words asked_for(const Ran& ran) {
    const auto word_after = [&ran](const std::string& name) {
      const std::size_t at = ran.err.find(name) + name.size() + 1;
      return name + "=" + ran.err.substr(at, ran.err.find(' ', at) - at);
    };
    EXPECT_THAT(ran.err,
                AllOf(HasSubstr("the search goes on: "),
                      HasSubstr("tiermix optimize --tolerance=10% two.toml --after ")));
    return {word_after("--after"), word_after("--wave")};
  }

  Ran whole() { return run(with(command_, {"--json", "-o", "whole.toml"})); }

  Words command_{"optimize", "two.toml", "--tolerance", "10%"};
};

TEST_F(OptimizeShards, MakeTheSameAnswer) {
  const Ran undivided = whole();
  ASSERT_EQ(undivided.status, 0) << undivided.err;
  for (const int count : {1, 2, 3}) {
    Words files;
    Words wave;
    Ran ran;
    int waves = 0;
    do {
      files = with(files, shards(count, "wave" + std::to_string(++waves) + "-", wave));
      ran = merge(files);
      wave = ran.status == 4 ? asked_for(ran) : Words{};
    } while (ran.status == 4 && waves < 40);
    EXPECT_GT(waves, 3);
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, undivided.out) << count;
    EXPECT_EQ(text_in("merged.toml"), text_in("whole.toml"));
    EXPECT_FALSE(fs::exists("merged.toml.journal"));
    // Once more, from the shards alone.
    fs::remove("merged.toml");
    EXPECT_EQ(merge(files).out, undivided.out);
    for (const std::string& file : with(files, {"merged.toml"})) {
      fs::remove(file);
    }
  }
}

TEST_F(OptimizeShards, LeaveTheSameResultsFile) {
  set_variable("SOURCE_DATE_EPOCH=1767225600");
  const Ran undivided = run(with(command_, {"-q", "--results=whole.h5", "-o", "whole.toml"}));
  ASSERT_EQ(undivided.status, 0) << undivided.err;
  Words files;
  Words wave;
  Ran ran;
  int waves = 0;
  do {
    files = with(files, shards(2, "wave" + std::to_string(++waves) + "-", wave));
    ran = merge(files, {"-q", "--results=merged.h5", "-o", "merged.toml"});
    wave = ran.status == 4 ? asked_for(ran) : Words{};
  } while (ran.status == 4 && waves < 40);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(text_in("merged.h5"), text_in("whole.h5"));

  const Ran early = run(with(command_, {"--shard=1/2", "--results=part.h5"}));
  EXPECT_EQ(early.status, 2);
  EXPECT_THAT(early.err, HasSubstr("option --results: a shard has no results yet"));
}

TEST_F(OptimizeShards, HaveResultsBesideTheirOutputUnlikeOthers) {
  ASSERT_EQ(run({"run", "two.toml", "--replications=2", "--shard=1/1", "-o", "run.part"}).status,
            0);
  const Ran ran = run({"merge", "run.part", "--results=run.h5"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("option --results: only shards of tiermix optimize"));
  const Words script{"cluster", "--parallel", "--shards=2", "--results=all.h5", "--"};
  EXPECT_THAT(run(with(script, {"optimize", "two.toml"})).out,
              HasSubstr("tiermix merge two.shards/$first.*.part --results all.h5 --force"));
  EXPECT_EQ(run(with(script, {"run", "two.toml"})).status, 2);
}

// What is merged is a journal of the undivided command.
TEST_F(OptimizeShards, GoOnInOneProcess) {
  ASSERT_EQ(merge(shards(2, "part")).status, 4);
  const Ran rest = run(with(command_, {"--json", "--resume", "-o", "merged.toml"}));
  EXPECT_EQ(rest.status, 0) << rest.err;
  EXPECT_EQ(rest.out, whole().out);
}

TEST_F(OptimizeShards, OneThatIsKilledGoesOn) {
  command_ = with(command_, {"--replications", "200", "--threads", "1"});
  const Words words = with(command_, {"--shard", "1/1", "-o", "part"});
  const pid_t child = start(words);
  while (!fs::exists("part") &&
         (!fs::exists("part.journal") || fs::file_size("part.journal") < 2000)) {
    usleep(500);
  }
  kill(child, SIGKILL);
  static_cast<void>(finish(child));
  ASSERT_TRUE(fs::exists("part.journal"));
  EXPECT_EQ(merge({"part.journal"}).status, 3);
  EXPECT_THAT(merge({"part.journal"}).err,
              AllOf(HasSubstr("is not finished: "), HasSubstr(" replications can be read")));
  const Ran ran = run(with(words, {"--resume"}));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("replications finished before"));
  EXPECT_THAT(run(with(words, {"--resume"})).err, HasSubstr("part is finished already"));
  EXPECT_EQ(merge({"part"}).status, 4);
  const Words other = shards(1, "other");
  const Ran once_more = merge(with({}, other), {"--json", "-o", "other.toml"});
  EXPECT_EQ(once_more.status, 4);
  EXPECT_EQ(text_in("other.toml.journal").size(), text_in("merged.toml.journal").size());
}

TEST_F(OptimizeShards, AreRefusedWhereTheyAreNotOneWhole) {
  const Words files = shards(3, "part");
  const Ran missing = merge({files[0], files[2]});
  EXPECT_EQ(missing.status, 3);
  EXPECT_THAT(missing.err, HasSubstr("tiermix: shard 2 of 3 is missing\n"));
  EXPECT_FALSE(fs::exists("merged.toml.journal"));
  EXPECT_THAT(merge(with(files, {files[1]})).err, HasSubstr("is the same shard (2 of 3) as part2"));
  const Words own = command_;
  command_ = with(own, {"--seed", "2"});
  const Words other = shards(3, "seed");
  EXPECT_THAT(merge({files[0], other[1], files[2]}).err,
              HasSubstr("seed2: is a shard of another "));
  command_ = own;
  const Ran first = merge(files);
  EXPECT_EQ(first.status, 4);
  EXPECT_EQ(merge(files).err, first.err);  // once more is harmless
  EXPECT_THAT(merge(other).err, HasSubstr("merged.toml.journal: is the journal of another --seed"));
  const Ran wrong = run(
      with(command_, {"--after", "merged.toml.journal", "--wave", "5000:5100", "--shard", "1/2"}));
  EXPECT_EQ(wrong.status, 3);
  EXPECT_THAT(wrong.err, HasSubstr("option --wave: the replications before 5000 are not known"));
}

}  // namespace
}  // namespace tiermix
