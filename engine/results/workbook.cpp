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

// What XML 1.0 has no way to say: control characters, surrogates, U+FFFE and U+FFFF, more than
// U+10FFFF, and longer ways to write a character than there have to be.
bool is_in_xml(std::string_view one) {
  const auto first = static_cast<unsigned char>(one[0]);
  if (one.size() == 1) {
    return first >= 0x20U || first == '\t' || first == '\n' || first == '\r';
  }
  if (one.size() == 2) {
    return true;
  }
  const bool surrogate = one[0] == '\xED' && one[1] >= '\xA0';
  const bool overlong =
      (one[0] == '\xE0' && one[1] < '\xA0') || (one[0] == '\xF0' && one[1] < '\x90');
  const bool beyond = one[0] == '\xF4' && one[1] >= '\x90';
  const bool none = one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF";
  return !surrogate && !overlong && !beyond && !none;
}

// In UTF-8 and in XML: what is neither becomes a mark. A cell of a spreadsheet holds so much.
std::string fitted(std::string_view text, std::size_t most = kMostText) {
  constexpr std::string_view kMark = "\xEF\xBF\xBD";  // U+FFFD
  std::string kept;
  for (std::size_t at = 0; at < text.size() && kept.size() + 4 < most;) {
    const std::size_t size = character_at(text, at);
    const std::string_view one = text.substr(at, std::max<std::size_t>(size, 1));
    kept += size == 0 ? std::string_view("?") : is_in_xml(one) ? one : kMark;
    at += one.size();
  }
  return kept;
}

// A chart over times of day; of dates alone a line has a place for each.
bool has_moments(const WorkbookSheet& sheet, const WorkbookChart& chart) {
  const auto first = sheet.rows.begin() + static_cast<std::ptrdiff_t>(chart.first);
  return std::any_of(first, first + static_cast<std::ptrdiff_t>(chart.rows), [&](const auto& row) {
    return chart.x_column < row.size() && row[chart.x_column].format == CellFormat::moment;
  });
}

class Writer {
 public:
  Writer(const Workbook& workbook, const std::string& path)
      : book_(workbook_new(path.c_str())), workbook_(workbook) {
    if (book_ == nullptr) {
      throw std::runtime_error("not enough memory");
    }
    lxw_doc_properties properties{};
    std::string title = fitted(workbook.title, kMostTitle);
    std::string author = "tiermix";
    properties.title = title.data();
    properties.author = author.data();
    properties.created = seconds_of(workbook.created);
    check(workbook_set_properties(book_, &properties));
    constexpr std::array<const char*, 7> kFormats{
        "@", "#,##0", "#,##0.00", "0.0%", "General", "ddd yyyy-mm-dd", "ddd yyyy-mm-dd hh:mm"};
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

  // The ends of an interval are thin and dashed.
  static void draw_line(lxw_chart_series* series, bool is_bound) {
    lxw_chart_line line{};
    line.color = is_bound ? 0x8FBBDD : 0x0B62A8;
    line.width = is_bound ? 1.0F : 2.25F;
    line.dash_type = is_bound ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
    chart_series_set_line(series, &line);
  }

  void insert(lxw_worksheet* to,
              lxw_row_t at,
              const WorkbookSheet& sheet,
              const WorkbookChart& chart) {
    constexpr std::array<std::uint8_t, 3> kKinds{
        LXW_CHART_LINE, LXW_CHART_BAR, LXW_CHART_SCATTER_STRAIGHT};
    const bool over_moments = chart.kind == ChartKind::line && has_moments(sheet, chart);
    const ChartKind kind = over_moments ? ChartKind::scatter : chart.kind;
    lxw_chart* made = workbook_add_chart(book_, kKinds[static_cast<std::size_t>(kind)]);
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
        draw_line(series, one.is_bound);
      }
    }
    chart_title_set_name(made, fitted(chart.title).c_str());
    chart_axis_set_name(made->x_axis, fitted(chart.x_title).c_str());
    chart_axis_set_name(made->y_axis, fitted(chart.y_title).c_str());
    if (over_moments) {
      chart_axis_set_num_format(made->x_axis, "yyyy-mm-dd");
      chart_axis_set_min(made->x_axis, sheet.rows[chart.first][chart.x_column].number);
      chart_axis_set_max(made->x_axis,
                         sheet.rows[chart.first + chart.rows - 1][chart.x_column].number);
    }
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
  std::array<lxw_format*, 7> formats_{};
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

double days_of(std::string_view clock) {
  if (!clock.empty() && (clock.front() < '0' || clock.front() > '9')) {
    clock.remove_prefix(std::min(clock.find(' ') + 1, clock.size()));
  }
  const auto number = [&clock](std::size_t at, std::size_t size) {
    return at + size <= clock.size() ? parse_number(clock.substr(at, size)).value_or(-1.0) : -1.0;
  };
  const std::chrono::year_month_day date(
      std::chrono::year(static_cast<int>(number(0, 4))),
      std::chrono::month(static_cast<unsigned>(std::max(0.0, number(5, 2)))),
      std::chrono::day(static_cast<unsigned>(std::max(0.0, number(8, 2)))));
  if (!date.ok()) {
    return std::nan("");
  }
  constexpr std::chrono::year_month_day kFirst{
      std::chrono::year(1899), std::chrono::month(12), std::chrono::day(30)};
  const auto days = (std::chrono::sys_days(date) - std::chrono::sys_days(kFirst)).count();
  const double minutes =
      clock.size() < 16 ? 0.0 : std::max(0.0, number(11, 2)) * 60.0 + std::max(0.0, number(14, 2));
  return static_cast<double>(days) + minutes / 1440.0;
}

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
