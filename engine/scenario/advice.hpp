#pragma once

// What a planner may have forgotten to say. Nothing here is wrong: a scenario may mean it so.

#include <string>
#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// One line each: customers who never hang up, reps who cost nothing, cases that arrive when nobody
/// of their first tier is on the floor, and what the loads before a simulation leave out.
[[nodiscard]] std::vector<std::string> advice_on(const Model& model);

}  // namespace tiermix
