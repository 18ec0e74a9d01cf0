#pragma once

// What the rules on people ask of a model: which training levels the reps of a group may come to,
// and how long they work.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/base/time.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Names of levels that reps of a group may be at, by the name of the group; the empty name is that
/// of no level.
using LevelsReached = std::map<std::string, std::set<std::string>, std::less<>>;
[[nodiscard]] LevelsReached levels_reached(const Model& model);

/// Whether a programme takes reps of a level, the empty name being that of none.
[[nodiscard]] bool trains(const Programme& programme, const std::string& level);

/// Hours of a rep by shift or rotation, breaks included; nothing where a file says how many are
/// there.
struct WeeklyHours {
  Duration mean;        ///< a week; all of it without shift and rotation
  Duration longest;     ///< the longest week of a rotation
  Duration long_shift;  ///< the longest shift
};
[[nodiscard]] std::optional<WeeklyHours> weekly_hours(const Model& model, const RepGroup& group);

}  // namespace tiermix
