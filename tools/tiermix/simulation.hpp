#pragma once

// What the commands that simulate share: measures by name, the results file, a run that fails.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/experiment/experiment.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

inline constexpr std::uint64_t kMostReplications = 1'000'000;

/// The measures of a comma-separated list, all of them reported for the whole desk. Throws
/// UsageError with the option's name and the nearest measure.
[[nodiscard]] std::vector<std::size_t> measures_named(const std::string& list,
                                                      const std::string& option);

/// --output, or the fallback. Throws std::runtime_error where it cannot be written there, or where
/// something stands that --force does not cover: it replaces results, no scenario by mistake.
[[nodiscard]] std::filesystem::path output_path(const Options& options,
                                                const std::string& fallback);

/// The same of a results file that another option names: `goes_on` where it was left by what is
/// resumed.
[[nodiscard]] std::filesystem::path results_path(const Options& options,
                                                 const std::string& option,
                                                 std::filesystem::path path,
                                                 bool goes_on);

/// A run that fails is a defect of ours; main() need not know what it threw.
struct ReplicationFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Calls `simulate` with a progress report, shown unless --quiet. Throws ReplicationFailed with the
/// message of what it threw, memory and KeepingFailed apart.
void simulate_with_progress(
    const Options& options,
    std::uint32_t planned,
    const std::function<void(const std::function<bool(const Progress&)>&)>& simulate);

/// Says what failed and how to see it again; `command` with its files. Returns kDefect.
[[nodiscard]] int tell_failure(const std::string& failure,
                               const std::string& command,
                               std::uint64_t seed,
                               std::uint32_t replications,
                               const Options& options);

/// What becomes of results that a command has.
struct ResultsEnd {
  std::filesystem::path output;
  std::function<void()> write;         ///< the results file
  std::function<void()> written;       ///< it is in place: the journal may go
  std::function<void()> show;          ///< the report on standard output
  std::filesystem::path journal = {};  ///< where it is not beside the output
};

/// The file first: a reader of the report who goes away early, or a full disk behind standard
/// output, takes nothing with it. Where the file cannot be written, what was simulated is at least
/// shown, and the journal that stays is named. Throws what failed, the file before the report.
void write_and_show(const ResultsEnd& end, const Options& options);

}  // namespace tiermix
