#pragma once

// Published figures to stand beside an estimate: named sets in CSV files with source, definition
// and basis, shipped (sspa) or the user's own.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace tiermix {

struct BenchmarkFigure {
  std::string measure;  ///< as in docs/measures.md
  std::string segment;  ///< "composite" or "kind:name", such as complexity:high
  double value = 0.0;   ///< in the measure's own unit: shares as fractions
  std::string unit;     ///< as published: percent, points_of_5
  std::string basis;    ///< definition behind the figure where several exist: ratio or share
  std::string note;
};

struct BenchmarkSet {
  std::string name;
  std::string source;
  std::string year;
  std::string definition;
  std::vector<BenchmarkFigure> figures;
};

enum class Position { below, inside, above };

/// Where an estimate stands against the published figure of the first chosen segment that has one.
struct BenchmarkPosition {
  std::string set;
  std::string segment;
  double value = 0.0;
  std::string basis;
  Position position = Position::inside;  ///< of the estimate, against its own interval
  double distance = 0.0;                 ///< (mean - value) / half_width: within -1 .. 1 is inside
};

[[nodiscard]] std::string_view name_of(Position position);

struct BenchmarksRead {
  std::vector<BenchmarkSet> sets;
  std::vector<Diagnostic> diagnostics;
};

/// Every *.csv in a folder is one set, named after its file; problems by file, line and column.
[[nodiscard]] BenchmarksRead read_benchmarks(const std::filesystem::path& folder);

}  // namespace tiermix
