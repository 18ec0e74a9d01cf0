#pragma once

// What repeats every week: arrival rates and reps on the floor, in quarters of an hour from Monday
// 00:00. Growth and busyness are left out; of a series, the mean over its weeks is taken.

#include <cstddef>
#include <string>
#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// One value per quarter of an hour; kWeekSlots of them.
using WeekCurve = std::vector<double>;
inline constexpr std::size_t kWeekSlots = std::size_t{7} * 24 * 4;

/// Cases per hour.
[[nodiscard]] WeekCurve arrival_curve(const Model& model, const Arrivals& arrivals);

/// Reps on the floor.
[[nodiscard]] WeekCurve heads_curve(const Model& model, const RepGroup& group);

[[nodiscard]] double mean_of(const WeekCurve& curve);

/// "Monday 09:15"; kWeekSlots is "Monday 00:00" again.
[[nodiscard]] std::string slot_name(std::size_t slot);

}  // namespace tiermix
