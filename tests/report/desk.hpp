#pragma once

// Results made by hand: small enough to read, with one of everything a scorecard says.

#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "engine/results/results.hpp"

namespace tiermix {

inline EstimateRow estimate(
    std::string measure, std::string scope, std::string unit, double mean, double half_width) {
  return {.measure = std::move(measure),
          .scope = std::move(scope),
          .unit = std::move(unit),
          .mean = mean,
          .half_width = half_width,
          .lower = mean - half_width,
          .upper = mean + half_width,
          .level = 0.95,
          .replications = 30,
          .benchmark = std::nullopt};
}

inline EstimateRow against(EstimateRow row, BenchmarkPosition benchmark) {
  row.benchmark = std::move(benchmark);
  return row;
}

inline Results desk_results() {
  Results results;
  results.provenance.title = "Two tiers";
  results.provenance.scenario_file = "two.toml";
  results.provenance.scenario_digest = "0123456789abcdef";
  results.provenance.program_version = "0.1.0";
  results.provenance.currency = "EUR";
  results.provenance.start = "2026-01-05";
  results.provenance.warm_up_h = 336.0;
  results.provenance.horizon_h = 336.0 + 24 * 168.0;
  results.provenance.overrides = {"rep_group.floor.heads=14"};
  results.provenance.seed = 7;
  results.provenance.replications = 30;
  results.provenance.digest = "fedcba9876543210";
  const BenchmarkPosition fcr{.set = "sspa",
                              .segment = "complexity:high",
                              .value = 0.369,
                              .basis = "",
                              .position = Position::above,
                              .distance = 8.0,
                              .better = "higher"};
  const BenchmarkPosition allocation{.set = "sspa",
                                     .segment = "complexity:high",
                                     .value = 0.59,
                                     .basis = "ratio",
                                     .position = Position::inside,
                                     .distance = 0.25};
  results.estimates = {
      estimate("cost_per_case", "all", "EUR/case", 70.04, 0.42),
      estimate("cost_per_case", "tier.tier1", "EUR/case", 40.02, 0.3),
      estimate("cost_per_case", "tier.tier2", "EUR/case", 30.02, 0.2),
      against(estimate("first_contact_resolution", "all", "1", 0.401, 0.004), fcr),
      estimate("first_contact_resolution", "case.how_to", "1", 0.5, 0.01),
      estimate("time_to_resolve", "all", "h", 96.0, 2.4),
      against(estimate("specialist_ratio", "all", "1", 0.6, 0.04), allocation),
      estimate("wait", "all", "min", 0.5, 0.02),
      estimate("wait", "tier.tier1", "min", 0.5, 0.02),
      estimate("wait", "tier.tier2", "min", 42.0, 3.0),
      estimate("occupancy", "all", "1", 0.78, 0.002),
      estimate("occupancy", "tier.tier1", "1", 0.8, 0.002),
      estimate("cases_created", "case.how_to", "cases", 12'345.0, 50.0),
      estimate("wait_p90", "all", "min", std::numeric_limits<double>::quiet_NaN(), 0.0),
  };
  results.periods = {
      {.kind = "interval",
       .starts_h = {0.0, 32.5},
       .clocks = {},
       .tables = {{"offered", "cases", {"all", "tier.tier1"}, {0, 0, 12.3, 9.0}, {0, 0, 0.4, 0.3}},
                  {"service_level",
                   "1",
                   {"all"},
                   {std::numeric_limits<double>::quiet_NaN(), 0.8},
                   {0, 0.05}},
                  {"staffed", "reps", {"all", "tier.tier1"}, {0, 0, 5.0, 3.0}, {0, 0, 0, 0}}}},
      {.kind = "day",
       .starts_h = {0.0, 23.0},
       .clocks = {"2026-03-29 00:00", "2026-03-30 00:00"},
       .tables =
           {{"offered", "cases", {"all", "tier.tier1"}, {3, 2, 12.3, 9.0}, {1, 1, 0.4, 0.3}}}},
      {.kind = "month",
       .starts_h = {336.0, 648.0},
       .clocks = {"2026-01-19 00:00", "2026-02-01 00:00"},
       .tables = {
           {"offered", "cases", {"all", "tier.tier1"}, {30, 20, 123.0, 90.0}, {1, 1, 4, 3}},
           {"cost_of_support", "EUR", {"all", "tier.tier1"}, {900, 600, 950, 650}, {9, 6, 9, 6}},
           {"headcount", "people", {"all", "tier.tier1"}, {8, 5, 7.5, 4.5}, {0, 0, 0.2, 0.1}},
           {"mean_tenure", "weeks", {"all", "tier.tier1"}, {52, 40, 53, 41}, {2, 2, 2, 2}},
           {"mean_pace", "factor", {"all", "tier.tier1"}, {1.1, 1.2, 1.05, 1.15}, {0, 0, 0, 0}}}}};
  results.level_mix = {.starts_h = {336.0, 648.0},
                       .clocks = {"2026-01-19 00:00", "2026-02-01 00:00"},
                       .scopes = {"all", "tier.tier1"},
                       .levels = {"junior", ""},
                       .means = {5, 3, 4, 1, 4.5, 3, 3.5, 1},
                       .half_widths = {0, 0, 0, 0, 0.2, 0, 0.1, 0}};
  return results;
}

}  // namespace tiermix
