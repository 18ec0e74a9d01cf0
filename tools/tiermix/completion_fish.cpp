// The completion script of fish.

#include "tools/tiermix/completion.hpp"

namespace tiermix {
namespace {

std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return out + "'";
}

// What -a takes, and whether files are offered as well; empty where there is nothing to offer.
std::string fish_action(Completes what, const std::vector<std::string>& words) {
  switch (what) {
    case Completes::nothing:
    case Completes::file:
      return {};
    case Completes::folder:
      return "'(__fish_complete_directories)'";
    case Completes::scenario:
      return "'(__fish_complete_suffix .toml)'";
    case Completes::results:
      return "'(__fish_complete_suffix .h5)'";
    case Completes::either:
      return "'(__fish_complete_suffix .toml) (__fish_complete_suffix .h5)'";
    case Completes::words:
      return fish_quoted(joined_by_blanks(words));
    case Completes::measures:
      return "'(__fish_complete_list , __tiermix_measures)'";
    case Completes::templates:
      return "'(tiermix new --list 2> /dev/null | string replace -r \" .*\" \"\")'";
    case Completes::commands:
      return "\"$__tiermix_commands\"";
  }
  return {};
}

std::string line_of(const CompletedCommand& command, const CompletedOption& option) {
  std::string line = "complete -c tiermix -n '__fish_seen_subcommand_from " + command.name +
                     "' -l " + option.spec.name;
  if (option.spec.letter != '\0') {
    line += std::string(" -s ") + option.spec.letter;
  }
  if (option.spec.takes != Takes::nothing) {
    const std::string values = fish_action(option.what, option.words);
    line += option.what == Completes::file ? " -r -F" : " -x";
    line += values.empty() ? "" : " -a " + values;
  }
  return line + (option.meaning.empty() ? "" : " -d " + fish_quoted(option.meaning)) + "\n";
}

}  // namespace

std::string fish_completion(const std::vector<CompletedCommand>& commands) {
  std::string names;
  std::string lines;
  for (const CompletedCommand& command : commands) {
    names += " " + command.name;
    lines += "complete -c tiermix -n __fish_use_subcommand -a " + command.name + " -d " +
             fish_quoted(command.summary) + "\n";
    for (const CompletedOption& option : command.options) {
      lines += line_of(command, option);
    }
    const std::string condition =
        "complete -c tiermix -n '__fish_seen_subcommand_from " + command.name + "'";
    const std::string values = fish_action(command.files, command.words);
    if (command.files == Completes::file) {
      lines += condition + " -F\n";
    } else if (!values.empty()) {
      lines += condition + " -k -a " + values + "\n";
    }
  }
  return "# fish completion of tiermix, by: tiermix completion fish\n\n"
         "set -g __tiermix_commands" +
         names + "\n\nfunction __tiermix_measures\n    printf '%s\\n' " +
         joined_by_blanks(measure_names()) +
         "\nend\n\ncomplete -c tiermix -f\n"
         "complete -c tiermix -n __fish_use_subcommand -l help -s h -d 'all commands'\n"
         "complete -c tiermix -n __fish_use_subcommand -l version -s V -d version\n" +
         lines;
}

}  // namespace tiermix
