// tiermix run: simulates one scenario, prints the scorecard, writes the results file.

#include <filesystem>
#include <limits>
#include <string>
#include <utility>

#include "engine/scenario/advice.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/results/results.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHelp = R"(usage: tiermix run FILE [OPTIONS]

Simulates a scenario, prints its scorecard and writes a results file.

  tiermix run desk.toml
  tiermix run desk.toml --precision 1% --set rep_group.tier1_early.heads=22 -o more-reps.h5

How much
  --replications N        independent replications (30)
  --precision 1%          go on until the half-widths of cost per case, first-contact resolution
                          and time to resolve are at most this share of their means
  --precision-of M,N      of these measures instead (tiermix schema --measures lists them)
  --max-replications N    but stop here; exit status 4 then (10000)
  --level 95%             confidence level of every interval
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one scenario value; may be repeated
  --benchmarks FOLDER     benchmark sets other than the shipped ones
  --strict                warnings about the scenario are errors

Output
  -o, --output FILE       results file (the scenario's name with .h5, in this folder)
  --force                 replace the results file where it exists
  --json                  one JSON object instead of the scorecard
  --by interval           one line per reporting interval instead of the scorecard
  -q, --quiet             no scorecard, no progress
  --color=auto|always|never, --no-color

The first Ctrl-C ends after the replications that are running and keeps what is finished.
)";

std::vector<OptionSpec> specs() {
  std::vector<OptionSpec> all{
      {.name = "replications", .takes = Takes::value},
      {.name = "precision", .takes = Takes::value},
      {.name = "precision-of", .takes = Takes::value},
      {.name = "max-replications", .takes = Takes::value},
      {.name = "level", .takes = Takes::value},
      {.name = "seed", .takes = Takes::value},
      {.name = "threads", .takes = Takes::value},
      {.name = "set", .takes = Takes::values},
      {.name = "benchmarks", .takes = Takes::value},
      {.name = "strict"},
      {.name = "output", .takes = Takes::value, .letter = 'o'},
      {.name = "force"},
      {.name = "json"},
      {.name = "by", .takes = Takes::value},
      {.name = "quiet", .takes = Takes::nothing, .letter = 'q'},
  };
  for (OptionSpec& spec : colour_options()) {
    all.push_back(std::move(spec));
  }
  return all;
}

Design design_of(const Options& options) {
  Design design;
  design.seed = options.whole("seed", design.seed, 0, std::numeric_limits<std::uint64_t>::max());
  design.replications = static_cast<std::uint32_t>(
      options.whole("replications", design.replications, 1, kMostReplications));
  design.max_replications = static_cast<std::uint32_t>(
      options.whole("max-replications", design.max_replications, 1, kMostReplications));
  design.threads = static_cast<int>(options.whole("threads", 0, 0, 4096));
  design.level = options.fraction("level", design.level);
  design.precision = options.fraction("precision", 0.0);
  design.precise = measures_named(options.text("precision-of", ""), "precision-of");
  for (const char* name : {"precision-of", "max-replications"}) {
    if (options.has(name) && !options.has("precision")) {
      throw UsageError("option --" + std::string(name) + " needs --precision");
    }
  }
  return design;
}

void print_report(const Results& results, const Options& options) {
  if (options.has("json")) {
    print(to_json(results));
  } else if (options.has("by")) {
    print(interval_listing(results, output_style(options)));
  } else if (!options.has("quiet")) {
    print(scorecard(results, output_style(options)));
  }
}

int run_scenario(const Options& options) {
  const std::string file = options.only_file("scenario file");
  const Design design = design_of(options);
  if (options.has("by")) {
    static_cast<void>(options.choice("by", {"interval"}));
  }
  static_cast<void>(output_style(options));
  const auto [loaded, sets] = load_and_tell(file, options);
  if (!loaded.model) {
    return kUsage;
  }
  const fs::path output = output_path(options, fs::path(file).stem().string() + ".h5");
  if (!options.has("quiet")) {
    for (const std::string& line : advice_on(*loaded.model)) {
      tell("advice: " + line + "\n");
    }
  }
  watch_interrupts();
  Outcome outcome;
  try {
    simulate_with_progress(options, design.replications, [&](const auto& report) {
      outcome = run(compile(*loaded.model), design, report);
    });
  } catch (const ReplicationFailed& failed) {
    return tell_failure(
        failed.what(), "tiermix run " + file, design.seed, design.replications, options);
  }
  if (outcome.replications.empty()) {
    tell("interrupted before the first replication was finished; no results file\n");
    return interrupt_status();
  }
  const RunContext context{.scenario_file = file,
                           .scenario_text = loaded.text,
                           .scenario_digest = loaded.digest,
                           .overrides = options.texts("set")};
  const Results results = assemble(*loaded.model, outcome, sets, context);
  print_report(results, options);
  write(results, output, options.has("force") ? Existing::replace : Existing::keep);
  if (!options.has("quiet")) {
    tell("results in " + output.string() + "\n");
  }
  if (outcome.interrupted) {
    return interrupt_status();
  }
  return outcome.precision_reached ? kDone : kImprecise;
}

}  // namespace

Command run_command() {
  return {.name = "run",
          .summary = "simulate a scenario: scorecard and results file",
          .help = kHelp,
          .options = specs(),
          .run = run_scenario};
}

}  // namespace tiermix
