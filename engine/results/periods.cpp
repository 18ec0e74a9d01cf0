// Estimates over time as tables.

#include <algorithm>
#include <chrono>
#include <optional>

#include "engine/base/calendar.hpp"
#include "engine/base/check.hpp"
#include "engine/tally/month_series.hpp"
#include "engine/tally/period_series.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

struct Names {
  const std::vector<std::string>& scopes;
  const std::string& currency;
};

std::string clock_text(const LocalTime& time) {
  const std::int64_t minutes = time.time.us / kMinute.us;
  const auto padded = [](std::int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  return civil_date(time.day) + " " + padded(minutes / 60) + ":" + padded(minutes % 60);
}

// `value_at(period, scope)` says what there is.
template <typename Series, typename At>
IntervalTable table_of(const Series& series,
                       const At& value_at,
                       std::size_t periods,
                       const Names& names,
                       const ScopeLayout& layout) {
  IntervalTable table{.measure = std::string(series.name),
                      .unit = unit_in(names.currency, series.unit),
                      .scopes = {},
                      .means = {},
                      .half_widths = {}};
  std::vector<std::size_t> reported;
  for (std::size_t scope = 0; scope < layout.size(); ++scope) {
    if (scope == 0 ? series.scopes.all
                   : (layout.is_class(scope) ? series.scopes.per_class : series.scopes.per_tier)) {
      reported.push_back(scope);
      table.scopes.push_back(names.scopes[scope]);
    }
  }
  for (std::size_t period = 0; period < periods; ++period) {
    for (const std::size_t scope : reported) {
      const PeriodValue& value = value_at(period, scope);
      table.means.push_back(value.mean);
      table.half_widths.push_back(value.half_width);
    }
  }
  return table;
}

void add_series(const PeriodEstimates& estimated,
                const Names& names,
                const ScopeLayout& layout,
                std::vector<IntervalTable>& tables) {
  for (std::size_t one = 0; one < period_series().size(); ++one) {
    const auto at = [&](std::size_t period, std::size_t scope) -> const PeriodValue& {
      return estimated.at(one, period, scope);
    };
    tables.push_back(table_of(period_series()[one], at, estimated.starts.size(), names, layout));
  }
}

// Those that say something of the run.
void add_series(const MonthEstimates& estimated,
                std::size_t months,
                const Names& names,
                const ScopeLayout& layout,
                std::vector<IntervalTable>& tables) {
  for (std::size_t one = 0; one < estimated.series.size(); ++one) {
    if (!estimated.series[one].empty()) {
      const auto at = [&](std::size_t month, std::size_t scope) -> const PeriodValue& {
        return estimated.at(one, month, scope);
      };
      tables.push_back(table_of(month_series()[one].ratio, at, months, names, layout));
    }
  }
}

// Over a day or a week the load of the busy hours is spread over the quiet ones, and closed ones:
// no staff follows from it. Long runs have days for intervals.
bool is_short(const PeriodEstimates& estimated) {
  const bool by_time = estimated.kind == PeriodKind::interval || estimated.kind == PeriodKind::hour;
  constexpr std::int64_t kHour = 3'600'000'000;
  return by_time &&
         (estimated.starts.size() < 2 || (estimated.starts[1] - estimated.starts[0]).us <= kHour);
}

}  // namespace

const Periods* find_periods(const Results& results, std::string_view kind) {
  const auto found = std::ranges::find(results.periods, kind, &Periods::kind);
  return found == results.periods.end() ? nullptr : &*found;
}

std::vector<Periods> periods_of(const Model& model,
                                const Outcome& outcome,
                                const std::vector<std::string>& scopes) {
  const LocalClock clock(model.time.start, model.time.zone);
  const Names names{.scopes = scopes, .currency = model.money.currency};
  std::vector<Periods> all;
  for (const PeriodEstimates& estimated : outcome.periods) {
    TIERMIX_EXPECTS(estimated.scopes == scopes.size());
    Periods& periods = all.emplace_back();
    periods.kind = name_of(estimated.kind);
    for (const Instant start : estimated.starts) {
      periods.starts_h.push_back(in_hours(start - Instant{}));
      periods.clocks.push_back(clock_text(clock.local(start)));
      if (const std::optional<Duration> offset = clock.utc_offset(start)) {
        periods.utc_offsets_h.push_back(in_hours(*offset));
      }
    }
    add_series(estimated, names, outcome.layout, periods.tables);
    if (estimated.kind == PeriodKind::month) {
      add_series(outcome.months, estimated.starts.size(), names, outcome.layout, periods.tables);
    }
    if (is_short(estimated)) {
      periods.tables.push_back(required_table(model, estimated, scopes, outcome.layout));
    }
  }
  return all;
}

}  // namespace tiermix
