#pragma once

// Merging one table of a scenario into another, shared by files and command-line changes.

#include <cstdint>
#include <string_view>

#include "engine/scenario/source.hpp"

namespace tiermix {

/// What becomes of { tier1 = "95%", tier2 = "5%" } under a change of shares: a file states all of
/// them, the command line one at a time.
enum class RouteShares : std::uint8_t { replaced, merged };

/// Changes the keys of `base`, a table of that name in the schema, by those of `change`.
void merge_table(Node& base, const Node& change, std::string_view table, RouteShares routes);

}  // namespace tiermix
