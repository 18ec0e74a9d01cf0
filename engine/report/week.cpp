#include "engine/report/week.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/results/civil.hpp"
#include "engine/report/periods.hpp"

namespace tiermix {
namespace {

constexpr double kHoursPerDay = 24.0;

// What the values of a measure are of; the others count alike in every period.
constexpr auto kWeights = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"service_level", "offered"},
    {"abandonment_rate", "offered"},
    {"wait", "offered"},
    {"handle_time", "answered"},
    {"first_contact_resolution", "offered"},
    {"occupancy", "staffed"},
    {"backlog_age", "backlog_at_end"},
});

const IntervalTable* weights_of(const Periods& periods, const std::string& measure) {
  for (const auto& [name, weight] : kWeights) {
    if (name == measure) {
      const auto found = std::ranges::find(periods.tables, weight, &IntervalTable::measure);
      return found == periods.tables.end() ? nullptr : &*found;
    }
  }
  return nullptr;
}

std::size_t weekday_of(std::string_view slot) {
  constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return static_cast<std::size_t>(std::ranges::find(kDays, slot.substr(0, 3)) - kDays.begin());
}

// "Mon 2026-01-05 08:30" is in the slot "Mon 08:30". Days are counted from the start of the run:
// once clocks have changed they begin an hour off midnight.
std::string slot_of(const std::string& clock, bool is_day) {
  return is_day ? nearest_day(clock.substr(4)) : clock.substr(0, 4) + clock.substr(15);
}

double step_of(const Periods& periods) {
  return periods.starts_h.size() < 2 ? 1.0 : periods.starts_h[1] - periods.starts_h[0];
}

// Which periods go where.
struct Slots {
  std::vector<std::string> names;
  std::vector<std::pair<std::size_t, std::size_t>> periods;  ///< period, slot
};

Slots slots_of(const Results& results, const Periods& periods) {
  std::vector<std::pair<std::size_t, std::string>> found;
  std::map<std::pair<std::size_t, std::string>, std::size_t> order;
  const bool are_days = periods.kind == "interval" && step_of(periods) >= kHoursPerDay;
  for (std::size_t i = 0; i < periods.starts_h.size(); ++i) {
    if (part_in_run(results, periods, i) == PeriodPart::whole) {
      std::string slot = slot_of(clock_of(results, periods, i), are_days);
      order[{weekday_of(slot), slot}] = 0;
      found.emplace_back(i, std::move(slot));
    }
  }
  Slots slots;
  for (auto& [key, at] : order) {
    at = slots.names.size();
    slots.names.push_back(key.second);
  }
  for (const auto& [period, slot] : found) {
    slots.periods.emplace_back(period, order[{weekday_of(slot), slot}]);
  }
  return slots;
}

// How much a period counts in a table; 1 where nothing says so.
double weight_in(const IntervalTable* weights, std::size_t period, const std::string& scope) {
  if (weights == nullptr) {
    return 1.0;
  }
  const auto at = std::ranges::find(weights->scopes, scope);
  return at == weights->scopes.end()
             ? 1.0
             : weights->means[period * weights->scopes.size() +
                              static_cast<std::size_t>(at - weights->scopes.begin())];
}

IntervalTable folded(const IntervalTable& table, const IntervalTable* weights, const Slots& slots) {
  const std::size_t row = table.scopes.size();
  IntervalTable sums{.measure = table.measure,
                     .unit = table.unit,
                     .scopes = table.scopes,
                     .means = std::vector<double>(slots.names.size() * row),
                     .half_widths = std::vector<double>(slots.names.size() * row)};
  std::vector<double> weight_sums(sums.means.size());
  for (const auto& [period, slot] : slots.periods) {
    for (std::size_t scope = 0; scope < row; ++scope) {
      const double weight = weight_in(weights, period, table.scopes[scope]);
      const double mean = table.means[period * row + scope];
      if (std::isfinite(mean) && weight > 0.0) {
        sums.means[slot * row + scope] += weight * mean;
        sums.half_widths[slot * row + scope] += weight * table.half_widths[period * row + scope];
        weight_sums[slot * row + scope] += weight;
      }
    }
  }
  for (std::size_t at = 0; at < weight_sums.size(); ++at) {
    const bool known = weight_sums[at] > 0.0;
    sums.means[at] =
        known ? sums.means[at] / weight_sums[at] : std::numeric_limits<double>::quiet_NaN();
    sums.half_widths[at] =
        known ? sums.half_widths[at] / weight_sums[at] : std::numeric_limits<double>::quiet_NaN();
  }
  return sums;
}

IntervalTable rows_of(const IntervalTable& table, const std::vector<std::size_t>& kept) {
  IntervalTable part{.measure = table.measure,
                     .unit = table.unit,
                     .scopes = table.scopes,
                     .means = {},
                     .half_widths = {}};
  for (const std::size_t i : kept) {
    for (std::size_t scope = 0; scope < table.scopes.size(); ++scope) {
      part.means.push_back(table.means[i * table.scopes.size() + scope]);
      part.half_widths.push_back(table.half_widths[i * table.scopes.size() + scope]);
    }
  }
  return part;
}

}  // namespace

TypicalWeek typical_week(const Results& results, std::string_view kind) {
  TypicalWeek week;
  const Periods* periods = chosen_periods(results, {.kind = std::string(kind), .scope = "all"});
  if (periods == nullptr) {
    return week;
  }
  week.step_h = periods->kind == "hour" ? 1.0 : step_of(*periods);
  Slots slots = slots_of(results, *periods);
  for (const IntervalTable& table : periods->tables) {
    if (!slots.names.empty()) {
      week.tables.push_back(folded(table, weights_of(*periods, table.measure), slots));
    }
  }
  week.slots = std::move(slots.names);
  return week;
}

MeasuredPeriods measured_periods(const Results& results, std::string_view kind) {
  MeasuredPeriods measured;
  const Periods* periods = find_periods(results, kind);
  if (periods == nullptr) {
    return measured;
  }
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < periods->starts_h.size(); ++i) {
    const PeriodPart part = part_in_run(results, *periods, i);
    measured.in_warm_up += part == PeriodPart::warm_up ? 1U : 0U;
    if (part == PeriodPart::whole || (part == PeriodPart::partial && kind == "month")) {
      kept.push_back(i);
      measured.parts.push_back(part);
    } else {
      measured.cut += part == PeriodPart::partial ? 1U : 0U;
    }
  }
  Periods& shown = measured.periods;
  shown.kind = kind;
  for (const std::size_t i : kept) {
    shown.starts_h.push_back(periods->starts_h[i]);
    shown.clocks.push_back(clock_of(results, *periods, i));
  }
  for (const IntervalTable& table : periods->tables) {
    shown.tables.push_back(rows_of(table, kept));
  }
  return measured;
}

}  // namespace tiermix
