#pragma once

// What tiermix trace shows, as text for people and as JSON.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"
#include "engine/report/report.hpp"

#include "engine/trace/life.hpp"
#include "engine/trace/names.hpp"
#include "engine/trace/overview.hpp"
#include "engine/trace/rep_day.hpp"

namespace tiermix {

/// One replication of one scenario.
struct Traced {
  std::string file;
  std::uint64_t digest = 0;  ///< of the scenario
  Model model;
  Plan plan;
  Names names;
  ReplicationKey key;
};

/// Title, file, replication and seed.
[[nodiscard]] std::string heading(const Traced& traced, const TextStyle& style);

/// One line per event, a heading per day.
[[nodiscard]] std::string life_table(const Life& life,
                                     const Traced& traced,
                                     const TextStyle& style);

/// What became of the case, one column per life; all of one case, with the scenario of each.
[[nodiscard]] std::string summary_table(const std::vector<Life>& lives,
                                        const std::vector<const Traced*>& scenarios,
                                        const TextStyle& style);

[[nodiscard]] std::string rep_table(const RepDay& day,
                                    const Traced& traced,
                                    const TextStyle& style);

[[nodiscard]] std::string overview_table(const std::vector<TellingCase>& cases,
                                         const Traced& traced,
                                         const TextStyle& style);

// trace_json.cpp: one JSON object each, with format_version. The first scenario, and the second
// where there is one as "against".

[[nodiscard]] std::string lives_json(const std::vector<Life>& lives,
                                     const std::vector<const Traced*>& scenarios);
[[nodiscard]] std::string reps_json(const std::vector<RepDay>& days,
                                    const std::vector<const Traced*>& scenarios);
[[nodiscard]] std::string overview_json(const std::vector<TellingCase>& cases,
                                        const Traced& traced);

}  // namespace tiermix
