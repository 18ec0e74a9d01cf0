#pragma once

// Cutting planes by simulation, for more variables than a descent can try in pairs.
//
// At a point every constraint and the objective are taken as linear, with the slopes that one step
// up in each variable shows on the same sample path (Atlason, Epelman and Henderson, "Call center
// staffing with simulation and cutting plane methods", Annals of Operations Research 127 (2004)
// 333; Cezik and L'Ecuyer, Management Science 54 (2008) 310). What keeps all of these planes and
// costs least, in whole numbers, is simulated next, and gives the next planes. Theirs needs concave
// constraints. Ours are not: a plane is moved back to points that are known to keep its constraint,
// only planes from near the best point count, and the next point is sought near it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "engine/experiment/integer_program.hpp"
#include "engine/experiment/optimise_ledger.hpp"

namespace tiermix {

class CuttingPlanes {
 public:
  /// `counts`: which constraints count, one at least. `budget`: replications of the ledger in all.
  CuttingPlanes(Ledger& ledger, std::vector<bool> counts, std::uint64_t budget);

  /// Moves `best` to the best point met from there on, on the sample path of the first `count`
  /// replications. Planes of an earlier path are kept. Throws as Ledger::require() and solve();
  /// `best` is what was reached until then.
  void improve(LatticePoint& best, std::uint32_t count);

 private:
  struct Plane {
    LatticePoint from;
    ProgramRow row;  ///< its kind is the constraint; behind the last one, that there is no overload
  };

  std::vector<double> cut_at(const LatticePoint& point);
  void add_plane(std::size_t constraint,
                 const LatticePoint& point,
                 double margin,
                 std::vector<double> slopes);
  void move_back();
  [[nodiscard]] std::optional<LatticePoint> cheapest_near(const LatticePoint& centre,
                                                          std::int32_t radius) const;
  [[nodiscard]] bool is_weighed(std::size_t variable) const;
  [[nodiscard]] bool keeps(const LatticePoint& point) const;
  [[nodiscard]] double gain(const LatticePoint& best, const LatticePoint& next) const;
  [[nodiscard]] double worth_while(const LatticePoint& best) const;
  [[nodiscard]] LatticeScore score(const LatticePoint& point) const;
  [[nodiscard]] double margin(const LatticePoint& point, std::size_t constraint) const;
  [[nodiscard]] std::int32_t widest() const;

  Ledger& ledger_;
  std::vector<bool> counts_;
  std::uint64_t budget_;
  std::uint32_t count_ = 0;
  std::vector<double> cost_;  ///< of a step up, at the best point
  std::vector<Plane> planes_;
  std::set<LatticePoint> cut_at_;
};

}  // namespace tiermix
