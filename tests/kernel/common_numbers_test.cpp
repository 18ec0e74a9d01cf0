// Draws belong to the case and the purpose: an edit elsewhere in the scenario moves none of them.

#include <vector>

#include <gtest/gtest.h>

#include "engine/kernel/arrivals.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;
using testing::lognormal;
using testing::minutes;
using Q = Quantity;

Desk two_tiers(int first_line) {
  Desk desk(2 * kWeek);
  desk.tier("T1", first_line, lognormal(12 * kMinute, 1.2), 0.7)
      .tier("T2", 200, lognormal(30 * kMinute, 1.4), 1.0)
      .cases("how_to", 40.0);
  desk.last_class().arrivals.busyness_cv = 0.2;
  return desk;
}

TEST(CommonNumbers, AddingRepsMovesNoArrivalNoHandleTimeAndNoOutcome) {
  const Observations base = two_tiers(12).replicate();
  const Observations more = two_tiers(15).replicate();
  const std::size_t tier = base.layout.of_tier(0);
  EXPECT_EQ(base.total(0, Q::offered), more.total(0, Q::offered));
  EXPECT_EQ(base.total(tier, Q::handle_time), more.total(tier, Q::handle_time));
  EXPECT_EQ(base.total(tier, Q::escalations), more.total(tier, Q::escalations));
  EXPECT_EQ(base.total(0, Q::handle_time), more.total(0, Q::handle_time));
  EXPECT_LT(more.total(tier, Q::wait), base.total(tier, Q::wait));
}

TEST(CommonNumbers, AddingAClassOrATierMovesNothingOfTheOthers) {
  const Observations base = two_tiers(300).replicate();
  Desk wider = two_tiers(300);
  wider.tier("T3", 5, exponential(kHour));  // T2 resolves all: nobody comes here
  wider.cases("password", 10.0);
  std::swap(wider.model().classes[0], wider.model().classes[1]);
  const Observations more = wider.replicate();
  const std::size_t before = ScopeLayout::of_class(0);
  const std::size_t after = ScopeLayout::of_class(1);
  for (const Q q : {Q::offered, Q::handle_time, Q::resolved_first_session, Q::time_to_resolve}) {
    EXPECT_EQ(base.total(before, q), more.total(after, q)) << name_of(q);
  }
}

TEST(CommonNumbers, BetterTrainingOnlyTurnsFailuresIntoSuccesses) {
  Desk base = two_tiers(300);
  Desk trained = two_tiers(300);
  for (Desk* desk : {&base, &trained}) {
    desk->model().tiers[0].resolve.kind = CurveKind::gatekeeper;
    desk->model().tiers[0].resolve.f0 = 0.8;
    desk->model().tiers[0].resolve.b = 1.0;
  }
  trained.model().tiers[0].resolve.f0 = 0.9;
  for (std::uint32_t r = 0; r < 5; ++r) {
    const Observations a = base.replicate(r);
    const Observations b = trained.replicate(r);
    EXPECT_LT(a.total(0, Q::resolved_first_session), b.total(0, Q::resolved_first_session));
    EXPECT_GT(a.total(0, Q::escalated), b.total(0, Q::escalated));
  }
}

TEST(CommonNumbers, WhatArrivesOnOneDayMovesNoOther) {
  Desk quiet(2 * kWeek);
  quiet.tier("T1", 100, exponential(10 * kMinute)).cases("call", 30.0);
  Desk busy = quiet;
  // The same week but for a Monday twice as busy.
  busy.model().profiles = {{"p", {2.0, 1, 1, 1, 1, 1, 1}}};
  busy.last_class().arrivals.profile = "p";
  const Observations a = quiet.replicate();
  const Observations b = busy.replicate();
  const std::size_t per_day = 24;
  for (std::size_t i = 0; i < a.intervals; ++i) {
    const double offered_a = a.interval_total(i, 0, IntervalQuantity::offered);
    const double offered_b = b.interval_total(i, 0, IntervalQuantity::offered);
    if ((i / per_day) % 7 != 0) {
      EXPECT_EQ(offered_a, offered_b) << i;
    }
  }
  EXPECT_GT(b.total(0, Q::offered), a.total(0, Q::offered));
}

