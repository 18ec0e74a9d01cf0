// How soon cases are resolved, as shares within times that suit minutes and months alike.

#include <cmath>

#include "engine/estimate/estimate.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

constexpr double kSecondsPerHour = 3600.0;

// Three times a doubling, from 15 s to four years; a time is the same in every file.
std::vector<double> all_times() {
  constexpr int kPerDoubling = 3;
  constexpr int kDoublings = 23;
  std::vector<double> times;
  for (int i = 0; i <= kPerDoubling * kDoublings; ++i) {
    times.push_back(std::exp2(static_cast<double>(i) / kPerDoubling) / 240.0);
  }
  return times;
}

bool has_histograms(const Outcome& outcome) {
  for (const Observations& replication : outcome.replications) {
    if (replication.time_to_resolve.size() != outcome.layout.classes) {
      return false;
    }
  }
  return !outcome.replications.empty() && outcome.layout.classes > 0;
}

// The desk and the classes of one replication.
std::vector<Histogram> histograms_of(const Observations& seen) {
  std::vector<Histogram> all(1);
  for (const Histogram& of_class : seen.time_to_resolve) {
    all.front().add(of_class);
    all.push_back(of_class);
  }
  return all;
}

// Only times between the first case and the last.
void trim(ResolveTimes& times) {
  const std::size_t row = times.scopes.size();
  std::size_t first = 0;
  std::size_t last = times.times_h.size();
  const auto desk_at = [&](std::size_t time) { return times.means[time * row]; };
  while (first + 1 < last && !(desk_at(first + 1) > 0.0)) {
    ++first;
  }
  while (last > first + 1 && !(desk_at(last - 2) < 1.0)) {
    --last;
  }
  const auto cut = [](std::vector<double>& values, std::size_t from, std::size_t to) {
    values = std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(from),
                                 values.begin() + static_cast<std::ptrdiff_t>(to));
  };
  cut(times.times_h, first, last);
  cut(times.means, first * row, last * row);
  cut(times.half_widths, first * row, last * row);
}

}  // namespace

ResolveTimes resolve_times_of(const Outcome& outcome, const std::vector<std::string>& scopes) {
  ResolveTimes times;
  if (!has_histograms(outcome)) {
    return times;
  }
  times.times_h = all_times();
  std::vector<double> seconds;
  for (const double hours : times.times_h) {
    seconds.push_back(hours * kSecondsPerHour);
  }
  const std::size_t row = 1 + outcome.layout.classes;
  times.scopes.assign(scopes.begin(), scopes.begin() + static_cast<std::ptrdiff_t>(row));
  std::vector<RatioSums> sums(times.times_h.size() * row);
  bool any = false;
  for (const Observations& replication : outcome.replications) {
    const std::vector<Histogram> histograms = histograms_of(replication);
    for (std::size_t scope = 0; scope < row; ++scope) {
      const auto count = static_cast<double>(histograms[scope].count());
      any = any || count > 0.0;
      const std::vector<double> counts = histograms[scope].counts_up_to(seconds);
      for (std::size_t time = 0; time < counts.size(); ++time) {
        sums[time * row + scope].add(counts[time], count);
      }
    }
  }
  if (!any) {
    return {};
  }
  for (const RatioSums& sum : sums) {
    const Estimate estimate = sum.estimate(outcome.design.level);
    times.means.push_back(estimate.mean);
    times.half_widths.push_back(estimate.half_width);
  }
  trim(times);
  return times;
}

}  // namespace tiermix
