#pragma once

// The results of `tiermix roi` as one value, and as one file (docs/roi-format.md).

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/experiment/roi.hpp"
#include "engine/results/compared.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// A month of the measured window. Money is what the programme brings more than it costs.
struct ValuationMonth {
  double start_h = 0.0;  ///< hours since the midnight that provenance.start begins with
  std::string date;      ///< civil date of its begin, YYYY-MM-DD
  double flow = 0.0;
  double flow_half_width = 0.0;  ///< of this month alone, as the next
  double cumulative = 0.0;       ///< at its end
  double cumulative_half_width = 0.0;
};

/// The net present value at a multiple of the effect that is assumed.
struct ValuationSize {
  double size = 1.0;
  EstimateRow row;
};

struct Valuation {
  Provenance provenance;  ///< of the base; replications: of both
  bool decided = true;    ///< the net present value is surely not zero, or that was not asked
  std::vector<ComparedScenario> scenarios;  ///< the base, and that with the programme
  CashTerms terms;
  std::vector<ValuationMonth> months;
  std::vector<EstimateRow> lines;          ///< sum of the flow by where it comes from
  std::vector<std::vector<double>> flows;  ///< of each line [replication * months + month]
  std::vector<double> not_cash;  ///< [replication * months + month]: part of the flow, no cash
  /// The figures of roi_figures.hpp by their names there, and `investment`; `cash_value` is the net
  /// value in cash, the others in cash begin with `cash_`. Paybacks end in `_months`.
  std::vector<EstimateRow> estimates;
  std::vector<ValuationSize> sizes;  ///< ascending; empty where the effect was not varied

  /// Of a month, over the replications of one of `flows` or of not_cash.
  [[nodiscard]] double mean_in(const std::vector<double>& flow, std::size_t month) const;

  [[nodiscard]] const EstimateRow* find(std::string_view estimate) const;  ///< or nullptr
};

/// Expects the models that the plans were compiled from, the base first, and a run with a finished
/// replication.
[[nodiscard]] Valuation assemble(const ComparedInput& base,
                                 const ComparedInput& with,
                                 const RoiRun& run);

/// As write() of the results of a run.
void write(const Valuation& valuation,
           const std::filesystem::path& path,
           Existing existing = Existing::replace);

/// Throws as read().
[[nodiscard]] Valuation read_valuation(const std::filesystem::path& path);

}  // namespace tiermix
