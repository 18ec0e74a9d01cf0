// tiermix compare: several scenarios with the same customers, against the first.

#include "engine/experiment/compare.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/results/compared.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/scenarios.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCompareHelp = R"(usage: tiermix compare BASE ALTERNATIVE... [OPTIONS]

Simulates scenarios with the same customers, prints how each alternative differs from the base, by
how much and how sure, and goes on until it can say which is the best.

  tiermix compare desk.toml early.toml swarm.toml
  tiermix compare desk.toml early.toml --by first_contact_resolution --delta 0.5%

What to choose by
  --by M,N                measures to choose by (cost_per_case; tiermix schema --measures lists all)
  --delta D               the smallest difference worth telling apart: a share of the base's value
                          (1%), or a number in the measure's unit (0.5; 0.02: two points of a share)
  --confidence 95%        of the choice, and of the intervals of each measure together

How much
  --max-replications N    stop here, also undecided; exit status 4 then (2000)
  --precision 1%          go on until the half-widths of the differences of the measures chosen by
                          are at most this share of the base's value, too
  --replications N        exactly so many instead; nothing is promised about the choice then
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one value in every scenario; may be repeated
  --benchmarks FOLDER     benchmark sets beside the shipped ones (or a .csv FILE)
  --strict                warnings about a scenario are errors

Output
  -o, --output FILE       results file (the base's name with -comparison.h5, in this folder)
  --force                 replace the results file where it exists
  --json                  one JSON object instead of the tables
  --all                   every measure, also per tier and case class
  -q, --quiet             no tables, no progress
  --color=auto|always|never, --no-color

Not lost
  --resume                go on where a comparison was killed or interrupted, to the same results
  --shard K/N             simulate the K-th of N parts, for tiermix merge; -o names its file
  --wave FIRST:LAST       of these replications, as tiermix merge asks for them; with --shard

While it runs, finished replications are kept in a journal beside the results file (FILE.journal).
The scenarios need the same start, warm-up, horizon and currency. The first Ctrl-C ends after the
replications that are running and keeps what is finished.
)";

std::vector<OptionSpec> compare_specs() {
  return with_colours(options_of({"by=",
                                  "delta=",
                                  "confidence=",
                                  "replications=",
                                  "max-replications=",
                                  "precision=",
                                  "seed=",
                                  "threads=",
                                  "set=*",
                                  "benchmarks=",
                                  "strict",
                                  "o|output=",
                                  "force",
                                  "json",
                                  "all",
                                  "q|quiet",
                                  "resume",
                                  "shard=",
                                  "wave="}));
}

std::vector<std::size_t> measures_to_choose_by(const Options& options) {
  std::vector<std::size_t> by = measures_named(options.text("by", "cost_per_case"), "by");
  if (by.empty()) {
    throw UsageError("option --by: no measure is named");
  }
  for (std::size_t i = 0; i < by.size(); ++i) {
    const std::string name(measures()[by[i]].name);
    if (!better_of(name)) {
      throw UsageError("option --by: " + name + " is neither better high nor low by itself");
    }
    if (std::ranges::count(by, by[i]) > 1) {
      throw UsageError("option --by: " + name + " is named twice");
    }
  }
  return by;
}

Indifference indifference_of(const Options& options, std::size_t measures) {
  const std::string given = options.text("delta", "1%");
  const bool relative = given.ends_with('%');
  const auto value =
      parse_number(trimmed(std::string_view(given).substr(0, given.size() - (relative ? 1 : 0))));
  if (!value || *value <= 0.0) {
    throw UsageError("option --delta: \"" + given +
                     "\" is not a share above zero (1%) or a number above zero (0.5)");
  }
  if (!relative && measures > 1) {
    throw UsageError("option --delta: a number is in the unit of one measure, and --by names " +
                     std::to_string(measures) + " (write a share such as 1%)");
  }
  return {.value = *value / (relative ? 100.0 : 1.0), .relative = relative};
}