TEST(CommonNumbers, TheSameDaysAreBusyForEveryClass) {
  Desk desk(200 * kDay);
  desk.tier("T1", 500, exponential(kMinute)).cases("phone", 20.0).cases("mail", 20.0);
  for (CaseClass& c : desk.model().classes) {
    c.arrivals.busyness_cv = 0.5;
  }
  const Plan plan = desk.plan();
  std::vector<std::vector<double>> days(2, std::vector<double>(200));
  for (std::size_t c = 0; c < 2; ++c) {
    ArrivalSource source(plan, c, {3, 0});
    while (source.next_at() < plan.horizon) {
      ++days[c][static_cast<std::size_t>(source.take().at.us / kDay.us)];
    }
  }
  double covariance = 0.0;
  for (std::size_t d = 0; d < 200; ++d) {
    covariance += (days[0][d] - 480.0) * (days[1][d] - 480.0) / 200.0;
  }
  EXPECT_GT(covariance, 0.6 * 240.0 * 240.0);  // (cv x mean)^2 = 240^2 for a common factor, else 0
}

// What belongs to a case, from the events of a replication.
class Arrived final : public CaseLog {
 public:
  void add(const CaseEvent& event) override {
    if (event.what == Happening::created) {
      cases.push_back({event.at.us, event.owner, event.value});
    }
  }
  struct One {
    std::int64_t at;
    Owner owner;
    double complexity;
    friend bool operator==(const One&, const One&) = default;
  };
  std::vector<One> cases;
};

std::vector<Arrived::One> arrivals_of(const Desk& desk) {
  Arrived log;
  static_cast<void>(replicate(desk.plan(), {1, 0}, &log));
  return log.cases;
}

TEST(CommonNumbers, APolicyALevelOrAnAidMovesNoCase) {
  Desk base = two_tiers(30);
  base.model().tiers[0].resolve = {.kind = CurveKind::gatekeeper, .f0 = 0.9, .b = 2.0};
  base.model().time.drain = Drain::none;
  const auto same = arrivals_of(base);
  ASSERT_GT(same.size(), 5000U);

  Desk policy = base;
  policy.model().policies.resize(1);
  policy.model().policies[0].name = "early";
  policy.model().policies[0].referral_threshold = 0.5;
  policy.model().policies[0].diagnosis_noise = 0.5;
  policy.model().policies[0].hand_off.kind = HandOffKind::swarm;
  policy.model().tiers[0].policy = "early";
  EXPECT_EQ(arrivals_of(policy), same);

  Desk level = policy;
  level.model().levels.resize(1);
  level.model().levels[0].name = "expert";
  level.model().levels[0].ability = 1.0;
  level.model().groups[0].levels = {{"expert", 1.0}};
  level.model().groups[0].ability_spread = 0.3;
  EXPECT_EQ(arrivals_of(level), same);

  Desk aided = level;
  aided.model().knowledge_base = KnowledgeBase{};
  aided.model().knowledge_base->coverage = 0.5;
  aided.model().triage = Triage{0.75, "T2", 0.8};
  EXPECT_EQ(arrivals_of(aided), same);
}

TEST(CommonNumbers, MoreAbilityOnlyTurnsFailuresIntoSuccesses) {
  double last = 0.0;
  for (const double ability : {0.0, 0.3, 0.8, 2.0}) {
    Desk desk = two_tiers(300);
    desk.model().tiers[0].resolve = {.kind = CurveKind::gatekeeper, .f0 = 0.9, .b = 2.0};
    desk.model().levels.resize(1);
    desk.model().levels[0].name = "level";
    desk.model().levels[0].ability = ability;
    desk.model().groups[0].levels = {{"level", 1.0}};
    const Observations o = desk.replicate();
    EXPECT_GT(o.total(0, Q::resolved_first_session), last);
    last = o.total(0, Q::resolved_first_session);
  }
}

}  // namespace
}  // namespace tiermix
