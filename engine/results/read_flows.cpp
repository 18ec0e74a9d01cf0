#include <string>
#include <utility>
#include <vector>

#include "engine/results/format.hpp"
#include "engine/results/read_parts.hpp"

namespace tiermix {
ResolveTimes read_resolve_times(const hdf5::Group& root) {
  ResolveTimes times;
  if (!has_group(root, format::kResolveTimes)) {  // since format 1.5
    return times;
  }
  const hdf5::Group group = root.group(format::kResolveTimes);
  times.times_h = group.reals("within").values;
  times.scopes = group.column_of_strings("scope");
  NarrowTable shares = read_table(group, "share", times.times_h.size(), times.scopes);
  NarrowTable half_widths = read_table(
      group, std::string("share") + format::kHalfWidthSuffix, times.times_h.size(), times.scopes);
  if (shares.scopes != times.scopes || half_widths.scopes != times.scopes) {
    refuse("share and its half-widths differ in scopes");
  }
  times.means = std::move(shares.values);
  times.half_widths = std::move(half_widths.values);
  return times;
}

std::vector<FlowRow> read_flows(const hdf5::Group& root) {
  std::vector<FlowRow> rows;
  if (!has_group(root, format::kFlows)) {  // since format 1.5
    return rows;
  }
  const hdf5::Group group = root.group(format::kFlows);
  const ReadColumns<FlowRow> columns(group, rows);
  columns.text("kind", into(&FlowRow::kind));
  columns.text("from", into(&FlowRow::from));
  columns.text("to", into(&FlowRow::to));
  columns.real("mean", into(&FlowRow::mean));
  columns.real("half_width", into(&FlowRow::half_width));
  columns.real("lower", into(&FlowRow::lower));
  columns.real("upper", into(&FlowRow::upper));
  columns.integer("counted", [](FlowRow& row, std::int32_t value) { row.counted = value != 0; });
  return rows;
}

}  // namespace tiermix
