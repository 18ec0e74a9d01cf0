#pragma once

// The path of a lever, such as rep_group.*.heads: which key of the schema it means, and which
// values of a scenario.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/schema.hpp"
#include "engine/scenario/source.hpp"

namespace tiermix {

/// A path that the schema knows.
struct LeverPath {
  std::string section;                ///< a section or a list
  std::vector<std::string> elements;  ///< of a list: names or stars; two of handling
  std::vector<std::string> keys;      ///< below, at least one
  const Field* field = nullptr;       ///< of the last key; of a law or curve that of its value
};

struct LeverPathRead {
  std::optional<LeverPath> path;
  std::string problem;  ///< empty exactly when there is a path
};

[[nodiscard]] LeverPathRead read_lever_path(std::string_view text);

/// One place of a scenario that a path means.
struct LeverSpot {
  std::string path;             ///< as --set takes it
  const Node* value = nullptr;  ///< what stands there; null where nothing does
};

struct LeverSpots {
  std::vector<LeverSpot> spots;
  std::string problem;  ///< why there is none
};

/// `belongs` chooses among the elements of the list.
[[nodiscard]] LeverSpots spots_of(const LeverPath& path,
                                  const Node& scenario,
                                  const std::function<bool(const Node&)>& belongs);

}  // namespace tiermix
