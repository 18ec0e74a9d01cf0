#pragma once

// What every tier is offered over a week, and who is there: the traffic equations and the shifts,
// quarter hour by quarter hour, before any simulation. What the equations leave out is said in
// route_graph.hpp.

#include <cstddef>
#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// One value per quarter of an hour from Monday 00:00.
struct TierWeek {
  std::vector<double> visits;  ///< sessions per hour that begin
  std::vector<double> live;    ///< first contacts among them that somebody waits for on the line
  std::vector<double> load;    ///< Erlang
};

/// Of every tier. Expects a model in which check_routes() finds no error.
[[nodiscard]] std::vector<TierWeek> tier_weeks(const Model& model);

/// How far the load is beyond the staff, over the staff, both as means over the week, summed over
/// the tiers where it is: there a queue grows without end. Counted is the load of cases that
/// nothing takes off the queue: not first contacts with patience or of a bounded queue, and no tier
/// with overflow. An upper bound of the load where many abandon. 0 where there is no such tier.
[[nodiscard]] double endless_overload(const Model& model);

/// Reps of a group on the floor, as mean over its breaks, absences and rotation.
[[nodiscard]] std::vector<double> floor_week(const Model& model, const RepGroup& group);

}  // namespace tiermix
