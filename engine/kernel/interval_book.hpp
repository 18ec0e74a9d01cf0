#pragma once

// What is counted per reporting interval. A case counts in the interval of its creation, a visit in
// that of its beginning, however much later things happen to them: a case that comes in at night
// and is answered in the morning is one of the night. The row behind the last takes what is created
// after the horizon, and is dropped. Classes and tiers only, until finish() adds up the desk, and
// waits of the answered to those of the others.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/tally/observations.hpp"
#include "engine/kernel/area.hpp"
#include "engine/kernel/case_store.hpp"

namespace tiermix {

/// The quantities of one class or tier in one interval.
class IntervalRow {
 public:
  explicit IntervalRow(std::int64_t* first) : first_(first) {}
  void add(IntervalQuantity q, std::int64_t amount = 1) const { first_[index_of(q)] += amount; }

 private:
  std::int64_t* first_;
};

class IntervalBook {
 public:
  IntervalBook(std::size_t intervals, ScopeLayout layout)
      : layout_(layout), row_(layout.size() * kIntervalQuantityCount), intervals_(intervals) {
    cells_.reserve((intervals_ + 1) * row_);
    add_row();
  }

  /// For the next interval; after the last one, for what is created after the horizon.
  void add_row();

  [[nodiscard]] std::int64_t& of_class(std::uint32_t interval, std::size_t c, IntervalQuantity q) {
    return cells_[interval * row_ + ScopeLayout::of_class(c) * kIntervalQuantityCount +
                  index_of(q)];
  }
  [[nodiscard]] std::int64_t& of_tier(std::uint32_t interval, std::size_t t, IntervalQuantity q) {
    return cells_[interval * row_ + layout_.of_tier(t) * kIntervalQuantityCount + index_of(q)];
  }

  [[nodiscard]] IntervalRow row_of_class(std::uint32_t interval, std::size_t c) {
    return IntervalRow(&of_class(interval, c, IntervalQuantity{}));
  }
  [[nodiscard]] IntervalRow row_of_tier(std::uint32_t interval, std::size_t t) {
    return IntervalRow(&of_tier(interval, t, IntervalQuantity{}));
  }

  /// What is counted of the class of a case in the interval of its creation.
  [[nodiscard]] IntervalRow of_creation(const Case& c) {
    return row_of_class(c.interval, c.case_class);
  }
  /// Likewise of a tier in the interval in which the case began its present visit.
  [[nodiscard]] IntervalRow of_visit(const Case& c, std::size_t tier) {
    return row_of_tier(c.visited, tier);
  }

  /// To the class, in the interval of the creation.
  void count_case(const Case& c, IntervalQuantity q, std::int64_t amount = 1) {
    of_class(c.interval, c.case_class, q) += amount;
  }
  /// To a tier, in the interval in which the case began its present visit.
  void count_visit(const Case& c, std::size_t tier, IntervalQuantity q, std::int64_t amount = 1) {
    of_tier(c.visited, tier, q) += amount;
  }

  /// A visit that ends without a rep: `how` is blocked or abandoned.
  void count_visit_end(const Case& c, IntervalQuantity how, Duration wait) {
    count_visit(c, c.tier, how);
    count_visit(c, c.tier, IntervalQuantity::wait, wait.us);
    count_visit(c, c.tier, IntervalQuantity::waits_ended);
  }
  /// A call that ends without a rep, `how` as calls_blocked or calls_abandoned; the customer may
  /// call again.
  void count_call_end(const Case& c, IntervalQuantity how, Duration wait) {
    count_case(c, how);
    count_case(c, IntervalQuantity::wait, wait.us);
    count_case(c, IntervalQuantity::waits_ended);
  }

  /// The interval of what is in none, as if after the last.
  [[nodiscard]] std::uint32_t no_interval() {
    cells_.resize((intervals_ + 1) * row_);
    return static_cast<std::uint32_t>(intervals_);
  }

  /// The rows of `intervals`, with the desk's sums; leaves the book empty.
  [[nodiscard]] std::vector<std::int64_t> finish(std::size_t intervals);

 private:
  ScopeLayout layout_;
  std::size_t row_;
  std::size_t intervals_;
  std::vector<std::int64_t> cells_;  ///< [interval][scope][quantity]
};

/// The open cases of a class: how many, for how long, and how old they are.
class OpenCases {
 public:
  void step_up(Instant at, Instant created) {
    area_.step_up(at);
    created_ += static_cast<std::uint64_t>(created.us);
  }
  void step_down(Instant at, Instant created) {
    area_.step_down(at);
    created_ -= static_cast<std::uint64_t>(created.us);
  }
  /// Several cases at once: their number, the sums of their instants of creation and of opening or
  /// closing.
  void open(std::uint64_t cases, std::uint64_t created) {
    area_.shift(cases, created);
    created_ += created;
  }
  void close(std::uint64_t cases, std::uint64_t created, std::uint64_t closed) {
    area_.shift(std::uint64_t{0} - cases, std::uint64_t{0} - closed);
    created_ -= created;
  }
  /// As if one had never been closed.
  void reopen(Instant created, Instant closed) {
    area_.step_up(closed);
    created_ += static_cast<std::uint64_t>(created.us);
  }
  [[nodiscard]] std::uint64_t level() const { return area_.level(); }
  [[nodiscard]] std::uint64_t up_to(Instant at) const { return area_.up_to(at); }

  /// us: sum of their ages.
  [[nodiscard]] std::int64_t age(Instant at) const {
    return static_cast<std::int64_t>(area_.level() * static_cast<std::uint64_t>(at.us) - created_);
  }

 private:
  Area area_;
  std::uint64_t created_ = 0;  ///< sum of the instants of creation, modulo 2^64
};

}  // namespace tiermix
