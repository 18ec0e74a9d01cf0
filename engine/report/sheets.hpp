#pragma once

// Rows of a workbook put together cell by cell.

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/results/workbook.hpp"
#include "engine/report/notes.hpp"

namespace tiermix {

/// How a number of a unit is written: shares in percent, money and times with two decimals, counts
/// whole where they are large.
[[nodiscard]] inline CellFormat format_of(std::string_view unit) {
  return unit == "1" ? CellFormat::share : CellFormat::decimal;
}

[[nodiscard]] inline WorkbookCell text_cell(std::string_view text) {
  return {.text = std::string(text)};
}

[[nodiscard]] inline WorkbookCell number_cell(double number, CellFormat format) {
  return {.text = {}, .number = number, .format = format};
}

/// A local time, "Mon 2026-01-05 08:30" or its date alone.
[[nodiscard]] inline WorkbookCell clock_cell(std::string_view clock) {
  const bool has_time = clock.size() >= 16 && !clock.ends_with(" 00:00");
  return number_cell(days_of(clock), has_time ? CellFormat::moment : CellFormat::date);
}

/// The word for an error, or the end of an interval, that nobody knows: of one replication.
inline constexpr std::string_view kUnknownText = "unknown";

[[nodiscard]] inline WorkbookCell number_or_unknown(double number, CellFormat format) {
  return std::isinf(number) ? text_cell(kUnknownText) : number_cell(number, format);
}

/// Mean, half-width, lower and upper end; what nobody knows of them is the word. An end that is
/// infinite by itself, such as that of a payback, leaves its cell empty.
inline void add_interval(std::vector<WorkbookCell>& row,
                         double mean,
                         double half_width,
                         double lower,
                         double upper,
                         CellFormat format) {
  row.push_back(number_cell(mean, format));
  const bool nothing_known = std::isinf(half_width) && std::isinf(lower) && lower < 0.0;
  row.push_back(number_or_unknown(half_width, format));
  row.push_back(nothing_known ? text_cell(kUnknownText) : number_cell(lower, format));
  row.push_back(nothing_known ? text_cell(kUnknownText) : number_cell(upper, format));
}

[[nodiscard]] inline std::vector<WorkbookColumn> columns(
    const std::vector<std::pair<const char*, double>>& headings) {
  std::vector<WorkbookColumn> all;
  all.reserve(headings.size());
  for (const auto& [heading, width] : headings) {
    all.push_back({.heading = heading, .width = width});
  }
  return all;
}

/// The part of the desk that a scope is: "phone" of "case.phone".
[[nodiscard]] std::string part_of(std::string_view scope);

[[nodiscard]] std::vector<std::string> texts_of(const std::vector<Note>& notes);

/// Without sheets that have no rows, and charts of none.
[[nodiscard]] Workbook without_empty_sheets(Workbook book);

/// What the results come from and how to read them.
[[nodiscard]] WorkbookSheet notes_sheet(const Provenance& run,
                                        const std::vector<std::string>& answers,
                                        const std::vector<std::string>& notes);

}  // namespace tiermix
