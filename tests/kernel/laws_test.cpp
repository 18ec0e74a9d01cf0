// Laws that hold exactly on every path, on a desk that uses every part of the model.

#include <gtest/gtest.h>

#include "engine/tally/period_series.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exponential;
using testing::lognormal;
using Q = Quantity;

Desk everything(Duration warm_up = {}) {
  Desk desk(4 * kWeek, warm_up);
  desk.tier("T1", 24, lognormal(12 * kMinute, 1.2))
      .tier("T2", 30, lognormal(40 * kMinute, 1.4), 0.6)
      .tier("T3", 14, lognormal(70 * kMinute, 1.6));
  desk.model().tiers[0].resolve = {.kind = CurveKind::gatekeeper, .f0 = 0.9, .b = 1.5};
  desk.model().tiers[0].pending = {0.2, lognormal(20 * kHour, 2.0)};
  desk.model().tiers[1].resolve = {.kind = CurveKind::logistic, .ability = 1.0};
  desk.model().tiers[0].queue_capacity = 20;
  desk.model().shifts = {{"day", {}}};
  for (int d = 0; d < 7; ++d) {
    desk.model().shifts[0].spans.push_back({d * kDay + 7 * kHour, d * kDay + 21 * kHour});
  }
  desk.model().groups[0].shift = "day";
  desk.model().groups[1].shift = "day";
  desk.model().groups[1].at_shift_end = ShiftEnd::hand_back;
  desk.model().groups[0].speed_spread = 0.15;
  desk.cases("phone", 30.0).cases("mail", 12.0);
  desk.model().classes[0].patience = Patience{exponential(8 * kMinute)};
  desk.model().classes[0].reopening = {0.06, lognormal(60 * kHour, 0.5), 7 * kDay};
  desk.model().classes[0].arrivals.busyness_cv = 0.2;
  desk.model().classes[1].priority = 2;
  return desk;
}

// The same desk with every policy at work.
Desk every_policy(Duration warm_up = {}) {
  Desk desk = everything(warm_up);
  Model& m = desk.model();
  m.policies.resize(3);
  m.policies[0].name = "first";
  m.policies[0].referral_threshold = 0.7;
  m.policies[0].diagnosis_noise = 0.4;
  m.policies[0].diagnosis_time = exponential(2 * kMinute);
  m.policies[0].demanded_escalation = 0.02;
  m.policies[0].busy = BusyRule{3, 0.4};
  m.policies[0].force = Forcing{0.2, 1.3};
  m.policies[0].hand_off.kind = HandOffKind::warm;
  m.policies[0].hand_off.completeness = 0.5;
  m.policies[0].hand_off.briefing = kMinute;
  m.policies[0].escalate_after = 2 * kHour;
  m.policies[1].name = "second";
  m.policies[1].attempt_limit = 2;
  m.policies[1].recess = Recess{exponential(3 * kHour), 0.8};
  m.policies[1].session_limit = 90 * kMinute;
  m.policies[1].hand_off.kind = HandOffKind::swarm;
  m.policies[1].hand_off.experts = 3;
  m.policies[1].hand_off.join_delay = exponential(10 * kMinute);
  m.policies[2].name = "third";
  m.policies[2].bounce = {0.1, 4 * kMinute};
  m.tiers[2].resolve.p = 0.7;
  m.tiers[0].policy = "first";
  m.tiers[1].policy = "second";
  m.tiers[2].policy = "third";
  m.tiers[0].overflow = Overflow{.to = "T2", .reservation = 2, .after = {}};
  m.tiers[0].same_rep = true;
  m.tiers[0].choose = RepChoice::most_qualified;
  m.tiers[1].discipline = Discipline::oldest_case;
  m.groups[0].ability_spread = 0.3;
  m.groups[1].relationship = 0.5;
  m.knowledge_base = KnowledgeBase{.coverage = 0.2,
                                   .search_time = kMinute,
                                   .time_factor = 0.65,
                                   .resolve_gain = 0.9,
                                   .articles = 0.1,
                                   .growth = 0.002,
                                   .decay = 0.01};
  m.ai_assist = AiAssist{0.3, 0.9, 0.2, 0.05};
  m.self_service = SelfService{{.p = 0.1}, 0.2};
  m.quality_assurance = QualityAssurance{0.1, 3.0};
  m.triage = Triage{0.75, "T2", 0.9};
  m.satisfaction = Satisfaction{};
  m.loyalty = Loyalty{.customers = 500, .contract_value = 1000.0};
  m.revenue = Revenue{400.0, 50.0, 2.0};
  m.attrition = Attrition{};
  m.money = {.currency = "USD", .overhead_multiplier = 1.3, .overtime_premium = 0.5};
  m.money.per_case = 1.0;
  m.money.fixed_per_week = 500.0;
  m.groups[0].shrinkage = 0.3;
  return desk;
}

