#pragma once

// Learning curves, careers, hiring and programmes.

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

[[nodiscard]] LearningCurve bind_learning_curve(const Fields& fields);

/// Cost, attrition, promotion and lapse of a level.
void bind_career(const Fields& fields, Level& level);

/// Levels, learning, tenure and hiring of a group.
void bind_staff(const Fields& fields, RepGroup& group);

/// Its start is counted in the scenario's zone.
[[nodiscard]] Programme bind_programme(const Fields& fields, const TimeFrame& time);

/// The defaults where the section is absent.
[[nodiscard]] Roi bind_roi(const Fields& fields);

}  // namespace tiermix
