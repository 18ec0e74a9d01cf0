#pragma once

// The traffic equations of a class of cases, complexity by complexity.
//
// What a visit to a tier leads to is in visit.hpp; here visits follow each other. A case that a
// tier may bounce keeps in mind who handed it over. Left out, because only a simulation knows:
// queues and what they bring about (busy rules, overflow, escalation by age, holding times),
// administration of open cases, and the growth of a knowledge base.

#include <cstddef>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/scenario/tier_stage.hpp"
#include "engine/scenario/week_curve.hpp"

namespace tiermix {

/// Expected number of events at a tier per case of a class, or per case of the desk.
struct TierFlow {
  double sessions = 0.0;
  double prompt_sessions = 0.0;  ///< not after a return of the customer
  double seconds = 0.0;          ///< of the tier's reps
  double prompt_seconds = 0.0;   ///< likewise
  double arrivals = 0.0;         ///< by entry or escalation
  double complexity = 0.0;       ///< sum over arrivals
  TierRoutes routes;
};

/// The flows of a class, per case; what self-service settles is no case.
struct ClassFlows {
  double kept = 1.0;  ///< share of the arrivals that self-service leaves
  std::vector<TierFlow> tiers;
};

/// Expects stages that every case can leave.
[[nodiscard]] ClassFlows flows_of(const ClassStages& stages, const Complexity& complexity);

struct ClassFlow {
  WeekCurve cases_per_hour;
  std::vector<TierFlow> flows;
};

/// In the order of the classes.
[[nodiscard]] std::vector<ClassFlow> class_flows(const Model& model);

/// Which tiers cases of this complexity reach without help of a queue. Defined in route_graph.cpp.
[[nodiscard]] std::vector<bool> reached_tiers(const ClassStages& stages, const ComplexityPoint& at);

/// Reps of one tier on the floor, over the week.
[[nodiscard]] WeekCurve tier_heads(const Model& model, std::size_t tier);

/// Erlang offered to every tier over the week: sessions at once at the rate of the moment, those
/// after a return spread evenly.
[[nodiscard]] std::vector<WeekCurve> load_curves(const Model& model,
                                                 const std::vector<ClassFlow>& classes);

/// As traffic() of the model alone, with flows that are known.
[[nodiscard]] TrafficReport traffic(const Model& model, const std::vector<ClassFlow>& classes);

}  // namespace tiermix