// The same desk, whose customers do all that they can.
Desk every_caller(Duration warm_up = {}) {
  Desk desk = every_policy(warm_up);
  Model& m = desk.model();
  CaseClass& phone = m.classes[0];
  phone.redial = Redial{0.7, exponential(30 * kMinute), 4};
  phone.balking = {{5, 0.2}, {12, 0.7}};
  phone.callback = Callback{.waiting_over = 2,
                            .offered_after = kMinute,
                            .acceptance = 0.5,
                            .reached = 0.6,
                            .dial_time = 45 * kSecond,
                            .retry = exponential(20 * kMinute),
                            .attempts = 3};
  phone.arrivals.batch_mean = 1.5;
  phone.backlog = Backlog{.cases = 30, .age = exponential(kDay), .tier = "T2", .listed = {}};
  CaseClass& mail = m.classes[1];
  mail.repeat_contact = RepeatContact{0.6, exponential(kDay)};
  mail.arrivals.busyness_cv = 0.3;
  mail.backlog = Backlog{.cases = 200, .age = exponential(3 * kDay), .tier = {}, .listed = {}};
  phone.repeat_contact = mail.repeat_contact;
  m.demand = {.day_to_day = 0.5, .between_classes = 0.6};
  return desk;
}

class Laws : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(Laws, EveryCaseCreatedIsClosedLostOrOpen) {
  const Observations o = everything(kWeek).replicate(GetParam());
  for (std::size_t scope = 0; scope <= 2; ++scope) {
    const double ends = o.total(scope, Q::closed) + o.total(scope, Q::abandoned) +
                        o.total(scope, Q::blocked) + o.total(scope, Q::open_at_end);
    EXPECT_EQ(o.total(scope, Q::offered), ends);
    EXPECT_EQ(o.total(scope, Q::closed),
              o.total(scope, Q::resolved) + o.total(scope, Q::closed_unresolved));
    EXPECT_GT(o.total(scope, Q::offered), 1000.0);
  }
}

TEST_P(Laws, EveryVisitIsAnsweredOrLost) {
  const Observations o = everything(kWeek).replicate(GetParam());
  for (std::size_t t = 0; t < 3; ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    EXPECT_EQ(
        o.total(scope, Q::offered),
        o.total(scope, Q::answered) + o.total(scope, Q::abandoned) + o.total(scope, Q::blocked));
    EXPECT_EQ(o.total(scope, Q::answered), o.total(scope, Q::sessions));
    EXPECT_EQ(o.wait[2 + t].count(), static_cast<std::uint64_t>(o.total(scope, Q::offered)));
  }
}

TEST_P(Laws, PoliciesLoseNoCaseAndNoVisit) {
  const Observations o = every_policy(kWeek).replicate(GetParam());
  for (std::size_t scope = 0; scope <= 2; ++scope) {
    EXPECT_EQ(o.total(scope, Q::offered),
              o.total(scope, Q::closed) + o.total(scope, Q::abandoned) +
                  o.total(scope, Q::blocked) + o.total(scope, Q::open_at_end));
    EXPECT_EQ(o.total(scope, Q::ratings), o.total(scope, Q::closed));
    EXPECT_GE(o.total(scope, Q::rating), 1e6 * o.total(scope, Q::ratings));
    EXPECT_LE(o.total(scope, Q::rating), 5e6 * o.total(scope, Q::ratings));
  }
  for (std::size_t t = 0; t < 3; ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    EXPECT_EQ(o.total(scope, Q::offered),
              o.total(scope, Q::answered) + o.total(scope, Q::abandoned) +
                  o.total(scope, Q::blocked) + o.total(scope, Q::moved));
    EXPECT_EQ(o.wait[2 + t].count(), static_cast<std::uint64_t>(o.total(scope, Q::offered)));
    EXPECT_LE(o.total(scope, Q::failed_attempts), o.total(scope, Q::attempts));
  }
  for (const Q q : {Q::referrals,
                    Q::repeats,
                    Q::swarms,
                    Q::forced,
                    Q::contained,
                    Q::false_resolutions,
                    Q::reopenings,
                    Q::transfers,
                    Q::unnecessary_escalations}) {
    EXPECT_GT(o.total(0, q), 0.0) << name_of(q);
  }
  EXPECT_GT(o.total(o.layout.of_tier(2), Q::bounces), 0.0);
  EXPECT_GT(o.total(o.layout.of_tier(0), Q::moved), 0.0);
}

