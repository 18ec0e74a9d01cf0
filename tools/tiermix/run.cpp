// tiermix run: simulates one scenario, prints the scorecard, writes the results file.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"
#include "engine/scenario/advice.hpp"
#include "engine/estimate/control.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/experiment/precision.hpp"
#include "engine/results/results.hpp"

#include "tools/tiermix/batches.hpp"
#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

bool is_compared(const Results& results, const std::string& set) {
  return std::ranges::any_of(results.estimates, [&](const EstimateRow& row) {
    const std::vector<BenchmarkPosition> positions = benchmarks_of(row);
    return std::ranges::find(positions, set, &BenchmarkPosition::set) != positions.end();
  });
}

namespace fs = std::filesystem;

constexpr const char* kRunHelp = R"(usage: tiermix run FILE [OPTIONS]

Simulates a scenario, prints its scorecard and writes a results file.

  tiermix run desk.toml
  tiermix run desk.toml --precision 1% --set rep_group.tier1_early.heads=22 -o more-reps.h5

How much
  --replications N        independent replications (30)
  --precision 1%          go on until the half-widths of cost per case, first-contact resolution
                          and time to resolve are at most this share of their means
  --precision-of M,N      of these measures instead (tiermix schema --measures lists them)
  --until-decided         go on until every target of the scenario is met or missed
  --max-replications N    but stop here; exit status 4 then (10000)
  --batches N             one long run in N batches of whole weeks instead of replications: the
                          warm-up once, figures of a batch (tiermix warm-up says how long it is)
  --control-arrivals      correct ratios by the number of cases that came, whose mean is known:
                          narrower intervals of cost per case, occupancy, service level; totals,
                          rows over time and replications stay as they are (30 or more)
  --level 95%             confidence level of every interval
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one scenario value; may be repeated
  --benchmarks FOLDER     benchmark sets beside the shipped ones (or a .csv FILE)
  --strict                warnings about the scenario are errors

Output
  -o, --output FILE       results file (the scenario's name with .h5, in this folder)
  --force                 replace the results file where it exists
  --json                  one JSON object instead of the scorecard
  --by interval|hour|day|week|month
                          one line per period instead of the scorecard; with --json as well
  --scope tier.tier1      of one tier or case class instead of the desk; with --by
  --fail-on-miss          exit status 1 where a target is missed
  -q, --quiet             no scorecard, no progress
  --color=auto|always|never, --no-color

Not lost
  --resume                go on where a run was killed or interrupted, to the same results
  --shard K/N             simulate the K-th of N parts, for tiermix merge; -o names its file
  --wave FIRST:LAST       of these replications, as tiermix merge asks for them; with --shard

While it runs, finished replications are kept in a journal beside the results file (FILE.journal).
The first Ctrl-C ends after the replications that are running and keeps what is finished.
)";

std::vector<OptionSpec> run_specs() {
  return with_colours(options_of({"replications=",
                                  "precision=",
                                  "precision-of=",
                                  "until-decided",
                                  "max-replications=",
                                  "batches=",
                                  "control-arrivals",
                                  "level=",
                                  "seed=",
                                  "threads=",
                                  "set=*",
                                  "benchmarks=",
                                  "strict",
                                  "o|output=",
                                  "force",
                                  "json",
                                  "by=",
                                  "scope=",
                                  "fail-on-miss",
                                  "q|quiet",
                                  "resume",
                                  "shard=",
                                  "wave="}));
}

Design run_design(const Options& options) {
  Design design;
  design.seed = options.seed(design.seed);
  design.replications = static_cast<std::uint32_t>(
      options.whole("replications", design.replications, 1, kMostReplications));
  design.max_replications = static_cast<std::uint32_t>(
      options.whole("max-replications", design.max_replications, 1, kMostReplications));
  design.threads = options.threads();
  design.level = options.fraction("level", design.level);
  design.precision = options.fraction("precision", 0.0);
  design.precise = measures_named(options.text("precision-of", ""), "precision-of");
  design.until_decided = options.has("until-decided");
  design.control_arrivals = options.has("control-arrivals");
  if (design.control_arrivals && first_look(design) < kFewestControlled) {
    throw UsageError("option --control-arrivals needs at least " +
                     std::to_string(kFewestControlled) + " replications");
  }
  if (options.has("precision-of") && !options.has("precision")) {
    throw UsageError("option --precision-of needs --precision");
  }
  if (options.has("max-replications") && !options.has("precision") && !design.until_decided) {
    throw UsageError("option --max-replications needs --precision or --until-decided");
  }
  return design;
}

