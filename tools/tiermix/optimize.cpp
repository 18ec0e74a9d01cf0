// tiermix optimize: the cheapest values of decision variables that meet the targets.

#include "tools/tiermix/optimize.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <stdexcept>
#include <utility>

#include "engine/base/digest.hpp"
#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/experiment/direction.hpp"
#include "engine/report/optimum.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/optimum_results.hpp"
#include "tools/tiermix/search_report.hpp"
#include "tools/tiermix/shards.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/sweep.hpp"
#include "tools/tiermix/terminal.hpp"
#include "tools/tiermix/whole_file.hpp"

namespace tiermix {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = "# Written by tiermix optimize";

struct AskedOptimum {
  std::string file;
  fs::path output;
  fs::path results;                    ///< empty: none
  Existing existing = Existing::keep;  ///< what becomes of results that are there
  Loaded loaded;
  OptimumDesign design;
  std::uint64_t seed = 1;
  std::vector<OptimisedVariable> variables;
  std::string objective;
  bool allows_overload = false;
  std::vector<SampledGoal> goals;      ///< objective and constraints
  std::vector<std::string> intervals;  ///< [constraint]; empty where the whole time is
};

void take_objective(const Options& options, const Model& model, AskedOptimum& asked) {
  if (options.has("minimise") && options.has("maximise")) {
    throw UsageError("options --minimise and --maximise: one objective only");
  }
  const bool maximised = options.has("maximise");
  asked.objective = options.text(maximised ? "maximise" : "minimise", "cost_per_case");
  const std::vector<ChosenMeasure> chosen =
      chosen_measures(asked.objective, model, maximised ? "maximise" : "minimise");
  if (chosen.size() != 1) {
    throw UsageError("option --" + std::string(maximised ? "maximise" : "minimise") +
                     ": one measure only");
  }
  asked.design.objective = chosen.front();
  asked.design.better = maximised ? Better::higher : Better::lower;
  const bool anything = options.has("minimise") || maximised;
  if (model.targets.empty() && !anything) {
    throw UsageError(asked.file +
                     ": no [targets]: nothing holds the cost up (--subject-to 'service_level >= "
                     "80%', or --maximise another measure)");
  }
}

void take_design(const Options& options, const Model& model, AskedOptimum& asked) {
  OptimumDesign& design = asked.design;
  design.level = options.fraction("level", design.level);
  if (design.level <= 0.5) {
    throw UsageError("option --level: more than 50% (a confidence)");
  }
  design.indifference.value = options.fraction("indifference", design.indifference.value);
  design.tolerance = options.fraction("tolerance", design.tolerance);
  design.search_replications = static_cast<std::uint32_t>(
      options.whole("replications", design.search_replications, 5, kFreshReplications / 2));
  design.max_replications =
      options.whole("max-replications", design.max_replications, 100, 1'000'000'000);
  asked.allows_overload = options.has("allow-overload");
  design.prices = !options.has("no-prices");
  asked.seed = options.seed();
  Constraints constraints = constraints_of(model);
  design.constraints = std::move(constraints.aims);
  design.targets = std::move(constraints.targets);
  asked.intervals = std::move(constraints.intervals);
  asked.goals = {{.chosen = design.objective}};
  asked.goals.insert(asked.goals.end(), constraints.goals.begin(), constraints.goals.end());
  asked.variables = variables_of(options, model);
  for (const OptimisedVariable& variable : asked.variables) {
    design.sizes.push_back(static_cast<std::int32_t>(variable.values.size()));
  }
  design.starts = starts_of(asked.variables, model);
}

// Only what an optimisation wrote is replaced, and that with --force.
fs::path chosen_path(const Options& options, const std::string& file) {
  fs::path path = options.text("output", optimum_name(file));
  if (path == "-") {
    throw UsageError(
        "option --output: the chosen scenario is not for standard output; name a file");
  }
  if (!fs::exists(path) || fs::is_other(path)) {
    return path;
  }
  if (fs::is_directory(path)) {
    throw std::runtime_error(path.string() + ": is a folder (--output names a file)");
  }
  if (!options.has("force")) {
    throw std::runtime_error(path.string() +
                             ": exists (--force replaces it, --output names another)");
  }
  std::string line;
  std::ifstream stream(path);
  std::getline(stream, line);
  if (!line.starts_with(kMark)) {
    throw std::runtime_error(path.string() +
                             ": was not written by tiermix optimize and is not replaced (--output "
                             "names another)");
  }
  return path;
}

void take_results(const Options& options, AskedOptimum& asked) {
  if (options.has("results")) {
    asked.results = optimum_results_path(options, asked.output);
    asked.existing =
        options.has("force") || goes_on(options, asked.output) ? Existing::replace : Existing::keep;
  }
}

// The scenario that is written names its CSV files as the one that was read.
void check_folder(const AskedOptimum& asked) {
  const fs::path folder = asked.output.has_parent_path() ? asked.output.parent_path() : ".";
  if (!load_text(asked.loaded.text, asked.output.string(), folder).model) {
    throw std::runtime_error(
        asked.output.string() +
        ": files that the scenario names are not found from there (--output in "
        "the folder of " +
        asked.file + ")");
  }
}

// Everything that the result depends on, the budget apart.
std::string work_of(const AskedOptimum& asked) {
  const OptimumDesign& design = asked.design;
  std::string work;
  const auto line = [&work](const char* what, const std::string& value) {
    work += std::string(what) + "\t" + value + "\n";
  };
  line("command", "optimize");
  line("version of tiermix", program_identity());
  line("scenario", to_hex(asked.loaded.digest));
  std::string vary;
  for (const OptimisedVariable& variable : asked.variables) {
    vary += (vary.empty() ? "" : " ") + variable.given;
  }
  line("--vary", vary);
  line(design.better == Better::lower ? "--minimise" : "--maximise", asked.objective);
  line("--seed", std::to_string(asked.seed));
  line("--level", format_number(design.level));
  line("--indifference", format_number(design.indifference.value));
  line("--tolerance", format_number(design.tolerance));
  line("--replications", std::to_string(design.search_replications));
  line("--allow-overload", asked.allows_overload ? "yes" : "no");
  return work;
}

std::optional<Journal> journal_of(const AskedOptimum& asked, const Options& options) {
  if (fs::is_other(asked.output)) {
    return std::nullopt;
  }
  const fs::path path = journal_beside(asked.output);
  return options.has("part") ? journal_to_add_to(path, work_of(asked))
                             : open_journal(path, work_of(asked), options);
}

void write_scenario(const AskedOptimum& asked, const std::string& text, const Options& options) {
  WholeFile file(asked.output);
  file.write(std::string(kMark) + " from " + asked.file + ".\n\n");
  file.write(text);
  file.finish(options.has("force") ? WholeFile::Existing::replace : WholeFile::Existing::keep);
}

std::string seconds_text(std::chrono::steady_clock::time_point since) {
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - since;
  return format_fixed(taken.count(), 1) + " s";
}

int status_of(OptimumEnd end) {
  return end == OptimumEnd::decided ? kDone : end == OptimumEnd::infeasible ? kMissed : kImprecise;
}

void show_and_keep(const AskedOptimum& asked, const Optimised& found, const Options& options) {
  const auto show = [&] {
    if (options.has("json")) {
      print(to_json(found));
    } else if (!options.has("quiet")) {
      print(optimum_text(found, output_style(options)));
    }
  };
  if (asked.results.empty()) {
    show();
    return;
  }
  write_and_show({.output = asked.results,
                  .write = [&] { write(found, asked.results, asked.existing); },
                  .written = [] {},
                  .show = show,
                  .journal = journal_beside(asked.output)},
                 options);
}

int tell_result(const AskedOptimum& asked,
                const Optimum& optimum,
                PointSampler& sampler,
                const Options& options) {
  const Loaded chosen = load(asked.file, sampler.overrides_at(optimum.leader().point));
  std::vector<std::string> warnings;
  warnings.reserve(chosen.diagnostics.size());
  for (const Diagnostic& diagnostic : chosen.diagnostics) {
    warnings.push_back(diagnostic.key + (diagnostic.key.empty() ? "" : ": ") + diagnostic.problem);
  }
  const OptimisedInput input{.model = &*asked.loaded.model,
                             .context = {.scenario_file = asked.file,
                                         .scenario_text = asked.loaded.text,
                                         .scenario_digest = asked.loaded.digest,
                                         .overrides = options.texts("set")},
                             .seed = asked.seed,
                             .variables = asked.variables,
                             .warnings = std::move(warnings),
                             .intervals = asked.intervals};
  show_and_keep(asked, assemble(input, asked.design, optimum), options);
  if (optimum.end == OptimumEnd::decided) {
    write_scenario(asked, chosen.text, options);
    if (!options.has("quiet")) {
      tell("the chosen scenario is in " + asked.output.string() + "\n");
    }
  }
  if (optimum.end != OptimumEnd::undecided) {
    sampler.end_journal();
  }
  return status_of(optimum.end);
}

int search_and_tell(const AskedOptimum& asked, PointSampler& sampler, const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  SearchReport report(options, asked.variables);
  const Optimum optimum = optimise(
      asked.design,
      [&sampler](std::span<const SampleRequest> requests) { return sampler(requests); },
      [&report](const OptimumProgress& progress) { report(progress); });
  report.clear();
  if (optimum.end == OptimumEnd::interrupted) {
    tell("interrupted after " + std::to_string(optimum.visited) + " points" +
         (sampler.keeps_journal() ? "; the same command with --resume goes on\n" : "\n"));
    return interrupt_status();
  }
  if (!options.has("quiet")) {
    tell("took " + seconds_text(begin) + "\n");
  }
  return tell_result(asked, optimum, sampler, options);
}

int complete_and_tell(const AskedOptimum& asked, PointSampler& sampler, const Options& options) {
  if (options.has("part")) {
    take_shards(sampler, asked.design, work_of(asked), options);
  }
  watch_interrupts();
  try {
    return search_and_tell(asked, sampler, options);
  } catch (const SweepFailed& failed) {
    return sampler.tell_failure(failed.what());
  }
}

int optimize_scenario(const Options& options) {
  AskedOptimum asked;
  asked.file = options.only_file("scenario file");
  static_cast<void>(output_style(options));
  const bool is_shard = shard_of(options, 1).has_value();
  if (options.has("after") && !is_shard && !options.has("part")) {
    throw UsageError(
        "option --after needs --shard (--resume goes on from the journal of the command itself)");
  }
  if (is_shard && options.has("results")) {
    throw UsageError(
        "option --results: a shard has no results yet (tiermix merge SHARD... --results FILE.h5)");
  }
  if (!is_shard) {
    asked.output = chosen_path(options, asked.file);
    take_results(options, asked);
  }
  const std::vector<Override> overrides = base_overrides(options);
  asked.loaded = load(asked.file, overrides);
  name_option_of_targets(asked.loaded.diagnostics, options);
  tell(asked.loaded.diagnostics);
  if (!asked.loaded.model || (options.has("strict") && !asked.loaded.diagnostics.empty())) {
    tell(printable(asked.file) + ": " + count_line(asked.loaded.diagnostics) + "\n");
    return kUsage;
  }
  if (!is_shard) {
    check_folder(asked);
  }
  const Model& model = *asked.loaded.model;
  take_objective(options, model, asked);
  take_design(options, model, asked);
  if (!check_ranges(asked.file, overrides, asked.variables, asked.design.starts)) {
    tell(asked.file + ": the ranges hold what is no scenario; nothing was run\n");
    return kUsage;
  }
  const int threads = options.threads();
  const PointSampler::Source source{.file = asked.file,
                                    .overrides = overrides,
                                    .variables = asked.variables,
                                    .goals = asked.goals,
                                    .allows_overload = asked.allows_overload,
                                    .seed = asked.seed,
                                    .threads = threads};
  if (is_shard) {
    return simulate_search_shard(asked.design, source, model, work_of(asked), options);
  }
  if (!options.has("force")) {
    check_same_search(asked.results, asked.loaded.digest, asked.seed, asked.variables);
  }
  PointSampler sampler(source, model, journal_of(asked, options));
  sampler.take_over();
  try {
    return complete_and_tell(asked, sampler, options);
  } catch (...) {
    if (sampler.known() == 0) {
      sampler.end_journal();  // a command that did nothing leaves nothing
    }
    throw;
  }
}

}  // namespace

std::string optimum_name(const std::string& scenario) {
  return fs::path(scenario).stem().string() + "-optimum.toml";
}

Command optimize_command() {
  return {.name = "optimize",
          .summary = "the cheapest heads, or other values, that meet the targets",
          .help = kOptimizeHelp,
          .options = optimize_specs(),
          .run = optimize_scenario};
}

}  // namespace tiermix
