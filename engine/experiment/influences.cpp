#include "engine/experiment/influences.hpp"

#include <optional>
#include <vector>

namespace tiermix {
namespace {

struct Columns {
  std::vector<double> numerators;
  std::vector<double> denominators;
};

Columns columns_of(std::span<const Observations> replications,
                   const Measure& measure,
                   std::size_t scope) {
  Columns columns;
  columns.numerators.reserve(replications.size());
  columns.denominators.reserve(replications.size());
  for (const Observations& o : replications) {
    columns.numerators.push_back(o.total(scope, measure.numerator));
    columns.denominators.push_back(o.total(scope, measure.denominator));
  }
  return columns;
}

struct Histograms {
  std::vector<std::optional<Histogram>> sums;  ///< where the desk has several classes
  std::vector<const Histogram*> all;
};

Histograms histograms_of(std::span<const Observations> replications,
                         const Measure& measure,
                         std::size_t scope) {
  Histograms histograms;
  histograms.sums.resize(replications.size());
  for (std::size_t r = 0; r < replications.size(); ++r) {
    histograms.all.push_back(
        &replications[r].histogram(measure.histogram, scope, histograms.sums[r]));
  }
  return histograms;
}

}  // namespace

Influences influences_of(std::span<const Observations> replications,
                         std::size_t index,
                         std::size_t scope) {
  const Measure& measure = measures()[index];
  if (measure.kind == MeasureKind::quantile) {
    const Histograms histograms = histograms_of(replications, measure, scope);
    return quantile_influences(histograms.all, measure.probability, measure.scale);
  }
  const Columns columns = columns_of(replications, measure, scope);
  return ratio_influences(columns.numerators, columns.denominators, measure.scale);
}

Linear linear_of(std::span<const Observations> replications, std::size_t index, std::size_t scope) {
  const Measure& measure = measures()[index];
  if (measure.kind == MeasureKind::quantile) {
    const Histograms histograms = histograms_of(replications, measure, scope);
    return linear_quantile(histograms.all, measure.probability, measure.scale);
  }
  const Columns columns = columns_of(replications, measure, scope);
  return linear_ratio(columns.numerators, columns.denominators, measure.scale);
}

double linear_value(const Linear& linear,
                    const Observations& replication,
                    std::size_t index,
                    std::size_t scope) {
  const Measure& measure = measures()[index];
  if (measure.kind == MeasureKind::quantile) {
    std::optional<Histogram> sum;
    const Histogram& histogram = replication.histogram(measure.histogram, scope, sum);
    return linear.value + linear.effect(histogram.count_up_to(linear.threshold),
                                        static_cast<double>(histogram.count()));
  }
  return linear.value + linear.effect(replication.total(scope, measure.numerator),
                                      replication.total(scope, measure.denominator));
}

}  // namespace tiermix
