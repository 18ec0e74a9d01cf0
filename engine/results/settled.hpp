#pragma once

// When a desk settles, in the words of its scenario (docs/warm-up.md).

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/experiment/settling.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

struct SettledRow {
  std::string measure;
  std::string scope;  ///< "all", "case.NAME" or "tier.NAME"
  /// Hours from the start; 0 where it is as it stays from the first batch on, nothing where half of
  /// the run is not enough.
  std::optional<double> after_h;
  std::optional<EstimateRow> before;  ///< until then, or of the first half
  EstimateRow settled;                ///< from then on
};

struct Settled {
  Provenance provenance;  ///< without a digest
  double batch_h = 0.0;
  std::size_t batches = 0;
  bool by_week = false;
  bool has_trend = false;
  double left_open = 0.0;         ///< share of the cases created, as in Settling
  std::optional<double> after_h;  ///< when all have settled
  /// Whether nothing differs from the scenario's own warm-up on; nothing where that is not known.
  std::optional<bool> from_warm_up;
  std::vector<SettledRow> rows;
};

[[nodiscard]] Settled settled_of(const Model& model,
                                 const Settling& settling,
                                 std::uint64_t seed,
                                 const RunContext& context);

/// The row that settles last, or one that does not. Expects a row.
[[nodiscard]] const SettledRow& slowest_of(const Settled& settled);

}  // namespace tiermix