std::optional<PeriodChoice> choice_of(const Options& options) {
  if (!options.has("by")) {
    if (options.has("scope")) {
      throw UsageError("option --scope needs --by");
    }
    return std::nullopt;
  }
  return PeriodChoice{.kind = options.choice("by", {"interval", "hour", "day", "week", "month"}),
                      .scope = options.text("scope", "all")};
}

// The full name of a scope that may be given by the name of its class or tier alone.
std::string full_scope(const std::string& scope, const Model& model) {
  std::vector<std::string> known{"all"};
  for (const CaseClass& one : model.classes) {
    known.push_back("case." + one.name);
  }
  for (const Tier& one : model.tiers) {
    known.push_back("tier." + one.name);
  }
  const auto named = std::ranges::find_if(known, [&scope](const std::string& full) {
    return full == scope || full == "case." + scope || full == "tier." + scope;
  });
  if (named == known.end()) {
    throw UsageError("option --scope: the scenario has no " + scope + did_you_mean(scope, known));
  }
  return *named;
}

std::string in_weeks(Duration time) {
  return format_number(std::floor(in_hours(time) / 168.0)) + " weeks";
}

// A long run is counted by longer intervals than --by or the scenario says.
void tell_coarser(const Model& model, const Plan& plan, const std::optional<PeriodChoice>& choice) {
  if (!choice || (choice->kind != "interval" && choice->kind != "hour")) {
    return;
  }
  const bool by_hour = choice->kind == "hour";
  const Duration wanted = by_hour ? std::max(kHour, model.time.interval) : model.time.interval;
  if (plan.interval <= wanted) {
    return;
  }
  const std::string unit =
      by_hour ? "hours" : "intervals of " + format_number(in_hours(wanted) * 60.0) + " min";
  tell("note: by " + std::string(plan.interval == kDay ? "day" : "hour") + ": a run has " + unit +
       " up to a time.horizon of " + in_weeks(longest_counted_by(wanted)) +
       " (--set time.horizon='" + in_weeks(longest_counted_by(wanted)) +
       "'), this one is longer\n");
}

void print_report(const Results& results,
                  const std::optional<PeriodChoice>& choice,
                  const Options& options) {
  if (options.has("json")) {
    print(to_json(results, choice));
  } else if (choice) {
    print(period_listing(results, *choice, output_style(options)));
  } else if (!options.has("quiet")) {
    print(scorecard(results, output_style(options)));
  }
}

// Under --fail-on-miss: says what is not decided, and whether a target is missed.
bool tell_misses(const Results& results) {
  bool missed = false;
  for (const TargetRow& row : results.targets) {
    if (row.verdict != "met") {
      tell("target " + row.measure + " of " + row.scope + " " + row.text + ": " +
           (row.verdict == "missed" ? "missed" : "not decided at this precision") +
           (row.is_of_whole_time() ? "" : " in " + row.interval) + "\n");
    }
    missed = missed || row.verdict == "missed";
  }
  return missed;
}

// What is asked of the run has to be there in the scenario; completes the scope.
void check_against(const Model& model,
                   std::optional<PeriodChoice>& choice,
                   const Options& options) {
  if (choice) {
    choice->scope = full_scope(choice->scope, model);
  }
  for (const char* name : {"until-decided", "fail-on-miss"}) {
    if (options.has(name) && model.targets.empty()) {
      throw UsageError("option --" + std::string(name) + " needs a scenario with [targets]");
    }
  }
}

// A warm-up says that the long run is meant.
void tell_unsettled(const Outcome& outcome, const std::string& file, const Options& options) {
  if (!outcome.settling || outcome.settling->has_trend) {
    return;
  }
  if (!is_settled(*outcome.settling)) {
    std::string command = "tiermix warm-up " + printable(file);
    for (const std::string& change : options.texts("set")) {
      command += " --set " + shell_word(printable(change));
    }
    tell("advice: when the warm-up ends the desk has not settled: " + command +
         " says when it does\n");
  }
}

Existing replaced(const Options& options) {
  return options.has("force") ? Existing::replace : Existing::keep;
}

