#include "engine/results/period_part.hpp"

#include <algorithm>

#include "engine/results/civil.hpp"

namespace tiermix {
namespace {

constexpr double kLongestDay = 25.0;  // h: clocks are put back
constexpr double kRounding = 1e-6;    // h
constexpr double kClockChange = 1.0;  // h: a day, week or month may be that much shorter

// The least length in hours of a whole period. Intervals are all of one length.
double whole_length(const Results& results, const Periods& periods, std::size_t period) {
  if (periods.kind == "hour") {
    return 1.0;
  }
  if (periods.kind == "day") {
    return 24.0 - kClockChange;
  }
  if (periods.kind == "week") {
    return 168.0 - kClockChange;
  }
  if (periods.kind == "month") {
    return 24.0 * days_in_month(clock_of(results, periods, period).substr(4)) - kClockChange;
  }
  return periods.starts_h.size() < 2 ? 0.0 : periods.starts_h[1] - periods.starts_h[0];
}

// The local time at which the run ends: of its last row, and that row's length later.
std::string end_clock(const Results& results) {
  for (const std::string_view kind : {"interval", "hour", "day"}) {
    const Periods* const rows = find_periods(results, kind);
    const double start = rows == nullptr || rows->starts_h.empty() ? 0.0 : rows->starts_h.back();
    const double length = results.provenance.horizon_h - start;
    if (length <= kLongestDay) {
      const std::size_t last = rows->starts_h.size() - 1;
      const std::string clock = clock_of(results, *rows, last).substr(kWeekday);
      const double hours = std::stod(clock.substr(11, 2)) + std::stod(clock.substr(14, 2)) / 60.0;
      return civil_time(clock.substr(0, 10), hours + length);
    }
  }
  return civil_time(results.provenance.start, results.provenance.horizon_h);
}

// Whether days, weeks or months end where the run does, by the local clock; intervals and hours are
// told by their length.
bool ends_with_run(const Results& results, std::string_view kind) {
  if (kind == "interval" || kind == "hour") {
    return true;
  }
  const std::string end = end_clock(results);  // "Mon 2026-01-05 00:00"
  return end.ends_with(" 00:00") && (kind != "week" || end.starts_with("Mon")) &&
         (kind != "month" || end.substr(kWeekday + 8, 2) == "01");
}

}  // namespace

std::string_view name_of(PeriodPart part) {
  switch (part) {
    case PeriodPart::warm_up:
      return "warm-up";
    case PeriodPart::partial:
      return "partial";
    case PeriodPart::whole:
      break;
  }
  return "whole";
}

PeriodPart part_in_run(const Results& results, const Periods& periods, std::size_t period) {
  const double start = periods.starts_h.at(period);
  if (start < results.provenance.warm_up_h - kRounding) {
    return PeriodPart::warm_up;
  }
  if (period + 1 == periods.starts_h.size() && !ends_with_run(results, periods.kind)) {
    return PeriodPart::partial;
  }
  const double length = end_of(results, periods, period) - start;
  return length < whole_length(results, periods, period) - kRounding ? PeriodPart::partial
                                                                     : PeriodPart::whole;
}

PeriodPart part_in_run(const Valuation& valuation, std::size_t month) {
  const ValuationMonth& row = valuation.months.at(month);
  const double whole = 24.0 * days_in_month(row.date) - kClockChange;
  return end_of(valuation, month) - row.start_h < whole ? PeriodPart::partial : PeriodPart::whole;
}

double end_of(const Valuation& valuation, std::size_t month) {
  return month + 1 < valuation.months.size() ? valuation.months[month + 1].start_h
                                             : valuation.provenance.horizon_h;
}

double end_of(const Results& results, const Periods& periods, std::size_t period) {
  const double start = periods.starts_h.at(period);
  const double end = period + 1 < periods.starts_h.size() ? periods.starts_h[period + 1]
                                                          : results.provenance.horizon_h;
  return std::max(start, std::min(end, results.provenance.horizon_h));
}

std::string clock_of(const Results& results, const Periods& periods, std::size_t period) {
  return periods.clocks.empty() ? civil_time(results.provenance.start, periods.starts_h.at(period))
                                : with_weekday(periods.clocks.at(period));
}

}  // namespace tiermix
