#pragma once

// Estimates per calendar month of the measured window: running sums of what each month added, so
// that no replication needs to keep its own.

#include <array>
#include <cstddef>
#include <vector>

#include "engine/tally/month_series.hpp"
#include "engine/tally/observations.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

class MonthSums {
 public:
  explicit MonthSums(const Plan& plan);

  /// In the order of the replications. Those without months say nothing.
  void add(const Observations& observations);

  [[nodiscard]] MonthEstimates estimate(double level) const;

 private:
  void add_series(const Observations& observations);
  void add_levels(const Observations& observations);

  ScopeLayout layout_;
  std::vector<double> lengths_;             ///< us, of each month
  std::vector<RatioSums> sums_;             ///< [month][scope][series]; of case classes unused
  std::array<bool, kQuantityCount> met_{};  ///< some month had some of it
  std::size_t levels_ = 0;
  std::vector<RatioSums> level_sums_;  ///< [month][desk, then tiers][level]
};

}  // namespace tiermix
