#pragma once

// The exact results of expected.csv, and what the simulation makes of them.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/estimate/estimate.hpp"

namespace tiermix::testing {

struct Expected {
  std::string measure;
  std::string scope;  ///< all, case.NAME or tier.NAME; or "from_h-to_h" for a level over time
  double value = 0.0;
  std::string unit;
};

struct TheoryCase {
  std::string name;
  std::string title;
  std::uint32_t replications = 0;
  std::vector<Expected> expected;
};

/// Both tables, cases in the order of the files.
[[nodiscard]] std::vector<TheoryCase> read_theory_cases();

struct Finding {
  Expected expected;
  Estimate estimate;  ///< at the 99.9 % level

  /// The truth is inside, and the interval is narrow: half-width below 1 % of the truth.
  [[nodiscard]] bool is_inside() const;
  [[nodiscard]] bool is_narrow() const;
};

/// Simulates a case with a fixed seed.
[[nodiscard]] std::vector<Finding> simulate(const TheoryCase& theory_case);

}  // namespace tiermix::testing
