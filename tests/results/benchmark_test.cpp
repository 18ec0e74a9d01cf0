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
  ASSERT_THAT(read.sets.size(), 11U);
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
                  "per measure, segment, basis and scope)"));
}

TEST_F(ReadBenchmarks, ReportsWhatIsMissingAroundTheFigures) {
  EXPECT_THAT(problems("# source: somebody\nmeasure,unit,value\n"),
              ElementsAre("mine.csv: error: year: missing (a line \"# year: ...\" before the "
                          "header)",
                          "mine.csv: error: definition: missing (a line \"# definition: ...\" "
                          "before the header)",
                          "mine.csv:2:1: error: unexpected header (expected "
                          "measure,unit,segment,value,basis,note, then scope where there are "
                          "tiers)"));
}

TEST_F(ReadBenchmarks, WarnsOfAMeasureThatNothingIsComparedWith) {
  EXPECT_THAT(problems(std::string(kMeta) + "ocupancy,percent,composite,80,,\n"),
              ElementsAre("mine.csv:5:1: warning: measure: no measure \"ocupancy\" (the figure is "
                          "compared with nothing). Did you mean \"occupancy\"?"));
}

TEST_F(ReadBenchmarks, MoneyHasTheCurrencyAndWhatItIsPer) {
  EXPECT_THAT(problems(std::string(kMeta) + "cost_per_case,EUR/case,composite,30,,\n"),
              ElementsAre());
  EXPECT_THAT(problems(std::string(kMeta) + "cost_per_case,USD,composite,30,,\n"),
              ElementsAre("mine.csv:5:15: error: unit: \"USD\" does not fit cost_per_case "
                          "(expected currency/case)"));
}

TEST_F(ReadBenchmarks, TakesAQuoteThatIsNeverClosedForAnError) {
  EXPECT_THAT(problems(std::string(kMeta) + "occupancy,percent,composite,80,,\"note\n"),
              ElementsAre("mine.csv:5:33: error: a quote is opened here and never closed"));
}

const char* const kTierMeta =
    "# source: somebody\n# year: 2024\n# definition: costs\n# mark: weak: a blog\n"
    "# differs.cost_per_visit: without idle time\n# quantity.queue_jumpers: who pays to be first\n"
    "measure,unit,segment,value,basis,note,scope\n"
    "cost_per_visit,USD/visit,composite,22,,,tier.1\n"
    "queue_jumpers,percent,composite,3,,,\n";

TEST_F(ReadBenchmarks, KnowsScopesMarksDefinitionsAndQuantitiesOfASet) {
  ASSERT_THAT(problems(kTierMeta), IsEmpty());

  const BenchmarkSet set = read_benchmarks(in_folder("mine.csv")).sets.at(0);

  EXPECT_EQ(set.mark, "weak: a blog");
  EXPECT_EQ(remark_on(set.differs, "cost_per_visit"), "without idle time");
  EXPECT_EQ(remark_on(set.differs, "occupancy"), "");
  EXPECT_EQ(remark_on(set.quantities, "queue_jumpers"), "who pays to be first");
  ASSERT_EQ(set.figures.size(), 2U);
  EXPECT_EQ(set.figures[0].scope, "tier.1");
  EXPECT_EQ(set.figures[1].scope, "all");
}

TEST_F(ReadBenchmarks, ReportsScopesAndRemarksThatFitNothing) {
  EXPECT_THAT(
      problems("# source: somebody\n# year: 2024\n# definition: costs\n"
               "# differs.ocupancy: by the hour\n# differs.: nothing\n"
               "measure,unit,segment,value,basis,note,scope\n"
               "occupancy,percent,composite,80,,,tier1\n"
               "specialist_ratio,percent,composite,80,,,tier.1\n"
               "cost_per_visit,USD/visit,composite,80,,,all\n"),
      ElementsAre("mine.csv:5:1: error: differs.: expected # differs.NAME: text",
                  "mine.csv:7:34: error: scope: \"tier1\" is no scope (expected all, or tier.1 to "
                  "tier.9: the tier by its place in the scenario)",
                  "mine.csv:8:41: error: scope: specialist_ratio is not reported per tier "
                  "(docs/measures.md)",
                  "mine.csv:9:41: error: scope: cost_per_visit is not reported for the whole desk "
                  "(docs/measures.md)",
                  "mine.csv:4:1: error: differs.ocupancy: no figure of the set is about "
                  "\"ocupancy\". Did you mean \"occupancy\"?"));
}

TEST_F(ReadBenchmarks, RefusesCharactersThatATerminalObeys) {
  EXPECT_THAT(problems(std::string(kMeta) + "wait,min,composite,3,,\"\x1b[2J\"\n"),
              ElementsAre("mine.csv:5:23: error: has control characters"));
}

TEST_F(ReadBenchmarks, RefusesFiguresThatNoDeskCanHave) {
  EXPECT_THAT(problems(std::string(kMeta) + "service_level,percent,composite,780,,\n"
                                            "satisfaction_rating,points_of_5,composite,82,,\n"
                                            "first_contact_resolution,1,composite,-0.05,,\n"
                                            "wait,min,composite,-3,,\n"
                                            "specialist_ratio,percent,composite,120,,\n"),
              ElementsAre("mine.csv:5:33: error: value: 780 percent is not possible (service_level "
                          "is a share, from 0 to 100 percent)",
                          "mine.csv:6:43: error: value: 82 points_of_5 is not possible "
                          "(satisfaction_rating is from 1 to 5)",
                          "mine.csv:7:38: error: value: -0.05 1 is not possible "
                          "(first_contact_resolution is a share, from 0 to 100 percent)",
                          "mine.csv:8:20: error: value: -3 min is not possible (wait is a time, "
                          "from 0 on)"));
}

