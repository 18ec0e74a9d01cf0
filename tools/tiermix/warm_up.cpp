// tiermix warm-up: when a desk that starts empty has settled.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/plan/compile.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/results/civil.hpp"
#include "engine/results/settled.hpp"
#include "engine/report/report.hpp"

#include "tools/tiermix/command.hpp"
#include "tools/tiermix/progress.hpp"
#include "tools/tiermix/scenario_input.hpp"
#include "tools/tiermix/simulation.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr std::uint64_t kMostLookedAt = 1000;

constexpr const char* kWarmUpHelp = R"(usage: tiermix warm-up FILE [OPTIONS]

Says when the desk has settled, for questions about the long run: how long time.warm_up has to be.
Looks at open cases, times to resolve, queues, occupancy and handle times from the start on.

  tiermix warm-up desk.toml
  tiermix warm-up desk.toml --set time.horizon='52 weeks'

How much
  --replications N        independent replications, 5 to 1000 (10)
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one scenario value; may be repeated
  --benchmarks FOLDER     benchmark sets beside the shipped ones (or a .csv FILE)
  --strict                warnings about the scenario are errors

Output
  --json                  one JSON object instead of the table
  -q, --quiet             no table, no progress
  --color=auto|always|never, --no-color

Exit status 4 where something does not settle in the first half of the run.
)";

std::vector<OptionSpec> warm_up_specs() {
  return with_colours(options_of(
      {"replications=", "seed=", "threads=", "set=*", "benchmarks=", "strict", "json", "q|quiet"}));
}

void check_long_enough(const Plan& plan) {
  if (batches_to_settle(plan, Duration{}) < kFewestToSettle) {
    const double hours = static_cast<double>(kFewestToSettle) * in_hours(batch_to_settle(plan));
    throw UsageError("time.horizon is too short to see a desk settle: " + length_text(hours) +
                     " at least (--set time.horizon='" + length_text(hours) + "')");
  }
}

int find_warm_up(const Options& options) {
  const std::string file = options.only_file("scenario file");
  const std::uint64_t seed = options.seed();
  const auto replications =
      static_cast<std::uint32_t>(options.whole("replications", 10, 5, kMostLookedAt));
  const int threads = options.threads();
  const TextStyle style = output_style(options);
  const Loaded loaded = load_and_tell(file, options).loaded;
  if (!loaded.model) {
    return kUsage;
  }
  const Plan plan = compile(*loaded.model);
  check_long_enough(plan);
  Settling settling;
  try {
    simulate_with_progress(options, replications, [&](const auto& report) {
      settling = settle(plan, seed, replications, threads, report).value_or(Settling{});
    });
  } catch (const ReplicationFailed& failed) {
    return tell_failure(failed.what(), "tiermix warm-up " + file, seed, replications, options);
  }
  const Settled settled = settled_of(*loaded.model,
                                     settling,
                                     seed,
                                     {.scenario_file = file,
                                      .scenario_text = loaded.text,
                                      .scenario_digest = loaded.digest,
                                      .overrides = options.texts("set")});
  if (options.has("json")) {
    print(to_json(settled));
  } else if (!options.has("quiet")) {
    print(settled_text(settled, style));
  }
  return settled.after_h ? kDone : kImprecise;
}

}  // namespace

Command warm_up_command() {
  return {.name = "warm-up",
          .summary = "when a desk that starts empty has settled",
          .help = kWarmUpHelp,
          .options = warm_up_specs(),
          .run = find_warm_up};
}

}  // namespace tiermix
