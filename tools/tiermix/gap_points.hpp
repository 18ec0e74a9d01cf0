#pragma once

// The base and the levers of explain-gap as they are simulated, and the journal beside the table
// that they are for.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/sweep.hpp"
#include "engine/results/journal.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

class GapPoints {
 public:
  /// Without --output there is no journal. Else as open_journal(), whose exceptions it throws;
  /// under
  /// --resume with the points that were finished before.
  GapPoints(std::size_t count, const std::string& work, const Options& options);

  [[nodiscard]] std::vector<std::size_t> left() const;
  /// Throws KeepingFailed where it cannot be kept.
  void take(std::size_t point, SweptPoint&& swept);
  /// Once none is left.
  [[nodiscard]] std::vector<SweptPoint> all() const;

  [[nodiscard]] bool is_kept() const { return journal_.has_value(); }
  /// The table is in place.
  void end();

 private:
  std::vector<std::optional<SweptPoint>> finished_;
  std::optional<Journal> journal_;
};

}  // namespace tiermix
