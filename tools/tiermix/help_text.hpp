#pragma once

// What the help of a command says, taken apart: completion and man pages are made of it, so that
// there is one text and nothing to keep in step.

#include <string>
#include <string_view>
#include <vector>

namespace tiermix {

struct HelpOption {
  std::string term;     ///< "-o, --output FILE", as the help has it
  std::string meaning;  ///< its lines as one
};

/// Options below one heading; the heading is empty where the help has none.
struct HelpGroup {
  std::string heading;
  std::vector<HelpOption> options;
};

struct HelpText {
  std::vector<std::string> synopsis;    ///< "tiermix new NAME [--like TEMPLATE]", one per form
  std::vector<std::string> paragraphs;  ///< what the command does
  std::vector<std::string> examples;    ///< command lines
  std::vector<HelpGroup> groups;
  std::vector<std::string> notes;  ///< paragraphs behind the options
};

/// Blocks of the help are apart by empty lines: the usage, paragraphs, examples ("  tiermix ..."),
/// options ("  --name VALUE  meaning", two spaces at least before the meaning, further lines
/// indented deeper), the latter with an optional heading.
[[nodiscard]] HelpText parse_help(std::string_view help);

/// The meaning of an option by its name without hyphens; nothing where the help has no line of it.
[[nodiscard]] const HelpOption* find_option(const HelpText& help, std::string_view name);

/// What an option takes, as the help has it: "FILE" of "-o, --output FILE", "auto|always|never" of
/// "--color=auto|always|never, --no-color"; empty where it takes nothing.
[[nodiscard]] std::string value_of(const HelpOption& option, std::string_view name);

}  // namespace tiermix
