#pragma once

// What stands above the tables of several scenarios.

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/report.hpp"

namespace tiermix {

/// "30 replications", or "12 batches of 2 weeks".
[[nodiscard]] std::string count_text(const Provenance& run);

/// "24 weeks measured from 2026-01-19 · 30 replications · seed 1", then the changes on the command
/// line. `each` stands behind the replications.
[[nodiscard]] std::string run_facts(const Provenance& run,
                                    const TextStyle& style,
                                    std::string_view each = {});

/// One line per scenario: name, file, title, and replications where it has fewer than the run.
[[nodiscard]] std::string scenario_lines(const std::vector<ComparedScenario>& scenarios,
                                         const Provenance& run,
                                         const TextStyle& style);

}  // namespace tiermix
