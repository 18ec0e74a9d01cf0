// Customers on the line, followed by hand, and laws for a desk where they do all that they can.

#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/math.hpp"
#include "engine/kernel/arrivals.hpp"
#include "engine/kernel/busyness.hpp"

#include "tests/support/desk.hpp"

namespace tiermix {
namespace {

using testing::Desk;
using testing::exactly;
using testing::exponential;
using testing::lognormal;
using testing::minutes;
using Q = Quantity;

const std::size_t kAll = ScopeLayout::all();

// One rep, sessions of ten minutes, calls at these minutes.
Desk one_rep(const std::vector<double>& calls) {
  Desk desk(2 * kHour);
  desk.tier("T1", 1, exactly(10 * kMinute)).cases_at("call", calls);
  return desk;
}

Redial redial_after(Duration delay, std::optional<int> at_most = std::nullopt) {
  return {1.0, exactly(delay), at_most};
}

class Heard final : public CaseLog {
 public:
  void add(const CaseEvent& event) override { events.push_back(event); }
  [[nodiscard]] std::vector<double> minutes_of(Happening what) const {
    std::vector<double> at;
    for (const CaseEvent& event : events) {
      if (event.what == what) {
        at.push_back(static_cast<double>(event.at.us) / 6e7);
      }
    }
    return at;
  }
  std::vector<CaseEvent> events;
};

Heard hear(const Desk& desk, std::uint32_t replication = 0) {
  Heard heard;
  static_cast<void>(replicate(desk.plan(), {1, replication}, &heard));
  return heard;
}

// Served at 0 and 10; those of 2 and 3 hang up at 14 and 15, call again at 34 and 35.
TEST(Callers, WhoHangsUpCallsAgainWithFreshPatience) {
  Desk desk = one_rep({0, 1, 2, 3});
  desk.last_class().patience = Patience{exactly(12 * kMinute)};
  desk.last_class().redial = redial_after(20 * kMinute, 1);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls), 6.0);
  EXPECT_EQ(o.total(kAll, Q::calls_abandoned), 2.0);
  EXPECT_EQ(o.total(kAll, Q::redials), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 0.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 0.0);
  EXPECT_EQ(o.total(kAll, Q::resolved), 4.0);
  EXPECT_EQ(o.total(kAll, Q::resolved_first_session), 4.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 19 + 42 + 51);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait_answered) / o.total(kAll, Q::answered), 4.5);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait) / o.total(kAll, Q::waits_ended), 7.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::pending_time), 40.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::offered), 6.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::cases_met), 4.0);
}

// The second customer finds the rep busy at 4 and 7, and free at 10.
TEST(Callers, WhoFindsNoLineCallsAgainUntilThereIsOne) {
  Desk desk = one_rep({0, 4});
  desk.last_tier().queue_capacity = 0;
  desk.last_class().redial = redial_after(3 * kMinute);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls), 4.0);
  EXPECT_EQ(o.total(kAll, Q::calls_blocked), 2.0);
  EXPECT_EQ(o.total(kAll, Q::blocked), 0.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 0.0);
  EXPECT_EQ(o.total(kAll, Q::wait), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 16);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::pending_time), 6.0);
}

TEST(Callers, WhoHasCalledOftenEnoughIsLost) {
  Desk desk = one_rep({0, 1});
  desk.last_tier().handle_time = exactly(kHour);
  desk.last_class().patience = Patience{exactly(5 * kMinute)};
  desk.last_class().redial = redial_after(10 * kMinute, 1);
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls), 3.0);
  EXPECT_EQ(o.total(kAll, Q::calls_abandoned), 2.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 1.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 1.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::open_time), 60 + 20);
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::hung_up), std::vector<double>{6});
  EXPECT_EQ(heard.minutes_of(Happening::called_again), std::vector<double>{16});
  EXPECT_EQ(heard.minutes_of(Happening::abandoned), std::vector<double>{21});
}

TEST(Callers, ARedialIsAnsweredInTargetByItsOwnWait) {
  Desk desk = one_rep({0, 4});
  desk.last_tier().queue_capacity = 0;
  desk.last_class().answer_target = kMinute;
  desk.last_class().redial = redial_after(3 * kMinute);
  EXPECT_EQ(desk.replicate().total(kAll, Q::answered_in_target), 2.0);
}

// At 2 nobody waits, at 3 one does, at 4 that one still: whoever finds one leaves.
TEST(Callers, WhoFindsTooManyWaitingBalks) {
  Desk desk = one_rep({0, 2, 3, 4});
  desk.last_class().balking = {{0, 1.0}};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::balked), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 2.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 0.0);
  EXPECT_EQ(o.total(kAll, Q::resolved), 2.0);
  EXPECT_EQ(o.total(kAll, Q::waits_ended), 2.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::offered), 2.0);
}

TEST(Callers, TheHighestStepThatIsExceededHolds) {
  Desk desk = one_rep({0, 1, 2, 3, 4});
  desk.last_class().balking = {{0, 0.0}, {2, 1.0}};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::balked), 1.0);  // at 4 three wait
}

