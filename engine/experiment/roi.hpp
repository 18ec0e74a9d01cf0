#pragma once

// What a programme is worth: the desk with it and without, side by side under common random
// numbers, and the difference of their cash flows, replication by replication. The same with a part
// of the effect that is assumed, to see how much the answer hangs on it.

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/experiment/cash_flow.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

struct RoiDesign {
  std::uint64_t seed = 1;
  double level = 0.95;  ///< of every interval
  CashTerms terms;
  std::uint32_t replications = 30;  ///< the first look, until decided
  bool until_decided = false;       ///< go on until the net present value is surely not zero
  std::uint32_t max_replications = 2000;
  int threads = 0;           ///< 0: all cores; no part of the result
  Keeper* keeper = nullptr;  ///< of finished replications; no part of the result
};

/// The desk with the programme where its effect is a multiple of what is assumed.
struct SizedPlan {
  double size = 1.0;
  Plan plan;
};

struct RoiPlans {
  Plan base;
  Plan with;
  std::vector<SizedPlan> sized;  ///< ascending in size, none of size 1; may be empty
};

/// Net present values, replication by replication, at one size.
struct SizedValues {
  double size = 1.0;
  std::vector<double> values;  ///< [replication]
};

struct RoiRun {
  RoiDesign design;
  std::vector<double> bounds;      ///< as month_bounds()
  std::vector<CashFlow> flows;     ///< [replication]: with the programme, less without
  std::vector<SizedValues> sized;  ///< as the plans
  std::uint64_t digest = 0;        ///< of all observations
  std::uint64_t events = 0;
  bool decided = true;  ///< true where it was not asked
  bool interrupted = false;
};

/// The sum of a value per month, each with its factor.
[[nodiscard]] double present_value(const CashFlow& flow, const std::vector<double>& factors);

/// Runs replications 0 .. n-1 of all plans. The outcome depends on plans and design alone, not on
/// threads. `report` as in run(), counting replications of all plans; where it stops the run, the
/// replications stay that every plan has finished. Expects plans of the same measured window and
/// months.
[[nodiscard]] RoiRun run_roi(const RoiPlans& plans,
                             const RoiDesign& design,
                             const std::function<bool(const Progress&)>& report = {});

}  // namespace tiermix
