#include <algorithm>
#include <string>

#include <gmock/gmock.h>

#include "engine/tally/observations.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;

using Q = Quantity;

// Two classes, three tiers; one hands over to two, and one of those sends cases back.
Model three_tiers() {
  Model model;
  model.classes.resize(2);
  model.classes[0].name = "fault";
  model.classes[0].enters_at = {{.tier = "first", .share = 1.0}};
  model.classes[1].name = "change";
  model.classes[1].enters_at = {{.tier = "first", .share = 0.25}, {.tier = "depot", .share = 0.75}};
  model.tiers.resize(3);
  model.tiers[0].name = "first";
  model.tiers[0].escalates_to = {{.tier = "second", .share = 0.8}, {.tier = "depot", .share = 0.2}};
  model.tiers[1].name = "second";
  model.tiers[1].escalates_to = {{.tier = "depot", .share = 1.0}};
  model.tiers[2].name = "depot";
  return model;
}

Observations seen(double faults, double changes) {
  Observations o;
  o.layout = {.classes = 2, .tiers = 3};
  o.totals.assign(o.layout.size() * kQuantityCount, 0.0);
  o.time_to_resolve = std::vector<Histogram>(2);
  o.total(ScopeLayout::all(), Q::offered) = faults + changes;
  o.total(ScopeLayout::of_class(0), Q::offered) = faults;
  o.total(ScopeLayout::of_class(1), Q::offered) = changes;
  return o;
}

Outcome outcome(std::vector<Observations> replications) {
  Outcome outcome;
  outcome.layout = {.classes = 2, .tiers = 3};
  outcome.design.level = 0.95;
  outcome.replications = std::move(replications);
  return outcome;
}

const FlowRow* find(const std::vector<FlowRow>& rows,
                    const std::string& kind,
                    const std::string& from,
                    const std::string& to) {
  const auto found = std::ranges::find_if(rows, [&](const FlowRow& row) {
    return row.kind == kind && row.from == from && row.to == to;
  });
  return found == rows.end() ? nullptr : &*found;
}

TEST(Flows, CountsWhatLeavesATierPerCaseCreated) {
  Observations a = seen(60.0, 40.0);
  Observations b = seen(50.0, 50.0);
  a.total(a.layout.of_tier(0), Q::resolved) = 30.0;
  b.total(b.layout.of_tier(0), Q::resolved) = 50.0;
  a.total(a.layout.of_tier(2), Q::abandoned) = 9.0;  // calls, of which some are tried again
  a.total(a.layout.of_tier(2), Q::lost) = 6.0;
  a.total(a.layout.of_tier(2), Q::turned_away) = 2.0;

  const std::vector<FlowRow> rows = flows_of(three_tiers(), outcome({a, b}));

  const FlowRow* resolved = find(rows, "resolved", "first", "");
  ASSERT_NE(resolved, nullptr);
  EXPECT_THAT(resolved->mean, DoubleEq(0.4));
  EXPECT_TRUE(resolved->counted);
  EXPECT_LT(resolved->lower, 0.4);
  EXPECT_GT(resolved->upper, 0.4);
  const FlowRow* left = find(rows, "left", "depot", "");
  ASSERT_NE(left, nullptr);
  EXPECT_THAT(left->mean, DoubleEq(0.02));
  const FlowRow* turned_away = find(rows, "turned_away", "depot", "");
  ASSERT_NE(turned_away, nullptr);
  EXPECT_THAT(turned_away->mean, DoubleEq(0.01));
  EXPECT_EQ(find(rows, "unresolved", "first", ""), nullptr) << "nothing of it was counted";
}

TEST(Flows, SaysWhereATotalIsDividedByTheSharesOfTheScenario) {
  Observations a = seen(100.0, 0.0);
  a.total(a.layout.of_tier(0), Q::escalations) = 50.0;
  a.total(a.layout.of_tier(1), Q::escalations) = 10.0;

  const std::vector<FlowRow> rows = flows_of(three_tiers(), outcome({a, a}));

  const FlowRow* second = find(rows, "handed_over", "first", "second");
  const FlowRow* depot = find(rows, "handed_over", "first", "depot");
  const FlowRow* on = find(rows, "handed_over", "second", "depot");
  ASSERT_TRUE(second != nullptr && depot != nullptr && on != nullptr);
  EXPECT_THAT(second->mean, DoubleEq(0.4));
  EXPECT_FALSE(second->counted);
  EXPECT_THAT(depot->mean, DoubleEq(0.1));
  EXPECT_THAT(on->mean, DoubleEq(0.1));
  EXPECT_TRUE(on->counted);
}

TEST(Flows, EnterWhereTheFirstContactIsFor) {
  Observations a = seen(60.0, 40.0);
  a.total(a.layout.of_tier(0), Q::entered) = 85.0;
  a.total(a.layout.of_tier(2), Q::entered) = 15.0;
  a.total(a.layout.of_tier(0), Q::cases_met) = 80.0;  // the others found the desk closed

  const std::vector<FlowRow> rows = flows_of(three_tiers(), outcome({a, a}));

  const FlowRow* first = find(rows, "enters", "", "first");
  const FlowRow* depot = find(rows, "enters", "", "depot");
  ASSERT_TRUE(first != nullptr && depot != nullptr);
  EXPECT_THAT(first->mean, DoubleEq(0.85));
  EXPECT_THAT(depot->mean, DoubleEq(0.15));
  EXPECT_TRUE(first->counted && depot->counted);
  EXPECT_EQ(find(rows, "enters", "", "second"), nullptr);
}

