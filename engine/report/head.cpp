#include "engine/report/head.hpp"

#include <utility>

#include "engine/results/civil.hpp"
#include "engine/report/text.hpp"

namespace tiermix {
namespace {

std::string dot_in(const TextStyle& style) { return " " + std::string(signs_of(style).dot) + " "; }

}  // namespace

std::string run_facts(const Provenance& run, const TextStyle& style, std::string_view each) {
  const std::string dot = dot_in(style);
  std::string facts = length_text(run.horizon_h - run.warm_up_h) + " measured from " +
                      civil_date(run.start, run.warm_up_h) + dot +
                      std::to_string(run.replications) +
                      (run.replications == 1 ? " replication" : " replications") +
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
