// Response models of the user's own: bands, shares, and what is wrong with them, cell by cell.

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/scenario/csv.hpp"

namespace tiermix {
namespace {

using testing::ElementsAre;

struct Read {
  std::vector<ResponseRow> rows;
  std::vector<std::string> problems;
};

Read read(const std::string& text) {
  Findings findings;
  Read result;
  const ResponseRequest request{.file = "r.csv", .key = "k", .classes = {"call", "chat"}};
  result.rows = parse_responses(text, request, findings);
  for (const Diagnostic& diagnostic : findings.sorted()) {
    result.problems.push_back(to_string(diagnostic));
  }
  return result;
}

const std::string kRatings = "rating_1,rating_2,rating_3,rating_4,rating_5";

ResponseBand band(const std::string& cell) {
  const Read result = read("wait_min," + kRatings + "\n" + cell + ",1,0,0,0,0\n,0,0,0,0,1\n");
  EXPECT_THAT(result.problems, ElementsAre());
  return result.rows.empty() ? ResponseBand{}
                             : result.rows.front().bands[static_cast<std::size_t>(Driver::wait)];
}

TEST(Responses, BandsAreInclusiveUnlessTheySayOtherwise) {
  EXPECT_EQ(band("2").low, 2.0);
  EXPECT_EQ(band("2").high, 2.0);
  EXPECT_EQ(band(" 2 - 4 ").low, 2.0);
  EXPECT_EQ(band("2-4").high, 4.0);
  EXPECT_EQ(band("<=10").high, 10.0);
  EXPECT_LT(band("<10").high, 10.0);
  EXPECT_EQ(band("<10").low, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(band(">=10").low, 10.0);
  EXPECT_GT(band("> 10").low, 10.0);
}

TEST(Responses, SharesAreNumbersOrPercentagesAndSumToOne) {
  const Read result = read("case_class,contacts," + kRatings +
                           "\nchat,2,5%,10%,15%,30%,40%\n,,0.333,0.333,0.333,0,0\n");
  EXPECT_THAT(result.problems, ElementsAre());
  ASSERT_EQ(result.rows.size(), 2U);
  EXPECT_EQ(result.rows[0].case_class, "chat");
  EXPECT_THAT(result.rows[0].probability, ElementsAre(0.05, 0.10, 0.15, 0.30, 0.40));
  EXPECT_FALSE(result.rows[1].case_class);
  EXPECT_NEAR(result.rows[1].probability[0], 1.0 / 3.0, 1e-15);
}

TEST(Responses, AllProblemsAreTold) {
  EXPECT_THAT(
      read("case_class,contacts," + kRatings +
           "\ncal,two,1,0,0,0,0\n,1,1,0,0,0,-1\n,1,0.5,0.4,0,0,0\n,1\n")
          .problems,
      ElementsAre("r.csv:2:1: error: k: unknown case class \"cal\". Did you mean \"call\"?",
                  "r.csv:2:5: error: k: \"two\" is no band (such as 2, 2-4, <10, <=10, >10, >=10, "
                  "or empty for any)",
                  "r.csv:3:12: error: k: \"-1\" is no share of the cases (from 0 to 1, or a "
                  "percentage)",
                  "r.csv:4:1: error: k: rating_1 to rating_5 sum to 0.9 (they sum to 1)",
                  "r.csv:5:1: error: k: 2 cells (the first row names 7 columns)"));
}

TEST(Responses, TheHeaderNamesKnownColumnsOnce) {
  EXPECT_THAT(read("contact,contacts,contacts,rating_1,rating_2,rating_3,rating_4\n1\n").problems,
              ElementsAre("r.csv:1:1: error: k: unknown column \"contact\". Did you mean "
                          "\"contacts\"?",
                          "r.csv:1:1: error: k: there is no column \"rating_5\" (rating_1 to "
                          "rating_5 are needed)",
                          "r.csv:1:18: error: k: the column \"contacts\" is there twice"));
  EXPECT_THAT(read("").problems,
              ElementsAre("r.csv:1:1: error: k: the file is empty (the first row names the "
                          "columns)"));
}

TEST(Responses, ExactlyTheLastRowFitsEveryCase) {
  EXPECT_THAT(read("contacts," + kRatings + "\n1,1,0,0,0,0\n").problems,
              ElementsAre("r.csv:2:1: error: k: does not fit every case (the last row leaves all "
                          "but the ratings empty)"));
  EXPECT_THAT(
      read("contacts," + kRatings + "\n,1,0,0,0,0\n2,1,0,0,0,0\n").problems,
      ElementsAre("r.csv:3:1: error: k: is never reached (row 2 fits every case that it fits)"));
}

TEST(Responses, RowsThatNoCaseReachesAreWrong) {
  EXPECT_THAT(read("contacts,case_class," + kRatings +
                   "\n>=2,,1,0,0,0,0\n3-4,call,1,0,0,0,0\n1,,0,0,0,0,1\n,,0,0,0,0,1\n")
                  .problems,
              ElementsAre("r.csv:3:1: error: k: is never reached (row 2 fits every case that it "
                          "fits)"));
  EXPECT_THAT(read("unresolved,complexity,transfers," + kRatings +
                   "\n2,,,1,0,0,0,0\n,>1,,1,0,0,0,0\n,,<0,1,0,0,0,0\n,,,0,0,0,0,1\n")
                  .problems,
              ElementsAre("r.csv:2:1: error: k: \"2\" fits no case: unresolved is never so",
                          "r.csv:3:2: error: k: \">1\" fits no case: complexity is never so",
                          "r.csv:4:3: error: k: \"<0\" fits no case: transfers is never so"));
}

TEST(Responses, CellsMayStandInQuotes) {
  const Read quoted =
      read("\"contacts\"," + kRatings + "\n\">=2\",\"1\",0,0,0,0\n\"\",0,0,0,0,\"100%\"\n");
  EXPECT_THAT(quoted.problems, ElementsAre());
  EXPECT_EQ(quoted.rows.size(), 2U);
}

}  // namespace
}  // namespace tiermix