TEST(Callers, WhoBalksMayCallAgain) {
  Desk desk = one_rep({0, 2, 3});
  desk.last_class().balking = {{0, 1.0}};
  desk.last_class().redial = redial_after(4 * kMinute);
  const Observations o = desk.replicate();  // at 3 and 7 one waits, at 11 nobody does
  EXPECT_EQ(o.total(kAll, Q::balked), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 18 + 27);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::cases_met), 3.0);
}

Callback callback() {
  Callback c;
  c.dial_time = 3 * kMinute;
  c.retry = exactly(5 * kMinute);
  c.attempts = 2;
  return c;
}

// The customer of 1 is alone in line, is not asked, and hangs up at 3; the one of 2 is.
TEST(Callers, WhoAcceptsACallbackKeepsThePlaceAndLosesNoPatience) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().patience = Patience{exactly(2 * kMinute)};
  desk.last_class().callback = callback();
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::callbacks), 1.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 1.0);
  EXPECT_EQ(o.total(kAll, Q::callbacks_missed), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::time_to_resolve), 10 + 18);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::wait_answered), 8.0);
}

// Offered to both at 5 and 6, while another waits.
TEST(Callers, ACallbackMayBeOfferedAfterAWhile) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().patience = Patience{exactly(7 * kMinute)};
  desk.last_class().callback = callback();
  desk.last_class().callback->offered_after = 4 * kMinute;
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::callback_accepted), (std::vector<double>{5, 6}));
  EXPECT_EQ(heard.minutes_of(Happening::closed), (std::vector<double>{10, 20, 30}));
}

TEST(Callers, WhoAcceptsNoCallbackStaysOnTheLine) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().patience = Patience{exactly(12 * kMinute)};
  desk.last_class().callback = callback();
  desk.last_class().callback->acceptance = 0.0;
  desk.last_class().callback->offered_after = 4 * kMinute;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::callbacks), 0.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 1.0);
}

// Dialled in vain from 20 to 23 and, as the retry is due at 25, from 25 to 28.
TEST(Callers, ACustomerWhoIsNotReachedCostsTheRepTheDialTime) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  const Heard heard = hear(desk);
  // The customer of 1 stays on the line and is served first, from 10 to 20.
  EXPECT_EQ(heard.minutes_of(Happening::callback_missed), (std::vector<double>{20, 25}));
  EXPECT_EQ(heard.minutes_of(Happening::dialling_ended), (std::vector<double>{23, 28}));
  EXPECT_EQ(heard.minutes_of(Happening::lost), std::vector<double>{25});
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::callbacks), 1.0);
  EXPECT_EQ(o.total(kAll, Q::callbacks_missed), 2.0);
  EXPECT_EQ(o.total(kAll, Q::lost), 1.0);
  EXPECT_EQ(o.total(kAll, Q::abandoned), 0.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::busy_time), 2 * 10 + 2 * 3);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::handle_time), 2 * 10);
  EXPECT_DOUBLE_EQ(o.total(kAll, Q::cost_handling), 36.0 * 26 / 60);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::moved), 2.0);
}

// Sessions 0-10, 10-20, 20-30, dialling 30-33, session 33-43. The retry was due at 35 and goes
// ahead of the case of 4.
TEST(Callers, TheNextCallBackGoesAheadOfThoseInLine) {
  Desk desk = one_rep({0, 1, 2, 3, 4});
  desk.cases_at("promised", {2.5});
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  const Heard heard = hear(desk);
  EXPECT_EQ(heard.minutes_of(Happening::callback_missed), (std::vector<double>{30, 43}));
  EXPECT_EQ(heard.minutes_of(Happening::closed), (std::vector<double>{10, 20, 30, 43, 56}));
}

TEST(Callers, ACallbackNeedsNoFreePlaceInTheQueue) {
  Desk desk = one_rep({0, 1, 2});
  desk.last_tier().queue_capacity = 2;
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  desk.cases_at("other", {21, 22, 24});  // both places are taken when the retry is due at 25
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::calls_blocked), 0.0);
  EXPECT_EQ(o.total(kAll, Q::callbacks_missed), 2.0);
}

TEST(Callers, DiallingTimeIsBusyTimeToTheEndOfTheRun) {
  Desk desk = one_rep({0, 1, 2});
  desk.model().time.horizon = 21 * kMinute;
  desk.model().time.drain = Drain::none;
  desk.last_class().callback = callback();
  desk.last_class().callback->reached = 0.0;
  const Observations o = desk.replicate();
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::busy_time), 21.0);
  EXPECT_DOUBLE_EQ(o.total(kAll, Q::cost_handling), 36.0 * 21 / 60);
}

