#pragma once

#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// A valid model as the kernel reads it. Identities of random numbers come from names, so that
/// adding, removing or reordering classes, tiers and groups moves no draw of the others.
[[nodiscard]] Plan compile(const Model& model);

}  // namespace tiermix
