#pragma once

// A comparison of two scenarios as it is after three replications of the base and two of the other.

#include <string>

#include "engine/results/compared.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {

inline Compared example_compared() {
  Compared compared;
  compared.provenance = example_provenance();
  compared.decided = true;
  compared.scenarios = {{.name = "base", .provenance = example_provenance()},
                        {.name = "früh", .provenance = example_provenance()}};
  compared.scenarios[1].provenance.replications = 2;
  const auto estimate = [](double mean) {
    return EstimateRow{
        "cost_per_case", "all", "EUR/case", mean, 1.5, mean - 1.5, mean + 1.5, 0.95, 3, {}};
  };
  compared.estimates = {{.alternative = "base", .row = estimate(50.0), .probability_best = 0.004},
                        {.alternative = "früh", .row = estimate(47.0), .probability_best = 0.996}};
  compared.differences = {{.measure = "cost_per_case",
                           .scope = "all",
                           .unit = "EUR/case",
                           .base = "base",
                           .alternative = "früh",
                           .mean = -3.0,
                           .half_width = 0.5,
                           .lower = -3.5,
                           .upper = -2.5,
                           .level = 0.95,
                           .replications = 2,
                           .probability_best = 0.996,
                           .variance_reduction = 12.0,
                           .correlation = 0.9,
                           .better = "lower"}};
  const ChoiceRow base{.measure = "cost_per_case",
                       .unit = "EUR/case",
                       .alternative = "base",
                       .better = "lower",
                       .best = false,
                       .decided = true,
                       .sequential = true,
                       .confidence = 0.95,
                       .indifference = 0.5,
                       .stage = 60,
                       .eliminated_after = 30,
                       .behind_best = 3.4};
  ChoiceRow best = base;
  best.alternative = "früh";
  best.best = true;
  best.eliminated_after = 0;
  best.behind_best = 0.0;
  compared.choices = {base, best};
  compared.replications = {{.measure = "cost_per_case",
                            .unit = "EUR/case",
                            .values = {50.0, 47.0, 51.0, 48.0, 49.0, kNaN}}};
  return compared;
}

}  // namespace tiermix
