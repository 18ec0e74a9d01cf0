#pragma once

// A sweep over a number and a text, with three points, of which the last has one replication less.

#include <optional>
#include <string>

#include "engine/results/swept.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {

inline Swept example_swept() {
  Swept swept;
  swept.provenance = example_provenance();
  swept.provenance.replications = 2;
  swept.kind = DesignKind::latin_hypercube;
  swept.axes = {{.path = "tier.tier1.handle_time.mean",
                 .given = "tier.tier1.handle_time.mean=5 min:7 min",
                 .unit = "min",
                 .numeric = true,
                 .values = {{"5 min", 5.0}, {"6.5 min", 6.5}, {"7 min", 7.0}}},
                {.path = "rep_group.reps.shift",
                 .given = "rep_group.reps.shift=früh,spät",
                 .unit = "",
                 .numeric = false,
                 .values = {{"früh", kNaN}, {"spät", kNaN}, {"früh", kNaN}}}};
  swept.base = 1;
  swept.replications = {2, 2, 1};
  swept.scenario_digests = {"00000000000000a1", "00000000000000a2", "00000000000000a3"};
  swept.digests = {"00000000000000d1", "00000000000000d2", "00000000000000d3"};
  swept.standings = {Standing::efficient, Standing::undecided, Standing::dominated};
  swept.behind = {std::nullopt, 0, 0};
  swept.estimates = {{.measure = "cost_per_case",
                      .scope = "all",
                      .unit = "EUR/case",
                      .mean = {50.0, 51.0, 60.0},
                      .half_width = {1.0, 1.5, 2.0},
                      .lower = {49.0, 49.5, 58.0},
                      .upper = {51.0, 52.5, 62.0}},
                     {.measure = "wait",
                      .scope = "tier.tier1",
                      .unit = "min",
                      .mean = {1.0, kNaN, 3.0},
                      .half_width = {0.1, kNaN, 0.3},
                      .lower = {0.9, kNaN, 2.7},
                      .upper = {1.1, kNaN, 3.3}}};
  swept.objectives = {{.name = "cost_per_case",
                       .measure = "cost_per_case",
                       .scope = "all",
                       .unit = "EUR/case",
                       .better = "lower",
                       .in_pareto = true,
                       .mean = {-1.0, 0.0, 9.0},
                       .half_width = {0.5, 0.0, 0.7},
                       .lower = {-1.5, 0.0, 8.3},
                       .upper = {-0.5, 0.0, 9.7},
                       .values = {49.0, 51.0, 50.0, 52.0, 60.0, kNaN}},
                      {.name = "occupancy.tier.tier1",
                       .measure = "occupancy",
                       .scope = "tier.tier1",
                       .unit = "1",
                       .better = "",
                       .in_pareto = false,
                       .mean = {0.0, 0.0, 0.1},
                       .half_width = {0.0, 0.0, 0.2},
                       .lower = {0.0, 0.0, -0.1},
                       .upper = {0.0, 0.0, 0.3},
                       .values = {0.5, 0.6, 0.5, 0.6, 0.7, kNaN}}};
  return swept;
}

}  // namespace tiermix
