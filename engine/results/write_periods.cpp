// Tables over time, and targets, into the results file.

#include <algorithm>
#include <cstdint>
#include <limits>

#include "engine/base/check.hpp"
#include "engine/tally/month_series.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/scopes.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {
namespace {

std::string meaning_of(const std::string& name) {
  const std::string_view definition = definition_of_series(name);
  return definition.empty() ? name : std::string(definition);
}

std::string long_name_of(std::string_view kind) {
  if (kind == "interval" || kind == "hour") {
    return "estimates per " + std::string(kind) + " of the run";
  }
  return "estimates per local " + std::string(kind) +
         (kind == "month" ? " of the measured window" : " of the run");
}

hdf5::Dataset write_time(const hdf5::Group& group,
                         const std::vector<double>& starts,
                         const std::vector<std::string>& clocks,
                         const std::string& start) {
  hdf5::Dataset time =
      scale(group.write_reals("time", starts, {starts.size()}), "time", "start of the period");
  time.set_text("units", "hours since " + start + " 00:00:00");
  time.set_text("calendar", "proleptic_gregorian");
  if (!clocks.empty()) {
    TIERMIX_EXPECTS(clocks.size() == starts.size());
    const hdf5::Dataset clock = group.write_strings("clock", clocks);
    clock.set_text("long_name", "what clocks on the wall show at the start of the period");
    clock.attach(0, time);
  }
  return time;
}

void write_one(const hdf5::Group& root,
               const char* name,
               const Periods& periods,
               const std::string& start) {
  const hdf5::Group group = root.create_group(name);
  group.set_text("long_name", long_name_of(periods.kind));
  const std::vector<std::string> axis = union_of_scopes(periods.tables);
  const std::vector<double>& starts = periods.starts_h;
  if (axis.empty() || starts.empty()) {
    return;
  }
  const hdf5::Dataset time = write_time(group, starts, periods.clocks, start);
  if (!periods.utc_offsets_h.empty()) {
    TIERMIX_EXPECTS(periods.utc_offsets_h.size() == starts.size());
    const hdf5::Dataset offset =
        group.write_reals(format::kUtcOffset, periods.utc_offsets_h, {starts.size()});
    offset.set_text("units", "h");
    offset.set_text("long_name", "what clocks on the wall show less UTC");
    offset.attach(0, time);
  }
  const WideTables tables(group, time, starts.size(), axis);
  for (const IntervalTable& table : periods.tables) {
    tables.write(table.measure, table.unit, meaning_of(table.measure), table.scopes, table.means);
    tables.write(table.measure + format::kHalfWidthSuffix,
                 table.unit,
                 "half-width of " + table.measure,
                 table.scopes,
                 table.half_widths);
  }
}

std::vector<std::int32_t> positions(const std::vector<std::string>& scopes,
                                    const std::vector<std::string>& axis) {
  std::vector<std::int32_t> found;
  found.reserve(scopes.size());
  for (const std::string& scope : scopes) {
    found.push_back(static_cast<std::int32_t>(std::ranges::find(axis, scope) - axis.begin()));
  }
  return found;
}

}  // namespace

WideTables::WideTables(const hdf5::Group& group,
                       const hdf5::Dataset& first,
                       std::size_t first_size,
                       const std::vector<std::string>& axis)
    : group_(group),
      first_(first),
      first_size_(first_size),
      axis_(axis),
      scope_(scale(group.write_strings("scope", axis), "scope", "all, case.NAME or tier.NAME")) {}

void WideTables::write(const std::string& name,
                       const std::string& unit,
                       const std::string& long_name,
                       const std::vector<std::string>& scopes,
                       const std::vector<double>& values) const {
  TIERMIX_EXPECTS(!scopes.empty() && values.size() == first_size_ * scopes.size());
  const std::vector<std::int32_t> at = positions(scopes, axis_);
  std::vector<double> wide(first_size_ * axis_.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto column = static_cast<std::size_t>(at[i % scopes.size()]);
    wide[i / scopes.size() * axis_.size() + column] = values[i];
  }
  const hdf5::Dataset dataset = group_.write_reals(name, wide, {first_size_, axis_.size()});
  dataset.set_text("units", unit);
  dataset.set_text("long_name", long_name);
  dataset.set_integers(format::kReportedIn, at);
  dataset.attach(0, first_);
  dataset.attach(1, scope_);
}

