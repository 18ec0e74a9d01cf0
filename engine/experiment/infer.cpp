#include "engine/experiment/infer.hpp"

#include <algorithm>
#include <array>

namespace tiermix {
namespace {

Estimate scaled(Estimate estimate, double factor) {
  estimate.mean *= factor;
  estimate.half_width *= factor;
  estimate.lower *= factor;
  estimate.upper *= factor;
  return estimate;
}

Estimate quantile_of(const std::vector<Observations>& replications,
                     const Measure& measure,
                     std::size_t scope,
                     double level) {
  std::vector<Histogram> histograms;
  histograms.reserve(replications.size());
  std::vector<const Histogram*> pointers;
  for (const Observations& o : replications) {
    histograms.push_back(o.histogram(measure.histogram, scope));
    pointers.push_back(&histograms.back());
  }
  return estimate_quantile(pointers, measure.probability, level);
}

}  // namespace

Estimate estimate_measure(const std::vector<Observations>& replications,
                          std::size_t index,
                          std::size_t scope,
                          double level) {
  const Measure& measure = measures()[index];
  if (measure.kind == MeasureKind::quantile) {
    return scaled(quantile_of(replications, measure, scope, level), measure.scale);
  }
  std::vector<double> numerators;
  std::vector<double> denominators;
  for (const Observations& o : replications) {
    numerators.push_back(o.total(scope, measure.numerator));
    denominators.push_back(o.total(scope, measure.denominator));
  }
  return scaled(estimate_ratio(numerators, denominators, level), measure.scale);
}

std::vector<MeasureEstimate> estimate_measures(const std::vector<Observations>& replications,
                                               double level) {
  std::vector<MeasureEstimate> estimates;
  const ScopeLayout layout = replications.front().layout;
  for (std::size_t m = 0; m < measures().size(); ++m) {
    for (std::size_t scope = 0; scope < layout.size(); ++scope) {
      if (reports(measures()[m], layout, scope)) {
        estimates.push_back({m, scope, estimate_measure(replications, m, scope, level)});
      }
    }
  }
  return estimates;
}

void IntervalSums::add(const Observations& o) {
  if (sums_.empty()) {
    intervals_ = o.intervals;
    scopes_ = 1 + o.layout.tiers;
    sums_.resize(intervals_ * scopes_ * kSeries);
  }
  using Q = IntervalQuantity;
  for (std::size_t i = 0; i < intervals_; ++i) {
    const std::int64_t begin = static_cast<std::int64_t>(i) * plan_->interval.us;
    const auto length =
        static_cast<double>(std::min(plan_->interval.us, plan_->horizon.us - begin));
    for (std::size_t scope = 0; scope < scopes_; ++scope) {
      const auto value = [&](Q q) { return o.interval_total(i, scope, q); };
      RatioSums* sums = &sums_[(i * scopes_ + scope) * kSeries];
      sums[offered].add(value(Q::offered), 1.0);
      sums[service_level].add(value(Q::answered_in_target), scope == 0 ? value(Q::offered) : 0.0);
      sums[abandonment].add(value(Q::abandoned), scope == 0 ? value(Q::offered) : 0.0);
      sums[occupancy].add(value(Q::busy_time), value(Q::staffed_time));
      sums[staffed].add(value(Q::staffed_time), length);
      sums[queue].add(value(Q::queue_time), length);
      sums[open].add(value(Q::open_time), scope == 0 ? length : 0.0);
    }
  }
}

IntervalEstimates IntervalSums::estimate(double level) const {
  IntervalEstimates result;
  result.intervals = intervals_;
  result.scopes = scopes_;
  const std::array<std::vector<Estimate>*, kSeries> columns{&result.offered,
                                                            &result.service_level,
                                                            &result.abandonment_rate,
                                                            &result.occupancy,
                                                            &result.staffed,
                                                            &result.queue,
                                                            &result.backlog};
  for (std::size_t cell = 0; cell < intervals_ * scopes_; ++cell) {
    for (std::size_t series = 0; series < kSeries; ++series) {
      columns[series]->push_back(sums_[cell * kSeries + series].estimate(level));
    }
  }
  return result;
}

}  // namespace tiermix
