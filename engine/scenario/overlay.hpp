#pragma once

// A variant scenario is a base and changes: tables merge key by key, lists merge by name, and a
// value on the command line is a change of one key. All of it happens on trees, before binding.

#include <string>

#include "engine/scenario/load.hpp"
#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/source.hpp"

namespace tiermix {

/// Reports elements of one file's lists that have the same name.
void check_duplicates(const Node& root, Findings& findings);

/// Changes `base` by the file `change`. A key of `change` replaces or merges; where keys exclude
/// each other the change wins; remove = true drops an element and must find one.
void overlay(Node& base, const Node& change, Findings& findings);

/// Changes one key. Its place is file "--set", line 1, with the column into path=value.
void apply_override(Node& root, const Override& changed, Findings& findings);

/// What tells the elements of a list apart: "tier1", or "how_to.tier1" for a handling; empty where
/// an element does not say.
[[nodiscard]] std::string identity(std::string_view list, const Node& element);

}  // namespace tiermix
