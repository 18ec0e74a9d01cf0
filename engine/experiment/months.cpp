#include "engine/experiment/months.hpp"

#include <span>

#include "engine/base/check.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/experiment/periods.hpp"

namespace tiermix {
namespace {

PeriodValue value_of(const RatioSums& sums, double level, double scale = 1.0) {
  const Estimate estimate = sums.estimate(level, scale);
  return {estimate.mean, estimate.half_width};
}

}  // namespace

MonthSums::MonthSums(const Plan& plan) : layout_(plan.layout()) {
  const std::vector<Instant>& starts = plan.month_starts;
  for (std::size_t month = 0; month < starts.size(); ++month) {
    const Instant end = month + 1 < starts.size() ? starts[month + 1] : plan.horizon;
    lengths_.push_back(static_cast<double>((end - starts[month]).us));
  }
}

void MonthSums::add(const Observations& o) {
  if (o.months == 0) {
    return;
  }
  TIERMIX_EXPECTS(o.layout == layout_ && o.months == lengths_.size());
  add_series(o);
  if (o.levels > 0) {
    add_levels(o);
  }
}

void MonthSums::add_series(const Observations& o) {
  sums_.resize(o.months * layout_.size() * month_series().size());
  RatioSums* sums = sums_.data();
  for (std::size_t month = 0; month < o.months; ++month) {
    for (std::size_t scope = 0; scope < layout_.size(); ++scope) {
      const auto value = [&](Quantity q) { return o.month_total(month, scope, q); };
      for (const MonthSeries& one : month_series()) {
        bool& met = met_[index_of(one.where)];
        met = met || value(one.where) != 0.0;
        (sums++)->add(value(one.ratio.numerator),
                      denominator_of(one.ratio, lengths_[month], value));
      }
    }
  }
}

void MonthSums::add_levels(const Observations& o) {
  TIERMIX_EXPECTS(levels_ == 0 || levels_ == o.levels);
  levels_ = o.levels;
  level_sums_.resize(o.months * (1 + layout_.tiers) * levels_);
  RatioSums* sums = level_sums_.data();
  for (std::size_t month = 0; month < o.months; ++month) {
    std::vector<double> desk(levels_);
    for (std::size_t tier = 0; tier < layout_.tiers; ++tier) {
      for (std::size_t level = 0; level < levels_; ++level) {
        const double time = o.time_at_level(month, tier, level);
        desk[level] += time;
        sums[(1 + tier) * levels_ + level].add(time, lengths_[month]);
      }
    }
    for (std::size_t level = 0; level < levels_; ++level) {
      sums[level].add(desk[level], lengths_[month]);
    }
    sums += (1 + layout_.tiers) * levels_;
  }
}

MonthEstimates MonthSums::estimate(double level) const {
  MonthEstimates result;
  if (sums_.empty()) {
    return result;
  }
  result.scopes = layout_.size();
  const std::span<const MonthSeries> all = month_series();
  const std::size_t cells = lengths_.size() * layout_.size();
  result.series.resize(all.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    if (all[s].where != Quantity::one && !met_[index_of(all[s].where)]) {
      continue;
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const bool reported = !layout_.is_class(cell % layout_.size());
      result.series[s].push_back(
          reported ? value_of(sums_[cell * all.size() + s], level, all[s].ratio.scale)
                   : PeriodValue{kUnknown, kUnknown});
    }
  }
  result.levels = levels_;
  result.teams = 1 + layout_.tiers;
  for (const RatioSums& sums : level_sums_) {
    result.people.push_back(value_of(sums, level));
  }
  return result;
}

}  // namespace tiermix
