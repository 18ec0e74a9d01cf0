#include "engine/tally/month_series.hpp"

#include <set>

#include <gtest/gtest.h>

namespace tiermix {
namespace {

TEST(MonthSeries, HaveNamesOfTheirOwnAndADefinition) {
  std::set<std::string_view> names;
  for (const PeriodSeries& series : period_series()) {
    names.insert(series.name);
  }
  for (const MonthSeries& series : month_series()) {
    EXPECT_TRUE(names.insert(series.ratio.name).second) << series.ratio.name;
    EXPECT_EQ(definition_of_series(series.ratio.name), series.ratio.definition);
    EXPECT_FALSE(series.ratio.definition.empty()) << series.ratio.name;
  }
}

TEST(MonthSeries, SpeakOfTheDeskAndItsTiers) {
  for (const MonthSeries& series : month_series()) {
    EXPECT_TRUE(series.ratio.scopes.all && series.ratio.scopes.per_tier) << series.ratio.name;
    EXPECT_FALSE(series.ratio.scopes.per_class) << series.ratio.name;
  }
}

TEST(MonthSeries, AreInTheUnitOfTheMeasureOfTheSameName) {
  for (const MonthSeries& series : month_series()) {
    if (const int measure = find_measure(series.ratio.name); measure >= 0) {
      EXPECT_EQ(series.ratio.unit, measures()[static_cast<std::size_t>(measure)].unit)
          << series.ratio.name;
    }
  }
}

TEST(MonthSeries, AreFoundByName) {
  ASSERT_GE(find_month_series("headcount"), 0);
  EXPECT_EQ(
      month_series()[static_cast<std::size_t>(find_month_series("headcount"))].ratio.numerator,
      Quantity::filled_time);
  EXPECT_EQ(find_month_series("offered"), -1);
}

TEST(DefinitionOfSeries, KnowsThoseOfAnyPeriodAndTheStaffRequired) {
  EXPECT_EQ(definition_of_series("staffed"), "mean reps on the floor");
  EXPECT_EQ(definition_of_series("required_staff"), kRequiredStaffDefinition);
  EXPECT_EQ(definition_of_series("csat_of_the_moon"), "");
}

}  // namespace
}  // namespace tiermix
