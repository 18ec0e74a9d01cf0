#include "engine/scenario/units.hpp"

#include <gtest/gtest.h>

namespace tiermix {
namespace {

TEST(Duration, IsReadInEveryUnit) {
  EXPECT_EQ(parse_duration("250 ms").value, 0.25);
  EXPECT_EQ(parse_duration("90 s").value, 90.0);
  EXPECT_EQ(parse_duration("24 min").value, 1440.0);
  EXPECT_EQ(parse_duration("1.5 h").value, 5400.0);
  EXPECT_EQ(parse_duration("3 days").value, 259200.0);
  EXPECT_EQ(parse_duration("2 weeks").value, 1209600.0);
}

TEST(Duration, NeedsNoBlankBeforeItsUnit) { EXPECT_EQ(parse_duration(" 24min ").value, 1440.0); }

TEST(Duration, WithoutUnitIsAProblemThatQuotesIt) {
  const Measured read = parse_duration("24");

  EXPECT_FALSE(read.value);
  EXPECT_EQ(read.problem,
            "\"24\" has no unit (a time has one of the units ms, s, min, h, days, weeks). "
            "Did you mean \"24 s\", \"24 min\" or \"24 h\"?");
}

TEST(Duration, OfSeveralNumbersIsAProblem) {
  EXPECT_FALSE(parse_duration("1.2.3 min").value);
  EXPECT_FALSE(parse_duration("1 h 30 min").value);
  EXPECT_FALSE(parse_duration("").value);
}

TEST(Duration, IsShownInTheLargestUnitThatFits) {
  EXPECT_EQ(format_duration(5400.0), "90 min");
  EXPECT_EQ(format_duration(604800.0), "1 week");
  EXPECT_EQ(format_duration(0.25), "0.25 s");
  EXPECT_EQ(format_duration(1.0), "1 s");
}

TEST(Percent, IsAFraction) {
  EXPECT_EQ(parse_percent("85%").value, 0.85);
  EXPECT_EQ(parse_percent("12.5 %").value, 0.125);
  EXPECT_FALSE(parse_percent("0.85").value);
}

TEST(Cost, IsPerHourInTheScenariosCurrency) {
  EXPECT_EQ(parse_cost("36 USD/h", "USD").value, 36.0);
  EXPECT_EQ(parse_cost("36.50USD / hour", "USD").value, 36.5);
  EXPECT_FALSE(parse_cost("36 USD", "USD").value);
  EXPECT_FALSE(parse_cost("36 EUR/h", "USD").value);
}

TEST(Clock, GoesToTheEndOfTheDay) {
  EXPECT_EQ(parse_clock("08:30").value, 30600.0);
  EXPECT_EQ(parse_clock("24:00").value, 86400.0);
  EXPECT_FALSE(parse_clock("24:01").value);
  EXPECT_FALSE(parse_clock("08:60").value);
  EXPECT_FALSE(parse_clock("8:00").value);
}

TEST(Date, MustExist) {
  EXPECT_EQ(parse_date("1970-01-02").value, 1.0);
  EXPECT_TRUE(parse_date("2028-02-29").value);
  EXPECT_FALSE(parse_date("2026-02-29").value);
  EXPECT_FALSE(parse_date("2026-1-05").value);
}

TEST(InQuotes, ShowsControlCharactersAndCutsBetweenCharacters) {
  EXPECT_EQ(in_quotes("a\x1b[b"), "\"a\\x1b[b\"");
  EXPECT_EQ(in_quotes(std::string(59, 'x') + "\xc3\xa9\xc3\xa9"),
            "\"" + std::string(59, 'x') + "\xc3\xa9...\"");
}

}  // namespace
}  // namespace tiermix
