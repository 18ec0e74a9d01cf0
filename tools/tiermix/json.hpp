#pragma once

// What tiermix check found, for scripts.

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/model.hpp"
#include "engine/scenario/route_graph.hpp"

namespace tiermix {

struct Checked {
  std::string file;
  std::vector<Diagnostic> diagnostics;
  std::optional<Model> model;  ///< present where the scenario is accepted
  TrafficReport traffic;       ///< of the model
};

/// One JSON object: format_version, files: [{file, valid, diagnostics, tiers, classes}]. Numbers
/// that are not finite are null.
[[nodiscard]] std::string to_json(const std::vector<Checked>& files);

}  // namespace tiermix
