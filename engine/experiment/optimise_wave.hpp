#pragma once

// Optimising elsewhere, wave by wave. An optimisation is a deterministic function of the samples
// that it asks for. Where only some of them are known, it can be followed up to the first one that
// is not, and a little farther: what it asks for next, and what it asks for if nothing of that is
// an improvement. All of it is a wave, to be simulated in any order and on any machine.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/experiment/optimise.hpp"

namespace tiermix {

/// Samples of one replication of a point; without replications where the point is no scenario;
/// nullptr where nothing is known.
using KnownSamples =
    std::function<const GoalSamples*(const LatticePoint& point, std::uint32_t replication)>;

/// Those of a request, put together; nothing where one of them is not known.
[[nodiscard]] std::optional<GoalSamples> joined_samples(const SampleRequest& request,
                                                        const KnownSamples& known);

/// What optimise() needs next and does not find known, one replication of one point each, none
/// twice; empty where it needs nothing more. Depends on the design and on what is known alone.
///   Search  the points of the next moves on both starts, and all moves that would follow if none
///           of those were better, on this sample path and the next.
///   Final   all points in the race and the base, to the end of the first stage, then to twice as
///           many replications as they have.
///   Prices  the searches without each constraint, side by side.
[[nodiscard]] std::vector<SampleRequest> next_wave(const OptimumDesign& design,
                                                   const KnownSamples& known);

}  // namespace tiermix
