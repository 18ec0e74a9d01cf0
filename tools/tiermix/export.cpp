// tiermix export: a results file for spreadsheets.

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/results/compared.hpp"
#include "engine/results/csv.hpp"
#include "engine/results/optimum.hpp"
#include "engine/results/results.hpp"
#include "engine/results/swept.hpp"
#include "engine/results/valuation.hpp"
#include "engine/results/workbook.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kExportHelp = R"(usage: tiermix export RESULTS.h5 --csv [-o FOLDER]
       tiermix export RESULTS.h5 --xlsx [-o FILE]

--csv writes run.csv, estimates.csv, benchmarks.csv, replications.csv, intervals.csv, hours.csv,
days.csv, weeks.csv, months.csv, level_mix.csv (reps at each level), targets.csv and scenario.toml
into a folder (the name of the results file without .h5, in this folder), as far as the run has them.
Of a comparison: scenarios.csv, estimates.csv, differences.csv, choices.csv, replications.csv and
scenario.toml, the base. Of a sweep: sweep.csv, one row per point, measure and scope, and
scenario.toml. Of the worth of a programme: roi.csv, months.csv, sizes.csv and scenario.toml. Of an
optimum (optimize --results): points.csv, targets.csv, prices.csv, front.csv and scenario.toml, the
scenario as it was.

--xlsx writes one workbook (the name of the results file with .xlsx, in this folder): a sheet per table,
charts of the spreadsheet's own, and notes on how to read it and where it comes from. An optimum has
tables only. What explain-gap found is no results file: explain-gap -o FILE.xlsx writes it.

  tiermix export desk.h5 --csv -o desk-tables
  tiermix export desk.h5 --xlsx -o desk.xlsx

  --csv               tables, one file each
  --xlsx              a workbook
  -o, --output PATH   the folder, or the workbook
  --force             replace the workbook, or all tables in the folder
)";

// Whether a folder has been written by this command: one of the tables that every kind of results
// has begins as it should.
bool has_tables(const std::filesystem::path& folder) {
  const std::string mark = "\xEF\xBB\xBF";  // tells spreadsheets that it is UTF-8
  const auto begins = [&folder, &mark](const char* name, std::string_view header) {
    return start_of(folder / name, mark.size() + header.size()) == mark + std::string(header);
  };
  return begins("run.csv", "name,value") || begins("scenarios.csv", "scenario,title") ||
         begins("sweep.csv", "point,") || begins("roi.csv", "figure,unit") ||
         begins("points.csv", "point,");
}

// Tables of other results would stand beside these as if they were of one run; a scenario there may
// be the user's own.
void make_room(const std::filesystem::path& folder, bool force) {
  const bool is_own = has_tables(folder);
  for (const char* name :
       {"run.csv",     "estimates.csv", "benchmarks.csv",  "replications.csv", "intervals.csv",
        "hours.csv",   "days.csv",      "weeks.csv",       "months.csv",       "level_mix.csv",
        "targets.csv", "scenarios.csv", "differences.csv", "choices.csv",      "sweep.csv",
        "roi.csv",     "sizes.csv",     "optimum.csv",     "points.csv",       "prices.csv",
        "front.csv",   "scenario.toml"}) {
    const std::filesystem::path table = folder / name;
    if (!std::filesystem::is_regular_file(table)) {
      continue;
    }
    if (!force) {
      throw UsageError(table.string() +
                       " exists: --force replaces the tables, -o names another folder");
    }
    if (!is_own) {
      throw UsageError(table.string() +
                       " exists in a folder without tables of tiermix, and is not "
                       "replaced: -o names another folder");
    }
    std::filesystem::remove(table);
  }
}

void write_tables(const std::string& file,
                  const std::string& type,
                  const std::string& folder,
                  bool force) {
  make_room(folder, force);
  if (type == "tiermix-comparison") {
    export_csv(read_compared(file), folder);
  } else if (type == "tiermix-sweep") {
    export_csv(read_swept(file), folder);
  } else if (type == "tiermix-roi") {
    export_csv(read_valuation(file), folder);
  } else if (type == "tiermix-optimum") {
    export_csv(read_optimised(file), folder);
  } else {
    export_csv(read(file), folder);
  }
  tell("tables in " + folder + "\n");
}

Workbook workbook_in(const std::string& file, const std::string& type) {
  if (type == "tiermix-comparison") {
    return workbook_of(read_compared(file));
  }
  if (type == "tiermix-sweep") {
    return workbook_of(read_swept(file));
  }
  if (type == "tiermix-roi") {
    return workbook_of(read_valuation(file));
  }
  return workbook_of(read(file));
}

void write_workbook(const std::string& file,
                    const std::string& type,
                    const std::string& output,
                    Existing existing) {
  refuse_own_input(file, output);
  if (existing == Existing::keep && std::filesystem::is_regular_file(output)) {
    throw UsageError(output + " exists: --force replaces it, -o names another");
  }
  if (std::filesystem::is_regular_file(output) && !is_workbook(output)) {
    throw UsageError(output + " is no workbook and is not replaced: -o names another");
  }
  write(workbook_in(file, type), output, existing);
  tell("workbook in " + output + "\n");
}

int export_results(const Options& options) {
  const std::string file = options.only_file("results file");
  if (options.has("csv") == options.has("xlsx")) {
    throw UsageError("export needs --csv or --xlsx");
  }
  if (options.text("output", "") == "-") {
    throw UsageError(options.has("xlsx")
                         ? "option --output: a workbook is not for standard output; name a file"
                         : "option --output: --csv writes several tables, not to standard output; "
                           "name a folder");
  }
  const std::string name = std::filesystem::path(file).stem().string();
  const std::string type = file_type(file);
  if (options.has("xlsx") && type == "tiermix-optimum") {
    throw UsageError(file + " is an optimum, of which there is no workbook: --csv writes tables");
  }
  if (options.has("xlsx")) {
    write_workbook(file,
                   type,
                   options.text("output", name + ".xlsx"),
                   options.has("force") ? Existing::replace : Existing::keep);
  } else {
    write_tables(file, type, options.text("output", name), options.has("force"));
  }
  return kDone;
}

}  // namespace

Command export_command() {
  return {.name = "export",
          .summary = "results for spreadsheets: CSV tables or a workbook",
          .help = kExportHelp,
          .options = options_of({"csv", "xlsx", "o|output=", "force"}),
          .run = export_results};
}

}  // namespace tiermix
