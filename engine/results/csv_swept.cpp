#include <string>

#include "engine/base/text.hpp"
#include "engine/results/csv.hpp"
#include "engine/results/csv_text.hpp"
#include "engine/results/file.hpp"

namespace tiermix {
namespace {

void add_cell(std::string& row, const std::string& cell) { row += (row.empty() ? "" : ",") + cell; }

std::string heading(const Swept& swept) {
  std::string row = "point";
  for (const SweptAxis& axis : swept.axes) {
    add_cell(row, csv_cell(axis.path + (axis.unit.empty() ? "" : " (" + axis.unit + ")")));
  }
  for (const char* name :
       {"standing", "measure", "scope", "unit", "mean", "half_width", "lower", "upper"}) {
    add_cell(row, name);
  }
  return row + "\r\n";
}

std::string point_cells(const Swept& swept, std::size_t point) {
  std::string cells = std::to_string(number_of(point));
  for (const SweptAxis& axis : swept.axes) {
    const AxisValue& value = axis.values[point];
    add_cell(cells, axis.numeric ? csv_number(value.number) : csv_cell(value.text));
  }
  add_cell(cells, std::string(name_of(swept.standings[point])));
  return cells;
}

std::string sweep_sheet(const Swept& swept) {
  std::string bytes = "\xEF\xBB\xBF" + heading(swept);
  for (std::size_t point = 0; point < swept.points(); ++point) {
    const std::string cells = point_cells(swept, point);
    for (const SweptEstimates& e : swept.estimates) {
      std::string row = cells;
      for (const std::string* text : {&e.measure, &e.scope, &e.unit}) {
        add_cell(row, csv_cell(*text));
      }
      for (const auto* column : {&e.mean, &e.half_width, &e.lower, &e.upper}) {
        add_cell(row, csv_number((*column)[point]));
      }
      bytes += row + "\r\n";
    }
  }
  return bytes;
}

}  // namespace

void export_csv(const Swept& swept, const std::filesystem::path& folder) {
  make_folder(folder);
  replace_file(folder / "sweep.csv", sweep_sheet(swept));
  replace_file(folder / "scenario.toml", swept.provenance.scenario_text);
}

}  // namespace tiermix
