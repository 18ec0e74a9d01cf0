#include "engine/report/digits.hpp"

#include <gtest/gtest.h>

#include "tests/support/special_values.hpp"

namespace tiermix {
namespace {

EstimateRow row(const char* unit, double mean, double half_width) {
  EstimateRow row;
  row.measure = "wait";
  row.unit = unit;
  row.mean = mean;
  row.half_width = half_width;
  return row;
}

std::string text_of(const EstimateRow& row, Glyphs glyphs = Glyphs::unicode) {
  return estimate_text(row, {.glyphs = glyphs});
}

TEST(Digits, TheHalfWidthHasOneOrTwoDigitsAndTheMeanEndsAtTheSamePlace) {
  EXPECT_EQ(text_of(row("cases", 42.3456, 0.4012)), "42.3\t ± 0.4 cases");
  EXPECT_EQ(text_of(row("cases", 42.3456, 0.1234)), "42.35\t ± 0.12 cases");
  EXPECT_EQ(text_of(row("cases", 42.3456, 0.354)), "42.35\t ± 0.35 cases");
  EXPECT_EQ(text_of(row("cases", 42.3456, 0.356)), "42.3\t ± 0.4 cases");
}

TEST(Digits, AHalfWidthThatRoundsUpToTheNextPlaceKeepsTwoDigits) {
  EXPECT_EQ(text_of(row("cases", 42.3456, 0.96)), "42.3\t ± 1.0 cases");
  EXPECT_EQ(text_of(row("cases", 423.456, 96.0)), "420\t ± 100 cases");
}

TEST(Digits, LargeNumbersAreRoundedBeforeThePointAndGrouped) {
  EXPECT_EQ(text_of(row("cases", 123'456.0, 1'234.0)), "123,500\t ± 1,200 cases");
  EXPECT_EQ(text_of(row("cases", -1'234'567.0, 40.0)), "-1,234,570\t ± 40 cases");
}

TEST(Digits, AMeanThatIsLostInItsErrorHasNoMinusSign) {
  EXPECT_EQ(text_of(row("cases", -0.0001, 0.2)), "0.00\t ± 0.20 cases");
}

TEST(Digits, AnExactValueHasNoHalfWidthAndFourDigitsAtMost) {
  EXPECT_EQ(text_of(row("1", 0.4117647, 0.0)), "41.18\t %");
  EXPECT_EQ(text_of(row("1", 0.59, 1e-17)), "59\t %");
  EXPECT_EQ(text_of(row("reps", 19.0, 1.8e-7)), "19\t reps");
  EXPECT_EQ(text_of(row("1", 0.0, 0.0)), "0\t %");
}

TEST(Digits, WithoutAnIntervalItSaysSo) {
  EXPECT_EQ(text_of(row("cases", 42.3456, kInfinity)), "42.3\t ± ? cases");
  EXPECT_EQ(text_of(row("cases", kNaN, kNaN)), "–\t");
}

TEST(Digits, PlainAsciiWhereTheTerminalHasNoMore) {
  EXPECT_EQ(text_of(row("cases", 42.3456, 0.4), Glyphs::ascii), "42.3\t +/- 0.4 cases");
  EXPECT_EQ(text_of(row("cases", kNaN, kNaN), Glyphs::ascii), "-\t");
}

TEST(Digits, TimesAreShownInTheUnitThatSuitsTheirSize) {
  EXPECT_EQ(text_of(row("h", 100.0, 1.0)), "4.17\t ± 0.04 days");
  EXPECT_EQ(text_of(row("h", 5.25, 0.4)), "5.2\t ± 0.4 h");
  EXPECT_EQ(text_of(row("h", 0.5, 0.01)), "30.0\t ± 0.6 min");
  EXPECT_EQ(text_of(row("min", 240.0, 6.0)), "4.00\t ± 0.10 h");
  EXPECT_EQ(text_of(row("min", 12.0, 0.5)), "12.0\t ± 0.5 min");
  EXPECT_EQ(text_of(row("min", 0.25, 0.01)), "15.0\t ± 0.6 s");
}

TEST(Digits, HoursOfWorkAreAnAmountAndStayHours) {
  EstimateRow paid = row("h", 5000.0, 20.0);
  paid.measure = "paid_hours";
  EXPECT_EQ(text_of(paid), "5,000\t ± 20 h");
}

TEST(Digits, MoneyHasItsCodeAndMillionsAreShort) {
  EXPECT_EQ(text_of(row("EUR/case", 105.81, 0.42)), "105.8\t ± 0.4 EUR");
  EXPECT_EQ(text_of(row("USD", 4'009'123.0, 5'000.0)), "4.009\t ± 0.005 M USD");
}

TEST(Digits, ADifferenceFromAPublishedPercentageHasOneDecimal) {
  EXPECT_EQ(difference_text(0.05012, row("1", 0.4441, 0.0014)), "5.0 pts");
  EXPECT_EQ(difference_text(-0.05012, row("1", 0.4441, 0.04)), "5 pts");
}

}  // namespace
}  // namespace tiermix
