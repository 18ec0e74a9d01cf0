#include <cstdint>
#include <utility>

#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/read_parts.hpp"
#include "engine/results/reading.hpp"
#include "engine/results/valuation.hpp"

namespace tiermix {
namespace {

void check_is_valuation(const hdf5::Group& root) {
  if (!root.has("file_type") || root.text("file_type") != format::kRoiType) {
    refuse("this is not the worth of a programme");
  }
  check_version(root);
}

std::vector<EstimateRow> read_rows(const hdf5::Group& group) {
  std::vector<EstimateRow> rows;
  const ReadColumns columns(group, rows);
  read_estimate_columns(columns, [](EstimateRow& row) -> EstimateRow& { return row; });
  return rows;
}

std::vector<ValuationSize> read_sizes(const hdf5::Group& group) {
  std::vector<ValuationSize> rows;
  if (group.names().empty()) {
    return rows;
  }
  const ReadColumns columns(group, rows);
  columns.real("size", into(&ValuationSize::size));
  read_estimate_columns(columns, [](ValuationSize& row) -> EstimateRow& { return row.row; });
  return rows;
}

std::vector<ValuationMonth> read_months(const hdf5::Group& group) {
  std::vector<ValuationMonth> rows;
  const ReadColumns columns(group, rows);
  columns.text("date", into(&ValuationMonth::date));
  columns.real("start_h", into(&ValuationMonth::start_h));
  columns.real("flow", into(&ValuationMonth::flow));
  columns.real("flow_half_width", into(&ValuationMonth::flow_half_width));
  columns.real("cumulative", into(&ValuationMonth::cumulative));
  columns.real("cumulative_half_width", into(&ValuationMonth::cumulative_half_width));
  return rows;
}

std::vector<double> read_flow(const hdf5::Group& group,
                              const std::string& name,
                              const Valuation& valuation) {
  hdf5::Reals reals = group.reals(name);
  if (reals.dimensions !=
      std::vector<std::uint64_t>{valuation.provenance.replications, valuation.months.size()}) {
    refuse("/flows/" + name + " does not fit the axes of its group");
  }
  return std::move(reals.values);
}

Valuation read_valuation_image(std::string_view image) {
  const hdf5::Quiet quiet;
  const hdf5::Group root = hdf5::open_image(image);
  check_is_valuation(root);
  Valuation valuation;
  valuation.provenance = read_provenance(root);
  valuation.decided = root.unsigned_integer("decided") != 0;
  valuation.terms = {.discount_rate = root.real("discount_rate"),
                     .freed_time = root.real("freed_time"),
                     .lost_case_cost = root.real("lost_case_cost")};
  valuation.scenarios = read_scenarios(root.group("alternatives"), valuation.provenance);
  valuation.estimates = read_rows(root.group("estimates"));
  valuation.lines = read_rows(root.group("lines"));
  valuation.months = read_months(root.group("by_month"));
  valuation.sizes = read_sizes(root.group("sizes"));
  const hdf5::Group flows = root.group("flows");
  for (const EstimateRow& line : valuation.lines) {
    valuation.flows.push_back(read_flow(flows, line.measure, valuation));
  }
  valuation.not_cash = read_flow(flows, format::kNotCash, valuation);
  return valuation;
}

}  // namespace

Valuation read_valuation(const std::filesystem::path& path) {
  Valuation valuation;
  read_sealed(path,
              [&valuation](std::string_view image) { valuation = read_valuation_image(image); });
  return valuation;
}

}  // namespace tiermix
