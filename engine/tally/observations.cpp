#include "engine/tally/observations.hpp"

#include <limits>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"

namespace tiermix {

bool reports(const Measure& measure, const ScopeLayout& layout, std::size_t scope) {
  if (scope == ScopeLayout::all()) {
    return measure.scopes.all;
  }
  return layout.is_class(scope) ? measure.scopes.per_class : measure.scopes.per_tier;
}

const Histogram& Observations::histogram(HistogramOf what,
                                         std::size_t scope,
                                         std::optional<Histogram>& sum) const {
  TIERMIX_EXPECTS(what != HistogramOf::none);
  const std::vector<Histogram>& parts = what == HistogramOf::wait ? wait : time_to_resolve;
  if (scope != ScopeLayout::all()) {
    return parts.at(scope - 1);
  }
  if (layout.classes == 1) {
    return parts.front();
  }
  sum.emplace();
  for (std::size_t c = 0; c < layout.classes; ++c) {
    sum->add(parts.at(c));
  }
  return *sum;
}

Observations Observations::batch(std::size_t index) const {
  TIERMIX_EXPECTS(index < months && batch_waits.size() == months);
  Observations part;
  part.layout = layout;
  const auto first = month_totals.begin() + static_cast<std::ptrdiff_t>(index * totals.size());
  part.totals.assign(first, first + static_cast<std::ptrdiff_t>(totals.size()));
  part.wait = batch_waits[index];
  part.time_to_resolve = batch_times_to_resolve[index];
  return part;
}

std::uint64_t Observations::digest() const {
  Digest digest;
  digest.add(totals);
  for (const auto* parts : {&wait, &time_to_resolve}) {
    for (const Histogram& histogram : *parts) {
      for (const std::uint32_t count : histogram.counts()) {
        digest.add(std::uint64_t{count});
      }
    }
  }
  for (const std::int64_t total : interval_totals) {
    digest.add(static_cast<std::uint64_t>(total));
  }
  digest.add(month_totals);
  digest.add(level_time);
  digest.add(events);
  return digest.value();
}

double value_in(const Observations& observations, const Measure& measure, std::size_t scope) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  if (measure.kind == MeasureKind::ratio) {
    const double denominator = observations.total(scope, measure.denominator);
    return denominator == 0.0
               ? kNothing
               : observations.total(scope, measure.numerator) / denominator * measure.scale;
  }
  std::optional<Histogram> sum;
  const Histogram& histogram = observations.histogram(measure.histogram, scope, sum);
  return histogram.count() == 0 ? kNothing
                                : histogram.quantile(measure.probability) * measure.scale;
}

}  // namespace tiermix
