#pragma once

// Merging one table of a scenario into another, shared by files and command-line changes.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/source.hpp"

namespace tiermix {

/// What becomes of { tier1 = "95%", tier2 = "5%" } under a change of shares: a file states all of
/// them, the command line one at a time.
enum class RouteShares : std::uint8_t { replaced, merged };

struct Merge {
  std::string_view table;  ///< in the schema
  std::string path;        ///< of the table, for findings
  RouteShares routes = RouteShares::replaced;
};

/// Changes the keys of `base` by those of `change`. Warns where a number takes the place of a
/// series: the change is done, but the hours of the series are lost.
void merge_table(Node& base, const Node& change, const Merge& merge, Findings& findings);

}  // namespace tiermix
