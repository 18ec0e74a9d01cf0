// tiermix export: a results file for spreadsheets.

#include <filesystem>

#include "engine/results/csv.hpp"
#include "engine/results/results.hpp"
#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kHelp = R"(usage: tiermix export RESULTS.h5 --csv [-o FOLDER]

Writes run.csv, estimates.csv, benchmarks.csv, replications.csv, intervals.csv, hours.csv, days.csv,
weeks.csv, months.csv, level_mix.csv (reps at each level), targets.csv and scenario.toml into a
folder (the name of the results file without .h5, in this folder), as far as the run has them. Files
of these names are replaced. Of a sweep: sweep.csv, one row per point, measure and scope, and
scenario.toml. Of the worth of a programme: roi.csv, months.csv, sizes.csv and scenario.toml.

  tiermix export desk.h5 --csv -o desk-tables
)";

int export_results(const Options& options) {
  const std::string file = options.only_file("results file");
  if (!options.has("csv")) {
    throw UsageError("export needs --csv");
  }
  const std::string folder = options.text("output", std::filesystem::path(file).stem().string());
  const std::string type = file_type(file);
  if (type == "tiermix-sweep") {
    export_csv(read_swept(file), folder);
  } else if (type == "tiermix-roi") {
    export_csv(read_valuation(file), folder);
  } else {
    export_csv(read(file), folder);
  }
  tell("tables in " + folder + "\n");
  return kDone;
}

}  // namespace

Command export_command() {
  return {.name = "export",
          .summary = "results as CSV tables for spreadsheets",
          .help = kHelp,
          .options = {{.name = "csv"}, {.name = "output", .takes = Takes::value, .letter = 'o'}},
          .run = export_results};
}

}  // namespace tiermix
