#include "tests/soak/soak_laws.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

class LawBook {
 public:
  explicit LawBook(const Observations& o) : o_(o) {}

  std::vector<std::string> check() {
    for (std::size_t scope = 0; scope < o_.layout.size(); ++scope) {
      check_numbers(scope);
    }
    for (std::size_t scope = 0; scope <= o_.layout.classes; ++scope) {
      check_cases(scope);
    }
    for (std::size_t t = 0; t < o_.layout.tiers; ++t) {
      check_tier(o_.layout.of_tier(t));
    }
    check_sums();
    return std::move(broken_);
  }

 private:
  void expect(bool holds, const std::string& law, std::size_t scope, double left, double right) {
    if (!holds) {
      broken_.push_back(law + " in scope " + std::to_string(scope) + ": " + format_number(left) +
                        " and " + format_number(right));
    }
  }
  void equal(const std::string& law, std::size_t scope, double left, double right) {
    expect(left == right, law, scope, left, right);
  }
  void at_most(const std::string& law, std::size_t scope, double left, double right) {
    expect(left <= right, law, scope, left, right);
  }

  [[nodiscard]] double total(std::size_t scope, Q q) const { return o_.total(scope, q); }

  void check_numbers(std::size_t scope) {
    for (std::size_t q = 0; q < kQuantityCount; ++q) {
      const double value = o_.totals[scope * kQuantityCount + q];
      expect(std::isfinite(value),
             "every number is finite (" + std::to_string(q) + ")",
             scope,
             value,
             0.0);
    }
    for (const Q q : {Q::offered,
                      Q::wait,
                      Q::sessions,
                      Q::handle_time,
                      Q::resolved,
                      Q::busy_time,
                      Q::queue_time,
                      Q::open_time,
                      Q::staffed_time,
                      Q::idle_time}) {
      at_most("nothing is counted below zero", scope, 0.0, total(scope, q));
    }
  }

  void check_cases(std::size_t scope) {
    equal("no case is lost from the books",
          scope,
          total(scope, Q::offered),
          total(scope, Q::resolved) + total(scope, Q::closed_unresolved) + total(scope, Q::lost) +
              total(scope, Q::open_at_end));
    equal("a case closes resolved or unresolved",
          scope,
          total(scope, Q::closed),
          total(scope, Q::resolved) + total(scope, Q::closed_unresolved));
    at_most("resolutions that hold are resolutions",
            scope,
            total(scope, Q::resolved_first_session_net),
            total(scope, Q::resolved_first_session));
    at_most("calls in time are calls answered",
            scope,
            total(scope, Q::answered_in_target),
            total(scope, Q::answered));
    at_most("the wait of the answered is part of the wait",
            scope,
            total(scope, Q::wait_answered),
            total(scope, Q::wait));
  }

  void check_tier(std::size_t tier) {
    // Of an overloaded desk some waits end behind the window, and queue time is counted in it.
    const bool emptied =
        total(0, Q::open_at_end) == 0.0 && total(0, Q::closed_in_window) == total(0, Q::closed);
    if (emptied) {
      equal("every visit ends in one way",
            tier,
            total(tier, Q::offered),
            total(tier, Q::answered) + total(tier, Q::abandoned) + total(tier, Q::blocked) +
                total(tier, Q::moved));
      at_most(
          "cases wait where they queue", tier, total(tier, Q::wait), total(tier, Q::queue_time));
    }
    at_most("reps are busy only on the floor",
            tier,
            total(tier, Q::busy_time),
            total(tier, Q::staffed_time));
    at_most("sessions that fail are attempts",
            tier,
            total(tier, Q::failed_attempts),
            total(tier, Q::attempts));
  }

  // The desk is the sum of its classes, and of its tiers.
  void check_sums() {
    for (const Q q : {Q::offered,
                      Q::resolved,
                      Q::closed_unresolved,
                      Q::reopenings,
                      Q::redials,
                      Q::lost,
                      Q::open_at_end}) {
      double sum = 0.0;
      for (std::size_t c = 0; c < o_.layout.classes; ++c) {
        sum += total(ScopeLayout::of_class(c), q);
      }
      equal("the desk is the sum of its classes (" + std::to_string(index_of(q)) + ")",
            0,
            total(0, q),
            sum);
    }
    for (const Q q : {Q::busy_time, Q::staffed_time, Q::queue_time, Q::idle_time}) {
      double sum = 0.0;
      for (std::size_t t = 0; t < o_.layout.tiers; ++t) {
        sum += total(o_.layout.of_tier(t), q);
      }
      equal("the desk is the sum of its tiers (" + std::to_string(index_of(q)) + ")",
            0,
            total(0, q),
            sum);
    }
  }

  const Observations& o_;
  std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_laws(const Observations& o) { return LawBook(o).check(); }

Observations week_followed(Model model, std::uint64_t seed) {
  model.time.warm_up = Duration{};
  model.time.horizon = 26 * kWeek;
  model.time.interval = kHour;
  for (CaseClass& one : model.classes) {
    one.backlog.reset();  // created before the window: what is counted would not be what comes
  }
  Plan plan = compile(model);
  plan.arrivals_end = Instant{kWeek.us};
  return replicate(plan, {seed, 0});
}

}  // namespace tiermix
