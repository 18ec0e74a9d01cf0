#pragma once

// Desks at random, on which every feature of plain desks is somewhere.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/desk.hpp"

namespace tiermix::testing {

enum class Clock : std::uint8_t { continuous, whole_minutes };

// Numbers that make a desk.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  int between(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<unsigned>(high - low + 1));
  }
  bool one_in(int n) { return between(1, n) == 1; }
  double share() { return between(0, 100) / 100.0; }

 private:
  std::mt19937 engine_;
};

// Whole minutes make many things happen at one instant.
inline Law time_of(Dice& dice, int mean, Clock clock) {
  if (clock == Clock::whole_minutes) {
    return exactly(dice.between(1, 2 * mean) * kMinute);
  }
  switch (dice.between(0, 2)) {
    case 0:
      return exactly(mean * kMinute);
    case 1:
      return lognormal(mean * kMinute, 0.2 + dice.share());
    default:
      return exponential(mean * kMinute);
  }
}

inline ResolveCurve curve(Dice& dice) {
  ResolveCurve curve;
  switch (dice.between(0, 2)) {
    case 0:
      curve.p = dice.share();
      break;
    case 1:
      curve = {.kind = CurveKind::gatekeeper, .f0 = 0.9, .b = 1.0 + dice.share()};
      break;
    default:
      curve = {.kind = CurveKind::logistic, .ability = dice.share()};
      break;
  }
  return curve;
}

inline void add_tiers(Dice& dice, Clock clock, Desk& desk) {
  const int tiers = dice.between(1, 5);
  for (int t = 0; t < tiers; ++t) {
    const std::string name = "T" + std::to_string(t + 1);
    desk.tier(name, dice.between(1, 6), time_of(dice, dice.one_in(5) ? 90 : 12, clock));
    desk.last_tier().resolve = curve(dice);
    while (dice.one_in(3)) {
      desk.reps(
          name + "_more" + std::to_string(desk.model().groups.size()), name, dice.between(0, 3));
      if (dice.one_in(2)) {
        desk.last_group().speed = 1.5;
      }
    }
  }
  Model& m = desk.model();
  for (std::size_t t = 0; t < m.tiers.size(); ++t) {
    const auto last = m.tiers.size() - 1;
    if (t < last && dice.one_in(3)) {  // past the next tier, or to both
      const auto to =
          static_cast<std::size_t>(dice.between(static_cast<int>(t) + 1, static_cast<int>(last)));
      m.tiers[t].escalates_to = {{m.tiers[to].name, 1.0}};
      if (to > t + 1) {
        m.tiers[t].escalates_to = {{m.tiers[to].name, 0.4}, {m.tiers[t + 1].name, 0.6}};
      }
    }
  }
  if (dice.one_in(4)) {
    desk.last_tier().resolve = {};
    desk.last_tier().when_unresolved = WhenUnresolved::retry;  // never happens
  }
}

inline void add_classes(Dice& dice, Clock clock, Desk& desk) {
  const int classes = dice.between(1, 3);
  for (int c = 0; c < classes; ++c) {
    const std::string name = "class" + std::to_string(c);
    if (clock == Clock::whole_minutes) {
      std::vector<double> minutes;
      for (double at = dice.between(0, 9); at < 30000.0; at += dice.between(0, 16)) {
        minutes.push_back(at);
      }
      desk.cases_at(name, minutes);
    } else {
      desk.cases(name, dice.between(1, 30));
      if (dice.one_in(4)) {
        desk.last_class().arrivals.batch_mean = 2.5;
      }
    }
    CaseClass& of_class = desk.last_class();
    if (dice.one_in(2)) {
      of_class.patience = Patience{time_of(dice, dice.between(2, 40), clock)};
    }
    if (dice.one_in(3) && desk.model().tiers.size() > 1) {
      of_class.enters_at = {{"T1", 0.7}, {desk.model().tiers.back().name, 0.3}};
    }
    if (dice.one_in(3)) {
      of_class.resolve_target = dice.between(10, 200) * kMinute;
    }
    if (dice.one_in(4)) {
      of_class.opening_hours = "open";
      of_class.target_clock = dice.one_in(2) ? TargetClock::opening_hours : TargetClock::elapsed;
    }
  }
}

