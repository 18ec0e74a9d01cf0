// tiermix explain-gap: where a desk misses benchmarks and targets, and which levers would move it.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/digest.hpp"
#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"
#include "engine/scenario/route_graph.hpp"
#include "engine/plan/compile.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/sweep.hpp"
#include "engine/results/gaps.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/data.hpp"
#include "tools/tiermix/gap_input.hpp"
#include "tools/tiermix/gap_points.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExplainGapHelp = R"(usage: tiermix explain-gap SCENARIO|RESULTS.h5 [OPTIONS]

Says which benchmarks and targets the desk misses, and what would move it there: every lever alone,
with the same customers, and for each gap the levers by their effect per 10,000 of the currency a
year, with intervals.

  tiermix explain-gap desk.toml
  tiermix explain-gap desk.h5 --measure satisfaction_rating
  tiermix explain-gap desk.toml --levers mine.toml --replications 100 -o gaps.xlsx

RESULTS.h5 is what tiermix run wrote: its scenario, changes, seed and number of replications are
taken. With -o an interrupted one goes on with --resume; effects are those of all replications.

What to look at
  --measure M,N           gaps of these measures alone (all with a benchmark or a target);
                          service_level.phone is that of a case class, or of a tier. A measure that
                          is not better high or low is looked at only when it is named
  --levers FILE           levers and their prices other than the shipped ones
                          (scenarios/levers/standard.toml, a commented file to start from)
  --exchange RATE         what one unit of the currency of the lever file is in that of the
                          scenario, where they differ

How much
  --replications N        of the scenario and of each lever, 2 at least (30)
  --level 95%             confidence level, joint over the levers
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one scenario value in every run; may be repeated
  --benchmarks FOLDER     benchmark sets other than the shipped ones
  --strict                warnings about the scenario are errors

Output
  -o, --output FILE       every gap and lever as a table too: FILE.csv, or the workbook FILE.xlsx
  --force                 replace that table where it exists
  --resume                go on where it was killed or interrupted; with -o, beside whose FILE the
                          finished scenarios are kept (FILE.journal) until the table is written
  --all                   every lever in every table, not the first 8
  --json                  one JSON object instead of the tables
  -q, --quiet             no tables, no progress
  --color=auto|always|never, --no-color
)";

std::vector<OptionSpec> explain_gap_specs() {
  return with_colours(options_of({"measure=",
                                  "levers=",
                                  "exchange=",
                                  "replications=",
                                  "level=",
                                  "seed=",
                                  "threads=",
                                  "benchmarks=",
                                  "set=*",
                                  "strict",
                                  "force",
                                  "json",
                                  "all",
                                  "resume",
                                  "o|output=",
                                  "q|quiet"}));
}

// The seed and the count of a run hold where the command line says nothing.
Design gap_design(const Options& options, const std::optional<Provenance>& run) {
  Design design;
  if (run) {
    design.seed = run->seed;
    design.replications = std::max<std::uint32_t>(run->replications, 2);
  }
  design.seed = options.seed(design.seed);
  design.replications = static_cast<std::uint32_t>(
      options.whole("replications", design.replications, 2, kMostReplications));
  design.threads = options.threads();
  design.level = options.fraction("level", design.level);
  return design;
}

std::vector<std::string> names_in(const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    names.emplace_back(trimmed(std::string_view(list).substr(at, end - at)));
    at = end + 1;
  }
  return names;
}

// Why nothing can be said of a measure.
std::string problem_with(const std::string& name) {
  if (find_measure(name.substr(0, name.find('.'))) < 0) {
    std::vector<std::string> known;
    for (const Measure& measure : measures()) {
      known.emplace_back(measure.name);
    }
    return "there is no measure " + name + did_you_mean(std::string(spelled_out(name)), known);
  }
  return name + " has neither a benchmark figure nor a target here (a target: --set 'targets." +
         name + "=>= ...', or <=)";
}

// Each name has to find a goal, else the answer would be silent about it.
std::vector<GapGoalRow> goals_of(const Results& base, const Options& options) {
  const std::vector<std::string> only = names_in(options.text("measure", ""));
  std::string problems;
  for (const std::string& name : only) {
    if (gap_goals(base, {name}).empty()) {
      problems +=
          (problems.empty() ? "" : "\n") + std::string("option --measure: ") + problem_with(name);
    }
  }
  if (!problems.empty()) {
    throw UsageError(problems);
  }
  return gap_goals(base, only);
}

// Told on standard error; nothing where the file is wrong.
std::optional<LeversRead> levers_of(const std::string& file) {
  LeversRead read = read_levers(read_text(file), file);
  tell(read.diagnostics);
  if (has_errors(read.diagnostics)) {
    tell(printable(file) + ": " + count_line(read.diagnostics) + "\n");
    return std::nullopt;
  }
  return read;
}