void write_periods(const hdf5::Group& root, const Results& results) {
  for (const auto& [kind, name] : format::kPeriodGroups) {
    const Periods* periods = find_periods(results, kind);
    if (periods != nullptr) {
      write_one(root, name, *periods, results.provenance.start);
    } else if (kind == "interval") {
      root.create_group(name).set_text("long_name", long_name_of(kind));
    }
  }
}

void write_level_mix(const hdf5::Group& root, const Results& results) {
  const LevelMix& mix = results.level_mix;
  if (mix.levels.empty()) {
    return;
  }
  TIERMIX_EXPECTS(mix.means.size() == mix.at(mix.starts_h.size(), 0, 0));
  const hdf5::Group group = root.create_group(format::kLevelMix);
  group.set_text("long_name", "reps at each level per local month of the measured window");
  const hdf5::Dataset time = write_time(group, mix.starts_h, mix.clocks, results.provenance.start);
  const hdf5::Dataset scope =
      scale(group.write_strings("scope", mix.scopes), "scope", "all or tier.NAME");
  const hdf5::Dataset level =
      scale(group.write_strings("level", mix.levels), "level", "name, empty for those without");
  const auto write = [&](const char* name, const char* long_name, const auto& values) {
    const hdf5::Dataset dataset = group.write_reals(
        name, values, {mix.starts_h.size(), mix.scopes.size(), mix.levels.size()});
    dataset.set_text("units", "people");
    dataset.set_text("long_name", long_name);
    dataset.attach(0, time);
    dataset.attach(1, scope);
    dataset.attach(2, level);
  };
  write("people", "mean reps at the level", mix.means);
  write("people_half_width", "half-width of people", mix.half_widths);
}

void write_targets(const hdf5::Group& root, const std::vector<TargetRow>& rows) {
  if (rows.empty()) {
    return;
  }
  const hdf5::Group group = root.create_group("targets");
  group.set_text("long_name", "targets of the scenario and what became of them");
  const RowColumns columns(group, rows);
  columns.text("target", "as the scenario states it", &TargetRow::text);
  columns.text("measure", "name of the measure", &TargetRow::measure);
  columns.text("scope", "all, case.NAME or tier.NAME", &TargetRow::scope);
  columns.text("unit", "unit of the row, 1 for shares", &TargetRow::unit);
  columns.text("sense", ">= for at least, <= for at most", [](const TargetRow& row) {
    return std::string(row.at_least ? format::kAtLeast : format::kAtMost);
  });
  columns.real("value", "wanted, in the unit of the row", &TargetRow::value);
  columns.real("intervals", "number to meet it, 0: the whole time", &TargetRow::intervals);
  columns.text("interval", "the one which decides, by the clock", &TargetRow::interval);
  columns.real("mean", "estimate, in the unit of the row", &TargetRow::mean);
  columns.real("half_width", "half of its confidence interval", &TargetRow::half_width);
  columns.text("verdict", "met, missed or undecided", &TargetRow::verdict);
  columns.real("horizon", "share of replications that meet it", &TargetRow::horizon);
  columns.real("horizon_lower", "lower end of its interval", &TargetRow::horizon_lower);
  columns.real("horizon_upper", "upper end of its interval", &TargetRow::horizon_upper);
  columns.real("day", "mean share of days that meet it, NaN without", &TargetRow::day);
  columns.real("day_lower", "lower end of its interval", &TargetRow::day_lower);
  columns.real("day_upper", "upper end of its interval", &TargetRow::day_upper);
}

}  // namespace tiermix
