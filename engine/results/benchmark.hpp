#pragma once

// Published figures to stand beside an estimate: named sets in CSV files with source, definition
// and basis, shipped (sspa) or the user's own (docs/benchmark-sets.md).

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace tiermix {

struct BenchmarkFigure {
  std::string measure;  ///< as in docs/measures.md, or a quantity that the set defines
  std::string segment;  ///< "composite" or "kind:name", such as complexity:high
  double value = 0.0;   ///< in the measure's own unit: shares as fractions
  std::string unit;     ///< as published: percent, points_of_5
  std::string basis;    ///< definition behind the figure where several exist: ratio or share
  std::string note;
  double rounding = 0.0;      ///< half of the last digit printed, in the unit of the value
  std::string scope = "all";  ///< or "tier.1", "tier.2"...: the tier by its place in the scenario
};

/// What a set says of one measure or quantity.
struct BenchmarkRemark {
  std::string name;
  std::string text;
};

struct BenchmarkSet {
  std::string name;
  std::string source;
  std::string year;
  std::string definition;
  std::vector<BenchmarkFigure> figures;
  std::string mark = {};                         ///< why to trust it less; empty for nothing
  std::vector<BenchmarkRemark> differs = {};     ///< by measure: how its definition is another
  std::vector<BenchmarkRemark> quantities = {};  ///< what is no measure, and compared with nothing
};

/// The text of the remark of that name, or nothing.
[[nodiscard]] std::string remark_on(const std::vector<BenchmarkRemark>& remarks,
                                    std::string_view name);

enum class Position { below, inside, above };

/// Where an estimate stands against the published figure of a set: that of the first chosen segment
/// which has one. It says all that a report has to say of the figure, so that a results file stands
/// for itself.
struct BenchmarkPosition {
  std::string set;
  std::string segment;
  double value = 0.0;
  std::string basis;
  /// Inside where the interval of the estimate holds a value that rounds to the figure as printed.
  Position position = Position::inside;
  double distance = 0.0;    ///< (mean - value) / half_width
  std::string better = {};  ///< "lower", "higher", or empty where the measure has no direction
  std::string source = {};  ///< who published it
  std::string year = {};
  std::string mark = {};     ///< why to trust it less
  std::string differs = {};  ///< how its definition is another than that of the measure
};

[[nodiscard]] std::string_view name_of(Position position);

struct BenchmarksRead {
  std::vector<BenchmarkSet> sets;
  std::vector<Diagnostic> diagnostics;
};

/// One set per *.csv of a folder, or the one in such a file, each named after its file; problems by
/// file, line and column. Throws std::runtime_error where there is neither.
[[nodiscard]] BenchmarksRead read_benchmarks(const std::filesystem::path& place);

}  // namespace tiermix
