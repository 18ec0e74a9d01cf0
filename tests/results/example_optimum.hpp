#pragma once

// An optimum over a number and a text, with two targets, one of them by the hour, and two points of
// which the second was not simulated long enough to have an interval.

#include <string>

#include "engine/results/optimum.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {

inline Estimate example_estimate(double mean, double half_width) {
  return {.mean = mean,
          .half_width = half_width,
          .lower = mean - half_width,
          .upper = mean + half_width,
          .level = 0.95,
          .replications = 20};
}

inline OptimisedPoint example_point(std::vector<std::string> values,
                                    const char* fate,
                                    double objective,
                                    double difference) {
  return {.values = std::move(values),
          .fate = fate,
          .replications = 20,
          .objective = example_estimate(objective, 0.5),
          .difference = example_estimate(difference, 0.25),
          .targets = {example_estimate(0.8125, 0.0625), example_estimate(6.5, 0.5)},
          .verdicts = {Verdict::met, Verdict::undecided},
          .intervals = {"mon 11:00-12:00", ""}};
}

inline Optimised example_optimum() {
  Optimised found;
  found.provenance = example_provenance();
  found.end = "decided";
  found.variables = {{.path = "rep_group.early.heads + rep_group.late.heads",
                      .keys = {"rep_group.early.heads", "rep_group.late.heads"},
                      .given = "rep_group.early.heads+rep_group.late.heads=2:4",
                      .values = {"2", "3", "4"},
                      .base = "3"},
                     {.path = "rep_group.early.shift",
                      .keys = {"rep_group.early.shift"},
                      .given = "rep_group.early.shift=früh,=spät",
                      .values = {"früh", "=spät"},
                      .base = ""}};
  found.objective = "cost_per_case.tier1";
  found.objective_measure = "cost_per_case";
  found.objective_scope = "tier.tier1";
  found.objective_unit = "EUR/case";
  found.indifference = 0.125;
  found.tolerance = 0.01;
  found.targets = {{.name = "service_level",
                    .text = ">= 75% in every hour",
                    .measure = "service_level",
                    .scope = "all",
                    .unit = "1",
                    .at_least = true,
                    .value = 0.75,
                    .tolerance = 0.0075},
                   {.name = "wait.tier1",
                    .text = "<= 7 h",
                    .measure = "wait",
                    .scope = "tier.tier1",
                    .unit = "h",
                    .at_least = false,
                    .value = 7.0,
                    .tolerance = 0.07}};
  found.points = {example_point({"4", "früh"}, "chosen", 40.0, 0.0),
                  example_point({"3", "=spät"}, "breaks a target", 38.0, -2.0)};
  found.points[1].replications = 1;
  found.points[1].objective = {.mean = 38.0,
                               .half_width = kInfinity,
                               .lower = -kInfinity,
                               .upper = kInfinity,
                               .level = 0.9,
                               .replications = 1};
  found.points[1].targets[0] = {
      .mean = kNaN, .half_width = kNaN, .lower = kNaN, .upper = kNaN, .level = 0.9};
  found.points[1].verdicts = {Verdict::missed, Verdict::met};
  found.base = example_point({}, "dearer", 45.0, 5.0);
  found.prices = {
      {.values = {"2", "früh"}, .binding = true, .change = example_estimate(-8.0, 1.0)},
      {.values = {"4", "früh"}, .binding = false, .change = example_estimate(0.0, 0.0)}};
  found.priced = {"3", "=spät"};
  found.tightest = 1;
  found.front = {{.values = {"3", "früh"}, .objective = 38.0, .target = 6.875},
                 {.values = {"4", "=spät"}, .objective = 40.0, .target = kNaN}};
  found.overload = 0.25;
  found.warnings = {"tier.tier1: the backlog grows,\nor so", "another"};
  found.neighbours = 6;
  found.neighbours_visited = 5;
  found.at_bound = {"rep_group.early.heads + rep_group.late.heads"};
  found.visited = 58;
  found.invalid = 2;
  found.lattice = 588.0;
  found.search_replications = 375;
  found.final_replications = 5'000'000'000;
  found.cases = 40.5e6;
  return found;
}

}  // namespace tiermix
