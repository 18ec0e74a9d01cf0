#include "engine/experiment/design_points.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Axis axis(const std::string& text) {
  const ParsedAxis parsed = parse_axis(text);
  EXPECT_TRUE(parsed.axis) << parsed.problem;
  return parsed.axis.value_or(Axis());
}

std::vector<std::string> texts(const std::string& text) {
  std::vector<std::string> values;
  const Axis own = axis(text);
  for (std::size_t i = 0; i < own.size(); ++i) {
    values.push_back(own.at(i).text);
  }
  return values;
}

TEST(Axis, ARangeHasBothEndsInDecimalArithmetic) {
  EXPECT_THAT(texts("p=0.1:0.5:0.1"), ElementsAre("0.1", "0.2", "0.3", "0.4", "0.5"));
  EXPECT_THAT(texts("p=-0.05:0.1:0.05"), ElementsAre("-0.05", "0", "0.05", "0.1"));
  EXPECT_THAT(texts("p=10:4:-3"), ElementsAre("10", "7", "4"));
  EXPECT_THAT(texts("p=7:7:2"), ElementsAre("7"));
  EXPECT_EQ(axis("p=0:1:0.001").size(), 1001U);
  EXPECT_EQ(axis("p=0:1:0.001").at(1000).number, 1.0);
}

TEST(Axis, AUnitIsKeptAsWrittenAndMayStandOnce) {
  EXPECT_THAT(texts("p=5min:15min:5min"), ElementsAre("5min", "10min", "15min"));
  EXPECT_THAT(texts("p=30:40:10 USD/h"), ElementsAre("30 USD/h", "40 USD/h"));
  EXPECT_THAT(texts("p=100%:130%:15%"), ElementsAre("100%", "115%", "130%"));
  EXPECT_EQ(axis("p=100%:130%:15%").unit, "%");
  EXPECT_EQ(axis("p=100%:130%:15%").at(1).number, 115.0);
}

TEST(Axis, AListHoldsNumbersOrTexts) {
  EXPECT_THAT(texts("p=34, 38,42"), ElementsAre("34", "38", "42"));
  EXPECT_TRUE(axis("p=34, 38,42").is_numeric());
  EXPECT_THAT(texts("p=office,late"), ElementsAre("office", "late"));
  EXPECT_FALSE(axis("p=office,late").is_numeric());
  EXPECT_TRUE(std::isnan(axis("p=office,late").at(0).number));
  EXPECT_FALSE(axis("p=30 s,1 min").is_numeric());
  EXPECT_THAT(texts("p=08:00,09:30"), ElementsAre("08:00", "09:30"));
  EXPECT_THAT(texts(R"(p=["a","b"],["c"])"), ElementsAre(R"(["a","b"])", R"(["c"])"));
}

TEST(Axis, SaysWhatIsWrong) {
  const auto problem = [](const std::string& text) { return parse_axis(text).problem; };
  EXPECT_THAT(problem("heads"), HasSubstr("is not of the form path=range"));
  EXPECT_THAT(problem("p="), HasSubstr("names no values"));
  EXPECT_THAT(problem("p=1,,2"), HasSubstr("an empty value"));
  EXPECT_THAT(problem("p=1,2,1"), HasSubstr("the value 1 twice"));
  EXPECT_THAT(problem("p=30:40:3"), HasSubstr("misses its end: the last steps are 39 and 42"));
  EXPECT_THAT(problem("p=30:40:0"), HasSubstr("a step of zero"));
  EXPECT_THAT(problem("p=40:30:2"), HasSubstr("the wrong sign"));
  EXPECT_THAT(problem("p=40:30"), HasSubstr("ends before it begins"));
  EXPECT_THAT(problem("p=30s:2min:30s"), HasSubstr("mixes the units s and min"));
  EXPECT_THAT(problem("p=a:b:c"), HasSubstr("neither a range of numbers"));
  EXPECT_THAT(problem("p=+15%"), HasSubstr("write the whole of it"));
  EXPECT_THAT(problem("p=1:3:1e-300"), HasSubstr("without an exponent"));
}

TEST(Grid, HasEveryCombinationAndTheLastAxisChangesFastest) {
  const PointDesign design = grid({axis("a=1:2:1"), axis("b=x,y,z")});
  std::vector<std::string> points;
  for (const auto& values : design.points) {
    points.push_back(values[0].text + values[1].text);
  }
  EXPECT_THAT(points, ElementsAre("1x", "1y", "1z", "2x", "2y", "2z"));
}

TEST(Grid, SaysWhenThereAreTooManyPoints) {
  const Axis thousand = axis("a=1:1000:1");
  EXPECT_EQ(grid_size({thousand, axis("b=1:10:1")}), kMostPoints);
  EXPECT_GT(grid_size({thousand, thousand, thousand, thousand}), kMostPoints);
}

// Each of n equal parts of each axis has one point.
TEST(LatinHypercube, IsLatinInEveryColumn) {
  constexpr std::size_t kPoints = 17;
  const PointDesign design =
      latin_hypercube({axis("a=0:1"), axis("b=5min:15min"), axis("c=30:200:1")}, kPoints, 7);
  ASSERT_EQ(design.points.size(), kPoints);
  const std::vector<double> low{0.0, 5.0, 30.0};
  const std::vector<double> high{1.0, 15.0, 201.0};
  for (std::size_t i = 0; i < low.size(); ++i) {
    std::set<int> parts;
    for (const auto& values : design.points) {
      const double share = (values[i].number - low[i]) / (high[i] - low[i]);
      EXPECT_GE(share, 0.0);
      EXPECT_LE(share, 1.0);
      parts.insert(std::min(static_cast<int>(share * kPoints), static_cast<int>(kPoints) - 1));
    }
    EXPECT_EQ(parts.size(), kPoints) << "axis " << i;
  }
}

TEST(LatinHypercube, TakesTheValuesOfAShortAxisEquallyOften) {
  const PointDesign design = latin_hypercube({axis("a=x,y,z"), axis("b=1:2:1")}, 10, 1);
  std::vector<int> counts(3);
  for (const auto& values : design.points) {
    ++counts[static_cast<std::size_t>(values[0].text[0] - 'x')];
  }
  std::ranges::sort(counts);
  EXPECT_THAT(counts, ElementsAre(3, 3, 4));
}

TEST(LatinHypercube, DependsOnTheSeedAndNotOnOtherAxes) {
  const auto column = [](const PointDesign& design, std::size_t i) {
    std::vector<double> numbers;
    for (const auto& values : design.points) {
      numbers.push_back(values[i].number);
    }
    return numbers;
  };
  const PointDesign one = latin_hypercube({axis("a=0:1")}, 20, 1);
  const PointDesign two = latin_hypercube({axis("a=0:1"), axis("b=0:1")}, 20, 1);
  const PointDesign other = latin_hypercube({axis("a=0:1")}, 20, 2);
  EXPECT_EQ(column(one, 0), column(two, 0));
  EXPECT_NE(column(two, 0), column(two, 1));
  EXPECT_NE(column(one, 0), column(other, 0));
}

}  // namespace
}  // namespace tiermix
