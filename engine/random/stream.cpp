#include "engine/random/stream.hpp"

#include <algorithm>
#include <array>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#include "engine/base/check.hpp"
#include "engine/random/scattered.hpp"

namespace tiermix {
namespace {

// Wide enough for two AVX-512 or four AVX2 registers of 64-bit lanes.
constexpr std::size_t kLanes = 16;

struct alignas(64) Lanes {
  std::array<std::uint64_t, kLanes> c0;
  std::array<std::uint64_t, kLanes> c1;
  std::array<std::uint64_t, kLanes> c2;
  std::array<std::uint64_t, kLanes> c3;
};

using Rounds = void (*)(Lanes& x, PhiloxKey key);

// philox() in 64-bit lanes whose upper halves are zero before and after.
void plain_rounds(Lanes& x, PhiloxKey key) {
  for (std::size_t i = 0; i < kLanes; ++i) {
    const PhiloxCounter word = philox({static_cast<std::uint32_t>(x.c0[i]),
                                       static_cast<std::uint32_t>(x.c1[i]),
                                       static_cast<std::uint32_t>(x.c2[i]),
                                       static_cast<std::uint32_t>(x.c3[i])},
                                      key);
    x.c0[i] = word[0];
    x.c1[i] = word[1];
    x.c2[i] = word[2];
    x.c3[i] = word[3];
  }
}

#if defined(__x86_64__) && defined(__GNUC__)

// The same in vectors. A product of 32-bit halves is one instruction, which the compiler does not
// find in a loop; the upper halves of c1 and c3 are cleared at the end only, for products ignore
// them. Two vectors at a time hide the latency of the products.
struct Quad {
  __m256i c0, c1, c2, c3;
};

__attribute__((target("avx2"))) inline void avx2_round(Quad& x, __m256i k0, __m256i k1) {
  const __m256i a = _mm256_mul_epu32(x.c0, _mm256_set1_epi64x(0xD2511F53));
  const __m256i b = _mm256_mul_epu32(x.c2, _mm256_set1_epi64x(0xCD9E8D57));
  x.c0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(b, 32), x.c1), k0);
  x.c1 = b;
  x.c2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(a, 32), x.c3), k1);
  x.c3 = a;
}

__attribute__((target("avx2"))) inline __m256i avx2_from(const std::uint64_t& first) {
  return _mm256_load_si256(reinterpret_cast<const __m256i*>(&first));
}

__attribute__((target("avx2"))) inline void avx2_to(std::uint64_t& first, __m256i words) {
  _mm256_store_si256(reinterpret_cast<__m256i*>(&first),
                     _mm256_and_si256(words, _mm256_set1_epi64x(0xffffffff)));
}

__attribute__((target("avx2"))) void avx2_rounds(Lanes& x, PhiloxKey key) {
  for (std::size_t i = 0; i < kLanes; i += 8) {
    Quad a{avx2_from(x.c0[i]), avx2_from(x.c1[i]), avx2_from(x.c2[i]), avx2_from(x.c3[i])};
    const std::size_t k = i + 4;
    Quad b{avx2_from(x.c0[k]), avx2_from(x.c1[k]), avx2_from(x.c2[k]), avx2_from(x.c3[k])};
    __m256i k0 = _mm256_set1_epi64x(key[0]);
    __m256i k1 = _mm256_set1_epi64x(key[1]);
    for (int round = 0; round < 10; ++round) {
      avx2_round(a, k0, k1);
      avx2_round(b, k0, k1);
      k0 = _mm256_add_epi32(k0, _mm256_set1_epi64x(0x9E3779B9));
      k1 = _mm256_add_epi32(k1, _mm256_set1_epi64x(0xBB67AE85));
    }
    avx2_to(x.c0[i], a.c0);
    avx2_to(x.c1[i], a.c1);
    avx2_to(x.c2[i], a.c2);
    avx2_to(x.c3[i], a.c3);
    avx2_to(x.c0[k], b.c0);
    avx2_to(x.c1[k], b.c1);
    avx2_to(x.c2[k], b.c2);
    avx2_to(x.c3[k], b.c3);
  }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"  // inside the compiler's own header
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

struct Octet {
  __m512i c0, c1, c2, c3;
};

__attribute__((target("avx512f"))) inline void avx512_round(Octet& x, __m512i k0, __m512i k1) {
  const __m512i a = _mm512_mul_epu32(x.c0, _mm512_set1_epi64(0xD2511F53));
  const __m512i b = _mm512_mul_epu32(x.c2, _mm512_set1_epi64(0xCD9E8D57));
  x.c0 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(b, 32), x.c1), k0);
  x.c1 = b;
  x.c2 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(a, 32), x.c3), k1);
  x.c3 = a;
}

__attribute__((target("avx512f"))) inline void avx512_to(std::uint64_t& first, __m512i words) {
  _mm512_store_si512(&first, _mm512_and_si512(words, _mm512_set1_epi64(0xffffffff)));
}

__attribute__((target("avx512f"))) void avx512_rounds(Lanes& x, PhiloxKey key) {
  Octet a{_mm512_load_si512(&x.c0[0]),
          _mm512_load_si512(&x.c1[0]),
          _mm512_load_si512(&x.c2[0]),
          _mm512_load_si512(&x.c3[0])};
  Octet b{_mm512_load_si512(&x.c0[8]),
          _mm512_load_si512(&x.c1[8]),
          _mm512_load_si512(&x.c2[8]),
          _mm512_load_si512(&x.c3[8])};
  __m512i k0 = _mm512_set1_epi64(key[0]);
  __m512i k1 = _mm512_set1_epi64(key[1]);
  for (int round = 0; round < 10; ++round) {
    avx512_round(a, k0, k1);
    avx512_round(b, k0, k1);
    k0 = _mm512_add_epi32(k0, _mm512_set1_epi64(0x9E3779B9));
    k1 = _mm512_add_epi32(k1, _mm512_set1_epi64(0xBB67AE85));
  }
  avx512_to(x.c0[0], a.c0);
  avx512_to(x.c1[0], a.c1);
  avx512_to(x.c2[0], a.c2);
  avx512_to(x.c3[0], a.c3);
  avx512_to(x.c0[8], b.c0);
  avx512_to(x.c1[8], b.c1);
  avx512_to(x.c2[8], b.c2);
  avx512_to(x.c3[8], b.c3);
}

#pragma GCC diagnostic pop

Rounds best_rounds() {
  if (__builtin_cpu_supports("avx512f")) {
    return avx512_rounds;
  }
  return __builtin_cpu_supports("avx2") ? avx2_rounds : plain_rounds;
}

#else

Rounds best_rounds() { return plain_rounds; }

#endif

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
  static const Rounds rounds = best_rounds();
  Lanes x;
  for (std::size_t i = 0; i < kLanes; ++i) {
    const Owner of = owner(i);
    x.c0[i] = of & 0xffffffffU;
    x.c1[i] = of >> 32U;
    x.c2[i] = key.replication;
    x.c3[i] = purpose;
  }
  rounds(x, {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U)});
  for (std::size_t i = 0; i < even.size(); ++i) {
    even[i] = unit_interval((x.c1[i] << 32U) | x.c0[i]);
    odd[i] = unit_interval((x.c3[i] << 32U) | x.c2[i]);
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