inline Desk plain_desk(unsigned seed, Clock clock) {
  Dice dice(seed);
  Desk desk(dice.between(3, 20) * kDay, dice.between(0, 2) * kDay + dice.between(0, 90) * kMinute);
  Model& m = desk.model();
  m.time.interval = dice.one_in(2) ? kHour : dice.one_in(2) ? 30 * kMinute : 5 * kMinute;
  m.time.drain = static_cast<Drain>(dice.between(0, 2));
  m.time.start += std::chrono::days(dice.between(0, 30));  // months end inside
  m.opening_hours = {{.name = "open", .spans = {}, .zone = {}}};
  for (int day = 0; day < 7; ++day) {
    m.opening_hours[0].spans.push_back({day * kDay + 8 * kHour, day * kDay + 18 * kHour});
  }
  add_tiers(dice, clock, desk);
  add_classes(dice, clock, desk);
  m.shifts = {{"long", {}}, {"short", {}}};
  for (int day = 0; day < 7; ++day) {
    m.shifts[0].spans.push_back({day * kDay + 6 * kHour, day * kDay + 22 * kHour});
    m.shifts[1].spans.push_back({day * kDay + 9 * kHour + 20 * kMinute, day * kDay + 17 * kHour});
  }
  for (RepGroup& group : m.groups) {
    if (dice.one_in(3)) {
      group.shift = dice.one_in(2) ? "long" : "short";
    }
    group.speed_spread = dice.one_in(3) ? 0.2 : 0.0;
    group.relationship = dice.one_in(3) ? 0.5 : 0.0;
  }
  if (dice.one_in(3)) {
    m.satisfaction = Satisfaction{};
    m.satisfaction->customer_sd = dice.one_in(2) ? 0.8 : 0.0;
    m.satisfaction->rep_sd = dice.one_in(2) ? 0.3 : 0.0;
    m.satisfaction->expectation_drift = dice.one_in(2) ? 0.5 : 0.0;
    m.survey.response = {0.5, 0.4, 0.2, 0.3, 0.6};
    m.survey.neutral_party = dice.one_in(2);
    if (dice.one_in(4)) {
      m.satisfaction->table.emplace_back().probability = {0.1, 0.1, 0.2, 0.3, 0.3};
    }
  }
  return desk;
}

// Where they differ first; nothing where they do not.
inline void expect_same(const Observations& a, const Observations& b) {
  ASSERT_EQ(a.totals.size(), b.totals.size());
  for (std::size_t i = 0; i < a.totals.size(); ++i) {
    ASSERT_EQ(a.totals[i], b.totals[i])
        << name_of(static_cast<Quantity>(i % kQuantityCount)) << " of scope " << i / kQuantityCount;
  }
  for (std::size_t s = 0; s < a.wait.size(); ++s) {
    ASSERT_EQ(a.wait[s], b.wait[s]) << "waits of scope " << s;
  }
  for (std::size_t s = 0; s < a.time_to_resolve.size(); ++s) {
    ASSERT_EQ(a.time_to_resolve[s], b.time_to_resolve[s]) << "times of scope " << s;
  }
  ASSERT_EQ(a.interval_totals.size(), b.interval_totals.size());
  for (std::size_t i = 0; i < a.interval_totals.size(); ++i) {
    ASSERT_EQ(a.interval_totals[i], b.interval_totals[i])
        << name_of(static_cast<IntervalQuantity>(i % kIntervalQuantityCount)) << " of row "
        << i / kIntervalQuantityCount;
  }
  ASSERT_EQ(a.month_totals, b.month_totals);
  ASSERT_EQ(a.events, b.events);
  ASSERT_EQ(a.digest(), b.digest());
}

}  // namespace tiermix::testing
