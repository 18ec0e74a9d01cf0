#pragma once

// The end of an optimisation: which points the search leaves in the race, and the race.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/experiment/optimise_ledger.hpp"

namespace tiermix {

/// The points of the last sample path that the search's own replications do not rule out, `best`
/// first: at most 16, the cheapest that surely keeps all constraints and those whose objective is
/// nearest to that of the best. A point is out
/// where it is not allowed, where it breaks a constraint, or where the objective is worse than that
/// of the cheapest point that keeps them all by the indifference or more; each without a doubt, at
/// 99 % for all that is said here together.
[[nodiscard]] std::vector<LatticePoint> unscreened(const Ledger& ledger, const LatticePoint& best);

class FinalRace {
 public:
  FinalRace(Ledger& ledger, std::vector<LatticePoint> points);

  /// Until it is decided. Throws as Ledger::require().
  void run();

  /// Also where no point has all values.
  [[nodiscard]] bool decided() const { return begun_ && (!selection_ || selection_->decided()); }

  /// What is chosen, or in front among those found to keep all constraints, or else the least far
  /// from it; by fresh replications where there are any.
  [[nodiscard]] LatticePoint leader() const;

  [[nodiscard]] const std::vector<LatticePoint>& points() const { return points_; }
  [[nodiscard]] Fate fate(std::size_t point) const;
  [[nodiscard]] double indifference() const { return indifference_; }

 private:
  void begin();
  void feed(std::uint32_t until);

  Ledger& ledger_;
  std::vector<LatticePoint> points_;
  std::vector<std::size_t> racing_;  ///< those of the points that have all values
  double indifference_ = 0.0;
  std::vector<std::vector<Linear>> linear_;  ///< [racing][goal]
  bool begun_ = false;
  std::optional<ConstrainedSelection> selection_;
};

}  // namespace tiermix
