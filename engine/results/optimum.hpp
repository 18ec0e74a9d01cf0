#pragma once

// What an optimisation found, with the names of the scenario, as one value and as one file
// (docs/optimum-format.md). Everything a report shows comes from here.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/experiment/optimise.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// A decision variable and its values in their order.
struct OptimisedVariable {
  std::string path;                 ///< "a + b" where several keys have the same value
  std::vector<std::string> keys;    ///< one at least
  std::string given;                ///< "path=range"
  std::vector<std::string> values;  ///< as a scenario takes them
  std::string base;                 ///< what the scenario says; empty where it says nothing
};

struct OptimisedTarget {
  std::string name;  ///< "service_level" or "service_level.phone"
  std::string text;  ///< ">= 80% within 20 s"
  std::string measure;
  std::string scope;
  std::string unit;
  bool at_least = true;
  double value = 0.0;
  double tolerance = 0.0;  ///< in the unit
};

struct OptimisedPoint {
  std::vector<std::string> values;  ///< [variable]; empty: the base
  std::string fate;                 ///< "chosen", "near", "dearer", "breaks a target", "open"
  std::uint32_t replications = 0;
  Estimate objective;
  Estimate difference;            ///< of the objective, from the leader
  std::vector<Estimate> targets;  ///< [target]
  std::vector<Verdict> verdicts;  ///< [target]
  /// [target], which of its intervals these speak of; empty where the whole time is.
  std::vector<std::string> intervals = {};
};

struct OptimisedPrice {
  std::vector<std::string> values;
  bool binding = false;
  Estimate change;  ///< of the objective where the target is dropped
};

struct OptimisedFront {
  std::vector<std::string> values;
  double objective = 0.0;
  double target = 0.0;  ///< value of the tightest target's measure
};

struct Optimised {
  Provenance provenance;  ///< of the scenario as it is; replications: of the leader
  std::string end;        ///< "decided", "infeasible", "undecided"
  std::vector<OptimisedVariable> variables;
  std::string objective;  ///< "cost_per_case" or "cost_per_case.tier1"
  std::string objective_measure;
  std::string objective_scope = "all";  ///< or "case.NAME", "tier.NAME"
  std::string objective_unit;
  bool minimised = true;
  double indifference = 0.0;  ///< in the unit of the objective
  double tolerance = 0.0;     ///< of targets, over their value
  std::vector<OptimisedTarget> targets;
  std::vector<OptimisedPoint> points;  ///< of the final; the chosen one, or the best known, first
  std::optional<OptimisedPoint> base;
  std::vector<OptimisedPrice> prices;  ///< [target], or empty
  std::vector<std::string> priced;     ///< values of what they compare with, where not the leader
  std::optional<std::size_t> tightest;
  std::vector<OptimisedFront> front;
  double overload = 0.0;               ///< of the leader: load over staff, less one, over tiers
  std::vector<std::string> warnings;   ///< about the scenario of the leader
  std::size_t neighbours = 0;          ///< points next to the leader
  std::size_t neighbours_visited = 0;  ///< of those simulated
  std::vector<std::string> at_bound;  ///< paths whose chosen value is the lowest or highest allowed
  std::size_t visited = 0;
  std::size_t invalid = 0;
  double lattice = 0.0;  ///< points of the whole lattice
  std::uint64_t search_replications = 0;
  std::uint64_t final_replications = 0;
  double cases = 0.0;

  [[nodiscard]] const OptimisedPoint& leader() const { return points.front(); }
};

struct OptimisedInput {
  const Model* model = nullptr;  ///< of the base
  RunContext context;
  std::uint64_t seed = 1;
  std::vector<OptimisedVariable> variables;
  std::vector<std::string> warnings;        ///< about the scenario of the leader
  std::vector<std::string> intervals = {};  ///< [constraint]; empty where the whole time is
};

/// Expects an optimum that was not interrupted, of constraints that are aims_of(model), each as
/// often as it has intervals.
[[nodiscard]] Optimised assemble(const OptimisedInput& input,
                                 const OptimumDesign& design,
                                 const Optimum& optimum);

/// As write() of the results of a run.
void write(const Optimised& found,
           const std::filesystem::path& path,
           Existing existing = Existing::replace);

/// Throws as read().
[[nodiscard]] Optimised read_optimised(const std::filesystem::path& path);

}  // namespace tiermix
