#pragma once

// run --batches: one long run in the place of replications.

#include <cstdint>

#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

/// 0 without the option. Throws UsageError beside options of replications.
[[nodiscard]] std::uint32_t batches_of(const Options& options);

/// The window has to hold so many whole weeks each; what is left over goes to the warm-up, and is
/// told where that is a week or more, and so are batches that hold a part of a rotation, unless
/// --quiet. Nothing for 0 batches. Throws UsageError
/// where the horizon is too short.
void fit_batches(Model& model, std::uint32_t batches, const Options& options);

/// Nothing for 0 batches. Throws UsageError where a run draws something once.
void cut(Plan& plan, const Model& model, std::uint32_t batches);

}  // namespace tiermix
