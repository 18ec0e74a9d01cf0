#include "engine/scenario/csv.hpp"

#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::int64_t kDaySeconds = 86400;
constexpr int kMostProblems = 20;  // of one file: the rest tends to repeat them

// Seconds of 2026-01-05T08:00, with a blank instead of the T and :00 at the end as variants.
std::optional<std::int64_t> parse_local_time(std::string_view text) {
  if (text.size() == 19 && text.substr(16) == ":00") {
    text.remove_suffix(3);
  }
  if (text.size() != 16 || (text[10] != 'T' && text[10] != ' ')) {
    return std::nullopt;
  }
  const auto date = parse_date(text.substr(0, 10)).value;
  const auto clock = parse_clock(text.substr(11)).value;
  if (!date || !clock || *clock >= static_cast<double>(kDaySeconds)) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*date) * kDaySeconds + static_cast<std::int64_t>(*clock);
}

class SeriesReader {
 public:
  SeriesReader(const SeriesRequest& request, Findings& findings)
      : request_(request), findings_(findings) {}

  std::optional<SeriesTable> read(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) {
      text.remove_prefix(3);
    }
    while (!text.empty() && problems_ < kMostProblems) {
      const std::size_t end = text.find('\n');
      read_line(text.substr(0, end));
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    finish();
    if (problems_ > 0) {
      return std::nullopt;
    }
    return std::move(table_);
  }

 private:
  void problem(std::size_t column, const std::string& text) {
    ++problems_;
    findings_.error({request_.file, row_, static_cast<std::uint32_t>(column)}, request_.key, text);
  }

  void read_line(std::string_view line) {
    ++row_;
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (trimmed(line).empty()) {
      return;
    }
    if (!header_seen_) {
      header_seen_ = true;
      if (line != request_.header) {
        problem(1,
                in_quotes(line) + " is not the header (the first row is " +
                    in_quotes(request_.header) + ")");
        problems_ = kMostProblems;
      }
      return;
    }
    const std::size_t comma = line.find(',');
    if (comma == std::string_view::npos || line.find(',', comma + 1) != std::string_view::npos) {
      problem(1, in_quotes(line) + " is not a row (two cells, " + request_.header + ")");
      return;
    }
    read_start(trimmed(line.substr(0, comma)));
    read_value(trimmed(line.substr(comma + 1)), comma + 2);
  }

  void read_start(std::string_view cell) {
    const auto start = parse_local_time(cell);
    if (!start) {
      problem(1, in_quotes(cell) + " is not a local time (such as 2026-01-05T08:00)");
      return;
    }
    ++starts_;
    if (starts_ == 1) {
      table_.first_s = *start;
    } else if (table_.step_s == 0 && *start > last_) {
      set_step(cell, *start - last_);
    } else if (*start != last_ + table_.step_s || *start <= last_) {
      report_order(cell, *start);
    }
    last_ = *start;
  }

  void set_step(std::string_view cell, std::int64_t step) {
    table_.step_s = step;
    if (step % 60 != 0 || kDaySeconds % step != 0 || table_.first_s % step != 0) {
      problem(1,
              in_quotes(cell) + " is " + format_duration(static_cast<double>(step)) +
                  " after the row before (the step must divide a day and start at midnight)");
      problems_ = kMostProblems;
    }
  }

  void report_order(std::string_view cell, std::int64_t start) {
    if (start == last_) {
      problem(1, in_quotes(cell) + " is repeated (one row per interval)");
    } else if (start < last_) {
      problem(1, in_quotes(cell) + " is before the row above (rows are in order of time)");
    } else {
      problem(1,
              in_quotes(cell) + " leaves a gap (a row every " +
                  format_duration(static_cast<double>(table_.step_s)) + ")");
    }
  }

  void read_value(std::string_view cell, std::size_t column) {
    const auto value = parse_number(cell);
    if (!value) {
      problem(column, in_quotes(cell) + " is not a number");
    } else if (*value < 0.0) {
      problem(column, in_quotes(cell) + " is negative (must be at least 0)");
    } else if (*value > request_.high) {
      problem(column,
              in_quotes(cell) + " is too large (at most " + plain_number(request_.high) + ")");
    } else if (request_.values == SeriesValues::whole &&
               *value != static_cast<double>(static_cast<std::int64_t>(*value))) {
      problem(column, in_quotes(cell) + " is not a whole number");
    } else {
      table_.values.push_back(*value);
    }
  }

  void finish() {
    if (problems_ == 0 && !header_seen_) {
      row_ = 1;
      problem(1, "the file is empty (the first row is " + in_quotes(request_.header) + ")");
    } else if (problems_ == 0 && starts_ < 2) {
      problem(1, "too few rows (two or more tell the length of an interval)");
    }
  }

  const SeriesRequest& request_;
  Findings& findings_;
  SeriesTable table_;
  std::uint32_t row_ = 0;
  std::int64_t last_ = 0;
  std::int64_t starts_ = 0;
  int problems_ = 0;
  bool header_seen_ = false;
};

}  // namespace

std::optional<SeriesTable> parse_series(std::string_view text,
                                        const SeriesRequest& request,
                                        Findings& findings) {
  return SeriesReader(request, findings).read(text);
}

}  // namespace tiermix