TEST(Flows, ShowFurtherContactsApartFromEntries) {
  Observations a = seen(100.0, 0.0);
  a.total(a.layout.of_tier(0), Q::entered) = 100.0;
  a.total(a.layout.of_tier(0), Q::redials) = 30.0;
  a.total(a.layout.of_tier(0), Q::repeat_contacts) = 5.0;
  a.total(a.layout.of_tier(1), Q::reopenings) = 4.0;
  a.total(ScopeLayout::all(), Q::open_at_end) = 2.0;

  const std::vector<FlowRow> rows = flows_of(three_tiers(), outcome({a, a}));

  ASSERT_NE(find(rows, "enters", "", "first"), nullptr);
  EXPECT_THAT(find(rows, "enters", "", "first")->mean, DoubleEq(1.0));
  ASSERT_NE(find(rows, "called_again", "", "first"), nullptr);
  EXPECT_THAT(find(rows, "called_again", "", "first")->mean, DoubleEq(0.3));
  ASSERT_NE(find(rows, "contacted_again", "", "first"), nullptr);
  EXPECT_THAT(find(rows, "contacted_again", "", "first")->mean, DoubleEq(0.05));
  ASSERT_NE(find(rows, "reopened", "second", "second"), nullptr);
  EXPECT_THAT(find(rows, "reopened", "second", "second")->mean, DoubleEq(0.04));
  ASSERT_NE(find(rows, "open", "", ""), nullptr);
  EXPECT_THAT(find(rows, "open", "", "")->mean, DoubleEq(0.02));
}

TEST(Flows, SendsCasesBackToThoseWhoHandThemOver) {
  Observations a = seen(100.0, 0.0);
  a.total(a.layout.of_tier(1), Q::bounces) = 5.0;
  a.total(a.layout.of_tier(2), Q::bounces) = 6.0;
  a.total(a.layout.of_tier(1), Q::pendings) = 7.0;

  const std::vector<FlowRow> rows = flows_of(three_tiers(), outcome({a, a}));

  const FlowRow* to_first = find(rows, "sent_back", "second", "first");
  ASSERT_NE(to_first, nullptr);
  EXPECT_THAT(to_first->mean, DoubleEq(0.05));
  EXPECT_TRUE(to_first->counted) << "there is nobody else who hands cases to it";
  const FlowRow* shared = find(rows, "sent_back", "depot", "second");
  ASSERT_NE(shared, nullptr);
  EXPECT_THAT(shared->mean, DoubleNear(0.05, 1e-12));
  EXPECT_FALSE(shared->counted);
  ASSERT_NE(find(rows, "asked", "second", "second"), nullptr);
}

TEST(Flows, AreNoneWithoutAReplication) {
  EXPECT_TRUE(flows_of(three_tiers(), outcome({})).empty());
}

TEST(ResolveTimes, AreSharesOfTheResolvedCasesOfDeskAndClasses) {
  Observations a = seen(3.0, 1.0);
  a.time_to_resolve[0].add(kMinute);
  a.time_to_resolve[0].add(kHour);
  a.time_to_resolve[0].add(3 * kHour);
  a.time_to_resolve[1].add(100 * kHour);

  const ResolveTimes times =
      resolve_times_of(outcome({a, a}), {"all", "case.fault", "case.change", "tier.first"});

  EXPECT_THAT(times.scopes, ::testing::ElementsAre("all", "case.fault", "case.change"));
  const auto share = [&](double hours, std::size_t scope) {
    double mean = 0.0;
    for (std::size_t i = 0; i < times.times_h.size(); ++i) {
      mean = times.times_h[i] <= hours ? times.means[i * 3 + scope] : mean;
    }
    return mean;
  };
  EXPECT_THAT(share(0.5, 0), DoubleEq(0.25));
  EXPECT_THAT(share(2.0, 0), DoubleEq(0.5));
  EXPECT_THAT(share(2.0, 1), DoubleNear(2.0 / 3.0, 1e-12));
  EXPECT_THAT(share(50.0, 2), DoubleEq(0.0));
  EXPECT_THAT(times.means[times.means.size() - 3], DoubleEq(1.0)) << "the last time holds all";
  EXPECT_LT(times.means[0], 0.25) << "and the first holds none or hardly any";
  EXPECT_EQ(times.half_widths.size(), times.means.size());
}

TEST(ResolveTimes, AreNoneWhereNothingIsResolvedOrKept) {
  const std::vector<std::string> scopes{"all", "case.fault", "case.change"};
  EXPECT_TRUE(resolve_times_of(outcome({seen(1.0, 1.0)}), scopes).times_h.empty());
  EXPECT_TRUE(resolve_times_of(outcome({}), scopes).times_h.empty());
  Observations without = seen(1.0, 1.0);
  without.time_to_resolve.clear();
  EXPECT_TRUE(resolve_times_of(outcome({without}), scopes).times_h.empty());
}

}  // namespace
}  // namespace tiermix
