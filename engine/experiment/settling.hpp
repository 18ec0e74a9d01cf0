#pragma once

// When a desk that starts empty has settled: where the warm-up of a long-run question may end.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// What is looked at. Of the desk and of each class the open cases and the time to resolve; of each
/// tier the cases in its queue, the occupancy, and the handle time, in which people who learn show.
enum class Settles : std::uint8_t { backlog, time_to_resolve, queue, occupancy, handle_time };
[[nodiscard]] std::string_view name_of(Settles what);
[[nodiscard]] std::string_view unit_of(Settles what);

struct SettledSeries {
  Settles what = Settles::backlog;
  std::size_t scope = 0;  ///< as in ScopeLayout
  /// From when on it has settled, since the start; nothing where half of the batches are not
  /// enough.
  std::optional<Duration> after;
  /// Mean until then, or of the first half; nothing where it has settled when the batches begin.
  std::optional<Estimate> before;
  Estimate settled;  ///< mean from then on to the horizon
};

struct Settling {
  Duration batch;           ///< what a value of a series is made of
  std::size_t batches = 0;  ///< up to the horizon
  bool by_week = false;     ///< the desk follows the week, so batches are weeks
  /// Holidays, seasons or growth: arrivals of weeks differ by 2 %, or reps on the floor by 5 %; or
  /// people have careers.
  bool has_trend = false;
  std::uint32_t replications = 0;
  /// Cases of the window that were still open when the drain ended, over cases created: times to
  /// resolve of the last batches are too short by them.
  double left_open = 0.0;
  std::vector<SettledSeries> series;
  /// From when on all of them have, since the start; nothing where one has not.
  std::optional<Duration> after;
  /// Whether from the plan's own warm-up on no series differs; nothing where too little is left to
  /// tell, or there is none.
  std::optional<bool> from_warm_up = std::nullopt;
};

/// Whether no series differs from when its batches begin.
[[nodiscard]] bool is_settled(const Settling& settling);

/// A whole week, or five rows where rates and heads never change.
[[nodiscard]] Duration batch_to_settle(const Plan& plan);

/// How many of them fit between `from` and the horizon.
[[nodiscard]] std::size_t batches_to_settle(const Plan& plan, Duration from);

/// Fewer of them say nothing of where a series settles.
inline constexpr std::size_t kFewestToSettle = 10;

/// Collects what is judged.
class SettlingWatch {
 public:
  /// From `from` on; no more than the first `most` replications are looked at. Expects
  /// kFewestToSettle batches.
  SettlingWatch(const Plan& plan, Duration from, std::uint32_t most = 30);
  ~SettlingWatch();
  SettlingWatch(SettlingWatch&&) noexcept;
  SettlingWatch& operator=(SettlingWatch&&) noexcept;

  void add(const Observations& observations);

  /// By MSER (estimate/warm_up.hpp) on the batches of the averages over replications. What it would
  /// delete counts only where it differs from what is left by more than chance: the difference of
  /// the means, replication by replication, has an interval at 99 % for all series together
  /// (Student, Bonferroni) that does not hold 0. Of one replication all have settled.
  [[nodiscard]] Settling judge() const;

 private:
  struct Watched;
  [[nodiscard]] SettledSeries judge(const Watched& one, double level) const;

  Duration row_;
  Duration from_;
  std::uint32_t most_;
  Settling settling_;
  std::vector<Watched> watched_;
  std::vector<double> staffed_;  ///< us of reps on the floor, per batch
  double created_ = 0.0;
  double left_open_ = 0.0;
};

}  // namespace tiermix
