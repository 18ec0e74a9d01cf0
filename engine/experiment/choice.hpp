#pragma once

// The race by one measure: feeds the procedure KN as replications come in.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/estimate/selection.hpp"
#include "engine/experiment/compare.hpp"

namespace tiermix {

class Race {
 public:
  /// Expects a measure of design.by. `confidence` is its part of the whole.
  Race(std::size_t measure, double confidence, const ComparisonDesign& design);

  /// Takes in what is new in [alternative][replication]. Expects at least the first look of each
  /// survivor.
  void update(const std::vector<std::vector<Observations>>& replications);

  [[nodiscard]] bool decided() const { return selection_ && selection_->decided(); }

  /// Whether more replications of the alternative can still matter.
  [[nodiscard]] bool needs(std::size_t alternative) const {
    return !hopeless_ && !decided() && (!selection_ || selection_->survives(alternative));
  }

  [[nodiscard]] Choice result() const;

 private:
  void begin(const std::vector<std::vector<Observations>>& replications);

  std::size_t measure_;
  double confidence_;
  const ComparisonDesign* design_;
  Better better_;
  std::uint32_t first_look_;
  bool hopeless_ = false;  ///< some alternative has no value
  double indifference_ = 0.0;
  std::vector<Linear> linear_;
  std::optional<Selection> selection_;
};

}  // namespace tiermix
