#include "tests/theory/theory_cases.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "engine/tally/period_series.hpp"
#include "engine/scenario/load.hpp"
#include "engine/plan/compile.hpp"
#include "engine/experiment/experiment.hpp"

#include "tests/support/paths.hpp"

namespace tiermix::testing {
namespace {

std::string in_folder(const std::string& file) {
  return (source_folder() / "tests/theory" / file).string();
}

std::vector<std::vector<std::string>> read_rows(const std::string& file) {
  std::ifstream in(in_folder(file));
  if (!in) {
    throw std::runtime_error("cannot read " + in_folder(file));
  }
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> cells;
    std::istringstream text(line);
    for (std::string cell; std::getline(text, cell, ',');) {
      cells.push_back(cell);
    }
    rows.push_back(cells);
  }
  return rows;
}

Loaded load_case(const std::string& name) {
  Loaded loaded = load(in_folder("cases/" + name + ".toml"));
  if (!loaded.model.has_value()) {
    throw std::runtime_error(name + ": " + to_string(loaded.diagnostics.front()));
  }
  return loaded;
}

TheoryCase& case_named(std::vector<TheoryCase>& cases, const std::string& name) {
  const auto found =
      std::find_if(cases.begin(), cases.end(), [&](const TheoryCase& c) { return c.name == name; });
  if (found != cases.end()) {
    return *found;
  }
  cases.push_back({name, load_case(name).model->title, 0, {}});
  return cases.back();
}

std::size_t scope_index(const Model& model, const std::string& scope) {
  const ScopeLayout layout{model.classes.size(), model.tiers.size()};
  if (scope == "all") {
    return ScopeLayout::all();
  }
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    if (scope == "case." + model.classes[c].name) {
      return ScopeLayout::of_class(c);
    }
  }
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    if (scope == "tier." + model.tiers[t].name) {
      return layout.of_tier(t);
    }
  }
  throw std::runtime_error("no scope " + scope);
}

Estimate find(const Outcome& outcome, const Model& model, const Expected& expected) {
  if (expected.scope.front() >= '0' && expected.scope.front() <= '9') {
    const double from_h = std::stod(expected.scope);
    const auto interval =
        static_cast<std::size_t>(std::lround(from_h * 3600.0 / in_seconds(model.time.interval)));
    const PeriodValue backlog = outcome.periods.front().at(
        static_cast<std::size_t>(find_period_series("backlog")), interval, 0);
    return {.mean = backlog.mean,
            .half_width = backlog.half_width,
            .lower = backlog.mean - backlog.half_width,
            .upper = backlog.mean + backlog.half_width};
  }
  const auto measure = static_cast<std::size_t>(find_measure(expected.measure));
  const std::size_t scope = scope_index(model, expected.scope);
  for (const MeasureEstimate& e : outcome.estimates) {
    if (e.measure == measure && e.scope == scope) {
      return e.estimate;
    }
  }
  throw std::runtime_error("no estimate of " + expected.measure + " in " + expected.scope);
}

}  // namespace

std::vector<TheoryCase> read_theory_cases() {
  std::vector<TheoryCase> cases;
  for (const auto& row : read_rows("expected.csv")) {
    TheoryCase& c = case_named(cases, row.at(0));
    c.replications = static_cast<std::uint32_t>(std::stoul(row.at(5)));
    c.expected.push_back({row.at(1), row.at(2), std::stod(row.at(3)), row.at(4)});
  }
  for (const auto& row : read_rows("expected_intervals.csv")) {
    TheoryCase& c = case_named(cases, row.at(0));
    c.replications = std::max(c.replications, static_cast<std::uint32_t>(std::stoul(row.at(6))));
    c.expected.push_back(
        {row.at(1), row.at(2) + "-" + row.at(3) + " h", std::stod(row.at(4)), row.at(5)});
  }
  return cases;
}

bool Finding::is_inside() const {
  const double rounding = 1e-9 * std::abs(expected.value);
  return estimate.lower - rounding <= expected.value && expected.value <= estimate.upper + rounding;
}

bool Finding::is_narrow() const { return estimate.half_width < 0.01 * std::abs(expected.value); }

std::vector<Finding> simulate(const TheoryCase& theory_case) {
  const Loaded loaded = load_case(theory_case.name);
  Design design;
  design.seed = 20260105;
  design.replications = theory_case.replications;
  design.level = 0.999;
  const Outcome outcome = run(compile(*loaded.model), design);
  std::vector<Finding> findings;
  for (const Expected& expected : theory_case.expected) {
    findings.push_back({expected, find(outcome, *loaded.model, expected)});
  }
  return findings;
}

}  // namespace tiermix::testing
