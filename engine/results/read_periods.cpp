#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/format.hpp"
#include "engine/results/read_parts.hpp"

namespace tiermix {

bool has_group(const hdf5::Group& root, const std::string& name) {
  const std::vector<std::string> names = root.names();
  return std::ranges::find(names, name) != names.end();
}

namespace {

Periods read_one(const hdf5::Group& group, std::string kind) {
  Periods periods;
  periods.kind = std::move(kind);
  periods.starts_h = group.reals("time").values;
  const std::size_t size = periods.starts_h.size();
  const std::vector<std::string> axis = group.column_of_strings("scope");
  for (const std::string& name : group.names()) {
    if (name == "clock") {  // since format 1.2
      periods.clocks = group.column_of_strings(name);
      if (periods.clocks.size() != size) {
        refuse("clock and time differ in length");
      }
      continue;
    }
    if (name == format::kUtcOffset) {  // since format 1.6, of scenarios with a zone
      periods.utc_offsets_h = group.reals(name).values;
      if (periods.utc_offsets_h.size() != size) {
        refuse("utc_offset and time differ in length");
      }
      continue;
    }
    if (name == "time" || name == "scope" || name.ends_with(format::kHalfWidthSuffix)) {
      continue;
    }
    NarrowTable means = read_table(group, name, size, axis);
    NarrowTable half_widths = read_table(group, name + format::kHalfWidthSuffix, size, axis);
    if (half_widths.scopes != means.scopes) {
      refuse(name + " and its half-widths differ in scopes");
    }
    periods.tables.push_back({name,
                              std::move(means.unit),
                              std::move(means.scopes),
                              std::move(means.values),
                              std::move(half_widths.values)});
  }
  return periods;
}

}  // namespace

NarrowTable read_table(const hdf5::Group& group,
                       const std::string& name,
                       std::size_t first_size,
                       const std::vector<std::string>& axis) {
  const hdf5::Reals wide = group.reals(name);
  if (wide.dimensions != std::vector<std::uint64_t>{first_size, axis.size()}) {
    refuse(name + " does not fit the axes of its group");
  }
  const hdf5::Dataset dataset = group.dataset(name);
  const std::vector<std::int32_t> at = dataset.integers(format::kReportedIn);
  NarrowTable table;
  table.unit = dataset.text("units");
  for (const std::int32_t column : at) {
    if (column < 0 || static_cast<std::size_t>(column) >= axis.size() || at.size() > axis.size()) {
      refuse(name + " names scopes that its group does not have");
    }
    table.scopes.push_back(axis[static_cast<std::size_t>(column)]);
  }
  table.values.reserve(first_size * at.size());
  for (std::size_t row = 0; row < first_size; ++row) {
    for (const std::int32_t column : at) {
      table.values.push_back(wide.values[row * axis.size() + static_cast<std::size_t>(column)]);
    }
  }
  return table;
}

std::vector<Periods> read_periods(const hdf5::Group& root) {
  std::vector<Periods> all;
  for (const auto& [kind, name] : format::kPeriodGroups) {
    if (has_group(root, name)) {
      const hdf5::Group group = root.group(name);
      if (!group.names().empty()) {
        all.push_back(read_one(group, std::string(kind)));
      }
    }
  }
  return all;
}

LevelMix read_level_mix(const hdf5::Group& root) {
  LevelMix mix;
  if (!has_group(root, format::kLevelMix)) {  // since format 1.3
    return mix;
  }
  const hdf5::Group group = root.group(format::kLevelMix);
  mix.starts_h = group.reals("time").values;
  mix.scopes = group.column_of_strings("scope");
  mix.levels = group.column_of_strings("level");
  mix.clocks = group.column_of_strings("clock");
  if (mix.clocks.size() != mix.starts_h.size()) {
    refuse("clock and time differ in length");
  }
  const std::vector<std::uint64_t> dimensions{
      mix.starts_h.size(), mix.scopes.size(), mix.levels.size()};
  const auto read = [&](const char* name) {
    hdf5::Reals reals = group.reals(name);
    if (reals.dimensions != dimensions) {
      refuse(std::string(name) + " does not fit the axes of its group");
    }
    return std::move(reals.values);
  };
  mix.means = read("people");
  mix.half_widths = read("people_half_width");
  return mix;
}

std::vector<TargetRow> read_targets(const hdf5::Group& root) {
  std::vector<TargetRow> rows;
  if (!has_group(root, "targets") || root.group("targets").names().empty()) {
    return rows;
  }
  const hdf5::Group group = root.group("targets");
  const ReadColumns<TargetRow> columns(group, rows);
  const auto into = [](auto member) {
    return [member](TargetRow& row, auto value) { row.*member = std::move(value); };
  };
  columns.text("target", into(&TargetRow::text));
  columns.text("measure", into(&TargetRow::measure));
  columns.text("scope", into(&TargetRow::scope));
  columns.text("unit", into(&TargetRow::unit));
  columns.text("sense", [](TargetRow& row, const std::string& sense) {
    row.at_least = sense == format::kAtLeast;
  });
  columns.real("value", into(&TargetRow::value));
  const std::vector<std::string> names = group.names();
  if (std::ranges::find(names, "interval") != names.end()) {
    columns.real("intervals", into(&TargetRow::intervals));
    columns.text("interval", into(&TargetRow::interval));
  }
  columns.real("mean", into(&TargetRow::mean));
  columns.real("half_width", into(&TargetRow::half_width));
  columns.text("verdict", into(&TargetRow::verdict));
  columns.real("horizon", into(&TargetRow::horizon));
  columns.real("horizon_lower", into(&TargetRow::horizon_lower));
  columns.real("horizon_upper", into(&TargetRow::horizon_upper));
  columns.real("day", into(&TargetRow::day));
  columns.real("day_lower", into(&TargetRow::day_lower));
  columns.real("day_upper", into(&TargetRow::day_upper));
  return rows;
}

}  // namespace tiermix
