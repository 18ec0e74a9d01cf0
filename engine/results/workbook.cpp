#include "engine/results/workbook.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <unistd.h>
#include <xlsxwriter.h>

#include "engine/base/check.hpp"
#include "engine/base/text.hpp"
#include "engine/results/file.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostText = 32'767;  // of a cell
constexpr std::size_t kMostTitle = 200;    // of the properties, which hold 255

// "2026-01-05T12:00:00Z" as seconds since 1970; 0, which is now, where it is no such text.
std::time_t seconds_of(std::string_view created) {
  const auto number = [&created](std::size_t at, std::size_t size) {
    return created.size() >= at + size
               ? static_cast<int>(parse_number(created.substr(at, size)).value_or(0.0))
               : 0;
  };
  const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2))));
  if (!day.ok()) {
    return 0;
  }
  const std::chrono::sys_seconds moment =
      std::chrono::sys_days(day) + std::chrono::hours(number(11, 2)) +
      std::chrono::minutes(number(14, 2)) + std::chrono::seconds(number(17, 2));
  return moment.time_since_epoch().count();
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) {
    throw std::runtime_error(lxw_strerror(error));
  }
}

lxw_col_t column_of(std::size_t column) { return static_cast<lxw_col_t>(column); }
lxw_row_t row_of(std::size_t row) { return static_cast<lxw_row_t>(row); }

// Bytes of a character of UTF-8 by its first one; 0 where none begins so.
std::size_t size_by(unsigned char first) {
  if (first < 0x80U) {
    return 1;
  }
  if (first < 0xC2U || first >= 0xF5U) {
    return 0;
  }
  return first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
}

