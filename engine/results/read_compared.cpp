#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/compared.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/read_parts.hpp"
#include "engine/results/reading.hpp"

namespace tiermix {

std::vector<ComparedScenario> read_scenarios(const hdf5::Group& group, const Provenance& common) {
  std::vector<ComparedScenario> rows;
  const ReadColumns columns(group, rows);
  std::ranges::for_each(rows, [&common](ComparedScenario& row) { row.provenance = common; });
  const auto text = [&columns](const char* name, std::string Provenance::*member) {
    columns.text(name, [member](ComparedScenario& row, std::string value) {
      row.provenance.*member = std::move(value);
    });
  };
  columns.text("alternative", into(&ComparedScenario::name));
  text("title", &Provenance::title);
  text("scenario_file", &Provenance::scenario_file);
  text("scenario_digest", &Provenance::scenario_digest);
  text("scenario_text", &Provenance::scenario_text);
  columns.integer("replications", [](ComparedScenario& row, std::int32_t value) {
    row.provenance.replications = static_cast<std::uint32_t>(std::max(value, 0));
  });
  return rows;
}

namespace {

std::uint32_t count_of(std::int32_t value) {
  return static_cast<std::uint32_t>(std::max(value, 0));
}

void check_is_comparison(const hdf5::Group& root) {
  if (!root.has("file_type") || root.text("file_type") != format::kComparisonType) {
    refuse("these are not the results of a comparison");
  }
  check_version(root);
}

std::vector<ComparedEstimate> read_compared_estimates(const hdf5::Group& group) {
  std::vector<ComparedEstimate> rows;
  if (group.names().empty()) {
    return rows;
  }
  const ReadColumns columns(group, rows);
  columns.text("alternative", into(&ComparedEstimate::alternative));
  read_estimate_columns(columns, [](ComparedEstimate& row) -> EstimateRow& { return row.row; });
  columns.real("probability_best", into(&ComparedEstimate::probability_best));
  return rows;
}

std::vector<DifferenceRow> read_differences(const hdf5::Group& group) {
  std::vector<DifferenceRow> rows;
  if (group.names().empty()) {
    return rows;
  }
  const ReadColumns columns(group, rows);
  columns.text("measure", into(&DifferenceRow::measure));
  columns.text("scope", into(&DifferenceRow::scope));
  columns.text("unit", into(&DifferenceRow::unit));
  columns.text("base", into(&DifferenceRow::base));
  columns.text("alternative", into(&DifferenceRow::alternative));
  columns.real("mean", into(&DifferenceRow::mean));
  columns.real("half_width", into(&DifferenceRow::half_width));
  columns.real("lower", into(&DifferenceRow::lower));
  columns.real("upper", into(&DifferenceRow::upper));
  columns.real("level", into(&DifferenceRow::level));
  columns.integer("replications", [](DifferenceRow& row, std::int32_t value) {
    row.replications = count_of(value);
  });
  columns.real("probability_best", into(&DifferenceRow::probability_best));
  columns.real("variance_reduction", into(&DifferenceRow::variance_reduction));
  columns.real("correlation", into(&DifferenceRow::correlation));
  columns.text("better", into(&DifferenceRow::better));
  return rows;
}

std::vector<ChoiceRow> read_choices(const hdf5::Group& group) {
  std::vector<ChoiceRow> rows;
  if (group.names().empty()) {
    return rows;
  }
  const ReadColumns columns(group, rows);
  const auto flag = [&columns](const char* name, bool ChoiceRow::*member) {
    columns.integer(name,
                    [member](ChoiceRow& row, std::int32_t value) { row.*member = value != 0; });
  };
  columns.text("measure", into(&ChoiceRow::measure));
  columns.text("unit", into(&ChoiceRow::unit));
  columns.text("alternative", into(&ChoiceRow::alternative));
  columns.text("better", into(&ChoiceRow::better));
  flag("best", &ChoiceRow::best);
  flag("decided", &ChoiceRow::decided);
  flag("sequential", &ChoiceRow::sequential);
  columns.real("confidence", into(&ChoiceRow::confidence));
  columns.real("indifference", into(&ChoiceRow::indifference));
  columns.integer("stage", [](ChoiceRow& row, std::int32_t value) { row.stage = count_of(value); });
  columns.integer("eliminated_after", [](ChoiceRow& row, std::int32_t value) {
    row.eliminated_after = count_of(value);
  });
  columns.real("behind_best", into(&ChoiceRow::behind_best));
  return rows;
}

std::vector<ComparedTable> read_compared_replications(const hdf5::Group& group,
                                                      std::uint64_t size) {
  std::vector<ComparedTable> tables;
  const std::vector<std::string> names = group.names();
  if (names.empty()) {
    return tables;
  }
  const std::uint64_t alternatives = group.column_of_strings("alternative").size();
  for (const std::string& name : names) {
    if (name == "replication" || name == "alternative") {
      continue;
    }
    hdf5::Reals reals = group.reals(name);
    if (reals.dimensions != std::vector<std::uint64_t>{size, alternatives}) {
      refuse(name + " does not fit the axes of its group");
    }
    tables.push_back({name, group.dataset(name).text("units"), std::move(reals.values)});
  }
  return tables;
}

Compared read_comparison_image(std::string_view image) {
  const hdf5::Quiet quiet;
  const hdf5::Group root = hdf5::open_image(image);
  check_is_comparison(root);
  Compared compared;
  compared.provenance = read_provenance(root);
  compared.decided = root.unsigned_integer("decided") != 0;
  compared.scenarios = read_scenarios(root.group("alternatives"), compared.provenance);
  compared.estimates = read_compared_estimates(root.group("estimates"));
  compared.differences = read_differences(root.group("differences"));
  compared.choices = read_choices(root.group("selection"));
  compared.replications =
      read_compared_replications(root.group("replications"), compared.provenance.replications);
  if (compared.scenarios.empty()) {
    refuse("it compares nothing");
  }
  return compared;
}

}  // namespace

Compared read_compared(const std::filesystem::path& path) {
  Compared compared;
  read_sealed(path,
              [&compared](std::string_view image) { compared = read_comparison_image(image); });
  return compared;
}

}  // namespace tiermix
