#include <cmath>

#include <gtest/gtest.h>

#include "engine/tally/measure.hpp"
#include "engine/tally/observations.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

constexpr double kHours = 3.6e9;
constexpr std::size_t kTier = 2;

double value_of(const Observations& o, std::string_view measure, std::size_t scope) {
  const int index = find_measure(measure);
  EXPECT_GE(index, 0) << measure;
  return value_in(o, measures()[static_cast<std::size_t>(index)], scope);
}

// Ten places at one tier over 100 hours; one is empty for half of that, one rep still learns.
Observations ten_places() {
  Observations o;
  o.layout = {.classes = 1, .tiers = 1};
  o.totals.assign(o.layout.size() * kQuantityCount, 0.0);
  for (const std::size_t scope : {std::size_t{0}, kTier}) {
    o.total(scope, Q::one) = 1.0;
    o.total(scope, Q::window) = 100.0 * kHours;
    o.total(scope, Q::place_time) = 1000.0 * kHours;
    o.total(scope, Q::vacant_time) = 50.0 * kHours;
    o.total(scope, Q::filled_time) = 950.0 * kHours;
    o.total(scope, Q::learning_time) = 900.0 * kHours;
    o.total(scope, Q::tenure_time) = 40.0 * 900.0 * kHours;
    o.total(scope, Q::newcomer_time) = 90.0 * kHours;
    o.total(scope, Q::ability_time) = -0.2 * 900.0 * kHours;
    o.total(scope, Q::pace_time) = 1.1 * 900.0 * kHours;
    o.total(scope, Q::paid_time) = 800.0 * kHours;
    o.total(scope, Q::training_time) = 40.0 * kHours;
    o.total(scope, Q::onboarding_time) = 50.0 * kHours;
    o.total(scope, Q::mentoring_time) = 8.0 * kHours;
    o.total(scope, Q::closed_in_window) = 200.0;
    o.total(scope, Q::cost_training) = 3000.0;
    o.total(scope, Q::cost_training_time) = 1200.0;
    o.total(scope, Q::cost_onboarding) = 1500.0;
    o.total(scope, Q::cost_mentoring) = 240.0;
    o.total(scope, Q::cost_hiring) = 4000.0;
    o.total(scope, Q::turnover_cost) = 4000.0 + 1500.0 + 240.0;
  }
  return o;
}

TEST(PeopleMeasures, SayWhoIsThere) {
  const Observations o = ten_places();
  for (const std::size_t scope : {std::size_t{0}, kTier}) {
    EXPECT_DOUBLE_EQ(value_of(o, "headcount", scope), 9.5);
    EXPECT_DOUBLE_EQ(value_of(o, "vacancies", scope), 0.5);
    EXPECT_DOUBLE_EQ(value_of(o, "vacancy_rate", scope), 0.05);
    EXPECT_DOUBLE_EQ(value_of(o, "newcomer_share", scope), 0.1);
  }
}

TEST(PeopleMeasures, SayWhatTheyCanDo) {
  const Observations o = ten_places();
  EXPECT_DOUBLE_EQ(value_of(o, "mean_tenure", kTier), 40.0);
  EXPECT_DOUBLE_EQ(value_of(o, "mean_ability", kTier), -0.2);
  EXPECT_DOUBLE_EQ(value_of(o, "mean_pace", kTier), 1.1);
}

TEST(PeopleMeasures, SayWhatPaidTimeGoesInto) {
  const Observations o = ten_places();
  EXPECT_DOUBLE_EQ(value_of(o, "training_hours", 0), 40.0);
  EXPECT_DOUBLE_EQ(value_of(o, "onboarding_hours", 0), 50.0);
  EXPECT_DOUBLE_EQ(value_of(o, "training_share", 0), 0.05);
  EXPECT_DOUBLE_EQ(value_of(o, "onboarding_share", 0), 0.0625);
  EXPECT_DOUBLE_EQ(value_of(o, "mentoring_share", 0), 0.01);
}

TEST(PeopleMeasures, SayWhatItCostsPerRunAndPerCase) {
  const Observations o = ten_places();
  EXPECT_DOUBLE_EQ(value_of(o, "training_price", 0), 3000.0);
  EXPECT_DOUBLE_EQ(value_of(o, "training_wages", 0), 1200.0);
  EXPECT_DOUBLE_EQ(value_of(o, "cost_per_case_training_price", 0), 15.0);
  EXPECT_DOUBLE_EQ(value_of(o, "cost_per_case_training_time", 0), 6.0);
  EXPECT_DOUBLE_EQ(
      200.0 * (value_of(o, "cost_per_case_hiring", 0) + value_of(o, "cost_per_case_onboarding", 0) +
               value_of(o, "cost_per_case_mentoring", 0)),
      value_of(o, "cost_of_turnover", 0));
}

TEST(PeopleMeasures, HaveNoValueWhereRepsAreNoPeople) {
  Observations o = ten_places();
  for (const Q q : {Q::place_time, Q::learning_time}) {
    o.total(0, q) = 0.0;
  }
  for (const char* measure : {"vacancy_rate", "mean_tenure", "mean_ability", "mean_pace"}) {
    EXPECT_TRUE(std::isnan(value_of(o, measure, 0))) << measure;
  }
}

TEST(Observations, GiveTheirMonthsBack) {
  Observations o = ten_places();
  o.months = 2;
  o.levels = 3;
  o.month_totals.assign(o.months * o.layout.size() * kQuantityCount, 1.0);
  o.level_time.assign(o.months * o.layout.tiers * o.levels, 0.0);
  o.level_time[4] = 7.0;
  EXPECT_EQ(o.month_total(1, kTier, Q::window), 1.0);
  EXPECT_EQ(o.time_at_level(1, 0, 1), 7.0);

  o.drop_months();

  EXPECT_EQ(o.month_totals.capacity() + o.level_time.capacity(), 0U);
}

}  // namespace
}  // namespace tiermix
