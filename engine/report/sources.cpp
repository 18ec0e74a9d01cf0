#include "engine/report/sources.hpp"

#include <algorithm>

namespace tiermix {
namespace {

bool is_of(const Source& source, const BenchmarkPosition& benchmark) {
  return source.set == benchmark.set && source.segment == benchmark.segment;
}

}  // namespace

std::vector<Source> sources_of(const Results& results) {
  std::vector<Source> sources;
  for (const EstimateRow& row : results.estimates) {
    for (const BenchmarkPosition& benchmark : benchmarks_of(row)) {
      if (std::ranges::none_of(sources,
                               [&](const Source& source) { return is_of(source, benchmark); })) {
        sources.push_back({.set = benchmark.set,
                           .segment = benchmark.segment,
                           .year = benchmark.year,
                           .mark = benchmark.mark});
      }
    }
  }
  return sources;
}

// a to z, aa, ab...
std::string letter(std::size_t index) {
  constexpr std::size_t kLetters = 26;
  const char last = static_cast<char>('a' + static_cast<int>(index % kLetters));
  return index < kLetters ? std::string(1, last) : letter(index / kLetters - 1) + last;
}

std::string letter_of(const BenchmarkPosition& benchmark, const std::vector<Source>& sources) {
  if (sources.size() < 2) {
    return {};
  }
  const auto found =
      std::ranges::find_if(sources, [&](const Source& source) { return is_of(source, benchmark); });
  return letter(static_cast<std::size_t>(found - sources.begin()));
}

std::string words_of(const Source& source) {
  return source.set + ", " + source.segment + (source.year.empty() ? "" : " (" + source.year + ")");
}

}  // namespace tiermix
