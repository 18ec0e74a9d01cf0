#pragma once

// Draws for many owners that are not neighbours, such as the cases that a tier passes on.

#include <span>

#include "engine/random/stream.hpp"

namespace tiermix {

/// draw_pair for each of the owners: the same numbers, by vector instructions where the processor
/// has them. Expects spans of one size.
void draw_pairs_of(ReplicationKey key,
                   Use use,
                   std::span<const Owner> owners,
                   Stage at,
                   std::span<double> even,
                   std::span<double> odd);

}  // namespace tiermix