TEST_F(ReadBenchmarks, RefusesAPlaceWithoutSets) {
  EXPECT_THROW(static_cast<void>(read_benchmarks(in_folder("nowhere"))), std::runtime_error);
  EXPECT_THROW(static_cast<void>(read_benchmarks(in_folder("nowhere.csv"))), std::runtime_error);
}

class Compare : public ::testing::Test {
 protected:
  Compare() {
    sets_ = {{"mine",
              "source",
              "2024",
              "definition",
              {{"first_contact_resolution", "composite", 0.457, "percent", "", ""},
               {"first_contact_resolution", "complexity:high", 0.369, "percent", "", "", 0.0005},
               {"specialist_allocation", "composite", 0.49, "percent", "ratio", ""},
               {"specialist_allocation", "composite", 0.49, "percent", "share", ""},
               {"cost_per_case", "composite", 40.0, "USD/case", "", ""},
               {"cost_per_visit", "composite", 22.0, "USD/visit", "", "", 0.0, "tier.1"}},
              "weak",
              {{"first_contact_resolution", "by survey"}}},
             {"other",
              "another source",
              "2020",
              "definition",
              {{"first_contact_resolution", "composite", 0.7, "percent", "", ""},
               {"occupancy", "composite", 0.8, "percent", "", ""}}}};
  }

  [[nodiscard]] std::vector<BenchmarkPosition> positions(const std::string& measure,
                                                         const std::string& unit,
                                                         double mean,
                                                         double half_width,
                                                         const std::vector<std::string>& sets,
                                                         const std::string& scope = "all") const {
    EstimateRow row;
    row.measure = measure;
    row.unit = unit;
    row.mean = mean;
    row.half_width = half_width;
    row.lower = mean - half_width;
    row.upper = mean + half_width;
    return compare(row, scope, {sets, {"industry:unknown", "complexity:high"}}, sets_);
  }

  [[nodiscard]] std::optional<BenchmarkPosition> position(const std::string& measure,
                                                          const std::string& unit,
                                                          double mean,
                                                          double half_width) const {
    const auto all = positions(measure, unit, mean, half_width, {"mine"});
    return all.empty() ? std::nullopt : std::optional(all.front());
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

// 36.9 % is printed to a tenth of a point: 0.05 points beside it are no difference.
TEST_F(Compare, IsInsideWhereTheIntervalHoldsWhatRoundsToTheFigure) {
  EXPECT_EQ(position("first_contact_resolution", "1", 0.36855, 1e-5)->position, Position::inside);
  EXPECT_EQ(position("first_contact_resolution", "1", 0.36945, 1e-5)->position, Position::inside);
  EXPECT_EQ(position("first_contact_resolution", "1", 0.36840, 1e-5)->position, Position::below);
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

TEST_F(Compare, StandsBesideEverySetThatHasAFigureInTheOrderChosen) {
  const auto both =
      positions("first_contact_resolution", "1", 0.409, 0.01, {"other", "unknown", "mine"});

  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].set, "other");
  EXPECT_EQ(both[0].segment, "composite");
  EXPECT_EQ(both[0].position, Position::below);
  EXPECT_EQ(both[1].set, "mine");
  EXPECT_EQ(both[1].segment, "complexity:high");
  EXPECT_EQ(both[1].position, Position::above);
  EXPECT_EQ(positions("occupancy", "1", 0.8, 0.01, {"mine", "other"}).at(0).set, "other");
}

TEST_F(Compare, CarriesWhatAReportSaysOfTheFigure) {
  const auto found = position("first_contact_resolution", "1", 0.409, 0.01);

  ASSERT_TRUE(found);
  EXPECT_EQ(found->better, "higher");
  EXPECT_EQ(found->source, "source");
  EXPECT_EQ(found->year, "2024");
  EXPECT_EQ(found->mark, "weak");
  EXPECT_EQ(found->differs, "by survey");
  EXPECT_EQ(position("specialist_ratio", "1", 0.5, 0.1)->better, "");
  EXPECT_EQ(position("cost_per_case", "USD/case", 40.0, 1.0)->better, "lower");
}

TEST_F(Compare, AFigureOfATierStandsBesideThatTierAlone) {
  EXPECT_EQ(positions("cost_per_visit", "USD/visit", 30.0, 1.0, {"mine"}, "tier.1").size(), 1U);
  EXPECT_TRUE(positions("cost_per_visit", "USD/visit", 30.0, 1.0, {"mine"}, "tier.2").empty());
  EXPECT_TRUE(positions("cost_per_case", "USD/case", 30.0, 1.0, {"mine"}, "tier.1").empty());
  EXPECT_TRUE(positions("cost_per_case", "USD/case", 30.0, 1.0, {"mine"}, "").empty());
}

TEST_F(Compare, NeedsAFigureInTheSameUnitAndAnEstimate) {
  EXPECT_TRUE(position("cost_per_case", "USD/case", 40.0, 1.0));
  EXPECT_FALSE(position("cost_per_case", "EUR/case", 40.0, 1.0));
  EXPECT_FALSE(position("occupancy", "1", 0.8, 0.1));
  EXPECT_FALSE(position("first_contact_resolution", "1", kNaN, kNaN));
}

}  // namespace
}  // namespace tiermix
