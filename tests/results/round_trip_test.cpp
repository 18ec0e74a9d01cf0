#include <algorithm>

#include <gmock/gmock.h>

#include "engine/base/check.hpp"
#include "engine/results/file.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {
namespace {

void expect_same(const Provenance& a, const Provenance& b) {
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.scenario_file, b.scenario_file);
  EXPECT_EQ(a.scenario_text, b.scenario_text);
  EXPECT_EQ(a.scenario_digest, b.scenario_digest);
  EXPECT_EQ(a.program_version, b.program_version);
  EXPECT_EQ(a.commit, b.commit);
  EXPECT_EQ(a.created, b.created);
  EXPECT_EQ(a.currency, b.currency);
  EXPECT_EQ(a.start, b.start);
  EXPECT_EQ(a.warm_up_h, b.warm_up_h);
  EXPECT_EQ(a.horizon_h, b.horizon_h);
  EXPECT_EQ(a.overrides, b.overrides);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.replications, b.replications);
  EXPECT_EQ(a.level, b.level);
  EXPECT_EQ(a.digest, b.digest);
  EXPECT_EQ(a.precision_reached, b.precision_reached);
  EXPECT_EQ(a.interrupted, b.interrupted);
}

void expect_same(const BenchmarkPosition& a, const BenchmarkPosition& b) {
  EXPECT_EQ(a.set, b.set);
  EXPECT_EQ(a.segment, b.segment);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.basis, b.basis);
  EXPECT_EQ(a.position, b.position);
  EXPECT_TRUE(same(a.distance, b.distance));
  EXPECT_EQ(a.better, b.better);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.year, b.year);
  EXPECT_EQ(a.mark, b.mark);
  EXPECT_EQ(a.differs, b.differs);
}

void expect_same(const EstimateRow& a, const EstimateRow& b) {
  EXPECT_EQ(a.measure, b.measure);
  EXPECT_EQ(a.scope, b.scope);
  EXPECT_EQ(a.unit, b.unit);
  EXPECT_TRUE(same(a.mean, b.mean)) << a.mean;
  EXPECT_TRUE(same(a.half_width, b.half_width)) << a.half_width;
  EXPECT_TRUE(same(a.lower, b.lower)) << a.lower;
  EXPECT_TRUE(same(a.upper, b.upper)) << a.upper;
  EXPECT_EQ(a.level, b.level);
  EXPECT_EQ(a.replications, b.replications);
  ASSERT_EQ(a.benchmark.has_value(), b.benchmark.has_value());
  const std::vector<BenchmarkPosition> of_a = benchmarks_of(a);
  const std::vector<BenchmarkPosition> of_b = benchmarks_of(b);
  ASSERT_EQ(of_a.size(), of_b.size());
  for (std::size_t i = 0; i < of_a.size(); ++i) {
    expect_same(of_a[i], of_b[i]);
  }
}

void expect_same(const Periods& a, const Periods& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.starts_h, b.starts_h);
  EXPECT_EQ(a.clocks, b.clocks);
  EXPECT_EQ(a.utc_offsets_h, b.utc_offsets_h);
  ASSERT_EQ(a.tables.size(), b.tables.size());
  for (std::size_t i = 0; i < a.tables.size(); ++i) {
    EXPECT_EQ(a.tables[i].measure, b.tables[i].measure);
    EXPECT_EQ(a.tables[i].unit, b.tables[i].unit);
    EXPECT_EQ(a.tables[i].scopes, b.tables[i].scopes);
    EXPECT_TRUE(same(a.tables[i].means, b.tables[i].means));
    EXPECT_TRUE(same(a.tables[i].half_widths, b.tables[i].half_widths));
  }
}

void expect_same(const LevelMix& a, const LevelMix& b) {
  EXPECT_EQ(a.starts_h, b.starts_h);
  EXPECT_EQ(a.clocks, b.clocks);
  EXPECT_EQ(a.scopes, b.scopes);
  EXPECT_EQ(a.levels, b.levels);
  EXPECT_TRUE(same(a.means, b.means));
  EXPECT_TRUE(same(a.half_widths, b.half_widths));
}

void expect_same(const TargetRow& a, const TargetRow& b) {
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.measure, b.measure);
  EXPECT_EQ(a.scope, b.scope);
  EXPECT_EQ(a.unit, b.unit);
  EXPECT_EQ(a.at_least, b.at_least);
  EXPECT_EQ(a.verdict, b.verdict);
  for (const auto member : {&TargetRow::value,
                            &TargetRow::mean,
                            &TargetRow::half_width,
                            &TargetRow::horizon,
                            &TargetRow::horizon_lower,
                            &TargetRow::horizon_upper,
                            &TargetRow::day,
                            &TargetRow::day_lower,
                            &TargetRow::day_upper}) {
    EXPECT_TRUE(same(a.*member, b.*member));
  }
}

