#pragma once

// The page of tiermix report: built by tools/page, committed, and part of the program.

#include <string>
#include <string_view>

namespace tiermix {

/// The page around the data. Expects what page_json() returns: text that means nothing in HTML.
[[nodiscard]] std::string page_with(std::string_view data);

}  // namespace tiermix