TEST_P(Laws, CallersLoseNoCaseNoCallAndNoVisit) {
  const Observations o = every_caller(kWeek).replicate(GetParam());
  for (std::size_t scope = 0; scope <= 2; ++scope) {
    EXPECT_EQ(o.total(scope, Q::offered),
              o.total(scope, Q::closed) + o.total(scope, Q::lost) + o.total(scope, Q::open_at_end));
    EXPECT_EQ(o.total(scope, Q::calls), o.total(scope, Q::offered) + o.total(scope, Q::redials));
    EXPECT_EQ(o.total(scope, Q::waits_ended),
              o.total(scope, Q::answered) + o.total(scope, Q::calls_abandoned) +
                  o.total(scope, Q::calls_blocked) + o.total(scope, Q::callbacks_lost));
    EXPECT_LE(o.total(scope, Q::abandoned) + o.total(scope, Q::blocked), o.total(scope, Q::lost));
    EXPECT_LE(o.total(scope, Q::abandoned), o.total(scope, Q::calls_abandoned));
    EXPECT_EQ(o.total(scope, Q::ratings), o.total(scope, Q::closed));
  }
  // A call ends answered, hung up, without a line, at once, in a callback that met nobody, or with
  // the run.
  EXPECT_LE(o.total(0, Q::waits_ended) + o.total(0, Q::balked), o.total(0, Q::calls));
  for (std::size_t t = 0; t < 3; ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    EXPECT_EQ(o.total(scope, Q::offered),
              o.total(scope, Q::answered) + o.total(scope, Q::abandoned) +
                  o.total(scope, Q::blocked) + o.total(scope, Q::moved));
    EXPECT_EQ(o.wait[2 + t].count(), static_cast<std::uint64_t>(o.total(scope, Q::offered)));
    EXPECT_LE(o.total(scope, Q::cases_met), o.total(0, Q::offered));
  }
  for (std::size_t c = 0; c < 2; ++c) {
    EXPECT_EQ(o.wait[c].count(), static_cast<std::uint64_t>(o.total(1 + c, Q::waits_ended)));
  }
  for (const Q q : {Q::redials,
                    Q::calls_abandoned,
                    Q::balked,
                    Q::lost,
                    Q::callbacks,
                    Q::callbacks_missed,
                    Q::repeat_contacts}) {
    EXPECT_GT(o.total(0, q), 0.0) << name_of(q);
  }
}

TEST_P(Laws, TheCausesOfCostAddUpToIt) {
  const Observations o = every_caller(kWeek).replicate(GetParam());
  for (std::size_t scope = 0; scope < o.layout.size(); ++scope) {
    if (o.layout.is_class(scope)) {
      continue;
    }
    double sum = o.total(scope, Q::cost_breaks);
    for (std::size_t q = index_of(Q::cost_handling); q <= index_of(Q::cost_fees); ++q) {
      EXPECT_GE(o.total(scope, static_cast<Q>(q)), 0.0) << name_of(static_cast<Q>(q));
      sum += o.total(scope, static_cast<Q>(q));
    }
    sum += o.total(scope, Q::overhead_cost);
    EXPECT_NEAR(sum, o.total(scope, Q::operating_cost), 1e-9 * sum);
    EXPECT_NEAR(o.total(scope, Q::labour_cost),
                sum - o.total(scope, Q::overhead_cost) - o.total(scope, Q::cost_hiring) -
                    o.total(scope, Q::cost_training) - o.total(scope, Q::cost_vendor) -
                    o.total(scope, Q::cost_fees),
                1e-9 * sum);
  }
}

// Time in sessions, by cause, is the time that reps were busy: at equal wages, money tells.
TEST_P(Laws, TimeByCauseIsBusyTime) {
  const Observations o = every_caller(kWeek).replicate(GetParam());
  for (std::size_t t = 0; t < 3; ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    double spent = 0.0;
    for (const Q q : {Q::cost_handling,
                      Q::cost_diagnosis,
                      Q::cost_failed_attempts,
                      Q::cost_rework,
                      Q::cost_hand_over,
                      Q::cost_holding}) {
      spent += o.total(scope, q);
    }
    EXPECT_NEAR(spent / 36.0, o.total(scope, Q::busy_time) / 3.6e9, 1e-6);
  }
}

// Little's law on the path: with no drain and no case left, the area under the queue is the sum of
// the waits, microsecond by microsecond.
TEST_P(Laws, TheAreaUnderAQueueIsTheSumOfItsWaits) {
  Desk desk(3 * kDay);
  desk.tier("T1", 2, lognormal(20 * kMinute, 1.0), 0.7).tier("T2", 1, exponential(30 * kMinute));
  std::vector<double> minutes;
  for (int i = 0; i < 120; ++i) {
    minutes.push_back(9.5 * i);
  }
  desk.cases_at("call", minutes);
  const Observations o = desk.replicate(GetParam());
  for (std::size_t t = 0; t < 2; ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    EXPECT_EQ(o.total(scope, Q::queue_time), o.total(scope, Q::wait));
    EXPECT_EQ(o.total(scope, Q::busy_time), o.total(scope, Q::handle_time));
    EXPECT_GT(o.total(scope, Q::wait), 0.0);
  }
  EXPECT_EQ(o.total(0, Q::open_time), o.total(0, Q::time_to_resolve));
}

