#include "engine/base/text.hpp"

#include <gtest/gtest.h>

namespace tiermix {
namespace {

TEST(Nearest, FindsASwappedPairOfLetters) {
  EXPECT_EQ(nearest("nigth", {"day", "night", "office"}), "night");
}

TEST(Nearest, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest("weekend", {"day", "night"}), "");
}

TEST(ParseNumber, TakesTheWholeTextOrNothing) {
  EXPECT_EQ(parse_number("1.5e3"), 1500.0);
  EXPECT_EQ(parse_number("+2"), 2.0);
  EXPECT_EQ(parse_number("2 min"), std::nullopt);
  EXPECT_EQ(parse_number("nan"), std::nullopt);
  EXPECT_EQ(parse_number(""), std::nullopt);
}

TEST(FormatNumber, ReadsBackToTheSameBits) {
  EXPECT_EQ(format_number(0.1), "0.1");
  EXPECT_EQ(parse_number(format_number(1.0 / 3.0)), 1.0 / 3.0);
}

}  // namespace
}  // namespace tiermix
