#pragma once

// What every JSON object of a report has in common.

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/results/results.hpp"

namespace tiermix {

using Json = nlohmann::ordered_json;

/// JSON has no number for what is infinite or not known.
[[nodiscard]] inline Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// Title, file, digest, time and changes of a scenario.
[[nodiscard]] Json scenario_object(const Provenance& run);

/// Indented, with a line end; what is not UTF-8 is replaced.
[[nodiscard]] std::string text_of(const Json& object);

}  // namespace tiermix
