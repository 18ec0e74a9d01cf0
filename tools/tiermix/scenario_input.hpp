#pragma once

// Scenarios as the commands take them: a file, changes by --set, diagnostics on standard error.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/results/benchmark.hpp"

#include "tools/tiermix/options.hpp"

namespace tiermix {

/// path=value of each of these options, as often as given. Throws UsageError where there is no "=".
[[nodiscard]] std::vector<Override> overrides_of(const Options& options,
                                                 const std::vector<std::string>& names = {"set"});

struct ScenarioInput {
  Loaded loaded;
  std::vector<BenchmarkSet> benchmarks;  ///< to compare with; none where the scenario chooses none
};

/// Tells all diagnostics and how many there are, those of the choice of benchmarks included. The
/// model is absent where it has errors, or warnings under --strict. `changes`: as overrides_of().
[[nodiscard]] ScenarioInput load_and_tell(const std::string& file,
                                          const Options& options,
                                          const std::vector<std::string>& changes = {"set"});

/// The same for a scenario that is read already; `file` is what it is called.
[[nodiscard]] ScenarioInput tell_loaded(Loaded read_before,
                                        const std::string& file,
                                        const Options& options);

}  // namespace tiermix
