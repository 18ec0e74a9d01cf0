// tiermix run: simulates one scenario, prints the scorecard, writes the results file.

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include <unistd.h>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/scenario/advice.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/results/results.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/scenario_input.hpp"
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

std::vector<std::size_t> measures_named(const std::string& list) {
  std::vector<std::string> known;
  for (const Measure& measure : measures()) {
    if (measure.scopes.all) {
      known.emplace_back(measure.name);
    }
  }
  std::vector<std::size_t> named;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::string name(trimmed(std::string_view(list).substr(at, end - at)));
    const int index = find_measure(name);
    if (index < 0 || !measures()[static_cast<std::size_t>(index)].scopes.all) {
      throw UsageError("option --precision-of: no measure \"" + name + "\"" +
                       did_you_mean(name, known));
    }
    named.push_back(static_cast<std::size_t>(index));
    at = end + 1;
  }
  return named;
}

Design design_of(const Options& options) {
  constexpr std::uint64_t kMost = 1'000'000;
  Design design;
  design.seed = options.whole("seed", design.seed, 0, std::numeric_limits<std::uint64_t>::max());
  design.replications =
      static_cast<std::uint32_t>(options.whole("replications", design.replications, 1, kMost));
  design.max_replications = static_cast<std::uint32_t>(
      options.whole("max-replications", design.max_replications, 1, kMost));
  design.threads = static_cast<int>(options.whole("threads", 0, 0, 4096));
  design.level = options.fraction("level", design.level);
  design.precision = options.fraction("precision", 0.0);
  design.precise = measures_named(options.text("precision-of", ""));
  for (const char* name : {"precision-of", "max-replications"}) {
    if (options.has(name) && !options.has("precision")) {
      throw UsageError("option --" + std::string(name) + " needs --precision");
    }
  }
  return design;
}

// Whether --force may replace it: results are, a scenario or a text by mistake is not.
bool looks_like_results(const fs::path& path) {
  std::array<char, 4> mark{};
  std::ifstream(path, std::ios::binary).read(mark.data(), mark.size());
  return fs::file_size(path) == 0 || std::string_view(mark.data(), mark.size()) == "\x89HDF";
}

fs::path output_path(const Options& options, const std::string& file) {
  fs::path path = options.text("output", fs::path(file).stem().string() + ".h5");
  if (fs::is_directory(path)) {
    throw std::runtime_error(path.string() + ": is a folder (--output names a file)");
  }
  if (fs::is_regular_file(path) && !options.has("force")) {
    throw std::runtime_error(path.string() +
                             ": exists (--force replaces it, --output names another)");
  }
  if (fs::is_regular_file(path) && !looks_like_results(path)) {
    throw std::runtime_error(path.string() +
                             ": is no results file and is not replaced (--output names another)");
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    throw std::runtime_error(path.string() + ": cannot write: " + std::strerror(errno));
  }
  return path;
}

// A run that fails is a defect of ours: says how to see it again.
struct ReplicationFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Outcome simulate(const Model& model, const Design& design, const Options& options) {
  Shown shown = progress_is_seen() ? Shown::line : Shown::lines;
  if (options.has("quiet")) {
    shown = Shown::nothing;
  }
  ProgressReport report(shown, design.replications);
  try {
    Outcome outcome =
        run(compile(model), design, [&report](const Progress& p) { return report(p); });
    report.clear();
    return outcome;
  } catch (const std::bad_alloc&) {
    report.clear();
    throw;
  } catch (const std::exception& error) {
    report.clear();
    throw ReplicationFailed(error.what());
  }
}

// The number of replications that includes the failed one: "replication 17 failed at ...".
std::string replications_up_to(const std::string& failure, const Design& design) {
  constexpr std::string_view kWord = "replication ";
  if (failure.starts_with(kWord)) {
    const std::string digits =
        failure.substr(kWord.size(), failure.find(' ', kWord.size()) - kWord.size());
    if (const auto index = parse_number(digits)) {
      return format_fixed(*index + 1.0, 0);
    }
  }
  return std::to_string(design.replications);
}

int tell_failure(const std::string& failure,
                 const std::string& file,
                 const Options& options,
                 const Design& design) {
  std::string command = "tiermix run " + file + " --seed " + std::to_string(design.seed) +
                        " --replications " + replications_up_to(failure, design) + " --threads 1";
  for (const std::string& change : options.texts("set")) {
    command += " --set '" + change + "'";
  }
  tell("tiermix: " + failure + "\nrepeat it with: " + command + "\n");
  return kDefect;
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
  const fs::path output = output_path(options, file);
  if (!options.has("quiet")) {
    for (const std::string& line : advice_on(*loaded.model)) {
      tell("advice: " + line + "\n");
    }
  }
  watch_interrupts();
  Outcome outcome;
  try {
    outcome = simulate(*loaded.model, design, options);
  } catch (const ReplicationFailed& failed) {
    return tell_failure(failed.what(), file, options, design);
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
