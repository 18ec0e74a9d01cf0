#pragma once

#include <span>

namespace tiermix {

[[nodiscard]] inline double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return sum / static_cast<double>(values.size());
}

}  // namespace tiermix
