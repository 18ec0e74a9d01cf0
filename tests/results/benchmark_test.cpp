#include "engine/results/benchmark.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "engine/results/comparison.hpp"
#include "engine/results/file.hpp"

#include "tests/results/example_results.hpp"
#include "tests/support/paths.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::filesystem::path kShipped = source_folder() / "scenarios/benchmarks";

const char* const kMeta =
    "# source: somebody\n# year: 2024\n# definition: cases, \"all\" of them\n"
    "measure,unit,segment,value,basis,note\n";

class ReadBenchmarks : public ResultsTest {
 protected:
  /// The diagnostics without the folder of the file.
  [[nodiscard]] std::vector<std::string> problems(const std::string& text) const {
    replace_file(in_folder("mine.csv"), text);
    std::vector<std::string> lines;
    for (Diagnostic diagnostic : read_benchmarks(folder()).diagnostics) {
      diagnostic.place.file = std::filesystem::path(diagnostic.place.file).filename().string();
      lines.push_back(to_string(diagnostic));
    }
    return lines;
  }
};

TEST(ShippedBenchmarks, AreWithoutProblemsAndNameTheirSource) {
  const BenchmarksRead read = read_benchmarks(kShipped);

  EXPECT_THAT(read.diagnostics, IsEmpty());
  ASSERT_THAT(read.sets.size(), 3U);
  for (const BenchmarkSet& set : read.sets) {
    EXPECT_NE(set.source, "") << set.name;
    EXPECT_NE(set.year, "") << set.name;
    EXPECT_NE(set.definition, "") << set.name;
  }
}

TEST(ShippedBenchmarks, HoldThePublishedFiguresOfTheSspaAsFractions) {
  const BenchmarksRead read = read_benchmarks(kShipped);
  const auto sspa = std::ranges::find(read.sets, "sspa", &BenchmarkSet::name);
  ASSERT_NE(sspa, read.sets.end());

  const auto value = [&](std::string_view measure, std::string_view segment) {
    const auto found = std::ranges::find_if(sspa->figures, [&](const BenchmarkFigure& figure) {
      return figure.measure == measure && figure.segment == segment;
    });
    return found == sspa->figures.end() ? kNaN : found->value;
  };
  EXPECT_EQ(sspa->figures.size(), 26U);
  EXPECT_DOUBLE_EQ(value("first_contact_resolution", "complexity:high"), 0.369);
  EXPECT_DOUBLE_EQ(value("specialist_allocation", "complexity:standard"), 0.29);
  EXPECT_DOUBLE_EQ(value("satisfaction_rating", "composite"), 3.9);
}

TEST_F(ReadBenchmarks, ReportsEveryProblemOfAFileWithItsPlace) {
  EXPECT_THAT(
      problems(std::string(kMeta) + "first_contact_resolution,percent,composite,4o,,\n"
                                    "first_contact_resolution,h,high,50,,\n"
                                    "occupancy,percent,composite,80,half,\n"
                                    "occupancy,percent,composite,81\n"
                                    "occupancy,percent,industry:x,81,,\n"
                                    "occupancy,percent,industry:x,82,,\n"),
      ElementsAre("mine.csv:5:44: error: value: \"4o\" is not a number",
                  "mine.csv:6:26: error: unit: \"h\" does not fit first_contact_resolution "
                  "(expected percent or 1)",
                  "mine.csv:6:28: error: segment: \"high\" is no segment (expected composite or "
                  "kind:name, such as complexity:high)",
                  "mine.csv:7:32: error: basis: \"half\" is no basis (expected ratio, share or "
                  "nothing)",
                  "mine.csv:8:1: error: 4 cells (expected 6)",
                  "mine.csv:10:1: error: measure: a second figure for occupancy in industry:x (one "
                  "per measure, segment and basis)"));
}

TEST_F(ReadBenchmarks, ReportsWhatIsMissingAroundTheFigures) {
  EXPECT_THAT(problems("# source: somebody\nmeasure,unit,value\n"),
              ElementsAre("mine.csv: error: year: missing (a line \"# year: ...\" before the "
                          "header)",
                          "mine.csv: error: definition: missing (a line \"# definition: ...\" "
                          "before the header)",
                          "mine.csv:2:1: error: unexpected header (expected "
                          "measure,unit,segment,value,basis,note)"));
}

