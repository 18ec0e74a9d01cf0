#pragma once

// The number of cases that arrive, as a control variate: its expectation is known from the plan,
// and much of what a run measures goes with it.

#include <cstddef>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

class ArrivalControl {
 public:
  /// Corrects nothing.
  ArrivalControl() = default;
  explicit ArrivalControl(const Plan& plan);

  [[nodiscard]] bool is_used() const { return !expected_.empty(); }

  /// Arrivals in the measured window less their expectation, per replication: of a class in its
  /// scope, of all classes elsewhere. Expects a control that is used.
  [[nodiscard]] std::vector<double> deviations(const std::vector<Observations>& replications,
                                               std::size_t scope) const;

 private:
  std::vector<double> expected_;  ///< cases per class
  Quantity arrived_ = Quantity::offered;
};

}  // namespace tiermix