void expect_same(const ResolveTimes& a, const ResolveTimes& b) {
  EXPECT_EQ(a.times_h, b.times_h);
  EXPECT_EQ(a.scopes, b.scopes);
  EXPECT_TRUE(same(a.means, b.means));
  EXPECT_TRUE(same(a.half_widths, b.half_widths));
}

void expect_same(const FlowRow& a, const FlowRow& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.from, b.from);
  EXPECT_EQ(a.to, b.to);
  EXPECT_EQ(a.counted, b.counted);
  for (const auto member :
       {&FlowRow::mean, &FlowRow::half_width, &FlowRow::lower, &FlowRow::upper}) {
    EXPECT_TRUE(same(a.*member, b.*member));
  }
}

void expect_same(const Results& a, const Results& b) {
  expect_same(a.provenance, b.provenance);
  ASSERT_EQ(a.estimates.size(), b.estimates.size());
  for (std::size_t i = 0; i < a.estimates.size(); ++i) {
    expect_same(a.estimates[i], b.estimates[i]);
  }
  ASSERT_EQ(a.replications.size(), b.replications.size());
  for (std::size_t i = 0; i < a.replications.size(); ++i) {
    EXPECT_EQ(a.replications[i].measure, b.replications[i].measure);
    EXPECT_EQ(a.replications[i].unit, b.replications[i].unit);
    EXPECT_EQ(a.replications[i].scopes, b.replications[i].scopes);
    EXPECT_TRUE(same(a.replications[i].values, b.replications[i].values));
  }
  ASSERT_EQ(a.periods.size(), b.periods.size());
  for (std::size_t p = 0; p < a.periods.size(); ++p) {
    expect_same(a.periods[p], b.periods[p]);
  }
  expect_same(a.level_mix, b.level_mix);
  ASSERT_EQ(a.targets.size(), b.targets.size());
  for (std::size_t i = 0; i < a.targets.size(); ++i) {
    expect_same(a.targets[i], b.targets[i]);
  }
  expect_same(a.resolve_times, b.resolve_times);
  ASSERT_EQ(a.flows.size(), b.flows.size());
  for (std::size_t i = 0; i < a.flows.size(); ++i) {
    expect_same(a.flows[i], b.flows[i]);
  }
}

using RoundTrip = ResultsTest;

TEST_F(RoundTrip, ReadingGivesBackWhatWasWritten) {
  const auto file = in_folder("results.h5");

  write(example_results(), file);

  expect_same(read(file), example_results());
}

TEST_F(RoundTrip, KeepsARunWithoutEstimatesTablesOrTitle) {
  const auto file = in_folder("results.h5");
  const Results empty;

  write(empty, file);

  expect_same(read(file), empty);
}

TEST_F(RoundTrip, KeepsALongScenarioAndManyReplications) {
  const auto file = in_folder("results.h5");
  Results results = example_results();
  for (int i = 0; i < 20'000; ++i) {
    results.provenance.scenario_text += "# line " + std::to_string(i) + "\n";
  }
  results.provenance.replications = 30'000;
  results.replications = {{"wait", "min", {"all", "tier.tier1"}, {}}};
  for (int i = 0; i < 60'000; ++i) {
    results.replications.front().values.push_back(1.0 / (1.0 + i));
  }

  write(results, file);

  expect_same(read(file), results);
}

TEST_F(RoundTrip, WritingTheSameResultsTwiceGivesTheSameBytes) {
  write(example_results(), in_folder("a.h5"));
  write(example_results(), in_folder("b.h5"));

  EXPECT_TRUE(read_whole_file(in_folder("a.h5")) == read_whole_file(in_folder("b.h5")));
}

TEST_F(RoundTrip, ReplacesAnOlderFileAndLeavesNothingBeside) {
  const auto file = in_folder("results.h5");
  replace_file(file, "something older");

  write(example_results(), file);

  EXPECT_EQ(read(file).provenance.title, "Bürostühle & Söhne");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder()), {}), 1);
}

TEST_F(RoundTrip, KeepsARunWhoseRepsHaveNoLevels) {
  const auto file = in_folder("results.h5");
  Results results = example_results();
  results.level_mix = {};

  write(results, file);

  expect_same(read(file), results);
}

TEST_F(RoundTrip, RefusesAMixThatDoesNotFitItsAxes) {
  Results results = example_results();
  results.level_mix.means.pop_back();

  EXPECT_THROW(write(results, in_folder("results.h5")), ContractViolation);
}

TEST_F(RoundTrip, RefusesTablesThatDoNotFitTheRun) {
  Results results = example_results();
  results.replications.front().values.pop_back();

  EXPECT_THROW(write(results, in_folder("results.h5")), ContractViolation);
  EXPECT_FALSE(std::filesystem::exists(in_folder("results.h5")));
}

}  // namespace
}  // namespace tiermix
