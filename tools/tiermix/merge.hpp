#pragma once

#include "tools/tiermix/options.hpp"

namespace tiermix {

/// Puts shards together as tiermix merge does, whose options these are; there is at least one.
/// Returns the exit status of the command that they are of. Throws WaveNeeded where a look needs
/// replications that are in no shard.
[[nodiscard]] int merge_shards(const Options& options);

}  // namespace tiermix
