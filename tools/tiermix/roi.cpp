// tiermix roi: what a programme is worth, by two scenarios with the same customers and people.

#include "engine/experiment/roi.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/effect_size.hpp"
#include "engine/scenario/people.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/precision.hpp"
#include "engine/results/valuation.hpp"
#include "engine/report/report.hpp"

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

constexpr const char* kRoiHelp = R"(usage: tiermix roi BASE WITH [OPTIONS]

Simulates a scenario without a training programme and one with it, with the same customers and
people, and says what the programme is worth: net value, return on investment, when it pays back and
how surely, where the value comes from, month by month, and from what size of its effect on it is
worth its cost. How money is counted (discount rate, worth of saved hours, lost customers) is the
[roi] of WITH. A programme is counted from the end of the warm-up to the horizon.

  tiermix roi desk.toml trained.toml
  tiermix roi desk.toml trained.toml --set-with programme.course.effect.half_life="26 weeks"
  tiermix roi desk.toml trained.toml --set roi.discount_rate=12% --until-decided

How much
  --replications N        of each scenario (30)
  --until-decided         go on until the net present value is surely above or below zero
  --max-replications N    stop here, also undecided; exit status 4 then (2000)
  --no-sensitivity        the assumed effect only, not 0, 50 and 150 % of it as well
  --confidence 95%        of each interval
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one value in both scenarios; may be repeated
  --set-with path=value   change one value of WITH only; may be repeated
  --benchmarks FOLDER     benchmark sets beside the shipped ones (or a .csv FILE)
  --strict                warnings about a scenario are errors

Output
  -o, --output FILE       results file (the name of WITH with -roi.h5, in this folder)
  --force                 replace the results file where it exists
  --json                  one JSON object instead of the tables
  -q, --quiet             no tables, no progress
  --color=auto|always|never, --no-color

Not lost
  --resume                go on where it was killed or interrupted, to the same results
  --shard K/N             simulate the K-th of N parts, for tiermix merge; -o names its file
  --wave FIRST:LAST       of these replications, as tiermix merge asks for them; with --shard

While it runs, finished replications are kept in a journal beside the results file (FILE.journal).
The scenarios need the same start, warm-up, horizon and currency. The first Ctrl-C ends after the
replications that are running and keeps what is finished.
)";

constexpr std::array kSizes{0.0, 0.5, 1.5};

std::vector<OptionSpec> roi_specs() {
  return with_colours(options_of({"replications=",
                                  "until-decided",
                                  "max-replications=",
                                  "no-sensitivity",
                                  "confidence=",
                                  "seed=",
                                  "threads=",
                                  "set=*",
                                  "set-with=*",
                                  "benchmarks=",
                                  "strict",
                                  "o|output=",
                                  "force",
                                  "json",
                                  "q|quiet",
                                  "resume",
                                  "shard=",
                                  "wave="}));
}

RoiDesign roi_design(const Options& options) {
  RoiDesign design;
  design.seed = options.seed(design.seed);
  design.threads = options.threads();
  design.level = options.fraction("confidence", design.level);
  design.replications = static_cast<std::uint32_t>(
      options.whole("replications", design.replications, 1, kMostReplications));
  design.max_replications = static_cast<std::uint32_t>(
      options.whole("max-replications", design.max_replications, 2, kMostReplications));
  design.until_decided = options.has("until-decided");
  if (options.has("max-replications") && !design.until_decided) {
    throw UsageError("option --max-replications needs --until-decided");
  }
  return design;
}

// Groups whose reps are people in one of the scenarios are people in both, the same.
std::vector<std::string> people_in(const std::vector<NamedScenario>& scenarios) {
  std::vector<std::string> names;
  for (const NamedScenario& scenario : scenarios) {
    for (const RepGroup& group : scenario.model.groups) {
      if (are_people(scenario.model, group) &&
          std::ranges::find(names, group.name) == names.end()) {
        names.push_back(group.name);
      }
    }
  }
  return names;
}

void warn(const std::string& text) { tell("warning: " + text + "\n"); }

// Whatever else differs is part of the answer too.
void warn_of_other_changes(const NamedScenario& base, const NamedScenario& with) {
  for (const CaseClass& one : base.model.classes) {
    const auto other = std::ranges::find(with.model.classes, one.name, &CaseClass::name);
    if (other == with.model.classes.end() || other->arrivals.per_week != one.arrivals.per_week) {
      warn("case_class." + one.name + " is not the same in " + base.name + " and " + with.name +
           ": the customers differ, and what that is worth is part of the answer");
    }
  }
  for (const RepGroup& one : base.model.groups) {
    const auto other = std::ranges::find(with.model.groups, one.name, &RepGroup::name);
    const int heads = other == with.model.groups.end() ? 0 : other->heads;
    if (heads != one.heads) {
      warn("rep_group." + one.name + " has " + std::to_string(one.heads) + " heads in " +
           base.name + " and " + std::to_string(heads) + " in " + with.name +
           ": what that saves or costs is part of the answer, with or without the programme");
    }
  }
}

