#pragma once

// Several scenarios side by side, as the commands take them.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/model.hpp"
#include "engine/results/compared.hpp"

#include "tools/tiermix/keeping.hpp"
#include "tools/tiermix/options.hpp"

namespace tiermix {

struct NamedScenario {
  std::string name;  ///< the file's without .toml; where several have the same, the file as given
  Model model;
  RunContext context;
};

/// The files of the command line. Throws UsageError where one is given twice.
[[nodiscard]] std::vector<std::string> distinct_files(const Options& options);

/// All files are read before any is refused; nothing where one is. Each with the changes of --set,
/// all but the first with those of the option `for_others` too.
[[nodiscard]] std::vector<NamedScenario> load_all(const std::vector<std::string>& files,
                                                  const Options& options,
                                                  const std::string& for_others = "");

/// Other weeks, or other money, cannot be taken from each other: throws UsageError with a line for
/// each difference from the first scenario.
void check_same_window(const std::vector<NamedScenario>& scenarios);

/// Refers to the scenario's model.
[[nodiscard]] ComparedInput input_of(const NamedScenario& scenario);

/// What finished replications of these scenarios are of.
[[nodiscard]] KeptWork work_of(const std::string& command,
                               const std::vector<NamedScenario>& scenarios,
                               std::uint64_t seed);

/// "tiermix compare base.toml other.toml".
[[nodiscard]] std::string command_with(std::string command, const std::vector<std::string>& files);

}  // namespace tiermix
