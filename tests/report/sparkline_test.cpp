#include "engine/report/sparkline.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "engine/report/blocks.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

#include "tests/results/example_valuation.hpp"

namespace tiermix {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

TextStyle terminal(std::size_t width) { return {.width = width, .on_terminal = true}; }

// Ten weeks from a Monday, the first two of them warm-up, with one more cases each.
Results ten_weeks() {
  Results results;
  results.provenance.start = "2026-01-05";
  results.provenance.warm_up_h = 2 * 168.0;
  results.provenance.horizon_h = 10 * 168.0;
  Periods weeks{.kind = "week", .starts_h = {}, .clocks = {}, .tables = {}};
  IntervalTable offered{.measure = "offered",
                        .unit = "cases",
                        .scopes = {"all", "tier.tier1"},
                        .means = {},
                        .half_widths = {}};
  for (int week = 0; week < 10; ++week) {
    weeks.starts_h.push_back(week * 168.0);
    offered.means.insert(offered.means.end(), {100.0 + week, kNoValue});
    offered.half_widths.insert(offered.half_widths.end(), {2.0, kNoValue});
  }
  weeks.tables = {offered};
  results.periods = {weeks};
  return results;
}

TEST(Sparkline, GoesFromTheLowestBlockToTheHighest) {
  EXPECT_EQ(sparkline(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(sparkline(std::vector<double>{-5, 100, -5}), "▁█▁");
}

TEST(Sparkline, EqualValuesAreHalfHighAndMissingOnesBlank) {
  EXPECT_EQ(sparkline(std::vector<double>{3, 3}), "▅▅");
  EXPECT_EQ(sparkline(std::vector<double>{1, kNoValue, 2}), "▁ █");
  EXPECT_EQ(sparkline(std::vector<double>{}), "");
}

TEST(OverTime, ShowsTheMeasuredWeeksWithTheirExtremesAndIntervals) {
  const std::string text = over_time(ten_weeks(), terminal(80));

  EXPECT_THAT(text,
              AllOf(HasSubstr("week by week"),
                    HasSubstr("Offered   ▁▂▃▄▅▆▇█ "),
                    HasSubstr("102.0 ± 2.0 cases"),
                    HasSubstr("109.0 ± 2.0 cases")));
}

TEST(OverTime, LeavesAWeekOutThatIsCutShort) {
  Results results = ten_weeks();
  results.provenance.horizon_h -= 48.0;

  EXPECT_THAT(over_time(results, terminal(80)),
              AllOf(HasSubstr("108.0 ± 2.0 cases"), Not(HasSubstr("109.0"))));
}

TEST(OverTime, IsForTerminalsThatWriteUnicodeAndHaveRoom) {
  TextStyle ascii = terminal(80);
  ascii.glyphs = Glyphs::ascii;

  EXPECT_THAT(over_time(ten_weeks(), TextStyle{}), IsEmpty());
  EXPECT_THAT(over_time(ten_weeks(), ascii), IsEmpty());
  EXPECT_THAT(over_time(ten_weeks(), terminal(20)), IsEmpty());
}

TEST(OverTime, ThreePeriodsAreNoCourseOfEvents) {
  Results results = ten_weeks();
  results.provenance.warm_up_h = 7 * 168.0;

  EXPECT_THAT(over_time(results, terminal(80)), IsEmpty());
}

TEST(ValuationText, DrawsTheFlowSoFarOnATerminalOnly) {
  EXPECT_THAT(valuation_text(example_valuation(), terminal(100)), HasSubstr("\n  so far  ▁"));
  EXPECT_THAT(valuation_text(example_valuation(), TextStyle{}), Not(HasSubstr("▁")));
}

TEST(PeriodListing, OnATerminalNamesTheColumnsThatDoNotFit) {
  Results results = ten_weeks();
  IntervalTable wait = results.periods[0].tables[0];
  wait.measure = "wait";
  wait.unit = "min";
  results.periods[0].tables.push_back(wait);
  const PeriodChoice weeks{.kind = "week", .scope = "all"};

  const std::string narrow = period_listing(results, weeks, terminal(40));
  EXPECT_THAT(narrow, HasSubstr("no room for: Wait"));
  EXPECT_THAT(period_listing(results, weeks, terminal(80)), Not(HasSubstr("no room")));
  EXPECT_THAT(period_listing(results, weeks, {.width = 40}),
              AllOf(HasSubstr("Wait"), Not(HasSubstr("no room"))));
}

}  // namespace
}  // namespace tiermix
