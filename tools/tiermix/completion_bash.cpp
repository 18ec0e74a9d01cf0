// The completion script of bash. It needs no bash-completion package, only bash 4.4.

#include "tools/tiermix/completion.hpp"

namespace tiermix {
namespace {

constexpr const char* kHead = R"=(# bash completion of tiermix, by: tiermix completion bash

_tiermix_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }

# Names with commas between them.
_tiermix_list() {
  local before=
  [[ $current != *,* ]] || before=${current%,*},
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${current##*,}")
  compopt -o nospace 2> /dev/null
}

# Files that end so, and folders on the way to them.
_tiermix_files() {
  local ending
  compopt -o filenames 2> /dev/null
  mapfile -t COMPREPLY < <(compgen -d -- "$current")
  for ending in "$@"; do
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X "!*$ending" -- "$current")
  done
}

_tiermix_any_file() {
  compopt -o filenames 2> /dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_tiermix() {
  local current=$2 previous=$3 command= i
  COMPREPLY=()
  if [[ $current == '=' ]]; then  # of --option=value, which bash takes for three words
    current=
  elif [[ $previous == '=' ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    if [[ ${COMP_WORDS[i]} != -* ]]; then
      command=${COMP_WORDS[i]}
      break
    fi
  done
)=";

std::string bash_action(Completes what, const std::vector<std::string>& words) {
  switch (what) {
    case Completes::nothing:
      return ":";
    case Completes::file:
      return "_tiermix_any_file";
    case Completes::folder:
      return "_tiermix_files";
    case Completes::scenario:
      return "_tiermix_files .toml";
    case Completes::results:
      return "_tiermix_files .h5";
    case Completes::either:
      return "_tiermix_files .toml .h5";
    case Completes::words:
      return "_tiermix_words '" + joined_by_blanks(words) + "'";
    case Completes::measures:
      return "_tiermix_list \"$measures\"";
    case Completes::templates:
      return R"=(_tiermix_words "$(tiermix new --list 2> /dev/null | cut -d ' ' -f 1)")=";
    case Completes::commands:
      return "_tiermix_words \"$commands\"";
  }
  return ":";
}

std::string pattern_of(const CompletedCommand& command, const OptionSpec& spec) {
  std::string pattern = "'" + command.name + " --" + spec.name + "'";
  if (spec.letter != '\0') {
    pattern += " | '" + command.name + " -" + std::string(1, spec.letter) + "'";
  }
  return pattern;
}

std::string values(const std::vector<CompletedCommand>& commands) {
  std::string text = "  case \"$command $previous\" in\n";
  for (const CompletedCommand& command : commands) {
    for (const CompletedOption& option : command.options) {
      if (option.spec.takes != Takes::nothing) {
        text += "    " + pattern_of(command, option.spec) + ") " +
                bash_action(option.what, option.words) + "; return ;;\n";
      }
    }
  }
  return text + "  esac\n";
}

}  // namespace

std::string bash_completion(const std::vector<CompletedCommand>& commands) {
  std::vector<std::string> names;
  std::string options;
  std::string files;
  for (const CompletedCommand& command : commands) {
    names.push_back(command.name);
    std::vector<std::string> known;
    for (const CompletedOption& option : command.options) {
      known.push_back("--" + option.spec.name);
    }
    options += "      " + command.name + ") _tiermix_words '" + joined_by_blanks(known) + "' ;;\n";
    files += "    " + command.name + ") " + bash_action(command.files, command.words) + " ;;\n";
  }
  return kHead + ("  local commands='" + joined_by_blanks(names) + "'\n") + "  local measures='" +
         joined_by_blanks(measure_names()) + "'\n" +
         "  if [[ -z $command ]]; then\n"
         "    _tiermix_words \"$commands --help --version\"\n"
         "    return\n"
         "  fi\n" +
         values(commands) + "  if [[ $current == -* ]]; then\n    case $command in\n" + options +
         "    esac\n    return\n  fi\n  case $command in\n" + files +
         "  esac\n}\n\ncomplete -F _tiermix tiermix\n";
}

}  // namespace tiermix
