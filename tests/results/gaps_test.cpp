#include "engine/results/gaps.hpp"

#include <gtest/gtest.h>

#include "engine/scenario/load.hpp"

namespace tiermix {
namespace {

constexpr const char* kTwoTiers = R"(title = "Two tiers"
currency = "EUR"
[time]
start = 2026-01-05
horizon = "1 week"
[[case_class]]
name = "question"
arrivals = { per_hour = 6 }
[[tier]]
name = "front"
handle_time = { law = "exponential", mean = "8 min" }
escalates_to = "back"
resolve = 0.7
[[tier]]
name = "back"
handle_time = { law = "exponential", mean = "8 min" }
[[rep_group]]
name = "juniors"
tier = "front"
heads = 3
loaded_cost = "30 EUR/h"
[[rep_group]]
name = "seniors"
tier = "back"
heads = 1
loaded_cost = "60 EUR/h"
)";

constexpr double kWeekHours = 168.0;
constexpr double kYearHours = 8766.0;

// 12,000 a year for all who are employed, three quarters of them at the front.
class GapsTest : public ::testing::Test {
 protected:
  GapsTest() {
    Loaded loaded = load_text(kTwoTiers, "two.toml", ".");
    EXPECT_TRUE(loaded.model.has_value());
    model_ = std::move(loaded.model).value();
    input_.model = &model_;
    input_.base.provenance.horizon_h = kWeekHours;
    input_.base.provenance.level = 0.95;
    Lever lever;
    lever.name = "course";
    lever.groups = {"juniors", "seniors"};
    lever.cost.per_rep_year = 3000.0;
    input_.levers = {lever};
    input_.people = {3.0, 1.0};
    input_.overloads = {{}};
  }

  void want(const std::string& measure, const std::string& scope, Better better) {
    input_.goals.push_back({.measure = measure,
                            .scope = scope,
                            .unit = "EUR",
                            .reference = "",
                            .value = better == Better::higher ? 1e6 : -1e6,
                            .standing = GapStanding::missed,
                            .better = better});
  }

  // Every measure the same with the lever and without it: what moves is the price.
  double moved(const std::string& measure, const std::string& scope, Better better) {
    want(measure, scope, better);
    SweptPoint point;
    point.replications = 2;
    const Influences same{.value = 100.0, .effects = {0.0, 0.0}};
    point.effects.assign(measures_of(input_.goals, model_).size(), same);
    const GapReport report = assemble(input_, {point, point});
    return report.tables.tables.at(0).effects.at(0).effect.mean;
  }

  Model model_;
  GapInput input_;
};

TEST_F(GapsTest, ChargesTheDeskWithTheWholePriceOfALever) {
  EXPECT_NEAR(
      moved("cost_of_support", "all", Better::lower), 12'000.0 * kWeekHours / kYearHours, 1e-9);
}

TEST_F(GapsTest, ChargesATierWithThePriceOfItsPeople) {
  EXPECT_NEAR(moved("cost_of_support", "tier.front", Better::lower),
              9'000.0 * kWeekHours / kYearHours,
              1e-9);
}

TEST_F(GapsTest, TakesThePriceFromTheProfit) {
  EXPECT_NEAR(
      moved("support_profit", "all", Better::higher), -12'000.0 * kWeekHours / kYearHours, 1e-9);
}

// 100 EUR at 100 EUR a case: one case bears all of the price.
TEST_F(GapsTest, DividesThePriceByTheCases) {
  EXPECT_NEAR(
      moved("cost_per_case", "all", Better::lower), 12'000.0 * kWeekHours / kYearHours, 1e-9);
}

TEST_F(GapsTest, LeavesOtherMeasuresWithoutThePrice) {
  EXPECT_EQ(moved("satisfaction_rating", "all", Better::higher), 0.0);
}

TEST(GapGoals, AreOneForEveryFigureOfEverySet) {
  Results run;
  EstimateRow row;
  row.measure = "first_contact_resolution";
  row.scope = "all";
  row.unit = "1";
  row.mean = 0.6;
  row.lower = 0.59;
  row.upper = 0.61;
  BenchmarkPosition published;
  published.set = "sspa";
  published.segment = "high";
  published.value = 0.5;
  published.position = Position::above;
  BenchmarkPosition own = published;
  own.set = "own";
  own.segment = "desk";
  own.value = 0.7;
  own.position = Position::below;
  set_benchmarks(row, {published, own});
  run.estimates = {row};
  const std::vector<GapGoalRow> goals = gap_goals(run);

  ASSERT_EQ(goals.size(), 2U);
  EXPECT_EQ(goals[0].reference, "sspa, high");
  EXPECT_EQ(goals[0].standing, GapStanding::beaten);
  EXPECT_EQ(goals[1].reference, "own, desk");
  EXPECT_EQ(goals[1].standing, GapStanding::missed);
}

}  // namespace
}  // namespace tiermix
