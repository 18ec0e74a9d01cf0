#pragma once

// What the expected traffic says about a scenario before it runs.

#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/scenario/week_curve.hpp"

namespace tiermix {

/// Adds a warning for every tier that is offered more work than its reps can do; `loads` in Erlang,
/// per tier.
void check_loads(const Model& model,
                 const TrafficReport& report,
                 std::vector<WeekCurve> loads,
                 std::vector<RouteProblem>& problems);

/// Adds a warning where more than a tenth of all cases close without a solution.
void check_unresolved(const Model& model,
                      const TrafficReport& report,
                      std::vector<RouteProblem>& problems);

}  // namespace tiermix
