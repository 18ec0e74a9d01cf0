#pragma once

// What a programme is worth after two replications of two months.

#include <string>

#include "engine/results/valuation.hpp"

#include "tests/results/example_results.hpp"

namespace tiermix {

inline EstimateRow valuation_row(const char* name, const char* unit, double mean, double half) {
  return {.measure = name,
          .scope = "all",
          .unit = unit,
          .mean = mean,
          .half_width = half,
          .lower = mean - half,
          .upper = mean + half,
          .level = 0.95,
          .replications = 2,
          .benchmark = std::nullopt};
}

inline Valuation example_valuation() {
  Valuation valuation;
  valuation.provenance = example_provenance();
  valuation.provenance.replications = 2;
  valuation.decided = false;
  valuation.scenarios = {{.name = "base", .provenance = valuation.provenance},
                         {.name = "geschult", .provenance = valuation.provenance}};
  valuation.scenarios[1].provenance.scenario_file = "geschult.toml";
  valuation.terms = {.discount_rate = 0.08, .freed_time = 0.5, .lost_case_cost = 12.5};
  valuation.months = {{.start_h = 336.0,
                       .date = "2026-01-19",
                       .flow = -100.0,
                       .flow_half_width = 5.0,
                       .cumulative = -100.0,
                       .cumulative_half_width = 5.0},
                      {.start_h = 648.0,
                       .date = "2026-02-01",
                       .flow = 160.0,
                       .flow_half_width = 20.0,
                       .cumulative = 60.0,
                       .cumulative_half_width = 25.0}};
  valuation.lines = {valuation_row("training_price", "EUR", -100.0, 0.0),
                     valuation_row("escalations", "EUR", 160.0, 20.0)};
  valuation.flows = {{-100.0, 0.0, -100.0, 0.0}, {0.0, 150.0, 0.0, 170.0}};
  valuation.not_cash = {0.0, 30.0, 0.0, 50.0};
  valuation.estimates = {valuation_row("net_value", "EUR", 60.0, 25.0),
                         valuation_row("net_present_value", "EUR", 58.0, 24.0),
                         valuation_row("return_on_investment", "1", kNaN, kInfinity),
                         valuation_row("payback_months", "months", 1.5, kInfinity),
                         valuation_row("probability_of_payback", "1", 0.5, 0.4),
                         valuation_row("cash_value", "EUR", 20.0, 10.0)};
  valuation.sizes = {{.size = 0.5, .row = valuation_row("net_present_value", "EUR", -20.0, 5.0)},
                     {.size = 1.0, .row = valuation_row("net_present_value", "EUR", 58.0, 24.0)}};
  return valuation;
}

}  // namespace tiermix
