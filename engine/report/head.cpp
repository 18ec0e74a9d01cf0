#include "engine/report/head.hpp"

#include <utility>

#include "engine/results/civil.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

std::string dot_in(const TextStyle& style) { return " " + std::string(signs_of(style).dot) + " "; }

}  // namespace

std::string count_text(const Provenance& run) {
  const bool in_batches = run.batch_h > 0.0;
  return std::to_string(run.replications) + (in_batches ? " batch" : " replication") +
         (run.replications == 1 ? "" : (in_batches ? "es" : "s")) +
         (in_batches ? " of " + length_text(run.batch_h) : "");
}

std::string run_facts(const Provenance& run, const TextStyle& style, std::string_view each) {
  const std::string dot = dot_in(style);
  std::string facts = length_text(run.horizon_h - run.warm_up_h) + " measured from " +
                      civil_date(run.start, run.warm_up_h) + dot + count_text(run) +
                      std::string(each) + dot + "seed " + std::to_string(run.seed);
  for (const std::string& change : run.overrides) {
    facts += dot + change;
  }
  return facts;
}

std::string scenario_lines(const std::vector<ComparedScenario>& scenarios,
                           const Provenance& run,
                           const TextStyle& style) {
  Table table{.columns = {{}, {}, {}}, .rows = {}};
  for (const ComparedScenario& scenario : scenarios) {
    const Provenance& own = scenario.provenance;
    std::string title = own.title;
    if (own.replications < run.replications) {
      title += dot_in(style) + std::to_string(own.replications) + " replications";
    }
    table.rows.push_back({{.text = "  " + scenario.name, .tone = Tone::strong},
                          {.text = own.scenario_file},
                          {.text = std::move(title)}});
  }
  return to_text(table, style);
}

}  // namespace tiermix
