#pragma once

// The traffic equations of a class of cases, complexity by complexity.
//
// A session at a tier ends with a question to the customer (the case comes back to the tier) or
// with an attempt. A resolved case reopens at the same tier or closes; an unresolved one escalates,
// tries again or closes. Outcomes are independent given the complexity, which stays with the case.

#include <cstddef>
#include <vector>

#include "engine/scenario/complexity.hpp"
#include "engine/scenario/model.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/scenario/week_curve.hpp"

namespace tiermix {

/// How a class of cases is worked on at a tier, whoever states it.
struct TierStage {
  ResolveCurve resolve;
  double pending_share = 0.0;
  double reopening = 0.0;
  double handle_seconds = 0.0;  ///< mean, by a rep of the tier's mean speed
  WhenUnresolved when_unresolved = WhenUnresolved::escalate;
  std::vector<double> escalation;  ///< share per tier; all 0 where it escalates to none
};

/// The tiers as a class of cases sees them.
struct ClassStages {
  std::vector<double> entry;  ///< share per tier
  std::vector<TierStage> stages;
};

[[nodiscard]] ClassStages stages_of(const Model& model, const CaseClass& case_class);

/// Expected number of events at a tier per case of a class, or per case of the desk.
struct TierFlow {
  double sessions = 0.0;
  double prompt_sessions = 0.0;  ///< not after a return of the customer
  double arrivals = 0.0;         ///< by entry or escalation
  double complexity = 0.0;       ///< sum over arrivals
  TierRoutes routes;
};

/// Expects stages that every case can leave.
[[nodiscard]] std::vector<TierFlow> flows_of(const ClassStages& stages,
                                             const Complexity& complexity);

/// Which tiers cases reach. Defined in route_graph.cpp.
[[nodiscard]] std::vector<bool> reached_tiers(const ClassStages& stages);

/// Reps of one tier on the floor, over the week.
[[nodiscard]] WeekCurve tier_heads(const Model& model, std::size_t tier);

/// Erlang offered to every tier over the week: sessions at once at the rate of the moment, those
/// after a return of the customer spread evenly.
[[nodiscard]] std::vector<WeekCurve> load_curves(const Model& model);

}  // namespace tiermix
