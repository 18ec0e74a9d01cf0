#include "engine/base/printable.hpp"

#include <gtest/gtest.h>

namespace tiermix {
namespace {

TEST(Printable, ShowsWhatATerminalWouldDo) {
  EXPECT_EQ(printable("a\nb\tc\x1b[2J\x7f"), "a\\x0ab\\x09c\\x1b[2J\\x7f");
  EXPECT_EQ(printable("\u009b2J"), "\\u009b2J");
  EXPECT_EQ(printable("gpj.\u202eexe \u2066x\u2069 \u2028"),
            "gpj.\\u202eexe \\u2066x\\u2069 \\u2028");
}

TEST(Printable, ShowsBytesThatAreNoUtf8) {
  EXPECT_EQ(printable("B\xfcro"), "B\\xfcro");
  EXPECT_EQ(printable("\x9b"), "\\x9b");
  EXPECT_EQ(printable("cut \xe2\x80"), "cut \\xe2\\x80");
}

TEST(Printable, LeavesWordsOfAnyLanguage) {
  const std::string words = "Büro – 支持 – תמיכה – € – 😀 (\\x0a)";
  EXPECT_EQ(printable(words), words);
}

TEST(Printable, LinesKeepTheirEndsAndTabs) {
  EXPECT_EQ(printable_lines("one\n\ttwo\r\n"), "one\n\ttwo\\x0d\n");
}

}  // namespace
}  // namespace tiermix
