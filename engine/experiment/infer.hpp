#pragma once

// From observations to estimates.

#include <vector>

#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// Every measure in every scope that reports it.
[[nodiscard]] std::vector<MeasureEstimate> estimate_measures(
    const std::vector<Observations>& replications, double level);

/// measures()[index] in one scope.
[[nodiscard]] Estimate estimate_measure(const std::vector<Observations>& replications,
                                        std::size_t index,
                                        std::size_t scope,
                                        double level);

/// Running sums of the rows per interval, so that no replication needs to keep its own.
class IntervalSums {
 public:
  explicit IntervalSums(const Plan& plan) : plan_(&plan) {}

  /// In the order of the replications.
  void add(const Observations& observations);

  [[nodiscard]] IntervalEstimates estimate(double level) const;

 private:
  enum Series : std::size_t {
    offered,
    service_level,
    abandonment,
    occupancy,
    staffed,
    queue,
    open
  };
  static constexpr std::size_t kSeries = open + 1;

  const Plan* plan_;
  std::size_t intervals_ = 0;
  std::size_t scopes_ = 0;
  std::vector<RatioSums> sums_;  ///< [interval][scope][series]
};

}  // namespace tiermix
