#pragma once

// What can be completed on a command line, from the commands' own options and help.

#include <cstdint>
#include <string>
#include <vector>

#include "tools/tiermix/command.hpp"

namespace tiermix {

enum class Completes : std::uint8_t {
  nothing,  ///< a number, a text of the user's own
  file,
  folder,
  scenario,   ///< *.toml
  results,    ///< *.h5
  either,     ///< *.toml or *.h5
  words,      ///< one of a few
  measures,   ///< names of measures, with commas between them
  templates,  ///< what tiermix new --list says
  commands,
};

struct CompletedOption {
  OptionSpec spec;
  std::string meaning;  ///< one line without a full stop
  Completes what = Completes::nothing;
  std::vector<std::string> words;
};

struct CompletedCommand {
  std::string name;
  std::string summary;
  std::vector<CompletedOption> options;  ///< --help is the last
  Completes files = Completes::nothing;  ///< what stands without a hyphen
  std::vector<std::string> words;
};

/// All commands, and "help" behind them.
[[nodiscard]] std::vector<CompletedCommand> completed_commands();

[[nodiscard]] std::vector<std::string> measure_names();

[[nodiscard]] std::string bash_completion(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<CompletedCommand>& commands);

[[nodiscard]] std::string joined_by_blanks(const std::vector<std::string>& words);

}  // namespace tiermix
