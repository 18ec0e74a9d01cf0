#pragma once

// The escalation graph: what can be said about the flow of cases before any simulation.
//
// Expected visits and loads follow from the traffic equations, solved for every complexity and
// averaged over its law. Nobody abandons or is blocked in these equations, growth is that of week
// 0 and busyness is 1, so that loads are upper bounds where customers have patience. What only
// queues bring about is left out (traffic.hpp; advice.hpp says where it matters).

#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Something wrong or doubtful with the routes.
struct RouteProblem {
  Severity severity = Severity::error;
  std::string tier;       ///< its name; never empty
  std::string text;       ///< for a Diagnostic
  bool overload = false;  ///< the tier is offered more work than its reps can do
};

/// Errors: tiers that some case can never leave, or comes back to without end. Warnings: tiers that
/// no case reaches, tiers with too few reps, and many cases that close without a solution. Expects
/// a model whose names resolve and whose numbers are within their bounds.
[[nodiscard]] std::vector<RouteProblem> check_routes(const Model& model);

/// Names of the tiers that are offered more work than their reps can do. Expects what
/// check_routes() expects.
[[nodiscard]] std::vector<std::string> overloaded_tiers(const Model& model);

struct ClassTraffic {
  double cases_per_hour = 0.0;   ///< mean over the week
  std::vector<double> sessions;  ///< expected, per tier and case
  double resolved = 0.0;         ///< probability
  double closed_unresolved = 0.0;
};

/// Where sessions at a tier lead: expected number of events per case.
struct TierRoutes {
  double pendings = 0.0;    ///< the customer is asked, and the case comes back
  double reopenings = 0.0;  ///< resolved, and comes back
  double retries = 0.0;
  double bounces = 0.0;   ///< sent back to the tier that handed the case over
  double resolved = 0.0;  ///< for good
  double closed_unresolved = 0.0;
  std::vector<double> escalations;  ///< per tier
};

struct TierTraffic {
  double sessions = 0.0;         ///< per case of the desk
  double offered_load = 0.0;     ///< Erlang, mean over the week
  double mean_heads = 0.0;       ///< reps on the floor, mean over the week
  double utilisation = 0.0;      ///< offered_load / mean_heads; infinite where nobody is there
  double mean_complexity = 0.0;  ///< of the cases that enter or escalate to it; 0 where none does
  TierRoutes routes;             ///< per case of the desk
};

struct TrafficReport {
  std::vector<ClassTraffic> classes;  ///< in the order of the model
  std::vector<TierTraffic> tiers;
};

/// Expects a model in which check_routes() finds no error.
[[nodiscard]] TrafficReport traffic(const Model& model);

/// The routes as Graphviz text, edges labelled with the expected flow per case of the desk.
[[nodiscard]] std::string to_dot(const Model& model, const TrafficReport& report);

}  // namespace tiermix
