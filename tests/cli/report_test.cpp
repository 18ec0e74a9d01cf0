#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ReportTest : public ProgramTest {
 protected:
  void simulate() {
    write_file("desk.toml", kSmallDesk);
    ASSERT_EQ(run({"run", "desk.toml", "--replications", "2", "-q"}).status, 0);
  }
};

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

TEST_F(ReportTest, WritesOnePageBesideTheResults) {
  simulate();

  const Ran ran = run({"report", "desk.h5"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "page in desk.html\n");
  const std::string page = text_in("desk.html");
  EXPECT_THAT(page, StartsWith("<!doctype html>"));
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, AllOf(HasSubstr("\"Small desk\""), Not(HasSubstr("__REPORT_DATA__"))));
  EXPECT_LT(page.size(), 3'000'000U);
}

TEST_F(ReportTest, LoadsNothing) {
  simulate();
  const std::string page = run({"report", "desk.h5", "-o", "-"}).out;

  EXPECT_THAT(page,
              AllOf(Not(HasSubstr(" src=\"http")),
                    Not(HasSubstr("href=\"http")),
                    Not(HasSubstr("@import")),
                    Not(HasSubstr("url(http"))));
}

TEST_F(ReportTest, GivesTheSameBytesForTheSameResults) {
  simulate();

  EXPECT_EQ(run({"report", "desk.h5", "-o", "-"}).out, run({"report", "desk.h5", "-o", "-"}).out);
}

TEST_F(ReportTest, ReplacesAPageOnlyWhenAsked) {
  simulate();
  ASSERT_EQ(run({"report", "desk.h5"}).status, 0);
  const std::string page = text_in("desk.html");
  write_file("desk.html", page.substr(0, 2000));

  const Ran refused = run({"report", "desk.h5"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.err, "tiermix: desk.html exists: --force replaces it, -o names another\n");
  EXPECT_EQ(text_in("desk.html"), page.substr(0, 2000));
  EXPECT_EQ(run({"report", "desk.h5", "--force"}).status, 0);
  EXPECT_EQ(text_in("desk.html"), page);
}

TEST_F(ReportTest, ReplacesNothingButPages) {
  simulate();
  const std::string scenario = text_in("desk.toml");

  const Ran refused = run({"report", "desk.h5", "-o", "desk.toml", "--force"});

  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("desk.toml is no page of tiermix and is not replaced"));
  EXPECT_EQ(run({"export", "desk.h5", "--xlsx", "-o", "desk.toml", "--force"}).status, 2);
  EXPECT_EQ(text_in("desk.toml"), scenario);
}

TEST_F(ReportTest, KeepsATitleThatMeansHarmText) {
  std::string desk = kSmallDesk;
  desk.replace(desk.find("Small desk"), 10, "</script><script>alert(1)</script>=cmd|' /C calc'!A0");
  write_file("harm.toml", desk);
  ASSERT_EQ(run({"run", "harm.toml", "--replications", "2", "-q"}).status, 0);
  simulate();

  const std::string page = run({"report", "harm.h5", "-o", "-"}).out;
  const std::string plain = run({"report", "desk.h5", "-o", "-"}).out;

  EXPECT_THAT(page, HasSubstr(R"(\u003c/script\u003e\u003cscript\u003ealert(1))"));
  EXPECT_EQ(times(page, "<script"), times(plain, "<script"));
  EXPECT_EQ(times(page, "</script"), times(plain, "</script"));
}

TEST_F(ReportTest, RefusesWhatIsNoResultsFile) {
  const Ran none = run({"report"});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, HasSubstr("results file"));

  const Ran missing = run({"report", "missing.h5"});
  EXPECT_EQ(missing.status, 3);
  EXPECT_THAT(missing.err, StartsWith("tiermix: missing.h5: "));

  write_file("text.h5", "not HDF5");
  const Ran other = run({"report", "text.h5"});
  EXPECT_EQ(other.status, 3);
  EXPECT_THAT(other.err, HasSubstr("text.h5: cannot read: it is not an HDF5 file"));
  EXPECT_FALSE(std::filesystem::exists("text.html"));
}

TEST_F(ReportTest, LeavesNoPartOfAPageWhereTheFolderIsMissing) {
  simulate();

  const Ran ran = run({"report", "desk.h5", "-o", "nowhere/desk.html"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr("nowhere/desk.html"));
}

}  // namespace
}  // namespace tiermix