void tell_before(const Model& model,
                 const Plan& plan,
                 const std::optional<PeriodChoice>& choice,
                 const Options& options) {
  if (options.has("quiet")) {
    return;
  }
  for (const std::string& line : advice_on(model)) {
    tell("advice: " + line + "\n");
  }
  tell_coarser(model, plan, choice);
}

void tell_uncompared(const Model& model, const Results& results) {
  for (const std::string& set : model.benchmark.sets) {
    if (!is_compared(results, set)) {
      tell("warning: benchmark set " + set +
           ": no figure of it is compared (it has other measures, segments, units or another "
           "currency)\n");
    }
  }
}

struct RunEnd {
  const std::string& file;
  const ScenarioInput& input;
  const fs::path& output;
  const std::optional<PeriodChoice>& choice;
  Keeping* keeping;  ///< nullptr: nothing is kept
};

// Of a run that has finished a replication: the results, and the exit status.
int end_run(const RunEnd& end, const Model& model, const Outcome& outcome, const Options& options) {
  const RunContext context{.scenario_file = end.file,
                           .scenario_text = end.input.loaded.text,
                           .scenario_digest = end.input.loaded.digest,
                           .overrides = options.texts("set")};
  const Results results = assemble(model, outcome, end.input.benchmarks, context);
  tell_uncompared(model, results);
  if (!options.has("quiet")) {
    tell_unsettled(outcome, end.file, options);
  }
  const Existing existing = end.keeping != nullptr ? end.keeping->existing() : replaced(options);
  const auto written = [&] {
    if (end.keeping != nullptr) {
      end.keeping->end(outcome.interrupted);
    }
  };
  write_and_show({.output = end.output,
                  .write = [&] { write(results, end.output, existing); },
                  .written = written,
                  .show = [&] { print_report(results, end.choice, options); }},
                 options);
  if (outcome.interrupted) {
    return interrupt_status();
  }
  if (options.has("fail-on-miss") && tell_misses(results)) {
    return kMissed;
  }
  return outcome.precision_reached ? kDone : kImprecise;
}

int run_scenario(const Options& options) {
  const std::string file = options.only_file("scenario file");
  Design design = run_design(options);
  std::optional<PeriodChoice> choice = choice_of(options);
  static_cast<void>(output_style(options));
  const std::uint32_t batches = batches_of(options);
  ScenarioInput input = load_and_tell(file, options);
  if (!input.loaded.model) {
    return kUsage;
  }
  Model& model = *input.loaded.model;
  fit_batches(model, batches, options);
  check_against(model, choice, options);
  design.aims = aims_of(model);
  const std::string stem = fs::path(file).stem().string();
  const std::optional<Shard> shard = shard_of(options, first_look(design));
  const fs::path output = output_path(options, shard ? shard_name(stem, *shard) : stem + ".h5");
  const KeptWork work{.command = "run", .scenarios = {input.loaded.digest}, .seed = design.seed};
  Plan plan = compile(model);
  cut(plan, model, batches);
  design.windows = windows_of(model, plan);
  tell_before(model, plan, choice, options);
  std::unique_ptr<Keeping> keeping;
  Outcome outcome;
  try {
    if (shard) {
      return simulate_shard({.plans = {&plan},
                             .seed = design.seed,
                             .threads = design.threads,
                             .shard = *shard,
                             .rows = KeptRows::all,
                             .work = work,
                             .output = output},
                            options);
    }
    if (batches == 0) {  // of one run there is nothing to keep, and it ends at the first signal
      keeping = std::make_unique<Keeping>(
          options, output, work, std::vector{plan.layout()}, KeptRows::all);
      design.keeper = keeping->keeper();
      watch_interrupts();
    }
    simulate_with_progress(options, batches > 0 ? 1 : design.replications, [&](const auto& report) {
      outcome = run(plan, design, report);
    });
  } catch (const ReplicationFailed& failed) {
    return tell_failure(
        failed.what(), "tiermix run " + file, design.seed, design.replications, options);
  }
  if (outcome.replications.empty()) {
    tell("interrupted before the first replication was finished; no results file\n");
    return interrupt_status();
  }
  return end_run({file, input, output, choice, keeping.get()}, model, outcome, options);
}

}  // namespace

Command run_command() {
  return {.name = "run",
          .summary = "simulate a scenario: scorecard and results file",
          .help = kRunHelp,
          .options = run_specs(),
          .run = run_scenario};
}

}  // namespace tiermix
