#include "engine/base/printable.hpp"

#include <cstddef>
#include <cstdint>

namespace tiermix {
namespace {

struct Character {
  std::size_t bytes = 0;  ///< 0: no UTF-8
  std::uint32_t code = 0;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80U) {
    return {1, first};
  }
  if (first < 0xC2U || first > 0xF4U) {
    return {};
  }
  const std::size_t bytes = first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  std::uint32_t code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (at + i >= text.size() || (byte(at + i) & 0xC0U) != 0x80U) {
      return {};
    }
    code = (code << 6U) | (byte(at + i) & 0x3FU);
  }
  return {bytes, code};
}

bool is_harmless(std::uint32_t code) {
  const auto within = [code](std::uint32_t first, std::uint32_t last) {
    return code >= first && code <= last;
  };
  return !within(0x00, 0x1F) && !within(0x7F, 0x9F) && !within(0x2028, 0x202E) &&
         !within(0x2066, 0x2069);
}

std::string escaped(std::uint32_t code, std::size_t digits) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text = digits == 2 ? "\\x" : "\\u";
  while (digits-- > 0) {
    text += kHex[(code >> (4U * digits)) & 15U];
  }
  return text;
}

std::string shown(std::string_view text, std::string_view kept) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const Character one = character_at(text, at);
    if (one.bytes == 0) {
      result += escaped(static_cast<unsigned char>(text[at]), 2);
      ++at;
      continue;
    }
    if (is_harmless(one.code) || kept.find(text[at]) != std::string_view::npos) {
      result += text.substr(at, one.bytes);
    } else {
      result += escaped(one.code, one.code < 0x80U ? 2 : 4);
    }
    at += one.bytes;
  }
  return result;
}

}  // namespace

std::string printable(std::string_view text) { return shown(text, {}); }

std::string printable_lines(std::string_view text) { return shown(text, "\n\t"); }

}  // namespace tiermix