// Amounts as the scenario counts them.
std::vector<LeverSpec> levers_in(const std::string& currency,
                                 LeversRead read,
                                 const std::string& file,
                                 const Options& options) {
  const bool differs = !read.currency.empty() && read.currency != currency;
  if (differs && !options.has("exchange")) {
    throw UsageError(file + ": prices are in " + read.currency + ", the scenario counts in " +
                     currency + ": say what 1 " + read.currency + " is in " + currency +
                     " (--exchange 0.92), or name levers of your own (--levers)");
  }
  if (!differs && options.has("exchange")) {
    throw UsageError("option --exchange: prices of " + file + " are in " + currency + " already");
  }
  if (!differs) {
    return std::move(read.levers);
  }
  const std::optional<double> rate = parse_number(options.text("exchange", ""));
  if (!rate || *rate <= 0.0 || *rate > 1e9) {
    throw UsageError("option --exchange: " + options.text("exchange", "") +
                     " is not a rate (a number above 0)");
  }
  return exchanged(std::move(read.levers), *rate);
}

void check_output(const Options& options) {
  const fs::path path = options.text("output", "");
  if (options.has("resume") && !options.has("output")) {
    throw UsageError("option --resume needs --output, beside whose file the journal is");
  }
  if (options.has("output") && path.extension() != ".csv" && path.extension() != ".xlsx") {
    throw UsageError("option --output: " + path.string() + " ends in neither .csv nor .xlsx");
  }
  if (!fs::exists(path)) {
    return;
  }
  if (!options.has("force")) {
    throw std::runtime_error(path.string() +
                             ": exists (--force replaces it, --output names another)");
  }
  const bool is_own =
      path.extension() == ".xlsx" ? is_workbook(path) : read_text(path).starts_with(kGapColumns);
  if (fs::is_regular_file(path) && !is_own) {
    throw std::runtime_error(path.string() + ": is no table of explain-gap and is not replaced");
  }
}

struct AskedGap {
  std::string file;
  std::string levers_file;
  Design design;
};

// The journal of the base, beside the table; nothing without one. It is there and locked for as
// long as the command runs, since the work of the levers is known only after the base.
std::unique_ptr<JournalKeeper> keeper_of_base(const GapSource& source,
                                              const Plan& plan,
                                              const Design& design,
                                              const Options& options) {
  if (!options.has("output")) {
    return nullptr;
  }
  const KeptWork work{.command = "explain-gap",
                      .scenarios = {source.base().digest},
                      .seed = design.seed,
                      .more = {{"part", "scenario as it is"}}};
  auto keeper = std::make_unique<JournalKeeper>(
      open_journal(journal_beside(options.text("output", "") + ".base"), lines_of(work), options),
      std::vector{plan.layout()},
      KeptRows::all);
  if (!keeper->found().empty()) {
    tell("continuing with " + std::to_string(keeper->found().size()) +
         " replications of the scenario as it is finished before\n");
  }
  return keeper;
}

// The base as tiermix run has it, so that goals and their standing are the same.
Results run_base(const GapSource& source,
                 const Plan& plan,
                 const AskedGap& asked,
                 Keeper* keeper,
                 const Options& options) {
  const Model& model = source.base().model.value();
  Design design = asked.design;
  design.aims = aims_of(model);
  design.keeper = keeper;
  design.windows = windows_of(model, plan);
  Outcome outcome;
  simulate_with_progress(options, design.replications, [&](const auto& report) {
    outcome = run(plan, design, report);
  });
  if (outcome.replications.size() < 2) {
    return {};
  }
  return assemble(model, outcome, source.benchmarks(), source.context(options));
}

std::vector<double> people_of(const Model& model) {
  std::vector<double> people;
  for (const GroupPlan& group : compile(model).groups) {
    people.push_back(group.payroll);
  }
  return people;
}

// [lever], tiers that are overloaded with it, and less so without it.
std::vector<std::vector<std::string>> new_overloads(const Model& base,
                                                    const std::vector<LoadedLever>& levers) {
  const TrafficReport before = traffic(base);
  const std::vector<std::string> overloaded = overloaded_tiers(base);
  std::vector<std::vector<std::string>> all;
  for (const LoadedLever& lever : levers) {
    const TrafficReport after = traffic(lever.model);
    std::vector<std::string> tiers = overloaded_tiers(lever.model);
    std::erase_if(tiers, [&](const std::string& tier) {
      const auto at = std::ranges::find(base.tiers, tier, &Tier::name) - base.tiers.begin();
      const auto t = static_cast<std::size_t>(at);
      constexpr double kMore = 1.0 + 1e-9;
      return std::ranges::find(overloaded, tier) != overloaded.end() &&
             !(after.tiers[t].utilisation > kMore * before.tiers[t].utilisation);
    });
    all.push_back(std::move(tiers));
  }
  return all;
}

KeptWork work_of(const GapSource& source,
                 const std::vector<LoadedLever>& levers,
                 const Design& design,
                 const std::vector<GapGoalRow>& goals) {
  std::string measures;
  for (const GapGoalRow& goal : goals) {
    measures += (measures.empty() ? "" : ",") + goal.measure + "." + goal.scope;
  }
  KeptWork work{.command = "explain-gap",
                .scenarios = {source.base().digest},
                .seed = design.seed,
                .more = {{"--replications", std::to_string(design.replications)},
                         {"--level", format_number(design.level)},
                         {"list of measures", measures}}};
  for (const LoadedLever& lever : levers) {
    work.more.emplace_back("lever", lever.lever.name + " " + to_hex(lever.digest));
  }
  return work;
}

