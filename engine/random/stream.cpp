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

// Wide enough for four AVX-512 registers of 64-bit lanes: so many hide the latency of products.
constexpr std::size_t kLanes = 32;

// Counters: halves of the owners in 64-bit lanes whose upper halves are zero, and what all have in
// common.
struct alignas(64) Lanes {
  std::array<std::uint64_t, kLanes> c0;
  std::array<std::uint64_t, kLanes> c1;
  std::uint32_t c2;
  std::uint32_t c3;
};

// draw_pair() of the first `count` lanes; numbers of the lanes behind them may be anything.
using Rounds =
    void (*)(const Lanes& x, std::size_t count, PhiloxKey key, double* even, double* odd);

void plain_rounds(const Lanes& x, std::size_t count, PhiloxKey key, double* even, double* odd) {
  for (std::size_t i = 0; i < count; ++i) {
    const PhiloxCounter word = philox(
        {static_cast<std::uint32_t>(x.c0[i]), static_cast<std::uint32_t>(x.c1[i]), x.c2, x.c3},
        key);
    even[i] = unit_interval((std::uint64_t{word[1]} << 32U) | word[0]);
    odd[i] = unit_interval((std::uint64_t{word[3]} << 32U) | word[2]);
  }
}

#if defined(__x86_64__) && defined(__GNUC__)

// The same in vectors. A product of 32-bit halves is one instruction, which the compiler does not
// find in a loop; the upper halves of c1 and c3 are left as they are, for products ignore them, and
// so does what becomes of them in the end.
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

__attribute__((target("avx2"))) inline Quad avx2_from(const Lanes& x, std::size_t i) {
  return {_mm256_load_si256(reinterpret_cast<const __m256i*>(&x.c0[i])),
          _mm256_load_si256(reinterpret_cast<const __m256i*>(&x.c1[i])),
          _mm256_set1_epi64x(x.c2),
          _mm256_set1_epi64x(x.c3)};
}

// unit_interval() of the words (high << 32 | low), of which only low halves count.
__attribute__((target("avx2"))) inline void avx2_to(double* to, __m256i high, __m256i low) {
  const __m256i word = _mm256_blend_epi32(_mm256_slli_epi64(high, 32), low, 0x55);
  const __m256i bits =
      _mm256_or_si256(_mm256_srli_epi64(word, 12), _mm256_set1_epi64x(0x3ff0000000000000));
  _mm256_storeu_pd(to, _mm256_sub_pd(_mm256_castsi256_pd(bits), _mm256_set1_pd(1.0 - 0x1p-53)));
}

// Two registers at a time, for the latency of products, or the last one alone.
template <std::size_t kQuads>
__attribute__((target("avx2"))) inline void avx2_quads(
    const Lanes& x, std::size_t first, PhiloxKey key, double* even, double* odd) {
  Quad quads[kQuads];
  for (std::size_t i = 0; i < kQuads; ++i) {
    quads[i] = avx2_from(x, first + 4 * i);
  }
  __m256i k0 = _mm256_set1_epi64x(key[0]);
  __m256i k1 = _mm256_set1_epi64x(key[1]);
  for (int round = 0; round < 10; ++round) {
    for (Quad& quad : quads) {
      avx2_round(quad, k0, k1);
    }
    k0 = _mm256_add_epi32(k0, _mm256_set1_epi64x(0x9E3779B9));
    k1 = _mm256_add_epi32(k1, _mm256_set1_epi64x(0xBB67AE85));
  }
  for (std::size_t i = 0; i < kQuads; ++i) {
    avx2_to(even + first + 4 * i, quads[i].c1, quads[i].c0);
    avx2_to(odd + first + 4 * i, quads[i].c3, quads[i].c2);
  }
}

