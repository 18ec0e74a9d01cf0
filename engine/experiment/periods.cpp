#include "engine/experiment/periods.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/estimate/unknown.hpp"

namespace tiermix {
namespace {

using Totals = std::array<std::int64_t, kIntervalQuantityCount>;

bool is_at_end(std::size_t q) { return q >= index_of(IntervalQuantity::open_at_end); }

bool reports(const PeriodSeries& one, const ScopeLayout& layout, std::size_t scope) {
  return scope == ScopeLayout::all()
             ? one.scopes.all
             : (layout.is_class(scope) ? one.scopes.per_class : one.scopes.per_tier);
}

std::vector<Instant> every(Duration step, Instant horizon) {
  std::vector<Instant> starts;
  for (Instant at{}; at < horizon; at = at + step) {
    starts.push_back(at);
  }
  return starts;
}

std::vector<Instant> starts_of(const Plan& plan, PeriodKind kind) {
  switch (kind) {
    case PeriodKind::interval:
      return every(plan.interval, plan.horizon);
    case PeriodKind::hour:
      return every(kHour, plan.horizon);
    case PeriodKind::day:
      return plan.day_starts;
    case PeriodKind::week:
      return plan.week_starts;
    case PeriodKind::month:
      return plan.month_starts;
  }
  return {};
}

// Of the rows from `first` to before `end`, of which there is at least one.
Totals totals_of(const Observations& o, std::size_t scope, std::size_t first, std::size_t end) {
  const auto cells = [&](std::size_t row) {
    return &o.interval_totals[row * o.interval_row() + scope * kIntervalQuantityCount];
  };
  Totals totals{};
  std::copy_n(cells(end - 1), kIntervalQuantityCount, totals.begin());
  for (std::size_t row = first; row + 1 < end; ++row) {
    for (std::size_t q = 0; q < kIntervalQuantityCount; ++q) {
      totals[q] += is_at_end(q) ? 0 : cells(row)[q];
    }
  }
  return totals;
}

}  // namespace

PeriodSums::PeriodSums(const Plan& plan, PeriodKind kind)
    : kind_(kind), row_(plan.interval), horizon_(plan.horizon), layout_(plan.layout()) {
  // A row belongs to the period that has its middle: rows of days do not begin at midnight once
  // clocks have changed. Those that begin in the warm-up belong to no month. A period without rows
  // is left out, but for months, which have more to say.
  for (const Instant start : starts_of(plan, kind)) {
    const bool ends_warm_up = kind == PeriodKind::month && starts_.empty();
    const std::int64_t least = ends_warm_up ? row_.us - 1 : row_.us / 2 - 1;
    const auto row = static_cast<std::size_t>((start.us + least) / row_.us);
    if (kind == PeriodKind::month ||
        (row < rows_end() && (first_row_.empty() || row > first_row_.back()))) {
      first_row_.push_back(row);
      starts_.push_back(start);
    }
  }
  std::size_t reported = 0;
  for (std::size_t scope = 0; scope < layout_.size(); ++scope) {
    std::vector<std::size_t>& own = series_.emplace_back();
    for (std::size_t s = 0; s < period_series().size(); ++s) {
      if (reports(period_series()[s], layout_, scope)) {
        own.push_back(s);
      }
    }
    reported += own.size();
  }
  sums_.resize(starts_.size() * reported);
}

std::vector<PeriodSums> all_period_sums(const Plan& plan) {
  std::vector<PeriodSums> sums;
  sums.emplace_back(plan, PeriodKind::interval);
  if (plan.interval < kHour) {
    sums.emplace_back(plan, PeriodKind::hour);
  }
  sums.emplace_back(plan, PeriodKind::day);
  sums.emplace_back(plan, PeriodKind::week);
  sums.emplace_back(plan, PeriodKind::month);
  return sums;
}

std::size_t PeriodSums::rows_end() const {
  return static_cast<std::size_t>((horizon_.us + row_.us - 1) / row_.us);
}

std::size_t PeriodSums::end_of(std::size_t period) const {
  return period + 1 < first_row_.size() ? first_row_[period + 1] : rows_end();
}

void PeriodSums::add(const Observations& o) {
  RatioSums* sums = sums_.data();
  for (std::size_t period = 0; period < starts_.size(); ++period) {
    const std::size_t first = first_row_[period];
    const std::size_t end = end_of(period);
    TIERMIX_EXPECTS(end <= o.intervals);
    const std::int64_t from = static_cast<std::int64_t>(first) * row_.us;
    const std::int64_t to = std::min(static_cast<std::int64_t>(end) * row_.us, horizon_.us);
    const auto length = static_cast<double>(to - from);
    for (std::size_t scope = 0; scope < layout_.size(); ++scope) {
      if (first == end) {  // nothing is known of it
        sums += series_[scope].size();
        continue;
      }
      const Totals totals = totals_of(o, scope, first, end);
      const auto value = [&totals](IntervalQuantity q) {
        return static_cast<double>(totals[index_of(q)]);
      };
      for (const std::size_t s : series_[scope]) {
        const PeriodSeries& one = period_series()[s];
        (sums++)->add(value(one.numerator), denominator_of(one, length, value));
      }
    }
  }
}

PeriodEstimates PeriodSums::estimate(double level) const {
  PeriodEstimates result;
  result.kind = kind_;
  result.starts = starts_;
  result.scopes = layout_.size();
  const std::size_t cells = starts_.size() * layout_.size();
  result.series.assign(period_series().size(),
                       std::vector<PeriodValue>(cells, PeriodValue{kUnknown, kUnknown}));
  const RatioSums* sums = sums_.data();
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (const std::size_t s : series_[cell % layout_.size()]) {
      const Estimate estimate = (sums++)->estimate(level, period_series()[s].scale);
      result.series[s][cell] = {estimate.mean, estimate.half_width};
    }
  }
  return result;
}

std::string_view name_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::interval:
      return "interval";
    case PeriodKind::hour:
      return "hour";
    case PeriodKind::day:
      return "day";
    case PeriodKind::week:
      return "week";
    case PeriodKind::month:
      break;
  }
  return "month";
}

const PeriodEstimates* find(const std::vector<PeriodEstimates>& periods, PeriodKind kind) {
  const auto found = std::ranges::find(periods, kind, &PeriodEstimates::kind);
  return found == periods.end() ? nullptr : &*found;
}

}  // namespace tiermix
