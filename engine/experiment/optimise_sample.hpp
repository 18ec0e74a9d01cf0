#pragma once

// Samples of an optimisation by simulation, all cores over all replications of a batch.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/experiment/optimise.hpp"

namespace tiermix {

/// Simulates the requests, each with its plan. Throws SweepFailed with the number of the request
/// whose replication failed first. Nothing where `report` stopped it.
[[nodiscard]] std::optional<std::vector<GoalSamples>> sample(
    std::span<const SampleRequest> requests,
    std::span<const Plan* const> plans,
    std::span<const SampledGoal> sampled,
    std::uint64_t seed,
    int threads,
    const std::function<bool(std::uint32_t done)>& report = {});

}  // namespace tiermix
