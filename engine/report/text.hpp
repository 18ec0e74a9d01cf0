#pragma once

// Signs and widths of text on a terminal.

#include <cstddef>
#include <string_view>

#include "engine/report/report.hpp"

namespace tiermix {

/// Signs outside ASCII, and what stands for them.
struct Signs {
  std::string_view plus_minus;
  std::string_view dash;   ///< no value
  std::string_view dot;    ///< between facts on one line
  std::string_view block;  ///< of a bar
};
[[nodiscard]] Signs signs_of(const TextStyle& style);

/// Whether a table need not be continued below itself.
[[nodiscard]] bool fits(const Table& table, const TextStyle& style);

/// Columns that UTF-8 text takes, one per code point.
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace tiermix
