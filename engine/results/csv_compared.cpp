#include "engine/results/csv.hpp"
#include "engine/results/csv_sheet.hpp"
#include "engine/results/file.hpp"

namespace tiermix {
namespace {

std::string_view yes_or_no(bool value) { return value ? "true" : "false"; }

CsvSheet scenarios_sheet(const Compared& compared) {
  CsvSheet sheet;
  sheet.texts({"scenario",
               "title",
               "scenario_file",
               "scenario_digest",
               "currency",
               "start",
               "warm_up_h",
               "horizon_h",
               "overrides",
               "seed",
               "replications",
               "level",
               "digest",
               "interrupted",
               "program_version",
               "commit",
               "created"});
  sheet.end_row();
  for (const ComparedScenario& scenario : compared.scenarios) {
    const Provenance& p = scenario.provenance;
    std::string overrides;
    for (const std::string& change : p.overrides) {
      overrides += (overrides.empty() ? "" : "\n") + change;
    }
    sheet.texts({scenario.name, p.title, p.scenario_file, p.scenario_digest, p.currency, p.start});
    sheet.number(p.warm_up_h);
    sheet.number(p.horizon_h);
    sheet.text(overrides);
    sheet.count(p.seed);
    sheet.count(p.replications);
    sheet.number(p.level);
    sheet.texts({p.digest, yes_or_no(p.interrupted), p.program_version, p.commit, p.created});
    sheet.end_row();
  }
  return sheet;
}

CsvSheet estimates_sheet(const std::vector<ComparedEstimate>& estimates) {
  CsvSheet sheet;
  sheet.texts({"scenario",
               "measure",
               "scope",
               "unit",
               "mean",
               "half_width",
               "lower",
               "upper",
               "level",
               "replications",
               "probability_best"});
  sheet.end_row();
  for (const ComparedEstimate& estimate : estimates) {
    const EstimateRow& row = estimate.row;
    sheet.texts({estimate.alternative, row.measure, row.scope, row.unit});
    for (const double value : {row.mean, row.half_width, row.lower, row.upper, row.level}) {
      sheet.number(value);
    }
    sheet.count(row.replications);
    sheet.number(estimate.probability_best);
    sheet.end_row();
  }
  return sheet;
}

CsvSheet differences_sheet(const std::vector<DifferenceRow>& rows) {
  CsvSheet sheet;
  sheet.texts({"scenario",
               "base",
               "measure",
               "scope",
               "unit",
               "mean",
               "half_width",
               "lower",
               "upper",
               "level",
               "replications",
               "better",
               "probability_best",
               "variance_reduction",
               "correlation"});
  sheet.end_row();
  for (const DifferenceRow& row : rows) {
    sheet.texts({row.alternative, row.base, row.measure, row.scope, row.unit});
    for (const double value : {row.mean, row.half_width, row.lower, row.upper, row.level}) {
      sheet.number(value);
    }
    sheet.count(row.replications);
    sheet.text(row.better);
    for (const double value : {row.probability_best, row.variance_reduction, row.correlation}) {
      sheet.number(value);
    }
    sheet.end_row();
  }
  return sheet;
}

CsvSheet choices_sheet(const std::vector<ChoiceRow>& rows) {
  CsvSheet sheet;
  sheet.texts({"measure",
               "scenario",
               "unit",
               "better",
               "best",
               "decided",
               "sequential",
               "confidence",
               "indifference",
               "stage",
               "eliminated_after",
               "behind_best"});
  sheet.end_row();
  for (const ChoiceRow& row : rows) {
    sheet.texts({row.measure,
                 row.alternative,
                 row.unit,
                 row.better,
                 yes_or_no(row.best),
                 yes_or_no(row.decided),
                 yes_or_no(row.sequential)});
    sheet.number(row.confidence);
    sheet.number(row.indifference);
    sheet.count(row.stage);
    sheet.count(row.eliminated_after);
    sheet.number(row.behind_best);
    sheet.end_row();
  }
  return sheet;
}

// One row per replication and scenario, one column per desk measure.
CsvSheet replications_sheet(const Compared& compared) {
  CsvSheet sheet;
  sheet.texts({"replication", "scenario"});
  for (const ComparedTable& table : compared.replications) {
    sheet.text(table.measure);
  }
  sheet.end_row();
  const std::size_t scenarios = compared.scenarios.size();
  for (std::size_t r = 0; r < compared.provenance.replications; ++r) {
    for (std::size_t s = 0; s < scenarios; ++s) {
      if (r >= compared.scenarios[s].provenance.replications) {
        continue;  // it was given up before
      }
      sheet.count(r);
      sheet.text(compared.scenarios[s].name);
      for (const ComparedTable& table : compared.replications) {
        sheet.number(table.values.at(r * scenarios + s));
      }
      sheet.end_row();
    }
  }
  return sheet;
}

}  // namespace

void export_csv(const Compared& compared, const std::filesystem::path& folder) {
  make_folder(folder);
  replace_file(folder / "scenarios.csv", scenarios_sheet(compared).bytes());
  replace_file(folder / "estimates.csv", estimates_sheet(compared.estimates).bytes());
  replace_file(folder / "differences.csv", differences_sheet(compared.differences).bytes());
  if (!compared.choices.empty()) {
    replace_file(folder / "choices.csv", choices_sheet(compared.choices).bytes());
  }
  replace_file(folder / "replications.csv", replications_sheet(compared).bytes());
  replace_file(folder / "scenario.toml", compared.provenance.scenario_text);
}

}  // namespace tiermix
