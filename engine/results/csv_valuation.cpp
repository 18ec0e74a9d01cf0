#include <string>

#include "engine/results/csv.hpp"
#include "engine/results/csv_sheet.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/period_part.hpp"

namespace tiermix {
namespace {

void add_estimate(CsvSheet& sheet, const EstimateRow& row) {
  for (const double value : {row.mean, row.half_width, row.lower, row.upper, row.level}) {
    sheet.number(value);
  }
  sheet.count(row.replications);
  sheet.end_row();
}

void name_estimate(CsvSheet& sheet) {
  sheet.texts({"mean", "half_width", "lower", "upper", "level", "replications"});
  sheet.end_row();
}

CsvSheet figures_sheet(const Valuation& valuation) {
  CsvSheet sheet;
  sheet.texts({"figure", "unit"});
  name_estimate(sheet);
  for (const auto* rows : {&valuation.estimates, &valuation.lines}) {
    for (const EstimateRow& row : *rows) {
      sheet.texts({row.measure, row.unit});
      add_estimate(sheet, row);
    }
  }
  return sheet;
}

CsvSheet months_sheet(const Valuation& valuation) {
  CsvSheet sheet;
  sheet.texts({"date", "hours"});
  for (const EstimateRow& line : valuation.lines) {
    sheet.text(line.measure);
  }
  sheet.texts(
      {format::kNotCash, "flow", "flow_half_width", "cumulative", "cumulative_half_width", "part"});
  sheet.end_row();
  for (std::size_t m = 0; m < valuation.months.size(); ++m) {
    const ValuationMonth& month = valuation.months[m];
    sheet.text(month.date);
    sheet.number(month.start_h);
    for (const std::vector<double>& flow : valuation.flows) {
      sheet.number(valuation.mean_in(flow, m));
    }
    for (const double value : {valuation.mean_in(valuation.not_cash, m),
                               month.flow,
                               month.flow_half_width,
                               month.cumulative,
                               month.cumulative_half_width}) {
      sheet.number(value);
    }
    sheet.text(name_of(part_in_run(valuation, m)));
    sheet.end_row();
  }
  return sheet;
}

CsvSheet sizes_sheet(const Valuation& valuation) {
  CsvSheet sheet;
  sheet.texts({"size", "figure", "unit"});
  name_estimate(sheet);
  for (const ValuationSize& size : valuation.sizes) {
    sheet.number(size.size);
    sheet.texts({size.row.measure, size.row.unit});
    add_estimate(sheet, size.row);
  }
  return sheet;
}

}  // namespace

void export_csv(const Valuation& valuation, const std::filesystem::path& folder) {
  make_folder(folder);
  replace_file(folder / "roi.csv", figures_sheet(valuation).bytes());
  replace_file(folder / "months.csv", months_sheet(valuation).bytes());
  if (!valuation.sizes.empty()) {
    replace_file(folder / "sizes.csv", sizes_sheet(valuation).bytes());
  }
  replace_file(folder / "scenario.toml", valuation.provenance.scenario_text);
}

}  // namespace tiermix
