#pragma once

// All that one replication reports: totals of every quantity in every scope, histograms, and rows
// per interval. Plain numbers; merging and inference happen elsewhere.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/tally/histogram.hpp"
#include "engine/tally/measure.hpp"
#include "engine/tally/quantity.hpp"

namespace tiermix {

/// How many scopes there are and where they stand: 0 is the whole desk, then the case classes, then
/// the tiers, each in the order of the scenario.
struct ScopeLayout {
  std::size_t classes = 0;
  std::size_t tiers = 0;

  [[nodiscard]] std::size_t size() const { return 1 + classes + tiers; }
  [[nodiscard]] static std::size_t all() { return 0; }
  [[nodiscard]] static std::size_t of_class(std::size_t c) { return 1 + c; }
  [[nodiscard]] std::size_t of_tier(std::size_t t) const { return 1 + classes + t; }
  [[nodiscard]] bool is_class(std::size_t scope) const { return scope >= 1 && scope <= classes; }
  [[nodiscard]] bool is_tier(std::size_t scope) const { return scope > classes && scope < size(); }

  friend bool operator==(const ScopeLayout&, const ScopeLayout&) = default;
};

/// Whether a measure is reported in a scope.
[[nodiscard]] bool reports(const Measure& measure, const ScopeLayout& layout, std::size_t scope);

struct Observations {
  ScopeLayout layout;
  std::vector<double> totals;  ///< [scope][quantity]

  std::vector<Histogram> wait;             ///< per class (first contacts), then per tier (visits)
  std::vector<Histogram> time_to_resolve;  ///< per class

  std::size_t intervals = 0;
  std::vector<std::int64_t> interval_totals;  ///< [interval][scope][interval quantity]

  /// What each calendar month of the measured window added to the totals, [month][scope][quantity].
  /// The months sum to the totals: what happens after the window to the cases counted is part of
  /// the last one, and a session's time counts in the month in which it ends. Of customers and
  /// their loyalty it is the state at the month's end.
  std::size_t months = 0;
  std::vector<double> month_totals;
  /// us of reps by level: [month][tier][level], levels in the order of the scenario, those without
  /// one last.
  std::size_t levels = 0;
  std::vector<double> level_time;
  /// Of a long run in batches these stand in the place of months, and what happens to a case counts
  /// with the batch in which it was created. What each added to the histograms above,
  /// [batch][as there]; not in the digest, for they sum to those.
  std::vector<std::vector<Histogram>> batch_waits;
  std::vector<std::vector<Histogram>> batch_times_to_resolve;

  std::uint64_t events = 0;  ///< handled by the kernel: arrivals, handling ends, abandonments

  [[nodiscard]] double total(std::size_t scope, Quantity q) const {
    return totals[scope * kQuantityCount + index_of(q)];
  }
  double& total(std::size_t scope, Quantity q) {
    return totals[scope * kQuantityCount + index_of(q)];
  }
  [[nodiscard]] std::size_t interval_row() const { return layout.size() * kIntervalQuantityCount; }
  [[nodiscard]] double interval_total(std::size_t interval,
                                      std::size_t scope,
                                      IntervalQuantity q) const {
    return static_cast<double>(
        interval_totals[interval * interval_row() + scope * kIntervalQuantityCount + index_of(q)]);
  }

  [[nodiscard]] double month_total(std::size_t month, std::size_t scope, Quantity q) const {
    return month_totals[(month * layout.size() + scope) * kQuantityCount + index_of(q)];
  }
  [[nodiscard]] double time_at_level(std::size_t month, std::size_t tier, std::size_t level) const {
    return level_time[(month * layout.tiers + tier) * levels + level];
  }

  /// Gives the memory of the interval rows back. (Assigning {} would keep it.)
  void drop_intervals() { std::vector<std::int64_t>().swap(interval_totals); }
  /// Likewise of the months.
  void drop_months() {
    std::vector<double>().swap(month_totals);
    std::vector<double>().swap(level_time);
    batch_waits = {};
    batch_times_to_resolve = {};
  }

  /// The histogram of a scope; for the desk, the sum over classes, which is put into `sum` where
  /// there are several.
  [[nodiscard]] const Histogram& histogram(HistogramOf what,
                                           std::size_t scope,
                                           std::optional<Histogram>& sum) const;

  /// What a batch of a long run added, as if it were a replication; without rows and months.
  [[nodiscard]] Observations batch(std::size_t index) const;

  /// Of everything above; the same on every machine for the same plan, seed and replication.
  [[nodiscard]] std::uint64_t digest() const;
};

/// A measure of one replication alone; NaN where it observed nothing to divide by or to rank.
[[nodiscard]] double value_in(const Observations& observations,
                              const Measure& measure,
                              std::size_t scope);

}  // namespace tiermix
