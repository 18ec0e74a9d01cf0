#include <cstdlib>

#include <gmock/gmock.h>

#include "engine/base/check.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {
namespace {

using ::testing::ElementsAre;

std::size_t index_of_measure(std::string_view name) {
  const int index = find_measure(name);
  EXPECT_GE(index, 0) << name;
  return static_cast<std::size_t>(index);
}

Observations observations(double wait_us, double resolved_first) {
  Observations seen;
  seen.layout = {1, 2};
  seen.totals.assign(seen.layout.size() * kQuantityCount, 0.0);
  seen.wait = std::vector<Histogram>(3);
  seen.time_to_resolve = std::vector<Histogram>(1);
  for (const std::size_t scope : {std::size_t{0}, std::size_t{1}}) {
    seen.total(scope, Quantity::one) = 1.0;
    seen.total(scope, Quantity::offered) = 10.0;
    seen.total(scope, Quantity::waits_ended) = 10.0;
    seen.total(scope, Quantity::wait) = wait_us;
    seen.total(scope, Quantity::resolved_first_session_net) = resolved_first;
  }
  seen.time_to_resolve[0].add(kHour);
  return seen;
}

Model desk() {
  Model model;
  model.title = "desk";
  model.money.currency = "EUR";
  model.time.start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 5);
  model.time.warm_up = kWeek;
  model.time.horizon = 4 * kWeek;
  model.time.interval = 30 * kMinute;
  model.benchmark = {"mine", {"composite"}};
  model.classes.resize(1);
  model.classes[0].name = "how_to";
  model.tiers.resize(2);
  model.tiers[0].name = "tier1";
  model.tiers[1].name = "tier2";
  return model;
}

Estimate around(double mean) { return {mean, 0.1, mean - 0.1, mean + 0.1, 0.95, 2}; }

Outcome outcome() {
  Outcome outcome;
  outcome.design.seed = 7;
  outcome.layout = {1, 2};
  outcome.replications = {observations(6e8, 4.0), observations(1.2e9, 5.0)};
  const std::size_t fcr = index_of_measure("first_contact_resolution");
  outcome.estimates = {{fcr, 0, around(0.45)},
                       {fcr, 1, around(0.45)},
                       {index_of_measure("cost_per_case"), 2, around(30.0)}};
  IntervalEstimates& in = outcome.intervals;
  in.intervals = 2;
  in.scopes = 3;
  for (auto* column : {&in.offered, &in.abandonment_rate, &in.occupancy, &in.staffed, &in.queue}) {
    for (int i = 0; i < 6; ++i) {
      column->push_back(around(i));
    }
  }
  for (auto* column : {&in.service_level, &in.backlog}) {
    for (int i = 0; i < 6; ++i) {
      column->push_back(around(i % 3 == 0 ? i : kNaN));
    }
  }
  outcome.digest = 0xabc;
  return outcome;
}

Results assembled() {
  const std::vector<BenchmarkSet> sets{
      {"mine", "s", "y", "d", {{"first_contact_resolution", "composite", 0.4, "percent", "", ""}}}};
  return assemble(
      desk(), outcome(), sets, {"desk.toml", "title = \"desk\"\n", 0x1234, {"title=desk"}});
}

const ReplicationTable& table(const Results& results, std::string_view measure) {
  for (const ReplicationTable& candidate : results.replications) {
    if (candidate.measure == measure) {
      return candidate;
    }
  }
  throw std::out_of_range(std::string(measure));
}

TEST(Assemble, NamesScopesAndPutsTheCurrencyInPlaceOfItsWord) {
  const Results results = assembled();

  ASSERT_EQ(results.estimates.size(), 3U);
  EXPECT_EQ(results.estimates[0].scope, "all");
  EXPECT_EQ(results.estimates[1].scope, "case.how_to");
  EXPECT_EQ(results.estimates[2].scope, "tier.tier1");
  EXPECT_EQ(results.estimates[2].unit, "EUR/case");
  EXPECT_EQ(results.estimates[2].mean, 30.0);
  EXPECT_EQ(results.estimates[2].half_width, 0.1);
}

TEST(Assemble, ComparesTheWholeDeskAlone) {
  const Results results = assembled();

  ASSERT_TRUE(results.estimates[0].benchmark);
  EXPECT_EQ(results.estimates[0].benchmark->position, Position::inside);
  EXPECT_FALSE(results.estimates[1].benchmark);
}

TEST(Assemble, GivesEveryReplicationItsOwnValue) {
  const Results results = assembled();

  const ReplicationTable& fcr = table(results, "first_contact_resolution");
  EXPECT_THAT(fcr.scopes, ElementsAre("all", "case.how_to"));
  EXPECT_THAT(fcr.values, ElementsAre(0.4, 0.4, 0.5, 0.5));
  EXPECT_DOUBLE_EQ(table(results, "wait").values.front(), 1.0);  // minutes
  EXPECT_NEAR(table(results, "time_to_resolve_p50").values.front(), 1.0, 0.03);
}

TEST(Assemble, LeavesOutWhatAReplicationDidNotObserve) {
  const Results results = assembled();

  EXPECT_TRUE(std::isnan(table(results, "escalation_rate").values.front()));
  EXPECT_TRUE(std::isnan(table(results, "wait_p90").values.front()));
}

TEST(Assemble, KeepsDeskOnlyIntervalsToTheDesk) {
  const Results results = assembled();

  ASSERT_EQ(results.intervals.size(), 7U);
  EXPECT_EQ(results.intervals[0].measure, "offered");
  EXPECT_THAT(results.intervals[0].scopes, ElementsAre("all", "tier.tier1", "tier.tier2"));
  EXPECT_EQ(results.intervals[1].measure, "service_level");
  EXPECT_THAT(results.intervals[1].scopes, ElementsAre("all"));
  EXPECT_THAT(results.intervals[1].means, ElementsAre(0.0, 3.0));
  EXPECT_THAT(results.interval_starts_h, ElementsAre(0.0, 0.5));
}

TEST(Assemble, SaysWhereTheResultsComeFrom) {
  ASSERT_EQ(setenv("SOURCE_DATE_EPOCH", "1767614400", 1), 0);
  const Provenance provenance = assembled().provenance;
  ASSERT_EQ(unsetenv("SOURCE_DATE_EPOCH"), 0);

  EXPECT_EQ(provenance.created, "2026-01-05T12:00:00Z");
  EXPECT_EQ(provenance.start, "2026-01-05");
  EXPECT_EQ(provenance.horizon_h, 672.0);
  EXPECT_EQ(provenance.warm_up_h, 168.0);
  EXPECT_THAT(provenance.overrides, ElementsAre("title=desk"));
  EXPECT_EQ(provenance.seed, 7U);
  EXPECT_EQ(provenance.replications, 2U);
  EXPECT_EQ(provenance.digest, "0000000000000abc");
  EXPECT_EQ(provenance.scenario_digest, "0000000000001234");
  EXPECT_NE(provenance.program_version, "");
  EXPECT_NE(provenance.commit, "");
}

TEST(Assemble, RefusesAnOutcomeOfAnotherModel) {
  Model model = desk();
  model.tiers.pop_back();

  EXPECT_THROW((void)assemble(model, outcome(), {}, {}), ContractViolation);
}

}  // namespace
}  // namespace tiermix
