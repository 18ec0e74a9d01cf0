#include "engine/random/stream.hpp"

#include <algorithm>
#include <array>

#include "engine/base/check.hpp"
#include "engine/random/scattered.hpp"
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

std::uint32_t purpose_of(Use use, Stage at) {
  return (static_cast<std::uint32_t>(use) >> 1U << 24U) | (std::uint32_t{at.tier} << 12U) |
         (at.visit & 0xfffU);
}

// Numbers of as many owners as there are lanes or fewer; owner(i) is the i-th of them.
template <class OwnerAt>
void draw_lanes(ReplicationKey key,
                std::uint32_t purpose,
                const OwnerAt& owner,
                std::span<double> even,
                std::span<double> odd) {
  Lanes x;
  for (std::size_t i = 0; i < kLanes; ++i) {
    const Owner of = owner(i);
    x.c0[i] = of & 0xffffffffU;
    x.c1[i] = of >> 32U;
    x.c2[i] = key.replication;
    x.c3[i] = purpose;
  }
  rounds(x, static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U));
  for (std::size_t i = 0; i < even.size(); ++i) {
    even[i] = unit_interval((x.c1[i] << 32U) | (x.c0[i] & 0xffffffffU));
    odd[i] = unit_interval((x.c3[i] << 32U) | (x.c2[i] & 0xffffffffU));
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
  const std::uint32_t purpose = purpose_of(use, at);
  for (std::size_t begin = 0; begin < even.size(); begin += kLanes) {
    const std::size_t count = std::min(even.size() - begin, kLanes);
    // The lanes behind the last owner may be carried into the upper half; they are not read.
    draw_lanes(
        key,
        purpose,
        [&](std::size_t i) { return first + begin + i; },
        even.subspan(begin, count),
        odd.subspan(begin, count));
  }
}

void draw_pairs_of(ReplicationKey key,
                   Use use,
                   std::span<const Owner> owners,
                   Stage at,
                   std::span<double> even,
                   std::span<double> odd) {
  TIERMIX_EXPECTS(owners.size() == even.size() && even.size() == odd.size());
  const std::uint32_t purpose = purpose_of(use, at);
  for (std::size_t begin = 0; begin < owners.size(); begin += kLanes) {
    const std::size_t count = std::min(owners.size() - begin, kLanes);
    draw_lanes(
        key,
        purpose,
        [&](std::size_t i) { return owners[begin + std::min(i, count - 1)]; },
        even.subspan(begin, count),
        odd.subspan(begin, count));
  }
}

}  // namespace tiermix
