#pragma once

// Rows of the tables in the results file of an optimum: what its writer and its reader agree on.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/estimate/estimate.hpp"
#include "engine/results/results.hpp"

namespace tiermix {

/// Points count from 1; this one is the scenario as it is.
inline constexpr std::int32_t kBasePoint = 0;

/// Targets count from 1; this one is the objective, or none.
inline constexpr std::int32_t kNoTarget = 0;

struct OptimumKeyRow {
  std::int32_t variable = 0;  ///< counts from 1
  std::string text;           ///< a key of it, or a value
};

struct OptimumPointRow {
  std::int32_t point = kBasePoint;
  std::vector<std::string> values;  ///< [variable]
  std::string fate;
  std::int32_t replications = 0;
};

struct OptimumEstimateRow {
  std::int32_t point = kBasePoint;
  std::int32_t target = kNoTarget;
  EstimateRow row;
  std::string verdict;   ///< of a target
  std::string interval;  ///< which decides; empty where the whole time is
};

struct OptimumPriceRow {
  std::int32_t target = kNoTarget;
  std::int32_t binding = 0;
  std::vector<std::string> values;  ///< [variable]
  EstimateRow row;
};

[[nodiscard]] inline Estimate estimate_in(const EstimateRow& row) {
  return {.mean = row.mean,
          .half_width = row.half_width,
          .lower = row.lower,
          .upper = row.upper,
          .level = row.level,
          .replications = row.replications};
}

}  // namespace tiermix