TEST_P(Laws, PaidTimeIsFloorTimeAndFloorTimeHoldsAllHandling) {
  const Observations o = everything().replicate(GetParam());
  for (std::size_t t = 0; t < 3; ++t) {
    const std::size_t scope = o.layout.of_tier(t);
    EXPECT_EQ(o.total(scope, Q::paid_time), o.total(scope, Q::staffed_time));
    EXPECT_LE(o.total(scope, Q::busy_time), o.total(scope, Q::staffed_time));
    EXPECT_GE(o.total(scope, Q::staffed_time), 0.0);
  }
  // 30 reps, 14 hours a day, handed back at the end: not a second more.
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::staffed_time), 30.0 * 14 * 28 * 3.6e9);
  EXPECT_GT(o.total(o.layout.of_tier(0), Q::overtime), 0.0);
}

// Without a warm-up the window is the run. Visits of the drain are in no interval.
TEST_P(Laws, IntervalsAddUpToTheWindow) {
  for (const Observations& o :
       {everything().replicate(GetParam()), every_policy().replicate(GetParam())}) {
    for (std::size_t scope = 0; scope < o.layout.size(); ++scope) {
      const bool is_tier = o.layout.is_tier(scope);
      const MeasureScopes kind{
          .all = scope == 0, .per_class = o.layout.is_class(scope), .per_tier = is_tier};
      for (std::size_t q = 0; q < kQuantityCount; ++q) {
        const auto quantity = static_cast<Q>(q);
        const auto interval = interval_quantity_of(quantity, kind);
        if (!interval) {
          continue;
        }
        double sum = 0.0;
        for (std::size_t i = 0; i < o.intervals; ++i) {
          sum += o.interval_total(i, scope, *interval);
        }
        const bool is_area = quantity >= Q::closed_in_window;
        if (is_tier && !is_area) {
          EXPECT_LE(sum, o.total(scope, quantity)) << name_of(quantity);
        } else {
          EXPECT_EQ(sum, o.total(scope, quantity)) << name_of(quantity) << " in " << scope;
        }
      }
    }
  }
}

TEST_P(Laws, OpenCasesAreThoseThatCameAndHaveNotLeft) {
  Desk desk(2 * kWeek);
  desk.tier("T1", 3, lognormal(10 * kMinute, 1.2)).cases("call", 16.0);
  desk.model().time.drain = Drain::none;
  const Observations o = desk.replicate(GetParam());
  double created = 0.0;
  double closed = 0.0;
  for (std::size_t i = 0; i < o.intervals; ++i) {
    created += o.interval_total(i, 0, IntervalQuantity::offered);
    closed += o.interval_total(i, 0, IntervalQuantity::resolved);
  }
  EXPECT_EQ(o.interval_total(o.intervals - 1, 0, IntervalQuantity::open_at_end), created - closed);
}

// Sample-path monotonicity of one first-come queue: another rep makes nobody wait longer.
TEST_P(Laws, AnotherRepNeverLengthensTheTotalWait) {
  double last = 1e300;
  for (int reps = 5; reps <= 9; ++reps) {
    Desk desk(kWeek);
    desk.tier("T1", reps, lognormal(10 * kMinute, 1.2)).cases("call", 26.0);
    const Observations o = desk.replicate(GetParam());
    EXPECT_LE(o.total(0, Q::wait), last);
    last = o.total(0, Q::wait);
  }
}

TEST_P(Laws, ATierNobodyReachesChangesNothing) {
  Desk plain(kWeek);
  plain.tier("T1", 8, lognormal(10 * kMinute, 1.2)).cases("call", 30.0);
  Desk with_idle_tier = plain;
  with_idle_tier.tier("T2", 3, exponential(kHour));
  const Observations a = plain.replicate(GetParam());
  const Observations b = with_idle_tier.replicate(GetParam());
  for (std::size_t q = 0; q < kQuantityCount; ++q) {
    EXPECT_EQ(a.total(1, static_cast<Q>(q)), b.total(1, static_cast<Q>(q)));
  }
}

INSTANTIATE_TEST_SUITE_P(Replications, Laws, ::testing::Values(0U, 1U, 2U, 17U));

}  // namespace
}  // namespace tiermix
