#include <string>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/valuation.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {
namespace {

void write_terms(const hdf5::Group& root, const Valuation& valuation) {
  root.set_flag("decided", valuation.decided);
  root.set_real("discount_rate", valuation.terms.discount_rate);
  root.set_real("freed_time", valuation.terms.freed_time);
  root.set_real("lost_case_cost", valuation.terms.lost_case_cost);
}

void write_rows(const hdf5::Group& root,
                const char* name,
                const char* long_name,
                const std::vector<EstimateRow>& rows) {
  const hdf5::Group group = root.create_group(name);
  group.set_text("long_name", long_name);
  const RowColumns columns(group, rows);
  write_estimate_columns(columns, [](const EstimateRow& row) -> const EstimateRow& { return row; });
}

void write_sizes(const hdf5::Group& root, const std::vector<ValuationSize>& rows) {
  const hdf5::Group group = root.create_group("sizes");
  group.set_text("long_name", "net present value by the size of the effect");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  columns.real("size", "of the effect, as a multiple of what is assumed", &ValuationSize::size);
  write_estimate_columns(columns,
                         [](const ValuationSize& row) -> const EstimateRow& { return row.row; });
}

void write_months(const hdf5::Group& root, const std::vector<ValuationMonth>& rows) {
  const hdf5::Group group = root.create_group("by_month");
  group.set_text("long_name", "what the programme brings more than it costs, month by month");
  const RowColumns columns(group, rows);
  columns.text("date", "civil date of the begin", &ValuationMonth::date);
  columns.real("start_h", "begin, in hours from the start", &ValuationMonth::start_h);
  columns.real("flow", "money of the month", &ValuationMonth::flow);
  columns.real("flow_half_width", "of this month alone", &ValuationMonth::flow_half_width);
  columns.real("cumulative", "money by the end of the month", &ValuationMonth::cumulative);
  columns.real(
      "cumulative_half_width", "of this month alone", &ValuationMonth::cumulative_half_width);
}

void write_flows(const hdf5::Group& root, const Valuation& valuation) {
  const hdf5::Group group = root.create_group("flows");
  group.set_text("long_name", "the flow by replication, month and where it comes from");
  const std::size_t replications = valuation.provenance.replications;
  const std::size_t months = valuation.months.size();
  const hdf5::Dataset replication =
      scale(group.write_integers("replication", counted(replications)),
            "replication",
            "index of the replication");
  const hdf5::Dataset month =
      scale(group.write_integers("month", counted(months)), "month", "row of the month");
  const auto write = [&](const std::string& name, const std::vector<double>& values) {
    TIERMIX_EXPECTS(values.size() == replications * months);
    const hdf5::Dataset dataset = group.write_reals(name, values, {replications, months});
    dataset.set_text("units", valuation.provenance.currency);
    dataset.set_text("long_name", name);
    dataset.attach(0, replication);
    dataset.attach(1, month);
  };
  for (std::size_t line = 0; line < valuation.lines.size(); ++line) {
    write(valuation.lines[line].measure, valuation.flows.at(line));
  }
  write(format::kNotCash, valuation.not_cash);
}

std::string image_of(const Valuation& valuation) {
  const hdf5::Quiet quiet;
  hdf5::NewFile file;
  {
    const hdf5::Group root = file.root();
    root.set_text("file_type", format::kRoiType);
    root.set_text("format_version", format::kRoiVersion);
    write_provenance(root, valuation.provenance);
    write_terms(root, valuation);
    write_scenarios(root, valuation.scenarios);
    write_rows(root, "estimates", "the figures, with their intervals", valuation.estimates);
    write_rows(root, "lines", "sum of the flow by where it comes from", valuation.lines);
    write_months(root, valuation.months);
    write_sizes(root, valuation.sizes);
    write_flows(root, valuation);
  }
  return file.take_bytes();
}

}  // namespace

void write(const Valuation& valuation, const std::filesystem::path& path, Existing existing) {
  write_sealed(path, existing, [&valuation] { return image_of(valuation); });
}

}  // namespace tiermix
