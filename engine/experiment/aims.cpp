#include "engine/experiment/aims.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

#include "engine/base/check.hpp"
#include "engine/tally/period_series.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/experiment/infer.hpp"

namespace tiermix {
namespace {

MeasureScopes kind_of(const ScopeLayout& layout, std::size_t scope) {
  return {.all = scope == ScopeLayout::all(),
          .per_class = layout.is_class(scope),
          .per_tier = layout.is_tier(scope)};
}

// Student's interval of a mean of shares. Where all replications agree on 0 or 1 their spread says
// nothing of the error: then that of so many trials.
Estimate mean_share(const std::vector<double>& shares, double level) {
  std::vector<double> known;
  std::ranges::copy_if(
      shares, std::back_inserter(known), [](double share) { return !std::isnan(share); });
  const auto count = static_cast<std::uint32_t>(known.size());
  const auto all = static_cast<std::uint32_t>(std::ranges::count(known, 1.0));
  const auto none = static_cast<std::uint32_t>(std::ranges::count(known, 0.0));
  if (known.empty() || all == count || none == count) {
    return estimate_share(all, count, level);
  }
  Estimate estimate = estimate_mean(known, level);
  estimate.lower = std::max(estimate.lower, 0.0);
  estimate.upper = std::min(estimate.upper, 1.0);
  return estimate;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::missed:
      return "missed";
    case Verdict::undecided:
      break;
  }
  return "undecided";
}

Verdict verdict_on(const Aim& aim, const Estimate& estimate) {
  if (std::isnan(estimate.mean) || !std::isfinite(estimate.half_width)) {
    return Verdict::undecided;
  }
  const double worst = aim.at_least ? estimate.lower : estimate.upper;
  const double best = aim.at_least ? estimate.upper : estimate.lower;
  if (aim.is_met_by(worst)) {
    return Verdict::met;
  }
  return aim.is_met_by(best) ? Verdict::undecided : Verdict::missed;
}

Verdict verdict_on_all(const Aim& aim, std::span<const Estimate> parts) {
  TIERMIX_EXPECTS(!parts.empty());
  bool any = false;
  bool met = true;
  for (const Estimate& part : parts) {
    const Verdict own = verdict_on(aim, part);
    if (own == Verdict::missed) {
      return Verdict::missed;
    }
    any = any || !std::isnan(part.mean);
    met = met && (own == Verdict::met || std::isnan(part.mean));
  }
  return any && met ? Verdict::met : Verdict::undecided;
}

std::size_t deciding_part(const Aim& aim, std::span<const Estimate> parts) {
  const Verdict verdict = verdict_on_all(aim, parts);
  std::size_t deciding = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double margin = margin_of(aim, parts[i].mean);
    if (margin < least && verdict_on(aim, parts[i]) == verdict) {
      least = margin;
      deciding = i;
    }
  }
  return deciding;
}

double margin_of(const Aim& aim, double value) {
  return aim.at_least ? value - aim.value : aim.value - value;
}

std::string name_of(const DayInterval& interval) {
  constexpr std::array<std::string_view, 7> kDays{
      "mon ", "tue ", "wed ", "thu ", "fri ", "sat ", "sun "};
  const auto clock = [](Duration time) {
    const std::int64_t minutes = time.us / kMinute.us;
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minutes / 60) + ":" + two(minutes % 60);
  };
  const std::string day(interval.weekday < 0
                            ? std::string_view()
                            : kDays.at(static_cast<std::size_t>(interval.weekday)));
  return day + clock(interval.from) + "-" + clock(interval.to);
}

AimColumns::AimColumns(const Aim& aim, std::span<const WindowPlan> windows) : aim_(aim) {
  if (aim.window) {
    TIERMIX_EXPECTS(*aim.window < windows.size());
    window_ = windows[*aim.window];
    columns_.resize(window_.intervals.size());
  }
}

void AimColumns::add(const Observations& observations) {
  add(observations, {0, static_cast<std::uint32_t>(observations.intervals)});
}

void AimColumns::add(const Observations& observations, RowSpan part) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::vector<RowSpan> rows = window_.intervals[i].rows;
    for (RowSpan& span : rows) {
      span.first = std::max(span.first, part.first);
      span.end = std::max(span.first, std::min(span.end, part.end));
    }
    const RatioTotals totals = totals_in(observations, measures()[aim_.measure], aim_.scope, rows);
    columns_[i].numerators.push_back(totals.numerator);
    columns_[i].denominators.push_back(totals.denominator);
  }
}

std::vector<Estimate> AimColumns::estimates(double level) const {
  std::vector<Estimate> all;
  const double each = joint_level(level, std::max<std::size_t>(1, columns_.size()));
  const double scale = measures()[aim_.measure].scale;
  for (const Column& column : columns_) {
    Estimate estimate = estimate_ratio(column.numerators, column.denominators, each);
    estimate.mean *= scale;
    estimate.half_width *= scale;
    estimate.lower *= scale;
    estimate.upper *= scale;
    all.push_back(estimate);
  }
  return all;
}

Estimate AimColumns::share_that_meet(double level) const {
  const std::size_t replications = columns_.empty() ? 0 : columns_.front().numerators.size();
  std::uint32_t known = 0;
  std::uint32_t good = 0;
  for (std::size_t r = 0; r < replications; ++r) {
    bool any = false;
    bool meets = true;
    for (const Column& column : columns_) {
      const double value =
          column.numerators[r] / column.denominators[r] * measures()[aim_.measure].scale;
      any = any || column.denominators[r] != 0.0;
      meets = meets && (column.denominators[r] == 0.0 || aim_.is_met_by(value));
    }
    known += any ? 1U : 0U;
    good += any && meets ? 1U : 0U;
  }
  return estimate_share(good, known, level);
}

