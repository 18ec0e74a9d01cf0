#pragma once

// Many replications of one plan, in parallel, and the estimates they support.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"
#include "engine/experiment/aims.hpp"
#include "engine/experiment/settling.hpp"

namespace tiermix {

class Keeper;  // kept.hpp

struct Design {
  std::uint64_t seed = 1;
  std::uint32_t replications = 30;        ///< the first look where a precision is asked
  double level = 0.95;                    ///< of every interval
  double precision = 0.0;                 ///< relative half-width to reach; 0: fixed count
  std::vector<std::size_t> precise = {};  ///< measures that must reach it; empty: headline
  std::vector<Aim> aims = {};             ///< targets to judge
  std::vector<WindowPlan> windows = {};   ///< that they speak of: windows_of() the model
  bool until_decided = false;             ///< go on until the verdict on every aim is met or missed
  std::uint32_t max_replications = 10'000;  ///< budget under a precision, or until decided
  bool control_arrivals = false;            ///< correct ratios by the number of cases that came
  int threads = 0;                          ///< 0: all cores; no part of the result
  Keeper* keeper = nullptr;  ///< of finished replications, of a run alone; no part of the result
};

struct MeasureEstimate {
  std::size_t measure = 0;  ///< index into measures()
  std::size_t scope = 0;    ///< as in ScopeLayout
  Estimate estimate;
};

enum class PeriodKind : std::uint8_t { interval, hour, day, week, month };
[[nodiscard]] std::string_view name_of(PeriodKind kind);

struct PeriodValue {
  double mean = 0.0;
  double half_width = 0.0;
};

/// Estimates over time, warm-up included but for months.
struct PeriodEstimates {
  PeriodKind kind = PeriodKind::interval;
  std::vector<Instant> starts;
  std::size_t scopes = 0;                        ///< as in ScopeLayout
  std::vector<std::vector<PeriodValue>> series;  ///< [series][period][scope]; NaN: not reported

  /// As in period_series().
  [[nodiscard]] const PeriodValue& at(std::size_t one,
                                      std::size_t period,
                                      std::size_t scope) const {
    return series.at(one).at(period * scopes + scope);
  }
};

/// Those of a kind, or nullptr.
[[nodiscard]] const PeriodEstimates* find(const std::vector<PeriodEstimates>& periods,
                                          PeriodKind kind);

/// What only months have; they begin as those of kind month. Empty where nothing was counted.
struct MonthEstimates {
  std::size_t scopes = 0;                        ///< as in ScopeLayout
  std::vector<std::vector<PeriodValue>> series;  ///< [series][month][scope]; empty: not used
  std::size_t levels = 0;                        ///< the last: reps without one; 0: nobody has one
  std::size_t teams = 0;                         ///< the desk and the tiers
  std::vector<PeriodValue> people;               ///< mean reps, [month][team][level]

  /// As in month_series().
  [[nodiscard]] const PeriodValue& at(std::size_t one, std::size_t month, std::size_t scope) const {
    return series.at(one).at(month * scopes + scope);
  }
  /// `team` 0 is the desk, t + 1 is tier t.
  [[nodiscard]] const PeriodValue& people_at(std::size_t month,
                                             std::size_t team,
                                             std::size_t level) const {
    return people.at((month * teams + team) * levels + level);
  }
};

struct Outcome {
  Design design;
  ScopeLayout layout;
  /// In index order, without intervals and months. Of one long run its batches.
  std::vector<Observations> replications;
  std::vector<MeasureEstimate> estimates;  ///< every measure in every scope that reports it
  std::vector<PeriodEstimates> periods;    ///< intervals, hours where they are shorter, days...
  MonthEstimates months;
  std::vector<AimOutcome> aims;  ///< as in the design
  Duration batch{};              ///< length of each; 0: replications
  std::uint64_t digest = 0;      ///< of all observations
  std::uint64_t events = 0;
  /// Whether the desk has settled when the warm-up ends; nothing without a warm-up, where too
  /// little time is left to tell, or where people have careers: they are meant to change.
  std::optional<Settling> settling = std::nullopt;
  bool precision_reached = true;  ///< and every aim decided, where that is asked
  bool interrupted = false;
};

struct Progress {
  std::uint32_t done = 0;
  std::uint32_t planned = 0;
};

/// Measures whose precision counts where a design names none: cost per case, first-contact
/// resolution, time to resolve.
[[nodiscard]] std::vector<std::size_t> headline_measures();

/// Runs replications 0 .. n-1; of a plan in batches (plan/batches.hpp) replication 0 alone, with
/// its batches in the place of replications. The outcome depends on plan, seed and replication
/// count alone, not on threads. `report` is called from one thread at a time; returning false stops
/// the run after the replications in flight, and the outcome holds the longest finished prefix.
/// Throws what the lowest failing replication threw where one fails: ContractViolation names it.
[[nodiscard]] Outcome run(const Plan& plan,
                          const Design& design,
                          const std::function<bool(const Progress&)>& report = {});

/// When the desk settles, from the start of the run on, its warm-up included. Nothing where
/// `report` stopped it. Expects batches enough (settling.hpp). Throws as run().
[[nodiscard]] std::optional<Settling> settle(
    const Plan& plan,
    std::uint64_t seed,
    std::uint32_t replications,
    int threads,
    const std::function<bool(const Progress&)>& report = {});

}  // namespace tiermix
