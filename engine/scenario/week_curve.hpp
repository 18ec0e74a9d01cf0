#pragma once

// What repeats every week: arrival rates and reps on the floor, in quarters of an hour from Monday
// 00:00 by the scenario's clock. Growth, busyness and holidays are left out; other zones are as far
// ahead as at the start; of a series, the mean over its weeks is taken, of the months' factors that
// over the run.

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

/// Those of a class; nothing in hours in which it turns them away.
[[nodiscard]] WeekCurve class_curve(const Model& model, const CaseClass& one);

/// Reps on the floor: without those on a break or absent, the mean of the shifts of a rotation.
[[nodiscard]] WeekCurve heads_curve(const Model& model, const RepGroup& group);

[[nodiscard]] double mean_of(const WeekCurve& curve);

/// "Monday 09:15"; kWeekSlots is "Monday 00:00" again.
[[nodiscard]] std::string slot_name(std::size_t slot);

}  // namespace tiermix
