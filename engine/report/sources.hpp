#pragma once

// The published figures that a scorecard compares with, by where they come from.

#include <cstddef>
#include <string>
#include <vector>

#include "engine/report/report.hpp"

namespace tiermix {

struct Source {
  std::string set;
  std::string segment;
  std::string year;
  std::string mark;
};

/// Those of the benchmarks of all rows, in the order met.
[[nodiscard]] std::vector<Source> sources_of(const Results& results);

/// The letter that stands for one of several sources behind its figures; empty where there is one.
[[nodiscard]] std::string letter_of(const BenchmarkPosition& benchmark,
                                    const std::vector<Source>& sources);
[[nodiscard]] std::string letter(std::size_t index);

/// "sspa, complexity:high (about 2005)".
[[nodiscard]] std::string words_of(const Source& source);

}  // namespace tiermix
