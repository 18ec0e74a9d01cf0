#pragma once

// What an optimisation has simulated: every point once, with more replications added as they are
// asked for.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "engine/base/digest.hpp"
#include "engine/experiment/optimise.hpp"

namespace tiermix {

/// Thrown where the sampler stops the run.
struct OptimumStopped {};

/// Thrown where the budget allows no more.
struct BudgetSpent {};

struct KnownPoint {
  GoalSamples search;
  GoalSamples fresh;  ///< from kFreshReplications on
  bool valid = true;
};

/// How a point compares on one sample path.
struct LatticeScore {
  bool usable = false;
  double overload = 0.0;   ///< of the samples; comes before everything else
  double shortfall = 0.0;  ///< sum of the relative shortfalls of the constraints that count
  double objective = 0.0;  ///< lower is better

  [[nodiscard]] bool is_better_than(const LatticeScore& other) const;
};

class Ledger {
 public:
  using Report = std::function<void(const OptimumProgress&)>;
  enum class Stream : std::uint8_t { search, fresh };

  Ledger(const OptimumDesign& design, const PointSource& sampler, const Report& report);

  /// Simulates what of these is missing up to `count` replications. Throws OptimumStopped, and
  /// BudgetSpent where that would be more than `budget` replications in all.
  void require(std::span<const LatticePoint> points,
               std::uint32_t count,
               Stream stream,
               std::uint64_t budget);

  [[nodiscard]] const std::map<LatticePoint, KnownPoint>& points() const { return points_; }
  [[nodiscard]] const KnownPoint& at(const LatticePoint& point) const { return points_.at(point); }
  [[nodiscard]] bool has(const LatticePoint& point, std::uint32_t count) const;

  /// Goal 0 is the objective, c + 1 is constraint c.
  [[nodiscard]] const Measure& measure(std::size_t goal) const { return *measures_[goal]; }
  [[nodiscard]] Influences search_influences(const LatticePoint& point,
                                             std::size_t goal,
                                             std::uint32_t count) const;
  [[nodiscard]] Influences fresh_influences(const LatticePoint& point, std::size_t goal) const;

  /// On the sample path of the first `count`; only constraints that count. Expects it simulated.
  [[nodiscard]] LatticeScore score(const LatticePoint& point,
                                   std::uint32_t count,
                                   const std::vector<bool>& counts) const;

  /// By how much more than half the tolerance it keeps a constraint on that sample path, over the
  /// value of the constraint; NaN where there is no value. Expects it simulated.
  [[nodiscard]] double margin(const LatticePoint& point,
                              std::size_t constraint,
                              std::uint32_t count) const;

  /// Whether a point that was simulated may be chosen at all.
  [[nodiscard]] bool is_allowed(const LatticePoint& point) const {
    return at(point).search.overload == 0.0;
  }

  /// In the unit of the measure of a constraint.
  [[nodiscard]] double tolerance(std::size_t constraint) const;

  [[nodiscard]] const OptimumDesign& design() const { return design_; }
  [[nodiscard]] std::uint64_t replications() const { return replications_; }
  [[nodiscard]] std::uint64_t digest() const { return digest_.value(); }
  void set_phase(OptimumProgress::Phase phase) { progress_.phase = phase; }
  void set_best(const LatticePoint& best) { progress_.best = best; }

 private:
  const OptimumDesign& design_;
  const PointSource& sampler_;
  const Report& report_;
  std::vector<const Measure*> measures_;
  std::map<LatticePoint, KnownPoint> points_;
  std::uint64_t replications_ = 0;
  Digest digest_;
  OptimumProgress progress_;
};

}  // namespace tiermix
