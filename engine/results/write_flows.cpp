// How soon cases are resolved, and where they go, into the results file.

#include <cstdint>

#include "engine/base/check.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {

void write_resolve_times(const hdf5::Group& root, const ResolveTimes& times) {
  if (times.times_h.empty()) {
    return;
  }
  TIERMIX_EXPECTS(times.means.size() == times.times_h.size() * times.scopes.size());
  const hdf5::Group group = root.create_group(format::kResolveTimes);
  group.set_text("long_name", "how soon cases are resolved, over those that are");
  const hdf5::Dataset within =
      scale(group.write_reals("within", times.times_h, {times.times_h.size()}),
            "within",
            "time from creation to the last resolution");
  within.set_text("units", "h");
  const WideTables tables(group, within, times.times_h.size(), times.scopes);
  tables.write("share", "1", "resolved within the time", times.scopes, times.means);
  tables.write(std::string("share") + format::kHalfWidthSuffix,
               "1",
               "half-width of share",
               times.scopes,
               times.half_widths);
}

void write_flows(const hdf5::Group& root, const std::vector<FlowRow>& rows) {
  if (rows.empty()) {
    return;
  }
  const hdf5::Group group = root.create_group(format::kFlows);
  group.set_text("long_name", "where cases go, per case created");
  const RowColumns columns(group, rows);
  columns.text("kind",
               "enters, handed_over, sent_back, moved, asked, called_again, contacted_again, "
               "reopened, resolved, unresolved, left, turned_away or open",
               &FlowRow::kind);
  columns.text("from", "tier, empty for customers and open cases", &FlowRow::from);
  columns.text("to", "tier, empty where cases leave", &FlowRow::to);
  columns.real("mean", "times per case created", &FlowRow::mean);
  columns.real("half_width", "half of its confidence interval", &FlowRow::half_width);
  columns.real("lower", "lower end of the interval", &FlowRow::lower);
  columns.real("upper", "upper end of the interval", &FlowRow::upper);
  columns.integer("counted",
                  "0: a total divided by the shares of the scenario",
                  [](const FlowRow& row) { return std::int32_t{row.counted ? 1 : 0}; });
}

}  // namespace tiermix
