#pragma once

// Targets of a scenario against what a run observed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/arrival_control.hpp"

namespace tiermix {

/// What is wanted of a measure, by number.
struct Aim {
  std::size_t measure = 0;  ///< index into measures()
  std::size_t scope = 0;    ///< one that reports the measure
  bool at_least = true;     ///< else at most
  double value = 0.0;       ///< in the unit of the measure

  [[nodiscard]] bool is_met_by(double other) const {
    return at_least ? other >= value : other <= value;
  }
};

enum class Verdict : std::uint8_t {
  met,
  missed,
  undecided,  ///< the interval holds values on both sides, or there is no value
};
[[nodiscard]] std::string_view name_of(Verdict verdict);

/// Met or missed where the whole interval is.
[[nodiscard]] Verdict verdict_on(const Aim& aim, const Estimate& estimate);

struct AimOutcome {
  Aim aim;
  Estimate estimate;  ///< of the measure
  Verdict verdict = Verdict::undecided;
  Estimate over_the_horizon;         ///< share of replications whose own value meets the aim
  std::optional<Estimate> on_a_day;  ///< share of days; absent where a day has no such value
};

/// Of one replication: the share of the local days of the measured window on which the day's own
/// value meets the aim. Days on which the measure has no value do not count; NaN where none has.
/// A row belongs to the day in which it begins. Nothing where days do not count the measure.
[[nodiscard]] std::optional<double> share_of_days(const Plan& plan,
                                                  const Observations& observations,
                                                  const Aim& aim);

/// `shares`: what share_of_days() gave for each replication; empty where it gave nothing.
[[nodiscard]] AimOutcome outcome_of(const Aim& aim,
                                    const std::vector<Observations>& replications,
                                    const std::vector<double>& shares,
                                    double level,
                                    const ArrivalControl& control = {});

/// How many times as wide as it may be to decide the aim its interval is; at most 1 where it is
/// decided, infinite where no value is.
[[nodiscard]] double short_of_decision(const Aim& aim, const Estimate& estimate);

}  // namespace tiermix