// What is paid before the measured window is not counted, what it does there is.
void warn_of_free_training(const std::vector<NamedScenario>& scenarios) {
  const std::vector<Programme>& known = scenarios.front().model.programmes;
  for (const Programme& programme : scenarios.back().model.programmes) {
    if (programme.start < scenarios.back().model.time.warm_up &&
        std::ranges::find(known, programme) == known.end()) {
      warn("programme." + programme.name +
           " starts before the warm-up ends: what it costs until then is not counted, what it does "
           "is (let it start later, or shorten time.warm_up)");
    }
  }
}

bool gives_level(const Model& model) {
  return std::ranges::any_of(model.programmes,
                             [](const Programme& p) { return p.effect.level.has_value(); });
}

RoiPlans plans_of(const std::vector<NamedScenario>& scenarios, const Options& options) {
  const Model& base = scenarios.front().model;
  const Model& with = scenarios.back().model;
  const std::vector<std::string> people = people_in(scenarios);
  RoiPlans plans{.base = compile(base, people), .with = compile(with, people), .sized = {}};
  if (!options.has("no-sensitivity") && adds_programme(base, with)) {
    if (gives_level(with)) {
      tell(
          "advice: the sensitivity varies what programmes add to skills, times and staying, not "
          "the levels they give\n");
    }
    for (const double size : kSizes) {
      plans.sized.push_back(
          {.size = size, .plan = compile(with_effect_size(base, with, size), people)});
    }
  }
  return plans;
}

std::vector<const Plan*> pointers_to(const RoiPlans& plans) {
  std::vector<const Plan*> pointers{&plans.base, &plans.with};
  for (const SizedPlan& sized : plans.sized) {
    pointers.push_back(&sized.plan);
  }
  return pointers;
}

std::uint32_t first_wave(const RoiDesign& design) {
  Design looks;
  looks.replications = design.replications;
  looks.until_decided = design.until_decided;
  looks.max_replications = design.max_replications;
  return first_look(looks);
}

void print_report(const Valuation& valuation, const Options& options) {
  if (options.has("json")) {
    print(to_json(valuation));
  } else if (!options.has("quiet")) {
    print(valuation_text(valuation, output_style(options)));
  }
}

int finish(const Valuation& valuation,
           const fs::path& output,
           Keeping& keeping,
           const Options& options) {
  write_and_show({.output = output,
                  .write = [&] { write(valuation, output, keeping.existing()); },
                  .written = [&] { keeping.end(valuation.provenance.interrupted); },
                  .show = [&] { print_report(valuation, options); }},
                 options);
  if (valuation.provenance.interrupted) {
    return interrupt_status();
  }
  return valuation.decided ? kDone : kImprecise;
}

int value_programme(const Options& options) {
  const std::vector<std::string> files = distinct_files(options);
  if (files.size() != 2) {
    throw UsageError("roi takes two scenario files: one without the programme, one with it");
  }
  RoiDesign design = roi_design(options);
  static_cast<void>(output_style(options));
  const std::vector<NamedScenario> scenarios = load_all(files, options, "set-with");
  if (scenarios.empty()) {
    return kUsage;
  }
  check_same_window(scenarios);
  warn_of_free_training(scenarios);
  warn_of_other_changes(scenarios.front(), scenarios.back());
  const Roi& roi = scenarios.back().model.roi;
  design.terms = {.discount_rate = roi.discount_rate,
                  .freed_time = roi.freed_time,
                  .lost_case_cost = roi.lost_case_cost};
  const RoiPlans plans = plans_of(scenarios, options);
  const std::string stem = fs::path(files.back()).stem().string() + "-roi";
  const std::optional<Shard> shard = shard_of(options, first_wave(design));
  const fs::path output = output_path(options, shard ? shard_name(stem, *shard) : stem + ".h5");
  const KeptWork work = work_of("roi", scenarios, design.seed);
  std::optional<Keeping> keeping;
  RoiRun run;
  const auto planned = design.replications * static_cast<std::uint32_t>(2 + plans.sized.size());
  try {
    if (shard) {
      return simulate_shard({.plans = pointers_to(plans),
                             .seed = design.seed,
                             .threads = design.threads,
                             .shard = *shard,
                             .rows = KeptRows::months,
                             .work = work,
                             .output = output},
                            options);
    }
    keeping.emplace(options, output, work, layouts_of(pointers_to(plans)), KeptRows::months);
    design.keeper = keeping->keeper();
    watch_interrupts();
    simulate_with_progress(
        options, planned, [&](const auto& report) { run = run_roi(plans, design, report); });
  } catch (const ReplicationFailed& failed) {
    return tell_failure(failed.what(),
                        command_with("tiermix roi", files),
                        design.seed,
                        std::max(design.replications, design.max_replications),
                        options);
  }
  if (run.flows.empty()) {
    tell("interrupted before every scenario was simulated once; no results file\n");
    return interrupt_status();
  }
  return finish(assemble(input_of(scenarios.front()), input_of(scenarios.back()), run),
                output,
                *keeping,
                options);
}

}  // namespace

Command roi_command() {
  return {.name = "roi",
          .summary = "what a training programme is worth, month by month, and how sure",
          .help = kRoiHelp,
          .options = roi_specs(),
          .run = value_programme};
}

}  // namespace tiermix
