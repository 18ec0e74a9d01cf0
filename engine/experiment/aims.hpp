#pragma once

// Targets of a scenario against what a run observed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/tally/row_span.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"
#include "engine/plan/windows.hpp"
#include "engine/experiment/arrival_control.hpp"

namespace tiermix {

/// What is wanted of a measure, by number.
struct Aim {
  std::size_t measure = 0;  ///< index into measures()
  std::size_t scope = 0;    ///< one that reports the measure
  bool at_least = true;     ///< else at most
  double value = 0.0;       ///< in the unit of the measure
  /// Of Design::windows: each of its intervals is to meet it. Else the whole measured time is.
  std::optional<std::size_t> window = std::nullopt;

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

/// Of all parts of an aim together: met where each is, missed where one is. A part without a value,
/// in which nothing happened, does not count, unless none has one. Expects one part at least, with
/// intervals that hold together.
[[nodiscard]] Verdict verdict_on_all(const Aim& aim, std::span<const Estimate> parts);

/// The part that decides: of those with the verdict of all the one with the least to spare.
[[nodiscard]] std::size_t deciding_part(const Aim& aim, std::span<const Estimate> parts);

/// How far from the aim a value is, from 0 on where it keeps it.
[[nodiscard]] double margin_of(const Aim& aim, double value);

/// "11:00-12:00", or "mon 11:00-12:00" of one weekday.
[[nodiscard]] std::string name_of(const DayInterval& interval);

/// What replications counted in the intervals of an aim's window; no columns where it has none.
class AimColumns {
 public:
  AimColumns() = default;
  AimColumns(const Aim& aim, std::span<const WindowPlan> windows);

  /// In the order of the replications.
  void add(const Observations& observations);
  /// The same of a part of the rows, such as a batch of a long run.
  void add(const Observations& observations, RowSpan part);

  /// Of each interval, so that all hold together with `level` (Bonferroni).
  [[nodiscard]] std::vector<Estimate> estimates(double level) const;

  /// Share of the replications whose own value meets the aim in every interval with a value.
  [[nodiscard]] Estimate share_that_meet(double level) const;

  [[nodiscard]] const std::vector<DayInterval>& intervals() const { return window_.intervals; }

 private:
  struct Column {
    std::vector<double> numerators;
    std::vector<double> denominators;
  };
  Aim aim_;
  WindowPlan window_;
  std::vector<Column> columns_;  ///< [interval]
};

struct AimOutcome {
  Aim aim;
  Estimate estimate;  ///< of the measure; of a window that of the interval which decides
  Verdict verdict = Verdict::undecided;
  Estimate over_the_horizon;         ///< share of replications whose own value meets the aim
  std::optional<Estimate> on_a_day;  ///< share of days; absent where a day has no such value
  std::size_t intervals = 0;         ///< judged; 0 without a window
  std::string interval = {};         ///< name of the one which decides
};

/// Of one replication: the share of the local days of the measured window on which the day's own
/// value meets the aim. Days on which the measure has no value do not count; NaN where none has.
/// A row belongs to the day in which it begins. Nothing where days do not count the measure, and
/// of an aim with a window.
[[nodiscard]] std::optional<double> share_of_days(const Plan& plan,
                                                  const Observations& observations,
                                                  const Aim& aim);
/// The same of the days between two instants.
[[nodiscard]] std::optional<double> share_of_days(
    const Plan& plan, const Observations& observations, const Aim& aim, Instant from, Instant to);

/// `shares`: what share_of_days() gave for each replication; empty where it gave nothing.
[[nodiscard]] AimOutcome outcome_of(const Aim& aim,
                                    const std::vector<Observations>& replications,
                                    const std::vector<double>& shares,
                                    double level,
                                    const ArrivalControl& control = {},
                                    const AimColumns& columns = {});

/// How many times as wide as it may be to decide the aim its interval is; at most 1 where it is
/// decided, infinite where no value is.
[[nodiscard]] double short_of_decision(const Aim& aim, const Estimate& estimate);
/// Likewise of all parts together.
[[nodiscard]] double short_of_decision(const Aim& aim, std::span<const Estimate> parts);

}  // namespace tiermix
