#pragma once

// The best values of decision variables subject to constraints, by simulation.
//
// Lattice     A point has one whole number per variable, an index into its values. Neighbours are
//             one step away in one variable, or a step up in one and a step down in another.
// Search      Retrospective approximation (Wang, Pasupathy and Schmeiser, "Integer-ordered
//             simulation optimization using R-SPLINE", ACM TOMACS 23 (2013) 17): a descent on the
//             sample path of few replications, then of twice as many, until `search_replications`.
//             Replication r has the same customers at every point, so that the sample path is one
//             deterministic function. A point that is not allowed (GoalSamples::overload) is worse
//             than any other. A point that keeps the constraints is better than one that does not;
//             among those that do, the objective counts, among others the sum of the relative
//             shortfalls. Steps begin coarse; at step one the point that is left has been compared
//             with all of its neighbours.
// Final       The search's own replications favour the point that they chose. What they do not rule
//             out is simulated anew, with replications of which the search knew nothing, until the
//             procedure of engine/estimate/constrained.hpp has chosen.
//
// No variable, constraint or unit is known here, and no simulation: who calls gives samples.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/estimate/constrained.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/experiment/aims.hpp"
#include "engine/experiment/compare.hpp"
#include "engine/experiment/goal_samples.hpp"

namespace tiermix {

/// An index per variable. Empty: the base, the scenario as it is, on the lattice or not.
using LatticePoint = std::vector<std::int32_t>;

/// Final replications begin here: the search uses none of them.
inline constexpr std::uint32_t kFreshReplications = 1U << 20U;

struct OptimumDesign {
  std::vector<std::int32_t> sizes;   ///< [variable], how many values; at least one variable
  std::vector<LatticePoint> starts;  ///< where the search begins; at least one
  ChosenMeasure objective;
  Better better = Better::lower;
  std::vector<Aim> constraints;
  /// [constraint], to which target it belongs, ascending from 0: those of one target are priced
  /// together. Empty: each is one of its own.
  std::vector<std::size_t> targets = {};
  double level = 0.95;                                          ///< confidence of the choice
  Indifference indifference{.value = 0.005, .relative = true};  ///< of the objective
  double tolerance = 0.01;  ///< of a constraint, over its value (over one where that is zero)
  std::uint32_t first_replications = 5;     ///< of the first sample path
  std::uint32_t search_replications = 20;   ///< of the last
  std::uint32_t first_stage = 20;           ///< of the final
  std::uint64_t max_replications = 20'000;  ///< of all points together
  bool prices = true;                       ///< search again without each target

  [[nodiscard]] std::size_t target_of(std::size_t constraint) const {
    return targets.empty() ? constraint : targets[constraint];
  }
  [[nodiscard]] std::size_t target_count() const {
    return targets.empty() ? constraints.size() : targets.back() + 1;
  }
};

/// What is asked of the simulation.
struct SampleRequest {
  LatticePoint point;
  std::uint32_t first = 0;  ///< replication
  std::uint32_t count = 0;
};

/// Samples in the order of the requests, of objective and constraints in this order; without
/// replications where a point is no scenario. Nothing where the run is to stop.
using PointSource =
    std::function<std::optional<std::vector<GoalSamples>>(std::span<const SampleRequest>)>;

enum class OptimumEnd : std::uint8_t {
  decided,      ///< a point is chosen with the confidence asked for
  infeasible,   ///< no point is found that keeps every constraint
  undecided,    ///< the budget is spent
  interrupted,  ///< stopped by the sampler; nothing else is filled in
};

/// A point of the final, by its fresh replications.
struct Finalist {
  LatticePoint point;
  Fate fate = Fate::open;
  std::uint32_t replications = 0;
  Estimate objective;
  std::vector<Estimate> constraints;  ///< [constraint], of the measure
  PairedDifference difference;        ///< of the objective from the leader; zero of itself
};

/// What a target costs: the best objective that a search finds without it, beside that of the
/// search with all. The latter need not be the leader: the final may have passed it over.
struct ConstraintPrice {
  LatticePoint point;       ///< best without it; the search's best where it costs nothing
  bool binding = false;     ///< that is another point
  PairedDifference change;  ///< of the objective there from the search's best, fresh replications
};

/// A point where less of the objective means less of the tightest constraint.
struct FrontPoint {
  LatticePoint point;
  double objective = 0.0;
  double constrained = 0.0;  ///< of the tightest target, where it has the least to spare
};

struct Optimum {
  OptimumEnd end = OptimumEnd::undecided;
  std::vector<Finalist> finalists;      ///< the leader first, then by objective
  double overload = 0.0;                ///< of the leader; above 0 where no point found has none
  double indifference = 0.0;            ///< in the unit of the objective
  std::vector<double> tolerances;       ///< [constraint], in the unit of its measure
  std::optional<Finalist> base;         ///< absent where the base is no scenario to simulate
  std::vector<ConstraintPrice> prices;  ///< [target]; empty unless asked for and decided
  LatticePoint priced;                  ///< what they compare with: the best of the search
  std::optional<std::size_t> tightest;  ///< the target of the front
  std::vector<FrontPoint> front;        ///< by the search's replications
  std::size_t neighbours = 0;           ///< of the leader on the lattice
  std::size_t neighbours_visited = 0;   ///< those of them that were simulated, or are no scenario
  std::size_t visited = 0;              ///< points simulated
  std::size_t invalid = 0;              ///< points that are no scenario
  std::uint64_t search_replications = 0;
  std::uint64_t final_replications = 0;
  double cases = 0.0;
  std::uint64_t events = 0;
  std::uint64_t digest = 0;  ///< of all observations, in the order of the requests

  /// The chosen point; where none is, the best known.
  [[nodiscard]] const Finalist& leader() const { return finalists.front(); }
};

/// What an optimisation is at, for people.
struct OptimumProgress {
  enum class Phase : std::uint8_t { search, final_stage, prices };
  Phase phase = Phase::search;
  std::size_t visited = 0;
  std::uint64_t replications = 0;
  LatticePoint best;
};

/// The outcome depends on the design and the samples alone. `report` is told before each batch.
[[nodiscard]] Optimum optimise(const OptimumDesign& design,
                               const PointSource& sampler,
                               const std::function<void(const OptimumProgress&)>& report = {});

}  // namespace tiermix
