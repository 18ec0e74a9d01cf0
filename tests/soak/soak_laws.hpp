#pragma once

// What holds on every scenario, whatever is in it.

#include <string>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// The laws that a week of arrivals, followed until the desk is empty or the run ends, breaks.
[[nodiscard]] std::vector<std::string> broken_laws(const Observations& o);

/// That week, all of it measured, from an empty desk.
[[nodiscard]] Observations week_followed(Model model, std::uint64_t seed);

}  // namespace tiermix
