// The results file beside the chosen scenario of tiermix optimize.

#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/cli/program.hpp"
#include "tests/cli/two_tiers.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

class OptimumResults : public ProgramTest {
 protected:
  OptimumResults() { write_file("two.toml", kTwoTiers); }
};

TEST_F(OptimumResults, AreAllThatWasFound) {
  const Ran ran =
      run({"optimize", "two.toml", "--tolerance=10%", "--results=all.h5", "-o", "best.toml"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("results in all.h5\nthe chosen scenario is in best.toml\n"));

  EXPECT_EQ(run({"report", "all.h5"}).out, ran.out);
  const Ran page = run({"report", "all.h5", "-o", "all.html"});
  EXPECT_EQ(page.status, 2);
  EXPECT_THAT(page.err, HasSubstr("all.h5 is an optimum, which has no page"));
  EXPECT_EQ(run({"export", "all.h5", "--csv"}).err, "tables in all\n");
  EXPECT_THAT(text_in("all/points.csv"), HasSubstr("point,rep_group.first.heads,"));
  EXPECT_TRUE(fs::exists("all/targets.csv") && fs::exists("all/prices.csv"));
  EXPECT_EQ(run({"export", "all.h5", "--csv", "--force"}).status, 0);  // knows its own tables
  const Ran workbook = run({"export", "all.h5", "--xlsx"});
  EXPECT_EQ(workbook.status, 2);
  EXPECT_THAT(workbook.err, HasSubstr("of which there is no workbook"));
  EXPECT_THAT(run({"explain-gap", "all.h5"}).err, HasSubstr("all.h5: is no results file of a run"));
}

TEST_F(OptimumResults, AreReplacedWhereTheSameSearchGoesOn) {
  const std::vector<std::string> command{
      "optimize", "two.toml", "--results=all.h5", "--max-replications=100", "-o", "best.toml"};
  const Ran undecided = run(command);
  ASSERT_EQ(undecided.status, 4) << undecided.err;
  EXPECT_EQ(run({"report", "all.h5"}).out, undecided.out);

  const Ran again = run(command);
  EXPECT_EQ(again.status, 3);
  EXPECT_THAT(again.err, HasSubstr("all.h5: exists (--force replaces it, --results names another"));
  const std::string kept = text_in("all.h5");
  write_file("work.part", text_in("best.toml.journal"));
  for (const std::string results : {"other.h5", "work.part"}) {
    if (results == "other.h5") {
      ASSERT_EQ(run({"run", "two.toml", "--replications=2", "-o", "other.h5"}).status, 0);
    }
    const std::string before = text_in(results);
    const Ran foreign =
        run({"optimize", "two.toml", "--results", results, "--resume", "-o", "best.toml"});
    EXPECT_EQ(foreign.status, 3);
    EXPECT_THAT(foreign.err,
                testing::AnyOf(HasSubstr("other.h5: exists, and is not of this search"),
                               HasSubstr("work.part: is a journal or a shard")));
    EXPECT_EQ(text_in(results), before);
  }
  EXPECT_EQ(text_in("all.h5"), kept);
  const Ran more = run({"optimize", "two.toml", "--results=all.h5", "--resume", "-o", "best.toml"});
  EXPECT_EQ(more.status, 0) << more.err;
  EXPECT_EQ(run({"report", "all.h5"}).out, more.out);
}

TEST_F(OptimumResults, AreRefusedAPlaceBeforeAnythingRuns) {
  const auto error = [this](const std::string& results, int status) {
    const Ran ran = run({"optimize", "two.toml", "--results", results, "-o", "best.toml"});
    EXPECT_EQ(ran.status, status) << results;
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(fs::exists("best.toml.journal"));
    return ran.err;
  };
  EXPECT_THAT(error("two.toml", 3), HasSubstr("two.toml: exists"));
  EXPECT_THAT(error("no/such/all.h5", 3), HasSubstr("cannot write"));
  EXPECT_THAT(error("-", 2), HasSubstr("option --results: a results file is not for standard"));
  EXPECT_THAT(error("best.toml", 2), HasSubstr("best.toml is the chosen scenario"));
  EXPECT_THAT(error("./best.toml", 2), HasSubstr("best.toml is the chosen scenario"));
  EXPECT_THAT(error("./best.toml.journal", 2), HasSubstr("best.toml.journal is the journal"));
  EXPECT_THAT(error("", 2), HasSubstr("option --results needs a value"));
  fs::create_symlink("nowhere.h5", "link.h5");
  EXPECT_THAT(error("link.h5", 3), HasSubstr("link.h5: is a link to nothing"));
  ASSERT_EQ(mkfifo("pipe.h5", 0600), 0);
  EXPECT_THAT(error("pipe.h5", 3), HasSubstr("pipe.h5: is a pipe"));
  const Ran forced = run({"optimize", "two.toml", "--results=two.toml", "--force"});
  EXPECT_EQ(forced.status, 3);
  EXPECT_THAT(forced.err, HasSubstr("two.toml: is no results file and is not replaced"));
  EXPECT_EQ(text_in("two.toml"), kTwoTiers);
}

}  // namespace
}  // namespace tiermix
