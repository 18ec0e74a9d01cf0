#pragma once

// RFC 4180: a table of texts with the place of each, and one cell as it is written.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// Quoted where it has to be. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Shortest text that reads back to the same number; empty for NaN.
[[nodiscard]] std::string csv_number(double value);

}  // namespace tiermix
