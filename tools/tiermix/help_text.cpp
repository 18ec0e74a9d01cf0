#include "tools/tiermix/help_text.hpp"

#include <algorithm>

#include "engine/base/text.hpp"

namespace tiermix {
namespace {

using Lines = std::vector<std::string_view>;

// Lines between empty lines.
std::vector<Lines> blocks_of(std::string_view text) {
  std::vector<Lines> blocks(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!line.empty()) {
      blocks.back().push_back(line);
    } else if (!blocks.back().empty()) {
      blocks.emplace_back();
    }
    at = end + 1;
  }
  if (blocks.back().empty()) {
    blocks.pop_back();
  }
  return blocks;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string_view line : lines) {
    text += (text.empty() ? "" : " ") + std::string(trimmed(line));
  }
  return text;
}

bool starts_option(std::string_view line) { return line.starts_with("  -"); }

HelpOption option_of(std::string_view line) {
  line.remove_prefix(2);
  const std::size_t gap = line.find("  ");
  return {.term = std::string(line.substr(0, gap)),
          .meaning = gap == std::string_view::npos ? std::string()
                                                   : std::string(trimmed(line.substr(gap)))};
}

HelpGroup group_of(const Lines& block) {
  HelpGroup group;
  for (const std::string_view line : block) {
    if (starts_option(line)) {
      group.options.push_back(option_of(line));
    } else if (group.options.empty()) {
      group.heading += (group.heading.empty() ? "" : " ") + std::string(trimmed(line));
    } else {
      std::string& meaning = group.options.back().meaning;
      meaning += (meaning.empty() ? "" : " ") + std::string(trimmed(line));
    }
  }
  return group;
}

bool is_of_name(std::string_view term, std::size_t at, std::string_view name) {
  const std::size_t end = at + 2 + name.size();
  return term.substr(at, 2) == "--" && term.substr(at + 2, name.size()) == name &&
         (end >= term.size() || term[end] == ' ' || term[end] == '=' || term[end] == ',');
}

// Where the name stands in a term with its hyphens; npos where it does not.
std::size_t find_name(std::string_view term, std::string_view name) {
  for (std::size_t at = term.find("--"); at != std::string_view::npos;
       at = term.find("--", at + 2)) {
    if (is_of_name(term, at, name)) {
      return at;
    }
  }
  return std::string_view::npos;
}

constexpr std::string_view kUsageStart = "usage: ";

std::vector<std::string> forms_of(const Lines& block) {
  std::vector<std::string> forms;
  for (std::string_view line : block) {
    line.remove_prefix(line.starts_with(kUsageStart) ? kUsageStart.size() : 0);
    forms.emplace_back(trimmed(line));
  }
  return forms;
}

}  // namespace

HelpText parse_help(std::string_view help) {
  HelpText text;
  for (const Lines& block : blocks_of(help)) {
    if (block.front().starts_with(kUsageStart)) {
      text.synopsis = forms_of(block);
    } else if (std::ranges::any_of(block, starts_option)) {
      text.groups.push_back(group_of(block));
    } else if (block.front().starts_with("  ")) {
      std::ranges::transform(block, std::back_inserter(text.examples), [](std::string_view line) {
        return std::string(trimmed(line));
      });
    } else {
      (text.groups.empty() ? text.paragraphs : text.notes).push_back(joined(block));
    }
  }
  return text;
}

const HelpOption* find_option(const HelpText& help, std::string_view name) {
  for (const HelpGroup& group : help.groups) {
    for (const HelpOption& option : group.options) {
      if (find_name(option.term, name) != std::string_view::npos) {
        return &option;
      }
    }
  }
  return nullptr;
}

std::string value_of(const HelpOption& option, std::string_view name) {
  const std::size_t at = find_name(option.term, name);
  if (at == std::string::npos) {
    return {};
  }
  const std::string_view rest = std::string_view(option.term).substr(at + 2 + name.size());
  if (rest.empty() || rest.front() == ',') {
    return {};
  }
  // "M,N" holds a comma and no space; ", " begins the next option.
  return std::string(rest.substr(
      1, rest.find(", ") == std::string_view::npos ? std::string_view::npos : rest.find(", ") - 1));
}

}  // namespace tiermix
