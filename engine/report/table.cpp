#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kGap = 3;
constexpr std::size_t kNarrowGap = 2;

// Width of a column left and right of its tab; all of it is left where the cells have none.
struct Widths {
  std::size_t before = 0;
  std::size_t after = 0;

  [[nodiscard]] std::size_t total() const { return before + after; }
};

std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  const std::size_t tab = text.find('\t');
  if (tab == std::string_view::npos) {
    return {text, {}};
  }
  return {text.substr(0, tab), text.substr(tab + 1)};
}

Widths widths_of(const Table& table, std::size_t column) {
  Widths widths;
  for (const std::vector<Cell>& row : table.rows) {
    // A row of one cell is a heading, and may run over the columns beside it.
    if (column < row.size() && (row.size() > 1 || table.columns.size() == 1)) {
      const auto [before, after] = halves(row[column].text);
      widths.before = std::max(widths.before, columns_of(before));
      widths.after = std::max(widths.after, columns_of(after));
    }
  }
  const std::size_t heading = columns_of(table.columns[column].heading);
  if (heading > widths.total()) {
    widths.before += heading - widths.total();
  }
  return widths;
}

// Blanks, text and blanks of one cell; `text` without its tab.
struct Placed {
  std::size_t before = 0;
  std::string text;
  std::size_t after = 0;
};

Placed place(std::string_view text, Align align, const Widths& widths) {
  const auto [left, right] = halves(text);
  const std::size_t width = columns_of(left) + columns_of(right);
  const std::size_t room = widths.total() - std::min(width, widths.total());
  std::size_t before = 0;
  if (align == Align::right) {
    before = room;
  } else if (align == Align::tab) {
    before = widths.before - std::min(columns_of(left), widths.before);
  }
  before = std::min(before, room);
  return {.before = before, .text = std::string(left) + std::string(right), .after = room - before};
}

class Lines {
 public:
  Lines(const Table& table,
        const std::vector<Widths>& widths,
        const TextStyle& style,
        std::size_t gap)
      : table_(table), widths_(widths), style_(style), gap_(gap) {}

  [[nodiscard]] std::string block(const std::vector<std::size_t>& columns) const {
    std::string out = heading(columns);
    for (const std::vector<Cell>& row : table_.rows) {
      out += line(columns, row);
    }
    return out;
  }

 private:
  [[nodiscard]] std::string heading(const std::vector<std::size_t>& columns) const {
    std::vector<Cell> cells;
    bool any = false;
    for (const Column& column : table_.columns) {
      cells.push_back({.text = column.heading, .tone = Tone::faint});
      any = any || !column.heading.empty();
    }
    return any ? line(columns, cells, Heading::yes) : std::string();
  }

  enum class Heading : std::uint8_t { no, yes };

  [[nodiscard]] std::string line(const std::vector<std::size_t>& columns,
                                 const std::vector<Cell>& row,
                                 Heading heading = Heading::no) const {
    std::string out;
    std::size_t blanks = 0;
    for (const std::size_t column : columns) {
      if (column >= row.size()) {
        break;
      }
      Align align = table_.columns[column].align;
      if (heading == Heading::yes && align == Align::tab) {
        align = Align::right;
      }
      const Placed placed = place(row[column].text, align, widths_[column]);
      if (!placed.text.empty()) {
        out += std::string(blanks + placed.before, ' ');
        out += toned(placed.text, row[column].tone, style_);
        blanks = placed.after + gap_;
      } else {
        blanks += widths_[column].total() + gap_;
      }
    }
    return out + "\n";
  }

  const Table& table_;
  const std::vector<Widths>& widths_;
  const TextStyle& style_;
  std::size_t gap_;
};

// Without the gaps between the columns.
std::size_t total(const std::vector<Widths>& widths) {
  std::size_t all = 0;
  for (const Widths& width : widths) {
    all += width.total();
  }
  return all;
}

std::vector<Widths> widths_of(const Table& table) {
  std::vector<Widths> widths;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    widths.push_back(widths_of(table, column));
  }
  return widths;
}

}  // namespace

bool fits(const Table& table, const TextStyle& style) {
  const std::size_t gaps = table.columns.empty() ? 0 : table.columns.size() - 1;
  return total(widths_of(table)) + kNarrowGap * gaps <= style.width;
}

std::string to_text(const Table& table, const TextStyle& style) {
  if (table.columns.empty()) {
    return {};
  }
  const std::vector<Widths> widths = widths_of(table);
  const bool roomy = total(widths) + kGap * (table.columns.size() - 1) <= style.width;
  const std::size_t gap = roomy ? kGap : kNarrowGap;
  const Lines lines(table, widths, style, gap);
  std::string out;
  std::vector<std::size_t> columns{0};
  std::size_t width = widths[0].total();
  for (std::size_t column = 1; column < table.columns.size(); ++column) {
    const std::size_t more = gap + widths[column].total();
    if (width + more > style.width && columns.size() > 1) {
      out += lines.block(columns) + "\n";
      columns = {0};
      width = widths[0].total();
    }
    columns.push_back(column);
    width += more;
  }
  return out + lines.block(columns);
}

}  // namespace tiermix
