#pragma once

// Estimates over time: running sums of the rows per interval, so that no replication needs to keep
// its own.

#include <cstddef>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/tally/period_series.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// What a series is divided by in a period of `length` us, where quantities have these values.
template <typename Counted, typename Value>
[[nodiscard]] double denominator_of(const SeriesOf<Counted>& one,
                                    double length,
                                    const Value& value) {
  switch (one.per) {
    case Per::period:
      return 1.0;
    case Per::time:
      return length;
    case Per::quantity:
      break;
  }
  return value(one.denominator);
}

class PeriodSums {
 public:
  PeriodSums(const Plan& plan, PeriodKind kind);

  /// In the order of the replications.
  void add(const Observations& observations);

  [[nodiscard]] PeriodEstimates estimate(double level) const;

 private:
  [[nodiscard]] std::size_t rows_end() const;
  [[nodiscard]] std::size_t end_of(std::size_t period) const;

  PeriodKind kind_;
  Duration row_;
  Instant horizon_;
  ScopeLayout layout_;
  std::vector<std::vector<std::size_t>> series_;  ///< that a scope reports, per scope
  std::vector<std::size_t> first_row_;            ///< of each period
  std::vector<Instant> starts_;
  std::vector<RatioSums> sums_;  ///< [period][scope][series that it reports]
};

/// Of intervals, hours where intervals are shorter, days, weeks and months.
[[nodiscard]] std::vector<PeriodSums> all_period_sums(const Plan& plan);

}  // namespace tiermix
