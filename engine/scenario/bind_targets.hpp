#pragma once

// [targets]: what is wanted of which measure where.

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Needs the model's time, classes and tiers; sets answer targets where a target says within.
void bind_targets(const Node& root, BindContext& context, Model& model);

}  // namespace tiermix
