#pragma once

#include <cmath>

#include <nlohmann/json.hpp>

namespace tiermix {

using Json = nlohmann::ordered_json;

/// JSON has no number for what is infinite or not known.
[[nodiscard]] inline Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

}  // namespace tiermix
