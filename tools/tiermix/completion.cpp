// tiermix completion: scripts that complete command lines in bash, zsh and fish.

#include "tools/tiermix/completion.hpp"

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/tally/measure.hpp"

#include "tools/tiermix/help_text.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr const char* kCompletionHelp = R"(usage: tiermix completion bash|zsh|fish

Prints a script with which the shell completes commands, options, their values and files. An installed
tiermix has brought these scripts along.

  tiermix completion bash > ~/.local/share/bash-completion/completions/tiermix
  tiermix completion zsh > ~/.zfunc/_tiermix
  tiermix completion fish > ~/.config/fish/completions/tiermix.fish

The folder for zsh has to be in $fpath before compinit.
)";

std::vector<std::string> split_at(std::string_view text, char mark) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_choice(const std::string& value) {
  return !value.empty() &&
         std::ranges::all_of(value, [](char c) { return (c >= 'a' && c <= 'z') || c == '|'; });
}

Completes kind_of(const std::string& value) {
  if (is_choice(value)) {
    return Completes::words;
  }
  if (value == "M,N") {
    return Completes::measures;
  }
  if (value == "TEMPLATE") {
    return Completes::templates;
  }
  if (value == "FOLDER") {
    return Completes::folder;
  }
  return value.starts_with("FILE") || value == "PATH" || value == "PAGE" ? Completes::file
                                                                         : Completes::nothing;
}

// The first part of a meaning, short enough for one line beside the option.
std::string one_line(const std::string& meaning) {
  constexpr std::size_t kMost = 72;
  std::string line = meaning.substr(0, std::min(meaning.find(';'), meaning.find(" (")));
  if (line.size() > kMost) {
    line.resize(line.rfind(' ', kMost));
    line += " ...";
  }
  return line;
}

CompletedOption completed(const OptionSpec& spec, const HelpText& help) {
  CompletedOption option{.spec = spec, .meaning = {}, .words = {}};
  if (const HelpOption* said = find_option(help, spec.name); said != nullptr) {
    option.meaning = one_line(said->meaning.empty() ? "colour of the output" : said->meaning);
    if (spec.takes != Takes::nothing) {
      const std::string value = value_of(*said, spec.name);
      option.what = kind_of(value);
      if (option.what == Completes::words) {
        option.words = split_at(value, '|');
      }
    }
  }
  return option;
}

Completes files_of(const std::string& synopsis) {
  const bool results = synopsis.find("RESULTS.h5") != std::string::npos;
  const bool scenario = synopsis.find(" FILE") != std::string::npos ||
                        synopsis.find(" BASE") != std::string::npos ||
                        synopsis.find(" SCENARIO") != std::string::npos;
  if (results) {
    return scenario ? Completes::either : Completes::results;
  }
  if (scenario) {
    return Completes::scenario;
  }
  return synopsis.find("FOLDER") != std::string::npos ? Completes::file : Completes::nothing;
}

CompletedCommand completed(const Command& command) {
  const HelpText help = parse_help(command.help);
  CompletedCommand all{.name = std::string(command.name),
                       .summary = std::string(command.summary),
                       .options = {},
                       .words = {}};
  for (const OptionSpec& spec : command.options) {
    all.options.push_back(completed(spec, help));
  }
  all.options.push_back({.spec = {.name = "help", .letter = 'h'},
                         .meaning = "what the command takes, with examples",
                         .words = {}});
  const std::string& synopsis = help.synopsis.front();
  const std::string last = synopsis.substr(synopsis.rfind(' ') + 1);
  if (last.find('|') != std::string::npos && is_choice(last)) {
    all.files = Completes::words;
    all.words = split_at(last, '|');
  } else if (last == "[COMMAND]") {
    all.files = Completes::commands;
  } else if (command.name == "explain") {
    all.files = Completes::words;
    all.words = measure_names();
  } else {
    all.files = files_of(synopsis);
  }
  return all;
}

int print_completion(const Options& options) {
  const std::string shell = options.only_file("shell");
  const std::vector<CompletedCommand> commands = completed_commands();
  if (shell == "bash") {
    print(bash_completion(commands));
  } else if (shell == "zsh") {
    print(zsh_completion(commands));
  } else if (shell == "fish") {
    print(fish_completion(commands));
  } else {
    throw UsageError("no completion for the shell \"" + shell + "\", only for bash, zsh, fish");
  }
  return kDone;
}

}  // namespace

std::string joined_by_blanks(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  for (const Measure& measure : measures()) {
    names.emplace_back(measure.name);
  }
  return names;
}

std::vector<CompletedCommand> completed_commands() {
  std::vector<CompletedCommand> all;
  for (const Command& command : all_commands()) {
    all.push_back(completed(command));
  }
  all.push_back({.name = "help",
                 .summary = "what a command takes, with examples",
                 .options = {},
                 .files = Completes::commands,
                 .words = {}});
  return all;
}

Command completion_command() {
  return {.name = "completion",
          .summary = "a script that completes command lines in bash, zsh or fish",
          .help = kCompletionHelp,
          .options = {},
          .run = print_completion};
}

}  // namespace tiermix