// Two tiers fail; the customer is back at the first an hour later, for ever.
TEST(Callers, ACaseThatIsNotSolvedComesBackToWhereItEntered) {
  Desk desk(200 * kMinute);
  desk.tier("T1", 1, exactly(10 * kMinute), 0.0).tier("T2", 1, exactly(20 * kMinute), 0.0);
  desk.cases_at("call", {0});
  desk.last_class().repeat_contact = RepeatContact{1.0, exactly(kHour)};
  desk.model().time.drain = Drain::none;
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::offered), 1.0);
  EXPECT_EQ(o.total(kAll, Q::repeat_contacts), 2.0);  // at 30 and 120; the third session at 180
  EXPECT_EQ(o.total(kAll, Q::closed), 0.0);
  EXPECT_EQ(o.total(kAll, Q::closed_unresolved), 0.0);
  EXPECT_EQ(o.total(kAll, Q::open_at_end), 1.0);
  EXPECT_EQ(o.total(o.layout.of_tier(0), Q::sessions), 3.0);
  EXPECT_EQ(o.total(o.layout.of_tier(1), Q::sessions), 2.0);
  EXPECT_DOUBLE_EQ(minutes(o, kAll, Q::pending_time), 120.0);
}

TEST(Callers, ARepeatContactIsNoFirstContactResolution) {
  Desk desk(4 * kWeek);
  desk.tier("T1", 20, exactly(10 * kMinute), 0.5).cases("call", 20.0);
  desk.last_class().repeat_contact = RepeatContact{1.0, exactly(kDay)};
  const Observations o = desk.replicate();
  EXPECT_EQ(o.total(kAll, Q::resolved), o.total(kAll, Q::offered));
  EXPECT_EQ(o.total(kAll, Q::closed_unresolved), 0.0);
  EXPECT_NEAR(o.total(kAll, Q::resolved_first_session) / o.total(kAll, Q::offered), 0.5, 0.02);
  // Each session succeeds with 1/2: one repeat contact on average.
  EXPECT_NEAR(o.total(kAll, Q::repeat_contacts) / o.total(kAll, Q::offered), 1.0, 0.05);
  EXPECT_EQ(o.total(kAll, Q::sessions),
            o.total(kAll, Q::offered) + o.total(kAll, Q::repeat_contacts));
}

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

Desk busy_phone() {
  Desk desk(2 * kWeek);
  desk.tier("T1", 9, lognormal(12 * kMinute, 1.2)).cases("phone", 50.0);
  desk.last_class().patience = Patience{exponential(4 * kMinute)};
  return desk;
}

// When a case is created, how complex it is, and when the customer of its first call hangs up, had
// nobody answered.
TEST(Callers, RedialMovesNoArrivalAndNoFirstPatience) {
  Desk alone = busy_phone();
  alone.model().groups[0].heads = 0;
  alone.model().time.drain = Drain::none;
  Desk redialling = alone;
  redialling.last_class().redial = Redial{0.5, exponential(20 * kMinute), 3};
  const Heard a = hear(alone);
  const Heard b = hear(redialling);
  EXPECT_EQ(a.minutes_of(Happening::created), b.minutes_of(Happening::created));
  std::map<Owner, Instant> first;
  for (const CaseEvent& event : a.events) {
    if (event.what == Happening::abandoned) {
      first[event.owner] = event.at;
    }
  }
  std::size_t compared = 0;
  std::set<Owner> seen;
  for (const CaseEvent& event : b.events) {
    if ((event.what == Happening::hung_up || event.what == Happening::abandoned) &&
        seen.insert(event.owner).second && first.contains(event.owner)) {
      EXPECT_EQ(event.at, first[event.owner]);
      ++compared;
    }
  }
  EXPECT_GT(compared, 10000U);
}

TEST(Callers, ARedialThatNobodyNeedsChangesNothing) {
  Desk desk = busy_phone();
  desk.last_group().heads = 200;
  Desk with = desk;
  with.last_class().redial = Redial{0.5, exponential(20 * kMinute), 3};
  with.last_class().balking = {{5, 0.5}};
  with.last_class().callback = callback();
  with.last_class().repeat_contact = RepeatContact{0.5, exactly(kHour)};
  EXPECT_EQ(desk.replicate().digest(), with.replicate().digest());
}

// The work that a case brings does not depend on how often its customer had to call.
TEST(Callers, TheSessionOfARedialIsTheOneThatWasAhead) {
  Desk few = busy_phone();
  few.model().time.drain_limit = 8 * kWeek;
  few.last_class().redial = Redial{1.0, exponential(20 * kMinute), {}};
  Desk many = few;
  many.last_group().heads = 100;
  const Observations a = few.replicate();
  const Observations b = many.replicate();
  EXPECT_GT(a.total(kAll, Q::redials), 500.0);
  EXPECT_EQ(b.total(kAll, Q::redials), 0.0);
  EXPECT_EQ(a.total(kAll, Q::handle_time), b.total(kAll, Q::handle_time));
  EXPECT_EQ(a.total(a.layout.of_tier(0), Q::cases_met), b.total(b.layout.of_tier(0), Q::cases_met));
}

}  // namespace
}  // namespace tiermix
