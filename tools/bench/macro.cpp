// Speed of one replication of the three reference models, in model events per CPU second.
//
//   bench_macro [--cases N]
//
// Prints per model: events (arrivals, completions, abandonments), CPU seconds and the figure that
// theory knows, so that whoever compares can check the answer before the speed.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <string_view>

#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"

namespace {

using namespace tiermix;

Plan plan_for(const std::string& file, double cases) {
  const Loaded loaded = load(std::string(TIERMIX_SCENARIOS "/") + file);
  if (!loaded.model.has_value()) {
    throw std::runtime_error(to_string(loaded.diagnostics.front()));
  }
  Model model = *loaded.model;
  const double weeks = cases / model.classes.front().arrivals.per_week;
  model.time.warm_up = Duration{};
  model.time.horizon = from_seconds(weeks * in_seconds(kWeek));
  model.time.drain_limit = 52 * kWeek;
  return compile(model);
}

void measure(const char* name, const std::string& file, double cases) {
  const Plan plan = plan_for(file, cases);
  const std::clock_t begin = std::clock();
  const Observations o = replicate(plan, {20260105, 0});
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const double offered = o.total(0, Quantity::offered);
  const std::string_view model(name);
  const double handle_time = o.total(0, Quantity::handle_time) / o.total(0, Quantity::sessions);
  const double check = model == "m1" ? o.total(0, Quantity::wait) / offered / handle_time
                                     : o.total(0, Quantity::abandoned) / offered;
  std::printf("%s events=%llu cpu_s=%.4f check=%.6f Mevents_per_s=%.2f cases=%.0f\n",
              name,
              static_cast<unsigned long long>(o.events),
              seconds,
              check,
              static_cast<double>(o.events) * 1e-6 / seconds,
              offered);
}

}  // namespace

int main(int argc, char** argv) {
  double cases = 2e6;
  if (argc == 3 && std::string_view(argv[1]) == "--cases") {
    cases = std::atof(argv[2]);
  } else if (argc != 1) {
    std::fprintf(stderr, "usage: bench_macro [--cases N]\n");
    return 2;
  }
  try {
    measure("m1", "01-one-queue.toml", cases);
    measure("m2", "02-patience.toml", cases);
    measure("m3s", "bench-three-tiers.toml", cases);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
