#include "engine/scenario/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tiermix {
namespace {

using testing::ElementsAre;

struct ReadSeries {
  std::optional<SeriesTable> table;
  std::vector<std::string> problems;
};

ReadSeries read_series(const std::string& text) {
  Findings findings;
  ReadSeries result;
  result.table = parse_series(
      text, {.file = "v.csv", .header = "start,cases", .high = 100.0, .key = "k"}, findings);
  for (const Diagnostic& diagnostic : findings.sorted()) {
    result.problems.push_back(to_string(diagnostic));
  }
  return result;
}

TEST(Csv, TakesEitherFormOfALocalTime) {
  const ReadSeries result =
      read_series("start,cases\n1970-01-02T00:00,1\n1970-01-02 00:30:00, 2.5\n");

  ASSERT_TRUE(result.table);
  EXPECT_EQ(result.table->first_s, 86400);
  EXPECT_EQ(result.table->step_s, 1800);
  EXPECT_THAT(result.table->values, ElementsAre(1.0, 2.5));
}

TEST(Csv, TakesAByteOrderMarkCarriageReturnsAndNoLastNewline) {
  const ReadSeries result =
      read_series("\xef\xbb\xbfstart,cases\r\n1970-01-02T00:00,1\r\n1970-01-02T01:00,2");

  ASSERT_TRUE(result.table);
  EXPECT_THAT(result.table->values, ElementsAre(1.0, 2.0));
}

TEST(Csv, PointsAtTheCell) {
  EXPECT_THAT(read_series("start,cases\n1970-01-02T00:00,x\n1970-01-02T01:00,200\n").problems,
              ElementsAre("v.csv:2:18: error: k: \"x\" is not a number",
                          "v.csv:3:18: error: k: \"200\" is too large (at most 100)"));
}

TEST(Csv, IsEmptyWithoutAHeader) {
  EXPECT_THAT(read_series("").problems,
              ElementsAre("v.csv:1:1: error: k: the file is empty (the first row is "
                          "\"start,cases\")"));
}

TEST(Csv, StopsAfterTwentyProblems) {
  std::string text = "start,cases\n";
  for (int i = 0; i < 100; ++i) {
    text += "x,y\n";
  }

  EXPECT_LE(read_series(text).problems.size(), 21U);
}

}  // namespace
}  // namespace tiermix
