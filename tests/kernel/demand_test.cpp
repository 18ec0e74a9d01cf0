// Where cases come from besides one by one: open at the start, several of one event, on busy days.

#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "engine/kernel/arrivals.hpp"
#include "engine/kernel/busyness.hpp"

#include "tests/kernel/heard.hpp"
#include "tests/kernel/scopes.hpp"
#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::hear;
using testing::Heard;
using testing::kAll;
using testing::minutes;
using Q = Quantity;

Backlog listed(const std::vector<int>& ages_in_minutes) {
  Backlog backlog;
  for (const int age : ages_in_minutes) {
    backlog.listed.push_back({age * kMinute, {}});
  }
  return backlog;
}

TEST(Backlog, IsServedOldestFirstWhateverTheClass) {
  Desk desk(2 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("a", {}).cases_at("b", {});
  desk.model().classes[0].backlog = listed({30, 60});
  desk.model().classes[1].backlog = listed({45});
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::created), (std::vector<double>{-60, -45, -30}));
  std::vector<std::uint16_t> served;
  for (const CaseEvent& event : heard.events) {
    if (event.what == Happening::session_started) {
      served.push_back(event.case_class);
    }
  }
  EXPECT_EQ(served, (std::vector<std::uint16_t>{0, 1, 0}));
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::offered), 0.0);
  EXPECT_EQ(o.total(kAll, Q::closed), 0.0);
  EXPECT_EQ(o.total(kAll, Q::closed_in_window), 3.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::open_time), 10 + 20 + 30);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::queue_time), 10 + 20);
  EXPECT_EQ(o.interval_total(0, 0, IntervalQuantity::offered), 0.0);
  EXPECT_EQ(o.interval_total(0, 1, IntervalQuantity::offered), 0.0);
}

TEST(Backlog, WaitsAtTheTierItIsAtAndMovesNoArrivingCase) {
  Desk desk(kWeek);
  desk.tier("T1", 9, exponential(10 * kMinute), 0.7)
      .tier("T2", 400, exponential(kHour))
      .cases("call", 20.0);
  desk.model().time.drain = Drain::none;
  Desk full = desk;
  Backlog backlog;
  backlog.cases = 300;
  backlog.age = exponential(2 * kDay);
  backlog.tier = "T2";
  full.last_class().backlog = backlog;
  const Observations a = desk.replicate();
  const Observations b = full.replicate();
  EXPECT_EQ(a.total(kAll, Q::wait), b.total(kAll, Q::wait));
  EXPECT_EQ(a.total(kAll, Q::handle_time), b.total(kAll, Q::handle_time));
  EXPECT_EQ(a.total(kAll, Q::closed), b.total(kAll, Q::closed));
  EXPECT_EQ(b.total(kAll, Q::closed_in_window), a.total(kAll, Q::closed_in_window) + 300.0);
  std::set<Owner> owners;
  double age = 0.0;
  int open = 0;
  for (const CaseEvent& event : hear(full).events) {
    if (event.what == Happening::created) {
      EXPECT_TRUE(owners.insert(event.owner).second);
      if (event.at < Instant{}) {
        age -= static_cast<double>(event.at.us) / static_cast<double>(kDay.us) / 300.0;
        ++open;
      }
    }
  }
  EXPECT_EQ(open, 300);
  EXPECT_NEAR(age, 2.0, 4.0 * 2.0 / std::sqrt(300.0));
}

