// Random numbers and their laws, in blocks as the kernel makes them and one by one.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/random/law.hpp"
#include "engine/random/math.hpp"
#include "engine/random/sampler.hpp"
#include "engine/random/stream.hpp"

namespace tiermix {
namespace {

constexpr std::size_t kBlock = 128;
constexpr ReplicationKey kKey{20260105, 3};

std::vector<double> uniforms(std::size_t count) {
  std::vector<double> even(count);
  std::vector<double> odd(count);
  draw_pairs(kKey, Use::complexity, case_owner(7, 11, 0), {}, even, odd);
  return even;
}

void draws_in_blocks(benchmark::State& state) {
  std::array<double, kBlock> even{};
  std::array<double, kBlock> odd{};
  std::uint32_t first = 0;
  draw_pairs(kKey, Use::complexity, case_owner(1, 2, first), {}, even, odd);
  for (std::uint32_t i = 0; i < kBlock; ++i) {
    const Pair one = draw_pair(kKey, Use::complexity, case_owner(1, 2, first + i));
    if (one.even != even[i] || one.odd != odd[i]) {
      state.SkipWithError("a block holds other numbers than one by one");
      return;
    }
  }
  for (auto _ : state) {
    draw_pairs(kKey, Use::complexity, case_owner(1, 2, first), {}, even, odd);
    benchmark::DoNotOptimize(even.data());
    benchmark::DoNotOptimize(odd.data());
    first += kBlock;
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{2 * kBlock});
}
BENCHMARK(draws_in_blocks);

void draws_one_by_one(benchmark::State& state) {
  std::uint32_t number = 0;
  double sum = 0.0;
  for (auto _ : state) {
    const Pair pair = draw_pair(kKey, Use::complexity, case_owner(1, 2, number++));
    sum += pair.even + pair.odd;
  }
  const double mean = sum / (2.0 * static_cast<double>(number));
  if (number > 1000 && std::abs(mean - 0.5) > 6.0 / std::sqrt(24.0 * number)) {
    state.SkipWithError("the mean of uniform numbers is not a half");
    return;
  }
  state.SetItemsProcessed(state.iterations() * 2);
}
BENCHMARK(draws_one_by_one);

struct NamedLaw {
  const char* name;
  LawFamily family;
  double cv;
  double shape;
};

constexpr std::array kLaws = {NamedLaw{"exponential", LawFamily::exponential, 0.0, 1.0},
                              NamedLaw{"lognormal", LawFamily::lognormal, 1.2, 1.0},
                              NamedLaw{"gamma", LawFamily::gamma, 0.7, 1.0},
                              NamedLaw{"weibull", LawFamily::weibull, 0.0, 0.8}};

void law_in_blocks(benchmark::State& state, const NamedLaw& named) {
  Law law;
  law.family = named.family;
  law.mean = 24.0;
  law.cv = named.cv;
  law.shape = named.shape;
  const Sampler sampler(law);
  // The quantiles of evenly spread numbers have the mean of the law, but for the ends.
  constexpr std::size_t kSpread = 200'000;
  double sum = 0.0;
  for (std::size_t i = 0; i < kSpread; ++i) {
    sum += sampler((static_cast<double>(i) + 0.5) / kSpread);
  }
  if (std::abs(sum / kSpread / law.mean - 1.0) > 1e-3) {
    state.SkipWithError("the law has another mean");
    return;
  }
  const std::vector<double> source = uniforms(kBlock);
  std::vector<double> values = source;
  sampler.transform(values);
  for (std::size_t i = 0; i < kBlock; ++i) {
    if (values[i] != sampler(source[i])) {
      state.SkipWithError("a block holds other values than one by one");
      return;
    }
  }
  for (auto _ : state) {
    std::copy(source.begin(), source.end(), values.begin());
    sampler.transform(values);
    benchmark::DoNotOptimize(values.data());
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kBlock});
}

const int kLawsAreRegistered = [] {
  for (const NamedLaw& law : kLaws) {
    benchmark::RegisterBenchmark(
        ("law_in_blocks/" + std::string(law.name)).c_str(), law_in_blocks, law);
  }
  return 0;
}();

void logarithm(benchmark::State& state) {
  const std::vector<double> source = uniforms(kBlock);
  for (const double u : source) {
    if (std::abs(log_of(u) - std::log(u)) > 4e-16 * std::max(1.0, std::abs(std::log(u)))) {
      state.SkipWithError("a logarithm is wrong");
      return;
    }
  }
  for (auto _ : state) {
    double sum = 0.0;
    for (const double u : source) {
      sum += log_of(u);
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kBlock});
}
BENCHMARK(logarithm);

}  // namespace
}  // namespace tiermix
