#pragma once

// Tables for spreadsheets, put together cell by cell.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/results/csv_text.hpp"

namespace tiermix {

/// A table in the making, cell by cell.
class CsvSheet {
 public:
  void text(std::string_view value) { append(csv_cell(value)); }
  void number(double value) { append(csv_number(value)); }
  void count(std::uint64_t value) { append(std::to_string(value)); }
  void texts(std::initializer_list<std::string_view> values) {
    for (const std::string_view value : values) {
      text(value);
    }
  }
  void end_row() {
    bytes_ += "\r\n";
    first_ = true;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void append(const std::string& cell) {
    bytes_ += (first_ ? "" : ",") + cell;
    first_ = false;
  }

  std::string bytes_ = "\xEF\xBB\xBF";
  bool first_ = true;
};

}  // namespace tiermix
