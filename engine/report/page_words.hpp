#pragma once

// The first screen of a page: what came out, in words.

#include <string>
#include <vector>

#include "engine/report/notes.hpp"
#include "engine/report/report.hpp"

namespace tiermix {

struct Answer {
  std::string topic;  ///< "Targets", "Profit"…; empty where the sentence needs none
  Note note;
};

/// The targets, the four elements of support excellence, and the benchmarks.
[[nodiscard]] std::vector<Answer> run_answers(const Results& results);

/// Which points are worth a look.
[[nodiscard]] std::vector<Answer> sweep_answers(const Swept& swept);

/// "First-contact resolution, how_to": a measure in a scope.
[[nodiscard]] std::string name_in_scope(std::string_view measure, std::string_view scope);

}  // namespace tiermix
