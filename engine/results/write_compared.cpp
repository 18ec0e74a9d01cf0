#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/results/compared.hpp"
#include "engine/results/file.hpp"
#include "engine/results/format.hpp"
#include "engine/results/hdf5.hpp"
#include "engine/results/hdf5_columns.hpp"
#include "engine/results/write_parts.hpp"

namespace tiermix {
namespace {

constexpr const char* kName = "name of the alternative";

std::int32_t count_of(std::uint32_t value) { return static_cast<std::int32_t>(value); }

void write_estimates(const hdf5::Group& root, const std::vector<ComparedEstimate>& rows) {
  const hdf5::Group group = root.create_group("estimates");
  group.set_text("long_name", "every measure in every scope of every alternative");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  const auto of_row = [](auto member) {
    return [member](const ComparedEstimate& estimate) { return estimate.row.*member; };
  };
  columns.text("alternative", kName, &ComparedEstimate::alternative);
  columns.text("measure", "name of the measure", of_row(&EstimateRow::measure));
  columns.text("scope", "all, case.NAME or tier.NAME", of_row(&EstimateRow::scope));
  columns.text("unit", "unit of the row, 1 for shares", of_row(&EstimateRow::unit));
  columns.real("mean", "estimate, in the unit of the row", of_row(&EstimateRow::mean));
  columns.real("half_width", "half of its own interval", of_row(&EstimateRow::half_width));
  columns.real("lower", "lower end of the interval", of_row(&EstimateRow::lower));
  columns.real("upper", "upper end of the interval", of_row(&EstimateRow::upper));
  columns.real("level", "confidence level of this interval alone", of_row(&EstimateRow::level));
  columns.integer("replications", "behind the estimate", [](const ComparedEstimate& estimate) {
    return count_of(estimate.row.replications);
  });
  columns.real("probability_best",
               "that no other alternative is better, NaN without a direction",
               &ComparedEstimate::probability_best);
}

void write_differences(const hdf5::Group& root, const std::vector<DifferenceRow>& rows) {
  const hdf5::Group group = root.create_group("differences");
  group.set_text("long_name", "alternative minus base, replication by replication");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  columns.text("measure", "name of the measure", &DifferenceRow::measure);
  columns.text("scope", "all, case.NAME or tier.NAME", &DifferenceRow::scope);
  columns.text("unit", "unit of the row, 1 for shares", &DifferenceRow::unit);
  columns.text("base", "name of the base", &DifferenceRow::base);
  columns.text("alternative", kName, &DifferenceRow::alternative);
  columns.real("mean", "difference, in the unit of the row", &DifferenceRow::mean);
  columns.real("half_width", "half of the joint interval", &DifferenceRow::half_width);
  columns.real("lower", "lower end of the joint interval", &DifferenceRow::lower);
  columns.real("upper", "upper end of the joint interval", &DifferenceRow::upper);
  columns.real("level", "of the intervals of all alternatives together", &DifferenceRow::level);
  columns.integer("replications", "that both have", [](const DifferenceRow& row) {
    return count_of(row.replications);
  });
  columns.real(
      "probability_best", "of the alternative, among all", &DifferenceRow::probability_best);
  columns.real("variance_reduction",
               "variance with independent replications over that of the pairs",
               &DifferenceRow::variance_reduction);
  columns.real("correlation", "of base and alternative", &DifferenceRow::correlation);
  columns.text("better", "lower, higher, or empty without a direction", &DifferenceRow::better);
}

void write_choices(const hdf5::Group& root, const std::vector<ChoiceRow>& rows) {
  const hdf5::Group group = root.create_group("selection");
  group.set_text("long_name", "the choice by each measure that was asked for");
  if (rows.empty()) {
    return;
  }
  const RowColumns columns(group, rows);
  const auto flag = [&columns](const char* name, const char* long_name, auto member) {
    columns.integer(
        name, long_name, [member](const ChoiceRow& row) { return row.*member ? 1 : 0; });
  };
  columns.text("measure", "name of the measure", &ChoiceRow::measure);
  columns.text("unit", "unit of the row, 1 for shares", &ChoiceRow::unit);
  columns.text("alternative", kName, &ChoiceRow::alternative);
  columns.text("better", "lower or higher", &ChoiceRow::better);
  flag("best", "1: chosen, or in front while nothing is decided", &ChoiceRow::best);
  flag("decided", "1: the procedure came to its end", &ChoiceRow::decided);
  flag("sequential", "1: procedure KN, 0: a fixed count", &ChoiceRow::sequential);
  columns.real("confidence", "of the choice by this measure", &ChoiceRow::confidence);
  columns.real("indifference", "in the unit of the row", &ChoiceRow::indifference);
  columns.integer("stage", "replications that the procedure has seen", [](const ChoiceRow& row) {
    return count_of(row.stage);
  });
  columns.integer("eliminated_after", "replications; 0: not eliminated", [](const ChoiceRow& row) {
    return count_of(row.eliminated_after);
  });
  columns.real("behind_best",
               "at most so far behind the best, all alternatives together",
               &ChoiceRow::behind_best);
}

void write_replications(const hdf5::Group& root, const Compared& compared) {
  const hdf5::Group group = root.create_group("replications");
  group.set_text("long_name", "one value per replication and alternative, whole desk");
  const std::size_t size = compared.provenance.replications;
  if (size == 0 || compared.replications.empty()) {
    return;
  }
  std::vector<std::string> names;
  names.reserve(compared.scenarios.size());
  for (const ComparedScenario& scenario : compared.scenarios) {
    names.push_back(scenario.name);
  }
  const hdf5::Dataset replication = scale(group.write_integers("replication", counted(size)),
                                          "replication",
                                          "index of the replication");
  const hdf5::Dataset alternative =
      scale(group.write_strings("alternative", names), "alternative", kName);
  for (const ComparedTable& table : compared.replications) {
    TIERMIX_EXPECTS(table.values.size() == size * names.size());
    const hdf5::Dataset dataset =
        group.write_reals(table.measure, table.values, {size, names.size()});
    dataset.set_text("units", table.unit);
    dataset.set_text("long_name", definition_of(table.measure));
    dataset.attach(0, replication);
    dataset.attach(1, alternative);
  }
}

std::string image_of(const Compared& compared) {
  const hdf5::Quiet quiet;
  hdf5::NewFile file;
  {
    const hdf5::Group root = file.root();
    root.set_text("file_type", format::kComparisonType);
    root.set_text("format_version", format::kComparisonVersion);
    write_provenance(root, compared.provenance);
    root.set_flag("decided", compared.decided);
    write_scenarios(root, compared.scenarios);
    write_estimates(root, compared.estimates);
    write_differences(root, compared.differences);
    write_choices(root, compared.choices);
    write_replications(root, compared);
  }
  return file.take_bytes();
}

}  // namespace

void write_scenarios(const hdf5::Group& root, const std::vector<ComparedScenario>& rows) {
  const hdf5::Group group = root.create_group("alternatives");
  group.set_text("long_name", "what is compared; the base is the first row");
  const RowColumns columns(group, rows);
  const auto text = [&columns](const char* name, const char* long_name, auto member) {
    columns.text(
        name, long_name, [member](const ComparedScenario& row) { return row.provenance.*member; });
  };
  columns.text("alternative", kName, &ComparedScenario::name);
  text("title", "title of the scenario", &Provenance::title);
  text("scenario_file", "as named on the command line", &Provenance::scenario_file);
  text("scenario_digest", "equal for scenarios that mean the same", &Provenance::scenario_digest);
  text("scenario_text", "the effective scenario", &Provenance::scenario_text);
  columns.integer("replications", "finished replications", [](const ComparedScenario& row) {
    return count_of(row.provenance.replications);
  });
}

void write(const Compared& compared, const std::filesystem::path& path, Existing existing) {
  write_sealed(path, existing, [&compared] { return image_of(compared); });
}

}  // namespace tiermix
