#pragma once

// One scenario at many points of a design, under common random numbers: replication r has the same
// customers at every point. What is kept of a point is what the estimates and the paired
// differences need; the observations are dropped as soon as the point is finished.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/estimate/paired.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// A measure in a scope by which points are compared.
struct ChosenMeasure {
  std::size_t measure = 0;  ///< index into measures()
  std::size_t scope = 0;    ///< as in ScopeLayout

  friend bool operator==(const ChosenMeasure&, const ChosenMeasure&) = default;
};

struct SweepDesign {
  Design run;  ///< of every point; a precision is reached point by point
  std::vector<ChosenMeasure> chosen;
};

/// What is kept of one point. It depends on its plan and the design alone: not on other points, on
/// threads, or on when it was simulated.
struct SweptPoint {
  std::uint32_t replications = 0;
  bool precise = true;       ///< reached the precision asked for
  std::uint64_t digest = 0;  ///< of its observations, as that of a run
  std::uint64_t events = 0;
  std::vector<MeasureEstimate> estimates;   ///< every measure in every scope that reports it
  std::vector<Influences> effects;          ///< [chosen]
  std::vector<std::vector<double>> values;  ///< [chosen][replication], NaN where there is none
};

/// A replication that failed, and at which point.
class SweepFailed : public std::runtime_error {
 public:
  SweepFailed(std::size_t point, const std::string& what)
      : std::runtime_error(what), point_(point) {}

  [[nodiscard]] std::size_t point() const { return point_; }

 private:
  std::size_t point_;
};

/// Simulates the points, in this order, all cores over the replications of many points at once.
/// `plan_of` is called for points ahead, from a thread of its own; `take` gets each point as it is
/// finished, one at a time, under a precision not always in order. False where `report` stopped it:
/// points in hand are lost then. Throws SweepFailed.
[[nodiscard]] bool sweep(std::span<const std::size_t> points,
                         const std::function<Plan(std::size_t)>& plan_of,
                         const SweepDesign& design,
                         const std::function<void(std::size_t, SweptPoint&&)>& take,
                         const std::function<bool(const Progress&)>& report = {});

}  // namespace tiermix
