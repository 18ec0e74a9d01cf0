#pragma once

// The results of a sweep as one value, as one file (docs/sweep-format.md), and one finished point
// as a record of a journal.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/estimate/pareto.hpp"
#include "engine/experiment/design_points.hpp"
#include "engine/experiment/sweep.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

struct SweptAxis {
  std::string path;
  std::string given;  ///< "path=range"
  std::string unit;   ///< of the numbers, as it was written
  bool numeric = true;
  std::vector<AxisValue> values;  ///< [point]
};

/// Values of one measure in one scope at every point; NaN where there is none.
struct SweptEstimates {
  std::string measure;
  std::string scope;  ///< "all", "case.NAME" or "tier.NAME"
  std::string unit;
  std::vector<double> mean;  ///< [point]
  std::vector<double> half_width;
  std::vector<double> lower;
  std::vector<double> upper;
};

/// A measure by which points are compared.
struct SweptObjective {
  std::string name;  ///< "service_level" or "service_level.case.phone"
  std::string measure;
  std::string scope;
  std::string unit;
  std::string better;        ///< "lower", "higher", or empty where the measure has no direction
  bool in_pareto = false;    ///< it has a direction, and a value at some point
  std::vector<double> mean;  ///< [point], difference from the base
  std::vector<double> half_width;
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> values;  ///< [point * replications + replication], NaN where there is none
};

struct Swept {
  Provenance
      provenance;  ///< of the scenario before it is varied; replications: of the longest point
  DesignKind kind = DesignKind::grid;
  std::vector<SweptAxis> axes;
  std::size_t base = 0;                            ///< the point that differences are taken from
  std::vector<std::uint32_t> replications;         ///< [point]
  std::vector<std::string> scenario_digests;       ///< [point]
  std::vector<std::string> digests;                ///< [point], of its observations
  std::vector<Standing> standings;                 ///< [point]
  std::vector<std::optional<std::size_t>> behind;  ///< [point], who dominates it
  std::vector<SweptEstimates> estimates;
  std::vector<SweptObjective> objectives;

  [[nodiscard]] std::size_t points() const { return replications.size(); }
};

/// nullptr where the objective has no estimates.
[[nodiscard]] const SweptEstimates* estimates_of(const Swept& swept,
                                                 const SweptObjective& objective);

/// Points count from 1 for everybody who reads them.
[[nodiscard]] inline std::size_t number_of(std::size_t point) { return point + 1; }

[[nodiscard]] std::string_view name_of(Standing standing);
[[nodiscard]] std::string_view name_of(DesignKind kind);

/// "service_level" for the desk, "service_level.case.phone" for a part of it.
[[nodiscard]] std::string name_of(const ChosenMeasure& chosen, const Model& model);

struct SweptInput {
  const Model* model = nullptr;                 ///< of the base point
  RunContext context;                           ///< of the scenario before it is varied
  std::vector<std::uint64_t> scenario_digests;  ///< [point]
  std::size_t base = 0;
};

/// Expects every point of the design, and the same scopes at all of them.
[[nodiscard]] Swept assemble(const SweptInput& input,
                             const PointDesign& points,
                             const SweepDesign& design,
                             const std::vector<SweptPoint>& swept);

/// As write() of the results of a run.
void write(const Swept& swept,
           const std::filesystem::path& path,
           Existing existing = Existing::replace);

/// What a results file is of, by its root; empty where it is none of ours. Reads nothing else.
[[nodiscard]] std::string file_type(const std::filesystem::path& path);

/// Throws as read().
[[nodiscard]] Swept read_swept(const std::filesystem::path& path);

/// A finished point as bytes; equal bits come back.
[[nodiscard]] std::string to_record(std::size_t point, const SweptPoint& swept);

/// Nothing where the bytes are no such record.
[[nodiscard]] std::optional<std::pair<std::size_t, SweptPoint>> from_record(std::string_view bytes);

}  // namespace tiermix
