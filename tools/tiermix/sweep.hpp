#pragma once

// The points of a sweep as the command line asks for them, each of them a valid scenario.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/scenario/model.hpp"
#include "engine/experiment/design_points.hpp"
#include "engine/experiment/sweep.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

struct SweepPoints {
  PointDesign design;
  Loaded scenario;                     ///< before it is varied
  std::vector<std::uint64_t> digests;  ///< [point], of the scenario there
  std::size_t base = 0;                ///< the point that differences are taken from
  Model base_model;
};

/// --vary, --design, --points and --base. Throws UsageError with everything that is wrong in them.
[[nodiscard]] PointDesign design_of(const Options& options, std::uint64_t seed);

/// Reads the scenario at every point and tells what is wrong. Nothing where anything is.
[[nodiscard]] std::optional<SweepPoints> load_points(const std::string& file,
                                                     const Options& options,
                                                     PointDesign design);

/// The measures of the scenario's targets beside the cost per case; without targets a usual few.
[[nodiscard]] std::string default_measures(const Model& model);

/// The measures of a comma-separated list, each of the desk, of a case class or of a tier:
/// "service_level.phone". Throws UsageError with all that are wrong, the option's name and the
/// nearest names.
[[nodiscard]] std::vector<ChosenMeasure> chosen_measures(const std::string& list,
                                                         const Model& model,
                                                         const std::string& option = "measure");

/// The changes of a point: those of --set, then its values.
[[nodiscard]] std::vector<Override> overrides_at(const PointDesign& design,
                                                 std::size_t point,
                                                 const Options& options);

/// "rep_group.reps.heads=34, demand.volume=110%".
[[nodiscard]] std::string values_text(const PointDesign& design, std::size_t point);

}  // namespace tiermix
