#include "engine/experiment/infer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/estimate/control.hpp"
#include "engine/experiment/threads.hpp"

namespace tiermix {
namespace {

Estimate scaled(Estimate estimate, double factor) {
  estimate.mean *= factor;
  estimate.half_width *= factor;
  estimate.lower *= factor;
  estimate.upper *= factor;
  return estimate;
}

// A correction may lead out of what is possible: a share above 1.
Estimate within(Estimate estimate, const MeasureRange& range) {
  const double mean = std::clamp(estimate.mean, range.low, range.high);
  estimate.lower += mean - estimate.mean;
  estimate.upper += mean - estimate.mean;
  estimate.mean = mean;
  return estimate;
}

Estimate quantile_of(const std::vector<Observations>& replications,
                     const Measure& measure,
                     std::size_t scope,
                     double level) {
  std::vector<std::optional<Histogram>> sums(replications.size());
  std::vector<const Histogram*> pointers;
  for (std::size_t r = 0; r < replications.size(); ++r) {
    pointers.push_back(&replications[r].histogram(measure.histogram, scope, sums[r]));
  }
  return estimate_quantile(pointers, measure.probability, level);
}

}  // namespace

Estimate estimate_measure(const std::vector<Observations>& replications,
                          std::size_t index,
                          std::size_t scope,
                          double level,
                          const ArrivalControl& control) {
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
  if (!control.is_used() || measure.denominator == Quantity::one) {
    return scaled(estimate_ratio(numerators, denominators, level), measure.scale);
  }
  const std::vector<double> deviations = control.deviations(replications, scope);
  return within(
      scaled(estimate_controlled_ratio(numerators, denominators, deviations, level), measure.scale),
      range_of(measure));
}

std::vector<MeasureEstimate> estimate_measures(const std::vector<Observations>& replications,
                                               double level,
                                               int threads,
                                               const ArrivalControl& control) {
  std::vector<MeasureEstimate> estimates;
  const ScopeLayout layout = replications.front().layout;
  for (std::size_t m = 0; m < measures().size(); ++m) {
    for (std::size_t scope = 0; scope < layout.size(); ++scope) {
      if (reports(measures()[m], layout, scope)) {
        estimates.push_back({m, scope, {}});
      }
    }
  }
  in_parallel(estimates.size(), threads_worth(replications.size(), threads), [&](std::size_t i) {
    MeasureEstimate& e = estimates[i];
    e.estimate = estimate_measure(replications, e.measure, e.scope, level, control);
  });
  return estimates;
}

}  // namespace tiermix
