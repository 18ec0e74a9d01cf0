#include <cmath>
#include <filesystem>

#include <gmock/gmock.h>

#include "tests/results/example_compared.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

using ComparedFile = ResultsTest;

TEST_F(ComparedFile, ReadingGivesBackScenariosEstimatesAndReplications) {
  const auto file = in_folder("comparison.h5");
  const Compared written = example_compared();

  write(written, file);
  const Compared back = read_compared(file);

  EXPECT_EQ(back.provenance.title, written.provenance.title);
  EXPECT_EQ(back.decided, written.decided);
  ASSERT_EQ(back.scenarios.size(), 2U);
  EXPECT_EQ(back.scenarios[1].name, "früh");
  EXPECT_EQ(back.scenarios[0].provenance.replications, 3U);
  EXPECT_EQ(back.scenarios[1].provenance.replications, 2U);
  EXPECT_EQ(back.scenarios[1].provenance.scenario_text,
            written.scenarios[1].provenance.scenario_text);
  ASSERT_EQ(back.estimates.size(), 2U);
  EXPECT_EQ(back.estimates[1].alternative, "früh");
  EXPECT_EQ(back.estimates[1].row.mean, 47.0);
  EXPECT_EQ(back.estimates[1].row.upper, 48.5);
  EXPECT_EQ(back.estimates[1].probability_best, 0.996);
  ASSERT_EQ(back.replications.size(), 1U);
  EXPECT_EQ(back.replications[0].unit, "EUR/case");
  ASSERT_EQ(back.replications[0].values.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_TRUE(same(back.replications[0].values[i], written.replications[0].values[i]));
  }
}

TEST_F(ComparedFile, ReadingGivesBackDifferencesAndTheChoice) {
  const auto file = in_folder("comparison.h5");
  write(example_compared(), file);

  const Compared back = read_compared(file);

  ASSERT_EQ(back.differences.size(), 1U);
  const DifferenceRow& row = back.differences.front();
  const DifferenceRow wanted = example_compared().differences.front();
  EXPECT_EQ(row.measure, wanted.measure);
  EXPECT_EQ(row.scope, wanted.scope);
  EXPECT_EQ(row.unit, wanted.unit);
  EXPECT_EQ(row.base, wanted.base);
  EXPECT_EQ(row.alternative, wanted.alternative);
  EXPECT_EQ(row.better, wanted.better);
  EXPECT_EQ(row.replications, wanted.replications);
  for (const auto member : {&DifferenceRow::mean,
                            &DifferenceRow::half_width,
                            &DifferenceRow::lower,
                            &DifferenceRow::upper,
                            &DifferenceRow::level,
                            &DifferenceRow::probability_best,
                            &DifferenceRow::variance_reduction,
                            &DifferenceRow::correlation}) {
    EXPECT_EQ(row.*member, wanted.*member);
  }
  ASSERT_EQ(back.choices.size(), 2U);
  EXPECT_FALSE(back.choices[0].best);
  EXPECT_TRUE(back.choices[1].best);
  EXPECT_TRUE(back.choices[0].sequential);
  EXPECT_TRUE(back.choices[0].decided);
  EXPECT_EQ(back.choices[0].eliminated_after, 30U);
  EXPECT_EQ(back.choices[0].stage, 60U);
  EXPECT_EQ(back.choices[0].behind_best, 3.4);
  EXPECT_EQ(back.choices[0].confidence, 0.95);
  EXPECT_EQ(back.choices[0].indifference, 0.5);
}

TEST_F(ComparedFile, KeepsAComparisonThatWasStoppedAtOnce) {
  const auto file = in_folder("comparison.h5");
  Compared stopped = example_compared();
  stopped.estimates.clear();
  stopped.differences.clear();
  stopped.choices.clear();
  stopped.replications.clear();

  write(stopped, file);

  EXPECT_TRUE(read_compared(file).estimates.empty());
  EXPECT_EQ(read_compared(file).scenarios.size(), 2U);
}

TEST_F(ComparedFile, RefusesTheResultsOfARun) {
  const auto file = in_folder("run.h5");
  write(example_results(), file);

  EXPECT_THAT([&] { static_cast<void>(read_compared(file)); },
              ThrowsMessage<std::runtime_error>(HasSubstr("not the results of a comparison")));
}

TEST(BetterSide, IsEmptyWhereAMeasureIsGoodOrBadInItsContext) {
  EXPECT_EQ(better_side("cost_per_case"), "lower");
  EXPECT_EQ(better_side("service_level"), "higher");
  EXPECT_EQ(better_side("occupancy"), "");
}

}  // namespace
}  // namespace tiermix
