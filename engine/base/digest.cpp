#include "engine/base/digest.hpp"

#include <array>

namespace tiermix {
namespace {

// Of up to eight bytes, the first one highest; compilers make one load of eight.
std::uint64_t word_of(std::string_view bytes) {
  std::uint64_t word = 0;
  for (const char c : bytes) {
    word = (word << 8U) | static_cast<unsigned char>(c);
  }
  return word;
}

}  // namespace

void Digest::add(std::uint64_t word) {
  state_ = std::rotl((state_ ^ word) * 0x100000001b3U, 29) * 0x9e3779b97f4a7c15U;
}

void Digest::add(std::string_view text) {
  add(std::uint64_t{text.size()});
  for (; text.size() >= 8; text.remove_prefix(8)) {
    add(word_of(text.substr(0, 8)));
  }
  if (!text.empty()) {
    add(word_of(text));
  }
}

void Digest::add(std::span<const double> values) {
  add(std::uint64_t{values.size()});
  for (const double v : values) {
    add(v);
  }
}

std::uint64_t Digest::value() const {
  std::uint64_t z = state_ + 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::uint64_t digest_of(std::string_view text) {
  Digest digest;
  digest.add(text);
  return digest.value();
}

std::string to_hex(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4U) {
    text[i] = kDigits[value & 15U];
  }
  return text;
}

}  // namespace tiermix
