#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/digits.hpp"
#include "engine/report/report.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

struct DeskSeries {
  std::string heading;
  const IntervalTable* table;
};

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

unsigned number_at(std::string_view text, std::size_t at, std::size_t count) {
  unsigned value = 0;
  const std::string_view digits = text.substr(std::min(at, text.size()), count);
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// "Mon 2026-01-05 08:30", from a civil date and hours since its midnight.
std::string civil_time(std::string_view start, double hours) {
  namespace chrono = std::chrono;
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const auto minutes = static_cast<std::int64_t>(std::llround(hours * 60.0));
  const chrono::sys_days first = chrono::year(static_cast<int>(number_at(start, 0, 4))) /
                                 chrono::month(number_at(start, 5, 2)) /
                                 chrono::day(number_at(start, 8, 2));
  const chrono::sys_days day = first + chrono::days(minutes / 1440);
  const chrono::year_month_day date(day);
  const auto minute = static_cast<unsigned>(minutes % 1440);
  return std::string(kDays.at(chrono::weekday(day).c_encoding())) + " " +
         std::to_string(static_cast<int>(date.year())) + "-" +
         two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day())) + " " + two_digits(minute / 60) + ":" +
         two_digits(minute % 60);
}

double mean_at(const DeskSeries& series, std::size_t interval) {
  return series.table->means.at(interval * series.table->scopes.size());
}

double half_width_at(const DeskSeries& series, std::size_t interval) {
  return series.table->half_widths.at(interval * series.table->scopes.size());
}

Cell cell_at(const DeskSeries& series, std::size_t interval, const TextStyle& style) {
  const EstimateRow row{.measure = series.table->measure,
                        .scope = "all",
                        .unit = series.table->unit,
                        .mean = mean_at(series, interval),
                        .half_width = half_width_at(series, interval),
                        .benchmark = std::nullopt};
  std::string text = estimate_text(row, style);
  if (row.unit != "1" && text.ends_with(" " + row.unit)) {
    text.erase(text.size() - row.unit.size() - 1);
  }
  return {.text = std::move(text)};
}

std::vector<DeskSeries> series_of(const Results& results) {
  std::vector<DeskSeries> series;
  for (const IntervalTable& table : results.intervals) {
    if (!table.scopes.empty() && table.scopes.front() == "all") {
      series.push_back({.heading = label_of(table.measure), .table = &table});
    }
  }
  return series;
}

bool is_quiet(const std::vector<DeskSeries>& series, std::size_t interval) {
  return std::ranges::none_of(series, [interval](const DeskSeries& s) {
    return (s.table->measure == "offered" || s.table->measure == "staffed") &&
           mean_at(s, interval) > 0.0;
  });
}

}  // namespace

std::string interval_listing(const Results& results, const TextStyle& style) {
  const std::vector<DeskSeries> series = series_of(results);
  Table table{.columns = {{.heading = "Interval"}}, .rows = {}};
  for (const DeskSeries& s : series) {
    table.columns.push_back({.heading = s.heading, .align = Align::tab});
  }
  std::size_t quiet = 0;
  for (std::size_t i = 0; i < results.interval_starts_h.size(); ++i) {
    if (is_quiet(series, i)) {
      ++quiet;
      continue;
    }
    std::vector<Cell> row{
        {.text = civil_time(results.provenance.start, results.interval_starts_h[i])}};
    for (const DeskSeries& s : series) {
      row.push_back(cell_at(s, i, style));
    }
    table.rows.push_back(std::move(row));
  }
  // Lines belong together: a listing is never continued below itself.
  TextStyle wide = style;
  wide.width = std::string::npos;
  std::string out = to_text(table, wide);
  if (quiet > 0) {
    out += "left out, without cases or reps: " + std::to_string(quiet) +
           (quiet == 1 ? " interval\n" : " intervals\n");
  }
  return out;
}

}  // namespace tiermix
