#include "engine/report/text.hpp"

#include <algorithm>
#include <string>

namespace tiermix {

Signs signs_of(const TextStyle& style) {
  if (style.glyphs == Glyphs::unicode) {
    return {.plus_minus = "±", .dash = "–", .dot = "·", .block = "█"};
  }
  return {.plus_minus = "+/-", .dash = "-", .dot = "|", .block = "#"};
}

std::size_t columns_of(std::string_view text) {
  const auto starts_code_point = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  };
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_code_point));
}

std::string toned(std::string_view text, Tone tone, const TextStyle& style) {
  std::string_view code;
  switch (tone) {
    case Tone::plain:
      break;
    case Tone::strong:
      code = "1";
      break;
    case Tone::faint:
      code = "2";
      break;
    case Tone::good:
      code = "32";
      break;
    case Tone::notable:
      code = "33";
      break;
  }
  if (style.colour == Colour::off || code.empty() || text.empty()) {
    return std::string(text);
  }
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string wrapped(std::string_view text, const TextStyle& style, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  bool first_on_line = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t width = columns_of(word);
    if (!first_on_line && column + 1 + width > style.width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      first_on_line = true;
    }
    if (!first_on_line) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
    first_on_line = false;
  }
  return out + "\n";
}

}  // namespace tiermix
