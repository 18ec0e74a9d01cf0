#pragma once

#include <string>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// A valid model as the kernel reads it. Identities of random numbers come from names, so that
/// adding, removing or reordering classes, tiers and groups moves no draw of the others.
///
/// The groups named in `as_people` are simulated as people even where nothing in the scenario asks
/// for it: what is compared with a scenario in which they are then differs by what differs between
/// the two, and by nothing else.
[[nodiscard]] Plan compile(const Model& model, const std::vector<std::string>& as_people = {});

/// The longest run that is counted by this interval: a longer one is by the hour, or by the day.
[[nodiscard]] Duration longest_counted_by(Duration interval);

}  // namespace tiermix
