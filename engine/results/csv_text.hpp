#pragma once

// RFC 4180: a table of texts with the place of each, and numbers as they are written. How a text is
// written: csv_cell() in engine/base/text.hpp.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.hpp"

namespace tiermix {

struct CsvCell {
  std::string text;
  std::uint32_t line = 0;    ///< counts from 1
  std::uint32_t column = 0;  ///< in bytes from 1
};

using CsvRow = std::vector<CsvCell>;

/// Rows of cells, quotes undone; a byte order mark and empty lines are skipped.
struct CsvTable {
  std::vector<CsvRow> rows;
  bool open_quote = false;  ///< the last cell began with a quote that is never closed
};

[[nodiscard]] CsvTable parse_csv(std::string_view text);

/// Shortest text that reads back to the same number; empty for NaN.
[[nodiscard]] std::string csv_number(double value);

}  // namespace tiermix
