// Speed of one replication of the three reference models, in model events per CPU second.
//
//   bench_macro [--cases N] [--model m1|m2|m3s | --scenario FILE] [--by tiers|events]
//
// Prints per model: events (arrivals, completions, abandonments), CPU seconds and the figure that
// theory knows, so that whoever compares can check the answer before the speed.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

namespace {

using namespace tiermix;

Plan plan_for(const std::string& file, double cases) {
  const Loaded loaded = load(file);
  if (!loaded.model.has_value()) {
    throw std::runtime_error(to_string(loaded.diagnostics.front()));
  }
  Model model = *loaded.model;
  double per_week = 0.0;
  for (const CaseClass& c : model.classes) {
    per_week += c.arrivals.per_week;
  }
  const double weeks = cases / per_week;
  model.time.warm_up = Duration{};
  model.time.horizon = from_seconds(weeks * in_seconds(kWeek));
  model.time.drain_limit = 52 * kWeek;
  return compile(model);
}

// `by_events` where the desk is not to be run tier by tier.
void measure(const char* name, const std::string& file, double cases, bool by_events) {
  Plan plan = plan_for(file, cases);
  plan.plain = plan.plain && !by_events;
  const std::clock_t begin = std::clock();
  const Observations o = replicate(plan, {20260105, 0});
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const double offered = o.total(0, Quantity::offered);
  const std::string_view model(name);
  const double handle_time = o.total(0, Quantity::handle_time) / o.total(0, Quantity::sessions);
  const double check = model == "m1" ? o.total(0, Quantity::wait) / offered / handle_time
                                     : o.total(0, Quantity::abandoned) / offered;
  std::printf("%s events=%llu cpu_s=%.4f check=%.6f Mevents_per_s=%.2f cases=%.0f by=%s\n",
              name,
              static_cast<unsigned long long>(o.events),
              seconds,
              check,
              static_cast<double>(o.events) * 1e-6 / seconds,
              offered,
              plan.plain ? "tiers" : "events");
}

}  // namespace

int main(int argc, char** argv) {
  double cases = 2e6;
  std::string_view only;
  std::string scenario;
  bool by_events = false;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option(argv[i]);
    if (i + 1 == argc || (option != "--cases" && option != "--model" && option != "--by" &&
                          option != "--scenario")) {
      std::fprintf(stderr,
                   "usage: bench_macro [--cases N] [--model m1|m2|m3s | --scenario FILE]"
                   " [--by tiers|events]\n");
      return 2;
    }
    if (option == "--cases") {
      cases = std::atof(argv[i + 1]);
    } else if (option == "--scenario") {
      scenario = argv[i + 1];
    } else if (option == "--by") {
      by_events = std::string_view(argv[i + 1]) == "events";
    } else {
      only = argv[i + 1];
    }
  }
  try {
    if (!scenario.empty()) {
      measure("scenario", scenario, cases, by_events);
      return 0;
    }
    for (const auto& [model, file] : {std::pair("m1", "01-one-queue.toml"),
                                      std::pair("m2", "02-patience.toml"),
                                      std::pair("m3s", "bench-three-tiers.toml")}) {
      if (only.empty() || only == model) {
        measure(model, std::string(TIERMIX_SCENARIOS "/") + file, cases, by_events);
      }
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
