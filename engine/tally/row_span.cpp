#include "engine/tally/row_span.hpp"

#include "engine/base/check.hpp"
#include "engine/tally/period_series.hpp"

namespace tiermix {

RatioTotals totals_in(const Observations& observations,
                      const Measure& measure,
                      std::size_t scope,
                      std::span<const RowSpan> rows) {
  const MeasureScopes kind{.all = scope == ScopeLayout::all(),
                           .per_class = observations.layout.is_class(scope),
                           .per_tier = observations.layout.is_tier(scope)};
  const auto top = interval_quantity_of(measure.numerator, kind);
  const auto bottom = interval_quantity_of(measure.denominator, kind);
  TIERMIX_EXPECTS(top.has_value() && bottom.has_value());
  RatioTotals totals;
  for (const RowSpan& span : rows) {
    TIERMIX_EXPECTS(span.end <= observations.intervals);
    for (std::size_t row = span.first; row < span.end; ++row) {
      totals.numerator += observations.interval_total(row, scope, *top);
      totals.denominator += observations.interval_total(row, scope, *bottom);
    }
  }
  return totals;
}

}  // namespace tiermix