std::optional<double> share_of_days(const Plan& plan, const Observations& o, const Aim& aim) {
  return share_of_days(plan, o, aim, plan.warm_up, plan.horizon);
}

namespace {

// What a ratio goes by in the rows of a scope.
struct RowRatio {
  std::size_t scope = 0;
  IntervalQuantity top{};
  IntervalQuantity bottom{};
  bool by_time = false;  ///< instead of `bottom`
};

struct RowSums {
  double numerator = 0.0;
  double denominator = 0.0;
};

// From `row` on, which is then the first that begins at `end` or later.
RowSums sums_before(
    Instant end, std::size_t& row, const Plan& plan, const Observations& o, const RowRatio& ratio) {
  const std::int64_t step = plan.interval.us;
  RowSums sums;
  for (; row < o.intervals && static_cast<std::int64_t>(row) * step < end.us; ++row) {
    const std::int64_t begin = static_cast<std::int64_t>(row) * step;
    sums.numerator += o.interval_total(row, ratio.scope, ratio.top);
    sums.denominator += ratio.by_time ? static_cast<double>(std::min(step, plan.horizon.us - begin))
                                      : o.interval_total(row, ratio.scope, ratio.bottom);
  }
  return sums;
}

}  // namespace

std::optional<double> share_of_days(
    const Plan& plan, const Observations& o, const Aim& aim, Instant from, Instant to) {
  const Measure& measure = measures()[aim.measure];
  const MeasureScopes scope = kind_of(o.layout, aim.scope);
  const auto top = interval_quantity_of(measure.numerator, scope);
  const auto bottom = interval_quantity_of(measure.denominator, scope);
  const bool by_time = measure.denominator == Quantity::window;
  if (aim.window || measure.kind == MeasureKind::quantile || !top || (!bottom && !by_time)) {
    return std::nullopt;
  }
  const RowRatio ratio{aim.scope, *top, bottom.value_or(*top), by_time};
  const auto step = plan.interval.us;
  auto row = static_cast<std::size_t>((from.us + step - 1) / step);
  std::size_t days = 0;
  std::size_t good = 0;
  for (std::size_t d = 0; d < plan.day_starts.size(); ++d) {
    const Instant next = d + 1 < plan.day_starts.size() ? plan.day_starts[d + 1] : to;
    const RowSums sums = sums_before(std::min(next, to), row, plan, o, ratio);
    if (sums.denominator > 0.0) {
      ++days;
      good += aim.is_met_by(sums.numerator / sums.denominator * measure.scale) ? 1U : 0U;
    }
  }
  return days == 0 ? kUnknown : static_cast<double>(good) / static_cast<double>(days);
}

namespace {

AimOutcome outcome_in_window(const Aim& aim, double level, const AimColumns& columns) {
  AimOutcome outcome{.aim = aim, .estimate = {}, .over_the_horizon = {}, .on_a_day = std::nullopt};
  outcome.estimate = {.mean = kUnknown,
                      .half_width = kUnknown,
                      .lower = kUnknown,
                      .upper = kUnknown,
                      .level = level};
  outcome.intervals = columns.intervals().size();
  outcome.over_the_horizon = columns.share_that_meet(level);
  if (outcome.intervals > 0) {
    const std::vector<Estimate> parts = columns.estimates(level);
    const std::size_t deciding = deciding_part(aim, parts);
    outcome.estimate = parts[deciding];
    outcome.interval = name_of(columns.intervals()[deciding]);
    outcome.verdict = verdict_on_all(aim, parts);
  }
  return outcome;
}

}  // namespace

AimOutcome outcome_of(const Aim& aim,
                      const std::vector<Observations>& replications,
                      const std::vector<double>& shares,
                      double level,
                      const ArrivalControl& control,
                      const AimColumns& columns) {
  if (aim.window) {
    return outcome_in_window(aim, level, columns);
  }
  AimOutcome outcome{
      .aim = aim,
      .estimate = estimate_measure(replications, aim.measure, aim.scope, level, control),
      .verdict = Verdict::undecided,
      .over_the_horizon = {},
      .on_a_day = std::nullopt};
  outcome.verdict = verdict_on(aim, outcome.estimate);
  std::uint32_t known = 0;
  std::uint32_t good = 0;
  for (const Observations& o : replications) {
    const double value = value_in(o, measures()[aim.measure], aim.scope);
    known += std::isnan(value) ? 0U : 1U;
    good += !std::isnan(value) && aim.is_met_by(value) ? 1U : 0U;
  }
  outcome.over_the_horizon = estimate_share(good, known, level);
  if (!shares.empty()) {
    outcome.on_a_day = mean_share(shares, level);
  }
  return outcome;
}

double short_of_decision(const Aim& aim, const Estimate& estimate) {
  if (verdict_on(aim, estimate) != Verdict::undecided) {
    return 1.0;
  }
  const double distance = std::abs(estimate.mean - aim.value);
  return std::isnan(distance) || distance == 0.0 ? std::numeric_limits<double>::infinity()
                                                 : estimate.half_width / distance;
}

double short_of_decision(const Aim& aim, std::span<const Estimate> parts) {
  if (parts.empty()) {
    return std::numeric_limits<double>::infinity();
  }
  double worst = 1.0;
  if (verdict_on_all(aim, parts) == Verdict::undecided) {
    for (const Estimate& part : parts) {
      worst = std::isnan(part.mean) ? worst : std::max(worst, short_of_decision(aim, part));
    }
    // Nothing happened anywhere: more of it decides nothing.
    worst = worst == 1.0 ? std::numeric_limits<double>::infinity() : worst;
  }
  return worst;
}

}  // namespace tiermix
