#include "engine/report/periods.hpp"

#include <algorithm>

#include "engine/report/civil.hpp"

namespace tiermix {
namespace {

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
  const double length = end_of(results, periods, period) - start;
  return length < whole_length(results, periods, period) - kRounding ? PeriodPart::partial
                                                                     : PeriodPart::whole;
}

double end_of(const Results& results, const Periods& periods, std::size_t period) {
  const double start = periods.starts_h.at(period);
  const double end = period + 1 < periods.starts_h.size() ? periods.starts_h[period + 1]
                                                          : results.provenance.horizon_h;
  return std::max(start, std::min(end, results.provenance.horizon_h));
}

const Periods* chosen_periods(const Results& results, const PeriodChoice& choice) {
  const Periods* periods = find_periods(results, choice.kind);
  return periods == nullptr && choice.kind == "hour" ? find_periods(results, "interval") : periods;
}

std::string clock_of(const Results& results, const Periods& periods, std::size_t period) {
  return periods.clocks.empty() ? civil_time(results.provenance.start, periods.starts_h.at(period))
                                : with_weekday(periods.clocks.at(period));
}

}  // namespace tiermix
