// The completion script of zsh.

#include "tools/tiermix/completion.hpp"

namespace tiermix {
namespace {

// The signs of _arguments and _describe escaped.
std::string marked(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out +=
        c == '[' || c == ']' || c == ':' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return out;
}

std::string zsh_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out + "'";
}

std::string zsh_action(Completes what, const std::vector<std::string>& words) {
  switch (what) {
    case Completes::nothing:
      return ": :";
    case Completes::file:
      return ":file:_files";
    case Completes::folder:
      return ":folder:_files -/";
    case Completes::scenario:
      return ":scenario:_files -g \"*.toml\"";
    case Completes::results:
      return ":results:_files -g \"*.h5\"";
    case Completes::either:
      return ":scenario or results:_files -g \"*.(toml|h5)\"";
    case Completes::measures:
      return ":measures:_sequence compadd - $measures";
    case Completes::templates:
      return ":template:compadd - ${${(f)\"$(tiermix new --list 2> /dev/null)\"}%% *}";
    case Completes::commands:
      return ":command:compadd - ${commands%%\\:*}";
    case Completes::words:
      break;
  }
  std::string list = ":choice:(";
  for (const std::string& word : words) {
    list += (list.back() == '(' ? "" : " ") + word;
  }
  return list + ")";
}

// One or two specifications of _arguments, each on a line of its own.
std::string specification(const CompletedOption& option) {
  const OptionSpec& spec = option.spec;
  const bool takes = spec.takes != Takes::nothing;
  const std::string value = takes ? zsh_action(option.what, option.words) : std::string();
  const std::string name = "--" + spec.name;
  const std::string letter = spec.letter == '\0' ? "" : std::string("-") + spec.letter;
  const std::string before = spec.takes == Takes::values ? "*"
                             : letter.empty()            ? ""
                                                         : "(" + letter + " " + name + ")";
  const auto line = [&](const std::string& flag) {
    return "        " + zsh_quoted(before + flag + "[" + marked(option.meaning) + "]" + value) +
           " \\\n";
  };
  return line(name + (takes ? "=" : "")) +
         (letter.empty() ? std::string() : line(letter + (takes ? "+" : "")));
}

}  // namespace

std::string zsh_completion(const std::vector<CompletedCommand>& commands) {
  std::string names;
  std::string cases;
  for (const CompletedCommand& command : commands) {
    names += "    " + zsh_quoted(command.name + ":" + marked(command.summary)) + "\n";
    cases += "    " + command.name + ")\n      _arguments -s -S \\\n";
    for (const CompletedOption& option : command.options) {
      cases += specification(option);
    }
    cases += command.files == Completes::nothing
                 ? std::string("        && return ;;\n")
                 : "        " + zsh_quoted("*" + zsh_action(command.files, command.words)) +
                       " && return ;;\n";
  }
  std::string known;
  for (const std::string& name : measure_names()) {
    known += " " + name;
  }
  return "#compdef tiermix\n# zsh completion of tiermix, by: tiermix completion zsh\n\n"
         "_tiermix() {\n  local curcontext=$curcontext state line\n  local -a commands measures\n"
         "  commands=(\n" +
         names + "  )\n  measures=(" + known.substr(1) +
         ")\n"
         "  _arguments -C '(- *)'{-h,--help}'[all commands]' '(- *)'{-V,--version}'[version]' \\\n"
         "    '1: :->command' '*:: :->rest' && return\n"
         "  if [[ $state == command ]]; then\n"
         "    _describe -t commands command commands\n    return\n  fi\n"
         "  case $words[1] in\n" +
         cases +
         "  esac\n  return 1\n}\n\n"
         "if [[ $funcstack[1] == _tiermix ]]; then\n  _tiermix \"$@\"\n"
         "else\n  compdef _tiermix tiermix\nfi\n";
}

}  // namespace tiermix
