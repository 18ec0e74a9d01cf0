#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/report.hpp"

#include "tests/results/example_valuation.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string text_of(const Valuation& valuation) {
  return valuation_text(valuation, {.width = 100, .colour = Colour::off});
}

EstimateRow& row(Valuation& valuation, const char* name) {
  for (EstimateRow& estimate : valuation.estimates) {
    if (estimate.measure == name) {
      return estimate;
    }
  }
  valuation.estimates.push_back(valuation_row(name, "1", 0.0, 0.0));
  return valuation.estimates.back();
}

TEST(ValuationText, ShowsSavedHoursAtTheirWageBesideCashAlone) {
  const std::string text = text_of(example_valuation());
  EXPECT_THAT(text, HasSubstr("geschult is worth 58 ± 24 EUR more than it costs"));
  EXPECT_THAT(text, HasSubstr("saved hours at 50 % of it"));
  EXPECT_THAT(text, HasSubstr("cash alone"));
  EXPECT_THAT(text, HasSubstr("Hours saved on the floor count at 50 % of their wage"));
  EXPECT_THAT(text, HasSubstr("Price of training"));
  EXPECT_THAT(text, HasSubstr("from 2026-02-01"));
}

TEST(ValuationText, SaysThatNothingIsDecidedWhereZeroIsInTheInterval) {
  Valuation valuation = example_valuation();
  row(valuation, "net_present_value") = valuation_row("net_present_value", "EUR", 10.0, 24.0);
  EXPECT_THAT(text_of(valuation),
              HasSubstr("Whether geschult is worth its cost is not decided: it is 10 ± 24 EUR"));
}

TEST(ValuationText, NamesTheDateOfThePayback) {
  Valuation valuation = example_valuation();
  EstimateRow& payback = row(valuation, "payback_months");
  payback.mean = 0.5;  // 15 days and 5 h after 2026-01-19
  payback.lower = 0.0;
  payback.upper = std::numeric_limits<double>::infinity();
  EXPECT_THAT(text_of(valuation),
              HasSubstr("It pays back by 2026-02-03 (median, at once to later)"));
}

TEST(ValuationText, SaysWhereTheEffectBreaksEvenOrThatItDoesNot) {
  Valuation valuation = example_valuation();
  EstimateRow& size = row(valuation, "break_even_size");
  size.mean = 0.63;
  size.lower = 0.6;
  size.upper = std::numeric_limits<double>::infinity();
  EXPECT_THAT(
      text_of(valuation),
      HasSubstr("It is worth its cost from 63 % of the assumed effect on (60 % to more than "
                "100 %)."));
  size.mean = size.lower = size.upper;
  EXPECT_THAT(text_of(valuation),
              HasSubstr("There is no break-even in 0 to 100 % of the assumed effect."));
}

TEST(ValuationText, LeavesLinesOutInWhichNothingDiffers) {
  Valuation valuation = example_valuation();
  valuation.lines.push_back(valuation_row("renewals", "EUR", 0.0, 0.0));
  EXPECT_THAT(text_of(valuation), Not(HasSubstr("Renewals")));
}

}  // namespace
}  // namespace tiermix
