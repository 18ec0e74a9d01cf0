#pragma once

// What a desk earns and costs month by month, by where the money goes, and the difference that a
// programme makes to it. All money is of the whole desk; what it costs is negative.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/tally/observations.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// Where money goes. With the floor's idle time counted in full, the lines from training_price to
/// freed_time sum to the operating cost, losses with customers who give up apart.
enum class CashLine : std::uint8_t {
  training_price,   ///< seats and fixed prices of programmes
  training_time,    ///< wages of reps in programmes
  turnover,         ///< hiring, onboarding, mentoring
  coverage,         ///< premium on overtime, losses with customers who give up
  first_tier_work,  ///< sessions at tier one, but for reopened cases
  escalations,      ///< the same at the tiers behind it
  reopens,          ///< sessions on cases that had been resolved before
  fees,             ///< vendors, tools, platform
  other_paid_time,  ///< breaks, meetings, absence, shrinkage
  freed_time,       ///< idle time on the floor; the share of it that is worth nothing
  revenue,          ///< of support
  renewals,         ///< customers expected to be lost
};
inline constexpr std::size_t kCashLines = static_cast<std::size_t>(CashLine::renewals) + 1;
[[nodiscard]] constexpr std::size_t index_of(CashLine line) {
  return static_cast<std::size_t>(line);
}
[[nodiscard]] std::string_view name_of(CashLine line);

/// How money is counted: the [roi] of a scenario.
struct CashTerms {
  double discount_rate = 0.0;   ///< per year
  double freed_time = 1.0;      ///< share of the floor's idle time that is worth its wage
  double lost_case_cost = 0.0;  ///< money lost with a customer who gives up
};

struct CashFlow {
  std::size_t months = 0;
  std::vector<double> lines;  ///< [line][month]
  /// Idle time at the wage that is paid for it all the same, as far as it counts as worth that:
  /// total() less this is cash. [month]
  std::vector<double> not_cash;

  [[nodiscard]] double at(CashLine line, std::size_t month) const {
    return lines[index_of(line) * months + month];
  }
  double& at(CashLine line, std::size_t month) { return lines[index_of(line) * months + month]; }
  /// Exactly zero where the parts cancel but for rounding.
  [[nodiscard]] double total(std::size_t month) const;
  [[nodiscard]] double cash(std::size_t month) const;
};

/// What an hour in which nobody is in a session is paid: [month][tier], money per us; 0 where there
/// is none.
using IdleWages = std::vector<double>;
[[nodiscard]] IdleWages idle_wages(const Observations& observations);

/// Of one replication. Hours saved are worth `wages`, those of the desk compared with: a rise in
/// pay saves no hour. Expects observations of the plan's months.
[[nodiscard]] CashFlow cash_flow(const Plan& plan,
                                 const Observations& observations,
                                 const CashTerms& terms,
                                 const IdleWages& wages);

/// What the one has more than the other, without the traces of rounding. Expects the same months.
[[nodiscard]] CashFlow difference(const CashFlow& one, const CashFlow& other);

inline constexpr Duration kYear = 365 * kDay + 6 * kHour;

/// Begins of the plan's months and the end of the last, in years from the begin of the measured
/// window.
[[nodiscard]] std::vector<double> month_bounds(const Plan& plan);

/// What money in the middle of each month is worth at the first of the bounds, compounded yearly.
[[nodiscard]] std::vector<double> discount_factors(std::span<const double> bounds, double rate);

}  // namespace tiermix
