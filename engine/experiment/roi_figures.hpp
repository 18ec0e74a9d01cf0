#pragma once

// What the cash flows of a programme amount to, with intervals.

#include <array>
#include <optional>
#include <vector>

#include "engine/estimate/estimate.hpp"
#include "engine/experiment/roi.hpp"

namespace tiermix {

/// A programme by its cash flow. Paybacks are in months, twelfths of a year, from the begin of the
/// measured window: when the cumulative undiscounted flow has come back to zero for good. 0: it
/// never was below; infinite: not within the horizon.
struct Worth {
  Estimate net_value;               ///< sum of the flow
  Estimate net_present_value;       ///< discounted to the begin of the measured window
  Estimate investment;              ///< discounted price of training; with wages where they count
  Estimate return_on_investment;    ///< net present value over the investment; NaN without one
  Estimate probability_of_gain;     ///< that the net value is above zero
  Estimate probability_of_payback;  ///< within the horizon
  Estimate payback;                 ///< median over replications
  Estimate payback_of_mean;         ///< of the mean flow, from its upper band to its lower
};

/// One month of the mean flow; intervals are those of that month alone.
struct MonthWorth {
  Estimate flow;
  Estimate cumulative;  ///< at its end
};

struct SizedWorth {
  double size = 1.0;
  Estimate net_present_value;
};

struct RoiFigures {
  Worth all;
  Worth cash;  ///< without the worth of time that is paid all the same: wages of training too
  std::array<Estimate, kCashLines> lines;  ///< sums of the flow
  std::vector<MonthWorth> months;
  std::vector<SizedWorth> sizes;       ///< ascending, size 1 among them; empty where none was run
  std::optional<Estimate> break_even;  ///< size from which the net present value is not below zero
};

/// Expects at least one replication.
[[nodiscard]] RoiFigures figures_of(const RoiRun& run);

}  // namespace tiermix
