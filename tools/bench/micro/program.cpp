// What a run does before and after the simulation.

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/scenario/load.hpp"
#include "engine/estimate/erlang.hpp"
#include "engine/plan/compile.hpp"
#include "engine/kernel/replicate.hpp"
#include "engine/experiment/kept.hpp"
#include "engine/results/replication_record.hpp"

namespace tiermix {
namespace {

const char* const kScenario = TIERMIX_SCENARIOS "/03-three-tiers.toml";

void load_scenario(benchmark::State& state) {
  const Loaded first = load(kScenario);
  if (!first.model.has_value() || first.model->tiers.size() != 3) {
    state.SkipWithError("the scenario is not read");
    return;
  }
  for (auto _ : state) {
    const Loaded again = load(kScenario);
    if (again.digest != first.digest) {
      state.SkipWithError("the scenario is read in two ways");
      return;
    }
  }
}
BENCHMARK(load_scenario)->Unit(benchmark::kMicrosecond);

void compile_scenario(benchmark::State& state) {
  const Model model = load(kScenario).model.value_or(Model{});
  if (compile(model).tiers.size() != model.tiers.size()) {
    state.SkipWithError("the plan has other tiers");
    return;
  }
  for (auto _ : state) {
    const Plan plan = compile(model);
    benchmark::DoNotOptimize(&plan);
  }
}
BENCHMARK(compile_scenario)->Unit(benchmark::kMicrosecond);

// Of one replication; what makes a journal costs so much beside it.
void replication_record(benchmark::State& state) {
  const Plan plan = compile(load(kScenario).model.value_or(Model{}));
  KeptReplication kept;
  kept.observations = replicate(plan, {20260105, 0});
  const std::string record = to_record(0, 0, kept, KeptRows::all);
  const std::optional<ReplicationRecord> read = replication_in(record);
  if (!read.has_value() || to_record(0, 0, read->kept, KeptRows::all) != record) {
    state.SkipWithError("a record is not read as it was written");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(to_record(0, 0, kept, KeptRows::all));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(record.size()));
}
BENCHMARK(replication_record)->Unit(benchmark::kMicrosecond);

// So many Erlang with customers who leave, 80 % in 20 seconds.
void required_staff(benchmark::State& state) {
  const Traffic traffic{.arrivals = static_cast<double>(state.range(0)) / 300.0,
                        .handle_time = 300.0,
                        .patience = 180.0};
  const std::uint32_t reps = required_reps(traffic, 20.0, 0.8);
  if (answered_within(traffic, reps, 20.0) < 0.8 ||
      (reps > 1 && answered_within(traffic, reps - 1, 20.0) >= 0.8)) {
    state.SkipWithError("so many reps are not the least that suffice");
    return;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(required_reps(traffic, 20.0, 0.8));
  }
}
BENCHMARK(required_staff)->Arg(5)->Arg(50)->Arg(500)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tiermix
