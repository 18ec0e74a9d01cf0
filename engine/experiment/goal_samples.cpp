#include "engine/experiment/goal_samples.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

std::vector<const Histogram*> first_of(const GoalColumn& column, std::size_t count) {
  std::vector<const Histogram*> histograms;
  for (std::size_t r = 0; r < count; ++r) {
    histograms.push_back(&column.histograms[r]);
  }
  return histograms;
}

template <typename Value>
void put(std::string& bytes, Value value) {
  static_assert(std::is_arithmetic_v<Value>);
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof(Value));
  std::memcpy(bytes.data() + at, &value, sizeof(Value));
}

template <typename Value>
bool take(std::string_view& bytes, Value& value) {
  if (bytes.size() < sizeof(Value)) {
    return false;
  }
  std::memcpy(&value, bytes.data(), sizeof(Value));
  bytes.remove_prefix(sizeof(Value));
  return true;
}

// A count of things of `size` bytes at least.
bool take_count(std::string_view& bytes, std::size_t size, std::uint32_t& count) {
  return take(bytes, count) && count <= bytes.size() / size;
}

void put_histogram(std::string& bytes, const Histogram& histogram) {
  const std::vector<std::uint32_t>& counts = histogram.counts();
  put(bytes,
      static_cast<std::uint32_t>(counts.size()) -
          static_cast<std::uint32_t>(std::ranges::count(counts, 0U)));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) {
      put(bytes, static_cast<std::uint32_t>(i));
      put(bytes, counts[i]);
    }
  }
}

bool take_histogram(std::string_view& bytes, Histogram& histogram) {
  std::uint32_t filled = 0;
  if (!take_count(bytes, 2 * sizeof(std::uint32_t), filled)) {
    return false;
  }
  for (std::uint32_t i = 0; i < filled; ++i) {
    std::uint32_t bucket = 0;
    std::uint32_t count = 0;
    if (!take(bytes, bucket) || !take(bytes, count) || bucket >= Histogram::kSize) {
      return false;
    }
    // The first duration of a bucket falls into it.
    const Duration duration = from_seconds(Histogram::lower_edge(bucket));
    for (std::uint32_t n = 0; n < count; ++n) {
      histogram.add(duration);
    }
  }
  return true;
}

}  // namespace

void GoalSamples::add(const Observations& observations,
                      std::uint64_t digest,
                      std::span<const SampledGoal> sampled) {
  goals.resize(sampled.size());
  for (std::size_t g = 0; g < sampled.size(); ++g) {
    const ChosenMeasure& one = sampled[g].chosen;
    const Measure& measure = measures()[one.measure];
    if (!sampled[g].rows.empty()) {
      const RatioTotals totals = totals_in(observations, measure, one.scope, sampled[g].rows);
      goals[g].numerators.push_back(totals.numerator);
      goals[g].denominators.push_back(totals.denominator);
    } else if (measure.kind == MeasureKind::quantile) {
      std::optional<Histogram> sum;
      goals[g].histograms.push_back(observations.histogram(measure.histogram, one.scope, sum));
    } else {
      goals[g].numerators.push_back(observations.total(one.scope, measure.numerator));
      goals[g].denominators.push_back(observations.total(one.scope, measure.denominator));
    }
  }
  cases += observations.total(ScopeLayout::all(), Quantity::offered);
  events += observations.events;
  digests.push_back(digest);
  ++replications;
}

void GoalSamples::append(const GoalSamples& later) {
  TIERMIX_EXPECTS(replications == 0 || goals.size() == later.goals.size());
  goals.resize(later.goals.size());
  overload = later.overload;
  const auto join = [](auto& all, const auto& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  for (std::size_t g = 0; g < goals.size(); ++g) {
    join(goals[g].numerators, later.goals[g].numerators);
    join(goals[g].denominators, later.goals[g].denominators);
    join(goals[g].histograms, later.goals[g].histograms);
  }
  join(digests, later.digests);
  cases += later.cases;
  events += later.events;
  replications += later.replications;
}

Influences influences_of(const GoalColumn& column, const Measure& measure, std::size_t count) {
  if (measure.kind == MeasureKind::quantile) {
    return quantile_influences(first_of(column, count), measure.probability, measure.scale);
  }
  return ratio_influences(std::span(column.numerators).first(count),
                          std::span(column.denominators).first(count),
                          measure.scale);
}

Linear linear_of(const GoalColumn& column, const Measure& measure, std::size_t count) {
  if (measure.kind == MeasureKind::quantile) {
    return linear_quantile(first_of(column, count), measure.probability, measure.scale);
  }
  return linear_ratio(std::span(column.numerators).first(count),
                      std::span(column.denominators).first(count),
                      measure.scale);
}

double linear_value(const Linear& linear,
                    const GoalColumn& column,
                    const Measure& measure,
                    std::size_t r) {
  if (measure.kind == MeasureKind::quantile) {
    const Histogram& histogram = column.histograms[r];
    return linear.value + linear.effect(histogram.count_up_to(linear.threshold),
                                        static_cast<double>(histogram.count()));
  }
  return linear.value + linear.effect(column.numerators[r], column.denominators[r]);
}

Estimate estimate_of(const Influences& influences, double level) {
  std::vector<double> values = influences.effects;
  for (double& value : values) {
    value += influences.value;
  }
  Estimate estimate = estimate_mean(values, level);
  estimate.mean = influences.value;
  estimate.lower = estimate.mean - estimate.half_width;
  estimate.upper = estimate.mean + estimate.half_width;
  return estimate;
}

std::string to_bytes(const GoalSamples& samples) {
  std::string bytes;
  put(bytes, samples.replications);
  put(bytes, samples.overload);
  put(bytes, samples.cases);
  put(bytes, samples.events);
  for (const std::uint64_t digest : samples.digests) {
    put(bytes, digest);
  }
  put(bytes, static_cast<std::uint32_t>(samples.goals.size()));
  for (const GoalColumn& column : samples.goals) {
    put(bytes, static_cast<std::uint8_t>(column.histograms.empty() ? 0 : 1));
    for (std::size_t r = 0; r < samples.replications; ++r) {
      if (column.histograms.empty()) {
        put(bytes, column.numerators[r]);
        put(bytes, column.denominators[r]);
      } else {
        put_histogram(bytes, column.histograms[r]);
      }
    }
  }
  return bytes;
}

bool from_bytes(std::string_view& bytes, GoalSamples& samples) {
  samples = {};
  if (!take_count(bytes, sizeof(std::uint64_t), samples.replications) ||
      !take(bytes, samples.overload) || !take(bytes, samples.cases) ||
      !take(bytes, samples.events)) {
    return false;
  }
  samples.digests.resize(samples.replications);
  bool whole = std::ranges::all_of(samples.digests, [&](auto& d) { return take(bytes, d); });
  std::uint32_t goals = 0;
  whole = whole && take_count(bytes, 1, goals);
  for (std::uint32_t g = 0; whole && g < goals; ++g) {
    GoalColumn& column = samples.goals.emplace_back();
    std::uint8_t quantile = 0;
    whole = take(bytes, quantile);
    for (std::uint32_t r = 0; whole && r < samples.replications; ++r) {
      if (quantile != 0) {
        whole = take_histogram(bytes, column.histograms.emplace_back());
      } else {
        whole = take(bytes, column.numerators.emplace_back()) &&
                take(bytes, column.denominators.emplace_back());
      }
    }
  }
  return whole;
}

}  // namespace tiermix
