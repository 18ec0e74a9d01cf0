#include "engine/scenario/csv.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// 2026-01-05T08:00
std::string format_local_time(std::int64_t seconds) {
  const LocalTime local = local_time(seconds);
  const std::chrono::year_month_day day(local.day);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(day.year())) + "-" +
         two(static_cast<unsigned>(day.month())) + "-" + two(static_cast<unsigned>(day.day())) +
         "T" + format_clock(in_seconds(local.time));
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
    again_ = false;
    if (starts_ == 1) {
      table_.first_s = *start;
    } else if (table_.step_s == 0 && *start > last_) {
      set_step(cell, *start - last_);
    } else if (table_.step_s != 0 && is_second_showing(*start)) {
      again_ = true;
    } else if (*start > last_ + table_.step_s && table_.step_s != 0 && skipped(*start)) {
      table_.values.resize(table_.values.size() +
                           static_cast<std::size_t>((*start - next_) / table_.step_s));
    } else if (*start != last_ + table_.step_s || *start <= last_) {
      report_order(cell, *start);
    }
    last_ = *start;
    next_ = std::max(next_, *start + table_.step_s);
  }

  [[nodiscard]] Shown shown(std::int64_t start) const {
    return request_.clock == nullptr ? Shown::once : request_.clock->shown(local_time(start));
  }

  // No part of the interval is ever shown.
  [[nodiscard]] bool never_shown(std::int64_t start) const {
    return shown(start) == Shown::never &&
           (table_.step_s <= 60 || shown(start + table_.step_s - 60) == Shown::never);
  }

  // Clocks go over all the intervals from the next one to `start`.
  [[nodiscard]] bool skipped(std::int64_t start) const {
    std::int64_t at = next_;
    while (at < start && never_shown(at)) {
      at += table_.step_s;
    }
    return at == start;
  }

  // The row of an hour that clocks show a second time.
  bool is_second_showing(std::int64_t start) {
    const std::int64_t back = start - table_.first_s;
    return start < next_ && back >= 0 && back % table_.step_s == 0 &&
           shown(start) == Shown::twice && second_.insert(start).second;
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
    } else if (again_) {
      // What a clock shows twice has one number: the mean of both. Rows that were wrong have none.
      const auto at = static_cast<std::size_t>((last_ - table_.first_s) / table_.step_s);
      if (at < table_.values.size()) {
        table_.values[at] = (table_.values[at] + *value) / 2.0;
      }
    } else if (*value > 0.0 && table_.step_s > 0 && never_shown(last_)) {
      problem(1,
              in_quotes(format_local_time(last_)) +
                  " does not exist (clocks are put forward over it: its row has 0 or is left out)");
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
  std::int64_t next_ = std::numeric_limits<std::int64_t>::min();  // after the latest row
  std::set<std::int64_t> second_;                                 // shown twice, and read twice
  bool again_ = false;
  std::int64_t starts_ = 0;
  int problems_ = 0;
  bool header_seen_ = false;
};

}  // namespace

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

LocalTime local_time(std::int64_t seconds) {
  const std::int64_t day =
      seconds >= 0 ? seconds / kDaySeconds : -((kDaySeconds - 1 - seconds) / kDaySeconds);
  return {std::chrono::sys_days{std::chrono::days{day}}, (seconds - day * kDaySeconds) * kSecond};
}

std::optional<SeriesTable> parse_series(std::string_view text,
                                        const SeriesRequest& request,
                                        Findings& findings) {
  return SeriesReader(request, findings).read(text);
}

}  // namespace tiermix
