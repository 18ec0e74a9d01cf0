#pragma once

// The results file beside the chosen scenario of tiermix optimize: what is found wrong with its
// name, or with what is there, before anything is simulated.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/results/optimum.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

/// Whether --resume has a journal beside the chosen scenario to go on from.
[[nodiscard]] bool goes_on(const Options& options, const std::filesystem::path& output);

/// The file that --results names. Throws UsageError or std::runtime_error where it cannot be
/// written beside `output` and its journal, or would replace what is no results file.
[[nodiscard]] std::filesystem::path optimum_results_path(const Options& options,
                                                         const std::filesystem::path& output);

/// Throws std::runtime_error where results are there that are not of this very search, gone on with
/// under --resume. Expects a path that is empty or one that optimum_results_path() gave.
void check_same_search(const std::filesystem::path& results,
                       std::uint64_t scenario_digest,
                       std::uint64_t seed,
                       const std::vector<OptimisedVariable>& variables);

}  // namespace tiermix
