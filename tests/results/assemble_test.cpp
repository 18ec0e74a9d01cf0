#include <cstdlib>

#include <gmock/gmock.h>

#include "engine/base/check.hpp"
#include "engine/tally/month_series.hpp"
#include "engine/tally/period_series.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {
namespace {

using ::testing::_;
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
  model.benchmark = {{"mine"}, {"composite"}};
  model.classes.resize(1);
  model.classes[0].name = "how_to";
  model.tiers.resize(2);
  model.tiers[0].name = "tier1";
  model.tiers[1].name = "tier2";
  model.targets = {{.measure = "first_contact_resolution",
                    .scope = "case.how_to",
                    .at_least = true,
                    .value = 0.4,
                    .text = ">= 40%"}};
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
  PeriodEstimates& in = outcome.periods.emplace_back();
  in.starts = {Instant{}, Instant{} + 30 * kMinute};
  in.scopes = 4;
  in.series.resize(period_series().size());
  for (std::vector<PeriodValue>& column : in.series) {
    for (int i = 0; i < 8; ++i) {
      column.push_back({static_cast<double>(i), 0.1});
    }
  }
  const Aim fcr_aim{.measure = fcr, .scope = 1, .at_least = true, .value = 0.4};
  outcome.aims = {{.aim = fcr_aim,
                   .estimate = around(0.55),
                   .verdict = Verdict::met,
                   .over_the_horizon = around(0.9),
                   .on_a_day = std::nullopt}};
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

const IntervalTable& over_time(const Results& results, std::string_view measure) {
  for (const IntervalTable& candidate : results.periods.at(0).tables) {
    if (candidate.measure == measure) {
      return candidate;
    }
  }
  throw std::out_of_range(std::string(measure));
}

TEST(Assemble, GivesEverySeriesTheScopesThatReportIt) {
  const Results results = assembled();

  ASSERT_EQ(results.periods.size(), 1U);
  EXPECT_EQ(results.periods[0].kind, "interval");
  EXPECT_THAT(results.periods[0].starts_h, ElementsAre(0.0, 0.5));
  EXPECT_THAT(results.periods[0].clocks, ElementsAre("2026-01-05 00:00", "2026-01-05 00:30"));
  EXPECT_THAT(over_time(results, "offered").scopes,
              ElementsAre("all", "case.how_to", "tier.tier1", "tier.tier2"));
  EXPECT_THAT(over_time(results, "service_level").scopes, ElementsAre("all", "case.how_to"));
  EXPECT_THAT(over_time(results, "service_level").means, ElementsAre(0.0, 1.0, 4.0, 5.0));
  EXPECT_THAT(over_time(results, "staffed").scopes, ElementsAre("all", "tier.tier1", "tier.tier2"));
}

// Nobody enters at either tier: loads of 2, 3, 6 and 7 Erlang over 85 %.
TEST(Assemble, WorksOutTheStaffThatTheLoadsNeed) {
  const IntervalTable required = over_time(assembled(), "required_staff");

  EXPECT_THAT(required.scopes, ElementsAre("all", "tier.tier1", "tier.tier2"));
  EXPECT_THAT(required.means, ElementsAre(3.0 + 4.0, 3.0, 4.0, 8.0 + 9.0, 8.0, 9.0));
}

// One hour from midnight, the two periods of outcome().
Model opening_at(Duration from) {
  Model model = desk();
  model.time.horizon = kHour;
  model.opening_hours.resize(1);
  model.opening_hours[0].name = "lines";
  model.opening_hours[0].spans = {{from, kDay}};
  model.classes[0].opening_hours = "lines";
  model.classes[0].enters_at = {{"tier1", 1.0}};
  return model;
}

void set_all(Outcome& outcome, std::string_view series, double value) {
  for (PeriodValue& one :
       outcome.periods[0].series[static_cast<std::size_t>(find_period_series(series))]) {
    one.mean = value;
  }
}

IntervalTable required(const Model& model, const Outcome& outcome) {
  return over_time(assemble(model, outcome, {}, {}), "required_staff");
}

TEST(Assemble, AsksForNobodyWhileTheDeskIsClosed) {
  Outcome nobody_there = outcome();
  set_all(nobody_there, "staffed", 0.0);

  const IntervalTable before = required(opening_at(kHour), nobody_there);
  EXPECT_THAT(before.means, ElementsAre(0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
  EXPECT_THAT(before.half_widths, ElementsAre(0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
  const IntervalTable from_half_past = required(opening_at(30 * kMinute), nobody_there);
  EXPECT_THAT(from_half_past.means, ElementsAre(0.0, 0.0, 0.0, _, _, 9.0));
  EXPECT_GE(from_half_past.means[4], 7.0) << "6 Erlang of calls";
}

// Loads of 2 and 3 Erlang, of which one is worked on.
TEST(Assemble, AsksForThoseWhoServeWhileTheDeskIsClosed) {
  Outcome one_busy = outcome();
  set_all(one_busy, "staffed", 2.0);
  set_all(one_busy, "occupancy", 0.5);

  EXPECT_THAT(required(opening_at(kHour), one_busy).means,
              ElementsAre(2.0, 1.0, 1.0, 2.0, 1.0, 1.0));
}

// Calls are turned away, mail is worked on: its load, not that of all visits.
TEST(Assemble, LeavesOutOfALoadWhoIsTurnedAway) {
  Model model = opening_at(kHour);
  model.classes[0].when_closed = WhenClosed::turn_away;
  model.classes.resize(2);
  model.classes[1].name = "mail";
  model.classes[1].channel = Channel::email;
  model.classes[1].enters_at = {{"tier1", 1.0}};
  Outcome night = outcome();
  night.layout = {2, 2};
  night.replications = {};
  night.estimates = {};
  night.aims = {};
  PeriodEstimates& in = night.periods[0];
  in.scopes = 5;
  in.series.assign(period_series().size(), std::vector<PeriodValue>(10, PeriodValue{1.0, 0.0}));
  set_all(night, "offered", 10.0);
  set_all(night, "offered_load", 3.0);

  EXPECT_THAT(required(model, night).means, ElementsAre(_, 4.0, _, _, 4.0, _));
}

Outcome with_months() {
  Outcome by_month = outcome();
  PeriodEstimates& in = by_month.periods.emplace_back();
  in.kind = PeriodKind::month;
  in.starts = {Instant{} + kWeek, Instant{} + 27 * kDay};
  in.scopes = 4;
  in.series.assign(period_series().size(), std::vector<PeriodValue>(8));
  MonthEstimates& months = by_month.months;
  months.scopes = 4;
  months.series.resize(month_series().size());
  for (const char* used : {"cost_of_support", "headcount"}) {
    for (int i = 0; i < 8; ++i) {
      months.series[static_cast<std::size_t>(find_month_series(used))].push_back({1.0 * i, 0.1});
    }
  }
  months.levels = 2;
  months.teams = 3;
  for (int i = 0; i < 12; ++i) {
    months.people.push_back({i % 2 == 0 ? 1.0 * i : 0.0, 0.1});
  }
  return by_month;
}

TEST(Assemble, AddsToMonthsWhatOnlyTheyHave) {
  Model model = desk();
  model.levels.resize(1);
  model.levels[0].name = "senior";
  const Results results = assemble(model, with_months(), {}, {});

  const Periods* months = find_periods(results, "month");
  ASSERT_NE(months, nullptr);
  EXPECT_THAT(months->clocks, ElementsAre("2026-01-12 00:00", "2026-02-01 00:00"));
  ASSERT_EQ(months->tables.size(), period_series().size() + 2) << "and no staff required";
  const IntervalTable& cost = months->tables[period_series().size()];
  EXPECT_EQ(cost.measure, "cost_of_support");
  EXPECT_EQ(cost.unit, "EUR");
  EXPECT_THAT(cost.scopes, ElementsAre("all", "tier.tier1", "tier.tier2"));
  EXPECT_THAT(cost.means, ElementsAre(0.0, 2.0, 3.0, 4.0, 6.0, 7.0));
  EXPECT_EQ(months->tables.back().measure, "headcount");
}

TEST(Assemble, NamesLevelsAndLeavesOutNoLevelWhereNobodyIsWithout) {
  Model model = desk();
  model.levels.resize(1);
  model.levels[0].name = "senior";
  Outcome by_month = with_months();

  const LevelMix mix = assemble(model, by_month, {}, {}).level_mix;
  by_month.months.people[7].mean = 2.0;  // the desk, in the second month, without a level
  const LevelMix both = assemble(model, by_month, {}, {}).level_mix;

  EXPECT_THAT(mix.scopes, ElementsAre("all", "tier.tier1", "tier.tier2"));
  EXPECT_THAT(mix.levels, ElementsAre("senior"));
  EXPECT_THAT(mix.clocks, ElementsAre("2026-01-12 00:00", "2026-02-01 00:00"));
  EXPECT_THAT(mix.means, ElementsAre(0.0, 2.0, 4.0, 6.0, 8.0, 10.0));
  EXPECT_THAT(both.levels, ElementsAre("senior", ""));
  EXPECT_EQ(both.means[both.at(1, 0, 1)], 2.0);
}

TEST(Assemble, HasNoMixWhereRepsAreNoPeople) {
  Model model = desk();
  model.levels.resize(1);
  Outcome by_month = with_months();
  by_month.months.levels = 0;

  EXPECT_TRUE(assemble(model, by_month, {}, {}).level_mix.levels.empty());
  EXPECT_TRUE(assembled().level_mix.levels.empty());
}

TEST(Assemble, PutsTargetsInWords) {
  const Results results = assembled();

  ASSERT_EQ(results.targets.size(), 1U);
  const TargetRow& row = results.targets[0];
  EXPECT_EQ(row.text, ">= 40%");
  EXPECT_EQ(row.scope, "case.how_to");
  EXPECT_EQ(row.unit, "1");
  EXPECT_EQ(row.verdict, "met");
  EXPECT_EQ(row.mean, 0.55);
  EXPECT_EQ(row.horizon, 0.9);
  EXPECT_TRUE(std::isnan(row.day));
}

TEST(AimsOf, FindsMeasureAndScopeAndRefusesWhatIsNotReportedThere) {
  Model model = desk();
  const std::vector<Aim> aims = aims_of(model);
  ASSERT_EQ(aims.size(), 1U);
  EXPECT_EQ(aims[0].scope, 1U);
  EXPECT_EQ(aims[0].measure, index_of_measure("first_contact_resolution"));
  EXPECT_EQ(aims[0].value, 0.4);

  model.targets[0].scope = "tier.tier1";
  EXPECT_THROW((void)aims_of(model), ContractViolation);
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
