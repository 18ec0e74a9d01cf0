#pragma once

#include "engine/base/time.hpp"
#include "engine/scenario/model.hpp"
#include "engine/plan/open_hours.hpp"

namespace tiermix {

/// The opening hours of a class until `end`, holidays without staff closed.
[[nodiscard]] OpenHours compile_open_hours(const Model& model, const CaseClass& c, Instant end);

}  // namespace tiermix