__attribute__((target("avx2"))) void avx2_rounds(
    const Lanes& x, std::size_t count, PhiloxKey key, double* even, double* odd) {
  std::size_t i = 0;
  for (; i + 4 < count; i += 8) {
    avx2_quads<2>(x, i, key, even, odd);
  }
  if (i < count) {
    avx2_quads<1>(x, i, key, even, odd);
  }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"  // inside the compiler's own header
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

struct Octet {
  __m512i c0, c1, c2, c3;
};

__attribute__((target("avx512f"))) inline void avx512_round(Octet& x, __m512i k0, __m512i k1) {
  constexpr int kXorOfThree = 0x96;
  const __m512i a = _mm512_mul_epu32(x.c0, _mm512_set1_epi64(0xD2511F53));
  const __m512i b = _mm512_mul_epu32(x.c2, _mm512_set1_epi64(0xCD9E8D57));
  x.c0 = _mm512_ternarylogic_epi64(_mm512_srli_epi64(b, 32), x.c1, k0, kXorOfThree);
  x.c1 = b;
  x.c2 = _mm512_ternarylogic_epi64(_mm512_srli_epi64(a, 32), x.c3, k1, kXorOfThree);
  x.c3 = a;
}

__attribute__((target("avx512f"))) inline Octet avx512_from(const Lanes& x, std::size_t i) {
  return {_mm512_load_si512(&x.c0[i]),
          _mm512_load_si512(&x.c1[i]),
          _mm512_set1_epi64(x.c2),
          _mm512_set1_epi64(x.c3)};
}

__attribute__((target("avx512f"))) inline void avx512_to(double* to, __m512i high, __m512i low) {
  const __m512i word = _mm512_mask_blend_epi32(0x5555, _mm512_slli_epi64(high, 32), low);
  const __m512i bits =
      _mm512_or_si512(_mm512_srli_epi64(word, 12), _mm512_set1_epi64(0x3ff0000000000000));
  _mm512_storeu_pd(to, _mm512_sub_pd(_mm512_castsi512_pd(bits), _mm512_set1_pd(1.0 - 0x1p-53)));
}

// Two registers at a time where there are no more numbers to make, else four.
template <std::size_t kOctets>
__attribute__((target("avx512f"))) inline void avx512_octets(const Lanes& x,
                                                             PhiloxKey key,
                                                             double* even,
                                                             double* odd) {
  Octet octets[kOctets];
  for (std::size_t i = 0; i < kOctets; ++i) {
    octets[i] = avx512_from(x, 8 * i);
  }
  __m512i k0 = _mm512_set1_epi64(key[0]);
  __m512i k1 = _mm512_set1_epi64(key[1]);
  for (int round = 0; round < 10; ++round) {
    for (Octet& octet : octets) {
      avx512_round(octet, k0, k1);
    }
    k0 = _mm512_add_epi32(k0, _mm512_set1_epi64(0x9E3779B9));
    k1 = _mm512_add_epi32(k1, _mm512_set1_epi64(0xBB67AE85));
  }
  for (std::size_t i = 0; i < kOctets; ++i) {
    avx512_to(even + 8 * i, octets[i].c1, octets[i].c0);
    avx512_to(odd + 8 * i, octets[i].c3, octets[i].c2);
  }
}

__attribute__((target("avx512f"))) void avx512_rounds(
    const Lanes& x, std::size_t count, PhiloxKey key, double* even, double* odd) {
  if (count <= kLanes / 2) {
    avx512_octets<2>(x, key, even, odd);
  } else {
    avx512_octets<4>(x, key, even, odd);
  }
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
  x.c2 = key.replication;
  x.c3 = purpose;
  const std::size_t filled = even.size() <= kLanes / 2 ? kLanes / 2 : kLanes;
  for (std::size_t i = 0; i < filled; ++i) {
    const Owner of = owner(i);
    x.c0[i] = of & 0xffffffffU;
    x.c1[i] = of >> 32U;
  }
  const PhiloxKey words{static_cast<std::uint32_t>(key.seed),
                        static_cast<std::uint32_t>(key.seed >> 32U)};
  if (even.size() == kLanes) {
    rounds(x, kLanes, words, even.data(), odd.data());
    return;
  }
  std::array<double, kLanes> all_even;
  std::array<double, kLanes> all_odd;
  rounds(x, even.size(), words, all_even.data(), all_odd.data());
  std::copy_n(all_even.begin(), even.size(), even.begin());
  std::copy_n(all_odd.begin(), odd.size(), odd.begin());
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
