#include "engine/experiment/infer.hpp"

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

}  // namespace tiermix