// The base first; false where it was stopped.
bool run_levers(const Model& base,
                const std::vector<LoadedLever>& levers,
                const SweepDesign& design,
                const Options& options,
                GapPoints& points) {
  const std::vector<std::size_t> left = points.left();
  if (left.empty()) {
    return true;
  }
  bool complete = false;
  const auto planned = static_cast<std::uint32_t>(left.size()) * design.run.replications;
  simulate_with_progress(options, planned, [&](const auto& report) {
    complete = sweep(
        left,
        [&](std::size_t i) { return compile(i == 0 ? base : levers[i - 1].model); },
        design,
        [&](std::size_t i, SweptPoint&& point) { points.take(i, std::move(point)); },
        report);
  });
  return complete;
}

void print_report(const GapReport& report, const Options& options) {
  const fs::path path = options.text("output", "");
  const bool force = options.has("force");
  if (path.extension() == ".xlsx") {
    write(workbook_of(report), path, force ? Existing::replace : Existing::keep);
  } else if (options.has("output")) {
    (force ? write_over : write_new)(path, to_csv(report));
  }
  if (options.has("json")) {
    print(to_json(report));
  } else if (!options.has("quiet")) {
    print(gap_text(
        report, output_style(options), options.has("all") ? GapLength::all : GapLength::first));
  }
  if (options.has("output") && !options.has("quiet")) {
    tell("table in " + path.string() + "\n");
  }
}

int interrupted(const std::string& when, bool is_kept) {
  tell("interrupted " + when + (is_kept ? "; the same command with --resume goes on\n" : "\n"));
  return interrupt_status();
}

int explain(const GapSource& source,
            const std::vector<LeverSpec>& specs,
            const AskedGap& asked,
            const Options& options) {
  const Model& model = source.base().model.value();
  const Plan plan = compile(model);
  const auto keeper = keeper_of_base(source, plan, asked.design, options);
  GapInput input{.model = &model,
                 .base = run_base(source, plan, asked, keeper.get(), options),
                 .goals = {},
                 .levers_file = fs::path(asked.levers_file).filename().string(),
                 .levers = {},
                 .left_out = {},
                 .people = people_of(model)};
  if (input.base.estimates.empty() || input.base.provenance.interrupted) {
    return interrupted("before the first lever was simulated", keeper != nullptr);
  }
  input.goals = goals_of(input.base, options);
  LoadedLevers loaded = load_levers(source, specs);
  const bool any = std::ranges::any_of(
      input.goals, [](const GapGoalRow& g) { return g.standing == GapStanding::missed; });
  if (!any) {
    loaded.levers.clear();
  }
  for (const LoadedLever& lever : loaded.levers) {
    input.levers.push_back(lever.lever);
  }
  input.left_out = std::move(loaded.left_out);
  input.overloads = new_overloads(model, loaded.levers);
  const SweepDesign design{.run = asked.design, .chosen = measures_of(input.goals, model)};
  const KeptWork work = work_of(source, loaded.levers, asked.design, input.goals);
  const std::size_t count = loaded.levers.size() + 1;
  GapPoints points(count, lines_of(work), options);
  if (!run_levers(model, loaded.levers, design, options, points)) {
    return interrupted("after " + std::to_string(count - points.left().size()) + " of " +
                           std::to_string(count) + " scenarios",
                       points.is_kept());
  }
  print_report(assemble(input, points.all()), options);
  points.end();
  if (keeper) {
    keeper->journal().remove();
  }
  return kDone;
}

int explain_gap(const Options& options) {
  AskedGap asked;
  asked.file = options.only_file("scenario or results file");
  static_cast<void>(output_style(options));
  static_cast<void>(gap_design(options, std::nullopt));
  check_output(options);
  asked.levers_file = options.text(
      "levers",
      options.has("levers") ? "" : (scenario_folder() / "levers" / "standard.toml").string());
  std::optional<LeversRead> levers = levers_of(asked.levers_file);
  const std::optional<GapSource> source = GapSource::open(asked.file, options);
  if (!levers || !source) {
    return kUsage;
  }
  const std::vector<LeverSpec> specs = levers_in(
      source->base().model->money.currency, std::move(levers).value(), asked.levers_file, options);
  asked.design = gap_design(options, source->run());
  watch_interrupts();
  try {
    return explain(*source, specs, asked, options);
  } catch (const ReplicationFailed& failed) {
    return tell_failure(failed.what(),
                        "tiermix explain-gap " + asked.file,
                        asked.design.seed,
                        asked.design.replications,
                        options);
  }
}

}  // namespace

Command explain_gap_command() {
  return {.name = "explain-gap",
          .summary = "what would close the gaps to benchmarks and targets, per unit of money",
          .help = kExplainGapHelp,
          .options = explain_gap_specs(),
          .run = explain_gap};
}

}  // namespace tiermix
