#pragma once

// A workbook for spreadsheets as a value, and as one XLSX file. Cells are numbers and texts: there
// are no formulas, so a text is a text whatever it begins with.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/results.hpp"

namespace tiermix {

enum class CellFormat : std::uint8_t {
  text,
  whole,    ///< 1,234
  decimal,  ///< 1,234.56
  share,    ///< 12.3%
  exact,    ///< as many digits as it has
  date,     ///< Mon 2026-01-05; the number as of days_of()
  moment,   ///< Mon 2026-01-05 08:30, likewise
};

/// "2026-01-05" or "2026-01-05 08:30", with or without a weekday before it, as spreadsheets count:
/// days and their fractions since 1899-12-30. NaN where it is no such text.
[[nodiscard]] double days_of(std::string_view clock);

/// A text, or a number where the format is not that of texts. A number that is not finite leaves
/// the cell empty.
struct WorkbookCell {
  std::string text;
  double number = 0.0;
  CellFormat format = CellFormat::text;
};

struct WorkbookColumn {
  std::string heading;
  double width = 12.0;  ///< in characters
};

/// A column of the sheet as a line, or as bars.
struct WorkbookSeries {
  std::string name;
  std::size_t column = 0;
  bool is_bound = false;  ///< an end of an interval: drawn thin and dashed
};

enum class ChartKind : std::uint8_t { line, bar, scatter };

struct WorkbookChart {
  ChartKind kind = ChartKind::line;
  std::string title;
  std::string x_title;
  std::string y_title;
  std::size_t x_column = 0;
  std::size_t first = 0;  ///< row of the sheet, from 0
  std::size_t rows = 0;   ///< from there on
  std::vector<WorkbookSeries> series;
};

struct WorkbookSheet {
  std::string name;  ///< at most 31 characters, none of []:*?/\ (Excel's rule)
  std::vector<WorkbookColumn> columns;
  std::vector<std::vector<WorkbookCell>> rows;
  std::vector<WorkbookChart> charts;  ///< to the right of the table, below each other
};

struct Workbook {
  std::string title;
  std::string created;  ///< UTC, ISO 8601: the file's date
  std::vector<WorkbookSheet> sheets;
};

/// The whole file or nothing: equal workbooks give equal bytes. Throws std::runtime_error with the
/// path and the reason, also where a sheet has more rows than a spreadsheet can hold (1,048,576).
void write(const Workbook& workbook,
           const std::filesystem::path& path,
           Existing existing = Existing::replace);

}  // namespace tiermix
