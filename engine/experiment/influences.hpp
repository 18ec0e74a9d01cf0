#pragma once

// Measures of replications in the form that paired comparison takes.

#include <cstddef>
#include <span>

#include "engine/tally/observations.hpp"
#include "engine/estimate/paired.hpp"

namespace tiermix {

/// measures()[index] in one scope.
[[nodiscard]] Influences influences_of(std::span<const Observations> replications,
                                       std::size_t index,
                                       std::size_t scope);

[[nodiscard]] Linear linear_of(std::span<const Observations> replications,
                               std::size_t index,
                               std::size_t scope);

/// The value that one more replication counts as: linear.value plus its effect.
[[nodiscard]] double linear_value(const Linear& linear,
                                  const Observations& replication,
                                  std::size_t index,
                                  std::size_t scope);

}  // namespace tiermix
