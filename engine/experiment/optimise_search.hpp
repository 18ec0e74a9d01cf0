#pragma once

// Descent over a lattice, from few replications to many.

#include <cstdint>
#include <vector>

#include "engine/experiment/optimise_cuts.hpp"
#include "engine/experiment/optimise_ledger.hpp"

namespace tiermix {

/// A step in each variable.
using LatticeStep = std::vector<std::int32_t>;

/// The neighbours of a point on a lattice: one step in one variable, and one up beside one down.
[[nodiscard]] std::vector<LatticePoint> neighbours_of(const LatticePoint& point,
                                                      const std::vector<std::int32_t>& sizes);

class LatticeSearch {
 public:
  /// `counts`: which constraints count. `budget`: replications of the ledger in all.
  LatticeSearch(Ledger& ledger, std::vector<bool> counts, std::uint64_t budget);

  /// From the starts, through all sample paths. Throws as Ledger::require(); best() is what was
  /// reached until then.
  void run();

  /// From one point, on the first sample path and the last.
  void run_from(const LatticePoint& point);

  [[nodiscard]] const LatticePoint& best() const { return best_; }

 private:
  enum class Moves : std::uint8_t { axes, exchanges };

  [[nodiscard]] bool cuts() const;
  void cut_and_descend(std::uint32_t count);
  void descend(std::uint32_t count, std::int32_t divisor);
  bool improve(std::uint32_t count, std::int32_t divisor, Moves moves);
  void extend(std::uint32_t count, const LatticeStep& step);
  [[nodiscard]] std::vector<LatticeStep> steps(std::int32_t divisor, Moves moves) const;
  [[nodiscard]] LatticePoint moved(const LatticePoint& from, const LatticeStep& step) const;
  [[nodiscard]] bool takes(const LatticePoint& point, std::uint32_t count);
  void require(const std::vector<LatticePoint>& points, std::uint32_t count);
  void choose_among_leaders(std::uint32_t count, std::uint32_t before);

  Ledger& ledger_;
  std::vector<bool> counts_;
  std::uint64_t budget_;
  CuttingPlanes planes_;
  LatticePoint best_;
};

}  // namespace tiermix
