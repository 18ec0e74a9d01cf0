#pragma once

// A 64-bit digest (FNV-1a over 8-byte words, finished by the mixer of SplitMix64) for input hashes,
// signatures and identities derived from names. Not cryptographic.

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tiermix {

class Digest {
 public:
  void add(std::uint64_t word);
  void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
  void add(std::string_view text);
  void add(std::span<const double> values);

  [[nodiscard]] std::uint64_t value() const;

 private:
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

[[nodiscard]] std::uint64_t digest_of(std::string_view text);

/// Sixteen lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::uint64_t value);

}  // namespace tiermix