ComparisonDesign comparison_design(const Options& options) {
  ComparisonDesign design;
  design.by = measures_to_choose_by(options);
  design.indifference = indifference_of(options, design.by.size());
  design.seed = options.seed(design.seed);
  design.threads = options.threads();
  design.level = options.fraction("confidence", design.level);
  if (design.level <= 0.5) {
    throw UsageError("option --confidence: choose more than 50%");
  }
  design.replications =
      static_cast<std::uint32_t>(options.whole("replications", 0, 1, kMostReplications));
  design.max_replications = static_cast<std::uint32_t>(
      options.whole("max-replications", design.max_replications, 2, kMostReplications));
  design.precision = options.fraction("precision", 0.0);
  for (const char* name : {"delta", "max-replications", "precision"}) {
    if (options.has(name) && options.has("replications")) {
      throw UsageError("option --" + std::string(name) +
                       " has no part in a fixed count: leave --replications away");
    }
  }
  return design;
}

std::uint32_t first_wave(const ComparisonDesign& design) {
  return design.replications > 0 ? design.replications
                                 : std::min(design.first_look, design.max_replications);
}

std::vector<Plan> plans_of(const std::vector<NamedScenario>& scenarios) {
  std::vector<Plan> plans;
  plans.reserve(scenarios.size());
  for (const NamedScenario& scenario : scenarios) {
    plans.push_back(compile(scenario.model));
  }
  return plans;
}

Compared simulate(const std::vector<NamedScenario>& scenarios,
                  const std::vector<Plan>& plans,
                  const ComparisonDesign& design,
                  const Options& options) {
  std::vector<ComparedInput> inputs;
  inputs.reserve(scenarios.size());
  for (const NamedScenario& scenario : scenarios) {
    inputs.push_back(input_of(scenario));
  }
  Comparison comparison;
  simulate_with_progress(options,
                         first_wave(design) * static_cast<std::uint32_t>(scenarios.size()),
                         [&](const auto& report) { comparison = compare(plans, design, report); });
  return assemble(inputs, comparison);
}

void print_report(const Compared& compared, const Options& options) {
  if (options.has("json")) {
    print(to_json(compared));
  } else if (!options.has("quiet")) {
    print(comparison_text(compared,
                          output_style(options),
                          options.has("all") ? Breadth::everything : Breadth::headline));
  }
}

int compare_scenarios(const Options& options) {
  const std::vector<std::string> files = distinct_files(options);
  if (files.size() < 2) {
    throw UsageError(files.empty() ? "a base and an alternative are missing"
                                   : "an alternative to " + files.front() + " is missing");
  }
  ComparisonDesign design = comparison_design(options);
  static_cast<void>(output_style(options));
  const std::vector<NamedScenario> scenarios = load_all(files, options);
  if (scenarios.empty()) {
    return kUsage;
  }
  check_same_window(scenarios);
  const std::string stem = fs::path(files.front()).stem().string() + "-comparison";
  const std::optional<Shard> shard = shard_of(options, first_wave(design));
  const fs::path output = output_path(options, shard ? shard_name(stem, *shard) : stem + ".h5");
  const std::vector<Plan> plans = plans_of(scenarios);
  const KeptWork work = work_of("compare", scenarios, design.seed);
  std::optional<Keeping> keeping;
  Compared compared;
  try {
    if (shard) {
      return simulate_shard({.plans = pointers_to(plans),
                             .seed = design.seed,
                             .threads = design.threads,
                             .shard = *shard,
                             .rows = KeptRows::none,
                             .work = work,
                             .output = output},
                            options);
    }
    keeping.emplace(options, output, work, layouts_of(pointers_to(plans)), KeptRows::none);
    design.keeper = keeping->keeper();
    watch_interrupts();
    compared = simulate(scenarios, plans, design, options);
  } catch (const ReplicationFailed& failed) {
    return tell_failure(failed.what(),
                        command_with("tiermix compare", files),
                        design.seed,
                        design.max_replications,
                        options);
  }
  if (compared.estimates.empty()) {
    tell("interrupted before every scenario was simulated once; no results file\n");
    return interrupt_status();
  }
  write_and_show({.output = output,
                  .write = [&] { write(compared, output, keeping->existing()); },
                  .written = [&] { keeping->end(compared.provenance.interrupted); },
                  .show = [&] { print_report(compared, options); }},
                 options);
  if (compared.provenance.interrupted) {
    return interrupt_status();
  }
  return compared.decided && compared.provenance.precision_reached ? kDone : kImprecise;
}

}  // namespace

Command compare_command() {
  return {.name = "compare",
          .summary = "scenarios side by side, with the same customers: which is best, and how sure",
          .help = kCompareHelp,
          .options = compare_specs(),
          .run = compare_scenarios};
}

}  // namespace tiermix