// Many cases of a few events: each event's cases at one instant, each case with a name of its own.
TEST(Batches, BringAGeometricNumberOfCasesAtOneInstant) {
  Desk desk(200 * kDay);
  desk.tier("T1", 1, exactly(kMinute)).cases("call", 12.0);
  desk.last_class().arrivals.batch_mean = 3.0;
  const Plan plan = desk.plan();
  ArrivalSource source(plan, 0, {5, 0});
  std::map<std::int64_t, double> sizes;
  std::set<Owner> owners;
  double cases = 0.0;
  while (source.next_at() < plan.horizon) {
    const Arrival arrival = source.take();
    EXPECT_TRUE(owners.insert(arrival.owner).second);
    EXPECT_EQ(arrival.owner >> 32U & 0xffffU, static_cast<Owner>(arrival.at.us / kDay.us));
    ++sizes[arrival.at.us];
    ++cases;
  }
  const auto events = static_cast<double>(sizes.size());
  const double expected = 12.0 * 24 * 200 / 3.0;
  EXPECT_NEAR(events, expected, 4.0 * std::sqrt(expected));
  EXPECT_NEAR(cases / events, 3.0, 4.0 * std::sqrt(6.0 / events));  // variance (1 - p) / p^2 = 6
  double squares = 0.0;
  double single = 0.0;
  for (const auto& [at, size] : sizes) {
    squares += size * size / events;
    single += size == 1.0 ? 1.0 / events : 0.0;
  }
  EXPECT_NEAR(squares, 15.0, 0.8);
  EXPECT_NEAR(single, 1.0 / 3.0, 4.0 * std::sqrt(2.0 / 9.0 / events));
}

TEST(Batches, OfOneAreTheSameCasesAsEver) {
  Desk desk(kWeek);
  desk.tier("T1", 4, exponential(10 * kMinute)).cases("call", 12.0);
  Desk stated = desk;
  stated.last_class().arrivals.batch_mean = 1.0;
  EXPECT_EQ(desk.replicate().digest(), stated.replicate().digest());
}

// The normal numbers behind the factors of two classes.
struct Numbers {
  std::vector<double> a, b;
};

Numbers numbers(double day_to_day, double between_classes, int days) {
  Desk desk(kWeek);
  desk.tier("T1", 1, exactly(kMinute)).cases("a", 1.0).cases("b", 1.0);
  for (CaseClass& c : desk.model().classes) {
    c.arrivals.busyness_cv = 0.2;
  }
  desk.model().demand.day_to_day = day_to_day;
  desk.model().demand.between_classes = between_classes;
  const Plan plan = desk.plan();
  DayBusyness a(plan, plan.classes[0], {9, 0});
  DayBusyness b(plan, plan.classes[1], {9, 0});
  Numbers n;
  for (int d = 0; d < days; ++d) {
    n.a.push_back(a.next());
    n.b.push_back(b.next());
  }
  return n;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y, std::size_t lag) {
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  const std::size_t n = x.size() - lag;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = x[i];
    const double v = y[i + lag];
    sx += u, sy += v, sxx += u * u, syy += v * v, sxy += u * v;
  }
  const auto m = static_cast<double>(n);
  return (sxy - sx * sy / m) / std::sqrt((sxx - sx * sx / m) * (syy - sy * sy / m));
}

// The gamma factors of cv 0.2 are almost linear in the normal numbers: 0.01 between their
// correlations.
TEST(Busyness, LastsFromDayToDayAndSpreadsBetweenClasses) {
  const Numbers n = numbers(0.6, 0.3, 40000);
  EXPECT_NEAR(correlation(n.a, n.a, 1), 0.6, 0.03);
  EXPECT_NEAR(correlation(n.a, n.a, 2), 0.36, 0.03);
  EXPECT_NEAR(correlation(n.a, n.b, 0), 0.3, 0.03);
  EXPECT_NEAR(correlation(n.a, n.b, 1), 0.18, 0.03);
  double mean = 0.0, square = 0.0;
  for (const double f : n.a) {
    mean += f / 40000.0;
    square += f * f / 40000.0;
  }
  EXPECT_NEAR(mean, 1.0, 0.008);  // 4 x 0.2 x sqrt(4 / 40000)
  EXPECT_NEAR(square - mean * mean, 0.04, 0.003);
}

TEST(Busyness, IsTheSameForAllClassesByDefaultAndApartWhereSaid) {
  const Numbers common = numbers(0.0, 1.0, 1000);
  EXPECT_EQ(common.a, common.b);
  const Numbers lasting = numbers(0.5, 1.0, 1000);
  EXPECT_EQ(lasting.a, lasting.b);
  const Numbers apart = numbers(0.0, 0.0, 20000);
  EXPECT_NEAR(correlation(apart.a, apart.b, 0), 0.0, 0.03);
  EXPECT_NEAR(correlation(apart.a, apart.a, 1), 0.0, 0.03);
}

}  // namespace
}  // namespace tiermix
