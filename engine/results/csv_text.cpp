#include "engine/results/csv_text.hpp"

#include <cmath>
#include <utility>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  CsvTable parse() {
    while (at_ < text_.size()) {
      CsvRow row;
      bool more = true;
      while (more) {
        row.push_back(cell());
        more = at_ < text_.size() && text_[at_] == ',';
        at_ += more ? 1U : 0U;
      }
      end_line();
      if (row.size() > 1 || !row.front().text.empty()) {
        table_.rows.push_back(std::move(row));
      }
    }
    return std::move(table_);
  }

 private:
  CsvCell cell() {
    CsvCell cell{"", line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
    if (at_ < text_.size() && text_[at_] == '"') {
      quoted(cell.text);
    }
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' &&
           text_.substr(at_, 2) != "\r\n") {
      cell.text += text_[at_++];
    }
    return cell;
  }

  void quoted(std::string& cell) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') {
        if (at_ == text_.size() || text_[at_] != '"') {
          return;
        }
        ++at_;
      }
      cell += c;
      if (c == '\n') {
        begin_line();
      }
    }
    table_.open_quote = true;
  }

  void end_line() {
    if (at_ < text_.size()) {
      at_ += text_[at_] == '\r' ? 2U : 1U;
      begin_line();
    }
  }

  void begin_line() {
    ++line_;
    line_start_ = at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
  CsvTable table_;
};

}  // namespace

CsvTable parse_csv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return Parser(text).parse();
}

std::string csv_number(double value) { return std::isnan(value) ? "" : format_number(value); }

}  // namespace tiermix
