#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/tally/measure.hpp"
#include "engine/report/report.hpp"

#include "tests/report/desk.hpp"

namespace tiermix {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) {
    keys.push_back(item.key());
  }
  return keys;
}

TEST(JsonReport, HasTheKeysThatScriptsRelyOn) {
  const Json report = Json::parse(to_json(desk_results()));

  EXPECT_EQ(keys_of(report),
            (std::vector<std::string>{"format_version",
                                      "program_version",
                                      "scenario",
                                      "seed",
                                      "replications",
                                      "batch_h",
                                      "digest",
                                      "arrivals_controlled",
                                      "estimates"}));
  EXPECT_EQ(keys_of(report["scenario"]),
            (std::vector<std::string>{
                "title", "file", "digest", "start", "warm_up_h", "horizon_h", "overrides"}));
  const Json& with_benchmark = report["estimates"][3];
  EXPECT_EQ(keys_of(with_benchmark),
            (std::vector<std::string>{"measure",
                                      "scope",
                                      "unit",
                                      "mean",
                                      "half_width",
                                      "lower",
                                      "upper",
                                      "level",
                                      "replications",
                                      "benchmark"}));
  EXPECT_EQ(keys_of(with_benchmark["benchmark"]),
            (std::vector<std::string>{"set", "segment", "value", "basis", "position", "better"}));
}

TEST(JsonReport, ListsAllBenchmarksWhereThereAreSeveralWithTheirDefinitions) {
  Results results = desk_results();
  BenchmarkPosition further = *results.estimates[3].benchmark;
  further.set = "mine";
  further.source = "Ours, 2024";
  further.year = "2024";
  further.mark = "weak";
  further.differs = "by survey";
  results.estimates[3].further_benchmarks = {further};

  const Json report = Json::parse(to_json(results));

  const Json& estimate = report["estimates"][3];
  EXPECT_EQ(estimate["benchmark"]["set"], "sspa");
  ASSERT_EQ(estimate["benchmarks"].size(), 2U);
  EXPECT_EQ(estimate["benchmarks"][0], estimate["benchmark"]);
  EXPECT_EQ(estimate["benchmarks"][1]["set"], "mine");
  EXPECT_EQ(estimate["benchmarks"][1]["source"], "Ours, 2024");
  EXPECT_EQ(estimate["benchmarks"][1]["year"], "2024");
  EXPECT_EQ(estimate["benchmarks"][1]["mark"], "weak");
  EXPECT_EQ(estimate["benchmarks"][1]["differs"], "by survey");
  EXPECT_FALSE(report["estimates"][6].contains("benchmarks"));
}

TEST(JsonReport, HasTheVerdictBesideTheEstimateAndAllOfEveryTarget) {
  Results results = desk_results();
  results.targets = {{.text = ">= 35%",
                      .measure = "first_contact_resolution",
                      .scope = "all",
                      .unit = "1",
                      .at_least = true,
                      .value = 0.35,
                      .mean = 0.401,
                      .half_width = 0.004,
                      .verdict = "met",
                      .horizon = 1.0,
                      .horizon_lower = 0.9,
                      .horizon_upper = 1.0,
                      .day = std::numeric_limits<double>::quiet_NaN()}};
  const Json report = Json::parse(to_json(results));

  EXPECT_EQ(report["estimates"][3]["target"],
            (Json{{"text", ">= 35%"}, {"sense", ">="}, {"value", 0.35}, {"verdict", "met"}}));
  EXPECT_FALSE(report["estimates"][0].contains("target"));
  ASSERT_EQ(report["targets"].size(), 1U);
  EXPECT_EQ(report["targets"][0]["over_the_horizon"]["lower"], 0.9);
  EXPECT_TRUE(report["targets"][0]["on_a_day"]["mean"].is_null());
}

TEST(JsonReport, HasPeriodsWhereTheyAreAskedFor) {
  const Json report =
      Json::parse(to_json(desk_results(), PeriodChoice{.kind = "day", .scope = "tier.tier1"}));

  EXPECT_EQ(report["periods"]["by"], "day");
  EXPECT_EQ(report["periods"]["scope"], "tier.tier1");
  EXPECT_EQ(report["periods"]["rows"][1]["time"], "2026-03-30 00:00");
  EXPECT_EQ(report["periods"]["rows"][1]["hours"], 23.0);
  EXPECT_EQ(report["periods"]["rows"][1]["offered"]["mean"], 9.0);
}

TEST(JsonReport, SaysWhoIsAtWhichLevelByMonth) {
  const Json report =
      Json::parse(to_json(desk_results(), PeriodChoice{.kind = "month", .scope = "tier.tier1"}));

  const Json& february = report["periods"]["rows"][1];
  EXPECT_EQ(february["headcount"]["mean"], 4.5);
  EXPECT_EQ(february["people_by_level"],
            (Json::array({{{"level", "junior"}, {"mean", 3.5}, {"half_width", 0.1}},
                          {{"level", nullptr}, {"mean", 1.0}, {"half_width", 0.0}}})));
  const Json days = Json::parse(to_json(desk_results(), PeriodChoice{.kind = "day"}));
  EXPECT_FALSE(days["periods"]["rows"][0].contains("people_by_level"));
}

TEST(JsonReport, HasEveryEstimateUnrounded) {
  const Results results = desk_results();
  const Json report = Json::parse(to_json(results));

  ASSERT_EQ(report["estimates"].size(), results.estimates.size());
  EXPECT_EQ(report["seed"], 7);
  EXPECT_EQ(report["scenario"]["overrides"], (Json{"rep_group.floor.heads=14"}));
  EXPECT_EQ(report["estimates"][3]["mean"].get<double>(), 0.401);
  EXPECT_EQ(report["estimates"][3]["benchmark"]["position"], "above");
  EXPECT_FALSE(report["estimates"][0].contains("benchmark"));
}

TEST(JsonReport, WritesNullForNumbersThatAreNotFinite) {
  Results results = desk_results();
  results.estimates[0].half_width = std::numeric_limits<double>::infinity();
  results.estimates[0].mean = std::numeric_limits<double>::quiet_NaN();

  const Json report = Json::parse(to_json(results));

  EXPECT_TRUE(report["estimates"][0]["half_width"].is_null());
  EXPECT_TRUE(report["estimates"][0]["mean"].is_null());
}

TEST(JsonReport, KeepsASeedOfSixtyFourBits) {
  Results results = desk_results();
  results.provenance.seed = 0xfedcba9876543210U;

  EXPECT_EQ(Json::parse(to_json(results))["seed"].get<std::uint64_t>(), 0xfedcba9876543210U);
}

TEST(JsonReport, SurvivesATitleThatIsNotUtf8) {
  Results results = desk_results();
  results.provenance.title = "B\xfcro";

  EXPECT_TRUE(Json::accept(to_json(results)));
}

TEST(MeasuresPage, HasALineForEveryMeasure) {
  const std::string page = measures_page();

  for (const Measure& measure : measures()) {
    EXPECT_NE(page.find("\n| `" + std::string(measure.name) + "` | "), std::string::npos)
        << measure.name;
  }
}

TEST(MeasuresPage, AMeasureIsExplainedWithItsDenominator) {
  EXPECT_EQ(explain_measure("escalation_rate"), R"(escalation_rate (measure)
  hand-overs to another tier over cases that came to the tier
  unit: 1
  computed as: escalations / cases_met
  reported for: tier
  element: efficiency
)");
  EXPECT_EQ(explain_measure("escalation"), "");
}

}  // namespace
}  // namespace tiermix