TEST_F(ReadBenchmarks, WarnsOfAMeasureThatNothingIsComparedWith) {
  EXPECT_THAT(problems(std::string(kMeta) + "ocupancy,percent,composite,80,,\n"),
              ElementsAre("mine.csv:5:1: warning: measure: no measure \"ocupancy\" (the figure is "
                          "compared with nothing). Did you mean \"occupancy\"?"));
}

TEST_F(ReadBenchmarks, TakesAQuoteThatIsNeverClosedForAnError) {
  EXPECT_THAT(problems(std::string(kMeta) + "occupancy,percent,composite,80,,\"note\n"),
              ElementsAre("mine.csv:5:33: error: a quote is opened here and never closed"));
}

class Compare : public ::testing::Test {
 protected:
  Compare() {
    sets_ = {{"mine",
              "source",
              "2024",
              "definition",
              {{"first_contact_resolution", "composite", 0.457, "percent", "", ""},
               {"first_contact_resolution", "complexity:high", 0.369, "percent", "", ""},
               {"specialist_allocation", "composite", 0.49, "percent", "ratio", ""},
               {"specialist_allocation", "composite", 0.49, "percent", "share", ""},
               {"cost_per_case", "composite", 40.0, "USD/case", "", ""}}}};
  }

  [[nodiscard]] std::optional<BenchmarkPosition> position(const std::string& measure,
                                                          const std::string& unit,
                                                          double mean,
                                                          double half_width) const {
    EstimateRow row;
    row.measure = measure;
    row.unit = unit;
    row.mean = mean;
    row.half_width = half_width;
    row.lower = mean - half_width;
    row.upper = mean + half_width;
    return compare(row, {"mine", {"industry:unknown", "complexity:high"}}, sets_);
  }

 private:
  std::vector<BenchmarkSet> sets_;
};

TEST_F(Compare, TakesTheFirstSegmentThatHasAFigure) {
  const auto found = position("first_contact_resolution", "1", 0.409, 0.01);

  ASSERT_TRUE(found);
  EXPECT_EQ(found->segment, "complexity:high");
  EXPECT_EQ(found->position, Position::above);
  EXPECT_NEAR(found->distance, 4.0, 1e-9);
}

TEST_F(Compare, IsInsideWhereTheIntervalHoldsTheFigure) {
  EXPECT_EQ(position("first_contact_resolution", "1", 0.36, 0.01)->position, Position::inside);
  EXPECT_EQ(position("first_contact_resolution", "1", 0.35, 0.01)->position, Position::below);
}

TEST_F(Compare, OneReplicationIsInsideAtDistanceZero) {
  const auto found = position("first_contact_resolution", "1", 0.9, kInfinity);

  EXPECT_EQ(found->position, Position::inside);
  EXPECT_EQ(found->distance, 0.0);
}

TEST_F(Compare, AnExactEstimateOnTheFigureIsInsideAtDistanceZero) {
  const auto found = position("specialist_ratio", "1", 0.49, 0.0);

  EXPECT_EQ(found->position, Position::inside);
  EXPECT_EQ(found->distance, 0.0);
}

TEST_F(Compare, SpecialistAllocationIsReadByItsBasis) {
  EXPECT_EQ(position("specialist_ratio", "1", 0.5, 0.1)->basis, "ratio");
  EXPECT_EQ(position("specialist_share", "1", 0.5, 0.1)->basis, "share");
  EXPECT_EQ(position("specialist_ratio", "1", 0.5, 0.1)->segment, "composite");
}

TEST_F(Compare, NeedsAFigureInTheSameUnitAndAnEstimate) {
  EXPECT_TRUE(position("cost_per_case", "USD/case", 40.0, 1.0));
  EXPECT_FALSE(position("cost_per_case", "EUR/case", 40.0, 1.0));
  EXPECT_FALSE(position("occupancy", "1", 0.8, 0.1));
  EXPECT_FALSE(position("first_contact_resolution", "1", kNaN, kNaN));
}

}  // namespace
}  // namespace tiermix
