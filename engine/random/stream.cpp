#include "engine/random/stream.hpp"

#include <array>

#include "engine/base/check.hpp"
#include "engine/random/vector_clones.hpp"

namespace tiermix {
namespace {

// Wide enough for two AVX-512 or four AVX2 registers of 64-bit lanes.
constexpr std::size_t kLanes = 16;

struct Lanes {
  std::array<std::uint64_t, kLanes> c0;
  std::array<std::uint64_t, kLanes> c1;
  std::array<std::uint64_t, kLanes> c2;
  std::array<std::uint64_t, kLanes> c3;
};

// The ten rounds of philox() in 64-bit lanes whose upper halves are ignored or cleared.
TIERMIX_VECTOR_CLONES void rounds(Lanes& x, std::uint32_t k0, std::uint32_t k1) {
  constexpr std::uint64_t kLow = 0xffffffffU;
  for (int round = 0; round < 10; ++round) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      const std::uint64_t a = (x.c0[i] & kLow) * 0xD2511F53U;
      const std::uint64_t b = (x.c2[i] & kLow) * 0xCD9E8D57U;
      x.c0[i] = (b >> 32U) ^ x.c1[i] ^ k0;
      x.c1[i] = b & kLow;
      x.c2[i] = (a >> 32U) ^ x.c3[i] ^ k1;
      x.c3[i] = a & kLow;
    }
    k0 += 0x9E3779B9U;
    k1 += 0xBB67AE85U;
  }
}

}  // namespace

void draw_pairs(ReplicationKey key,
                Use use,
                Owner first,
                Stage at,
                std::span<double> even,
                std::span<double> odd) {
  TIERMIX_EXPECTS(even.size() == odd.size());
  TIERMIX_EXPECTS((first & 0xffffffffU) + even.size() <= 0x100000000U);
  const std::uint32_t purpose = (static_cast<std::uint32_t>(use) >> 1U << 24U) |
                                (std::uint32_t{at.tier} << 12U) | (at.visit & 0xfffU);
  for (std::size_t begin = 0; begin < even.size(); begin += kLanes) {
    Lanes x{};
    for (std::size_t i = 0; i < kLanes; ++i) {
      x.c0[i] = (first & 0xffffffffU) + begin + i;
      x.c1[i] = first >> 32U;
      x.c2[i] = key.replication;
      x.c3[i] = purpose;
    }
    rounds(x, static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U));
    const std::size_t count = even.size() - begin < kLanes ? even.size() - begin : kLanes;
    for (std::size_t i = 0; i < count; ++i) {
      even[begin + i] = unit_interval((x.c1[i] << 32U) | (x.c0[i] & 0xffffffffU));
      odd[begin + i] = unit_interval((x.c3[i] << 32U) | (x.c2[i] & 0xffffffffU));
    }
  }
}

}  // namespace tiermix