// Bytes of the character of UTF-8 that begins here; 0 where none does.
std::size_t character_at(std::string_view text, std::size_t at) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = size_by(byte(at));
  for (std::size_t i = 1; i < size; ++i) {
    if (at + i >= text.size() || (byte(at + i) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  return size;
}

// A cell of a spreadsheet holds so much, in UTF-8: what is in another encoding becomes a mark.
std::string fitted(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size() && kept.size() + 4 < kMostText;) {
    const std::size_t size = character_at(text, at);
    kept += size == 0 ? std::string_view("?") : text.substr(at, size);
    at += std::max<std::size_t>(size, 1);
  }
  return kept;
}

class Writer {
 public:
  Writer(const Workbook& workbook, const std::string& path)
      : book_(workbook_new(path.c_str())), workbook_(workbook) {
    if (book_ == nullptr) {
      throw std::runtime_error("not enough memory");
    }
    lxw_doc_properties properties{};
    std::string title = fitted(workbook.title).substr(0, kMostTitle);
    std::string author = "tiermix";
    properties.title = title.data();
    properties.author = author.data();
    properties.created = seconds_of(workbook.created);
    check(workbook_set_properties(book_, &properties));
    constexpr std::array<const char*, 5> kFormats{"@", "#,##0", "#,##0.00", "0.0%", "General"};
    for (std::size_t i = 0; i < kFormats.size(); ++i) {
      formats_[i] = workbook_add_format(book_);
      format_set_num_format(formats_[i], kFormats[i]);
    }
    format_set_num_format(formats_[0], "General");
    heading_ = workbook_add_format(book_);
    format_set_bold(heading_);
    format_set_bottom(heading_, LXW_BORDER_THIN);
    format_set_text_wrap(heading_);
  }

  /// Writes the file; the book is gone afterwards, whatever happens.
  void close() {
    for (const WorkbookSheet& sheet : workbook_.sheets) {
      add(sheet);
    }
    lxw_workbook* book = book_;
    book_ = nullptr;
    check(workbook_close(book));
  }

  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    if (book_ != nullptr) {
      lxw_workbook_free(book_);
    }
  }

 private:
  void add(const WorkbookSheet& sheet) {
    if (sheet.rows.size() + 1 > kMostRows) {
      throw std::runtime_error("the table " + sheet.name + " has " +
                               std::to_string(sheet.rows.size()) +
                               " rows, more than a spreadsheet can hold: use --csv");
    }
    check(workbook_validate_sheet_name(book_, sheet.name.c_str()));
    lxw_worksheet* to = workbook_add_worksheet(book_, sheet.name.c_str());
    TIERMIX_ENSURES(to != nullptr);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const WorkbookColumn& column = sheet.columns[c];
      check(worksheet_set_column(to, column_of(c), column_of(c), column.width, nullptr));
      check(worksheet_write_string(to, 0, column_of(c), fitted(column.heading).c_str(), heading_));
    }
    worksheet_freeze_panes(to, 1, 1);
    if (!sheet.rows.empty() && !sheet.columns.empty()) {
      check(worksheet_autofilter(
          to, 0, 0, row_of(sheet.rows.size()), column_of(sheet.columns.size() - 1)));
    }
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      TIERMIX_EXPECTS(sheet.rows[r].size() <= sheet.columns.size());
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
        write(to, r + 1, c, sheet.rows[r][c]);
      }
    }
    lxw_row_t at = 1;
    for (const WorkbookChart& chart : sheet.charts) {
      insert(to, at, sheet, chart);
      at += 20;
    }
  }

  void write(lxw_worksheet* to, std::size_t row, std::size_t column, const WorkbookCell& cell) {
    lxw_format* format = formats_[static_cast<std::size_t>(cell.format)];
    if (cell.format == CellFormat::text) {
      if (!cell.text.empty()) {
        check(worksheet_write_string(
            to, row_of(row), column_of(column), fitted(cell.text).c_str(), format));
      }
    } else if (std::isfinite(cell.number)) {
      check(worksheet_write_number(to, row_of(row), column_of(column), cell.number, format));
    }
  }

  void insert(lxw_worksheet* to,
              lxw_row_t at,
              const WorkbookSheet& sheet,
              const WorkbookChart& chart) {
    constexpr std::array<std::uint8_t, 3> kKinds{
        LXW_CHART_LINE, LXW_CHART_BAR, LXW_CHART_SCATTER_STRAIGHT};
    lxw_chart* made = workbook_add_chart(book_, kKinds[static_cast<std::size_t>(chart.kind)]);
    TIERMIX_ENSURES(made != nullptr);
    const lxw_row_t first = row_of(chart.first + 1);  // below the headings
    const lxw_row_t last = row_of(chart.first + chart.rows);
    for (const WorkbookSeries& one : chart.series) {
      lxw_chart_series* series = chart_add_series(made, nullptr, nullptr);
      TIERMIX_ENSURES(series != nullptr);
      const lxw_col_t x = column_of(chart.x_column);
      const lxw_col_t y = column_of(one.column);
      chart_series_set_categories(series, sheet.name.c_str(), first, x, last, x);
      chart_series_set_values(series, sheet.name.c_str(), first, y, last, y);
      chart_series_set_name(series, fitted(one.name).c_str());
      if (chart.kind != ChartKind::bar) {
        lxw_chart_line line{};
        line.color = one.is_bound ? 0x8FBBDD : 0x0B62A8;
        line.width = one.is_bound ? 1.0F : 2.25F;
        line.dash_type = one.is_bound ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
        chart_series_set_line(series, &line);
      }
    }
    chart_title_set_name(made, chart.title.c_str());
    chart_axis_set_name(made->x_axis, chart.x_title.c_str());
    chart_axis_set_name(made->y_axis, chart.y_title.c_str());
    if (chart.kind == ChartKind::bar) {
      chart_axis_set_reverse(made->x_axis);  // the first row on top
      chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
    } else {
      chart_legend_set_position(made, LXW_CHART_LEGEND_BOTTOM);
    }
    check(worksheet_insert_chart(to, at, column_of(sheet.columns.size() + 1), made));
  }

  lxw_workbook* book_;
  const Workbook& workbook_;
  std::array<lxw_format*, 5> formats_{};
  lxw_format* heading_ = nullptr;
};

// The library writes to a path of its own; from there the bytes go the way of every file.
class TemporaryFile {
 public:
  TemporaryFile() : path_(std::filesystem::temp_directory_path() / "tiermix-XXXXXX") {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) {
      throw std::runtime_error(path_ + ": " + std::strerror(errno));
    }
    ::close(descriptor);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { ::unlink(path_.c_str()); }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

void write(const Workbook& workbook, const std::filesystem::path& path, Existing existing) {
  std::string bytes;
  try {
    const TemporaryFile file;
    Writer writer(workbook, file.path());
    writer.close();
    bytes = read_whole_file(file.path());
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(path.string() + ": cannot write: " + error.what());
  }
  replace_file(path, bytes, existing);
}

}  // namespace tiermix
