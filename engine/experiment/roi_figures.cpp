#include "engine/experiment/roi_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/estimate/crossing.hpp"
#include "engine/estimate/exact.hpp"

namespace tiermix {
namespace {

constexpr double kMonthsPerYear = 12.0;

// A flow per replication: [replication][month].
using Flows = std::vector<std::vector<double>>;

template <typename Value>
Flows flows_of(const RoiRun& run, Value value) {
  Flows flows;
  for (const CashFlow& flow : run.flows) {
    std::vector<double>& months = flows.emplace_back();
    for (std::size_t m = 0; m < flow.months; ++m) {
      months.push_back(value(flow, m));
    }
  }
  return flows;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return sum;
}

double discounted(const std::vector<double>& values, const std::vector<double>& factors) {
  double sum = 0.0;
  for (std::size_t m = 0; m < values.size(); ++m) {
    sum += values[m] * factors[m];
  }
  return sum;
}

// What has come in by each of the bounds; nothing by the first.
std::vector<double> cumulated(const std::vector<double>& flow) {
  std::vector<double> sums{0.0};
  for (const double value : flow) {
    sums.push_back(sums.back() + value);
  }
  return sums;
}

template <typename Reduce>
std::vector<double> of_each(const Flows& flows, Reduce reduce) {
  std::vector<double> values;
  for (const std::vector<double>& flow : flows) {
    values.push_back(reduce(flow));
  }
  return values;
}

std::uint32_t count_if(const std::vector<double>& values, bool (*holds)(double)) {
  return static_cast<std::uint32_t>(std::ranges::count_if(values, holds));
}

class Figures {
 public:
  explicit Figures(const RoiRun& run)
      : run_(run),
        level_(run.design.level),
        factors_(discount_factors(run.bounds, run.design.terms.discount_rate)) {
    for (const double bound : run.bounds) {
      months_.push_back(kMonthsPerYear * bound);
    }
    prices_ = present_values(flows_of(run, [](const CashFlow& flow, std::size_t m) {
      return -flow.at(CashLine::training_price, m);
    }));
    investments_ = present_values(flows_of(run, [](const CashFlow& flow, std::size_t m) {
      return -(flow.at(CashLine::training_price, m) + flow.at(CashLine::training_time, m));
    }));
  }

  RoiFigures all() const {
    const Flows totals =
        flows_of(run_, [](const CashFlow& flow, std::size_t m) { return flow.total(m); });
    const Flows cash =
        flows_of(run_, [](const CashFlow& flow, std::size_t m) { return flow.cash(m); });
    RoiFigures figures{.all = worth_of(totals, investments_),
                       .cash = worth_of(cash, prices_),
                       .lines = lines(),
                       .months = months(totals),
                       .sizes = sizes(totals),
                       .break_even = std::nullopt};
    if (!figures.sizes.empty()) {
      figures.break_even = break_even(figures.sizes);
    }
    return figures;
  }

 private:
  [[nodiscard]] Estimate mean(const std::vector<double>& values) const {
    return estimate_mean(values, level_);
  }

  [[nodiscard]] std::vector<double> present_values(const Flows& flows) const {
    return of_each(flows, [this](const auto& flow) { return discounted(flow, factors_); });
  }

  [[nodiscard]] Worth worth_of(const Flows& flows, const std::vector<double>& investments) const {
    const std::vector<double> sums = of_each(flows, sum_of);
    const std::vector<double> present = present_values(flows);
    const std::vector<double> paybacks = of_each(
        flows, [this](const auto& flow) { return lasting_crossing(months_, cumulated(flow)); });
    const auto n = static_cast<std::uint32_t>(flows.size());
    return {.net_value = mean(sums),
            .net_present_value = mean(present),
            .investment = mean(investments),
            .return_on_investment = return_on(investments, present),
            .probability_of_gain = estimate_probability(
                count_if(sums, [](double sum) { return sum > 0.0; }), n, level_),
            .probability_of_payback = estimate_probability(
                count_if(paybacks, [](double at) { return std::isfinite(at); }), n, level_),
            .payback = estimate_median(paybacks, level_, 0.0),
            .payback_of_mean = lasting_crossing(months_, cumulative(flows))};
  }

  // Money that comes back on none that went in is no rate.
  [[nodiscard]] Estimate return_on(const std::vector<double>& investments,
                                   const std::vector<double>& present) const {
    if (sum_of(investments) > 0.0) {
      return estimate_ratio(present, investments, level_);
    }
    const std::vector<double> none(present.size());
    return estimate_ratio(none, none, level_);
  }

  // At each of the bounds.
  [[nodiscard]] std::vector<Estimate> cumulative(const Flows& flows) const {
    Flows sums;
    for (const std::vector<double>& flow : flows) {
      sums.push_back(cumulated(flow));
    }
    return by_column(sums);
  }

  [[nodiscard]] std::vector<Estimate> by_column(const Flows& rows) const {
    std::vector<Estimate> estimates;
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
      estimates.push_back(
          mean(of_each(rows, [column](const std::vector<double>& row) { return row[column]; })));
    }
    return estimates;
  }

  [[nodiscard]] std::array<Estimate, kCashLines> lines() const {
    std::array<Estimate, kCashLines> estimates;
    for (std::size_t line = 0; line < kCashLines; ++line) {
      const Flows flows = flows_of(run_, [line](const CashFlow& flow, std::size_t m) {
        return flow.lines[line * flow.months + m];
      });
      estimates[line] = mean(of_each(flows, sum_of));
    }
    return estimates;
  }

  [[nodiscard]] std::vector<MonthWorth> months(const Flows& totals) const {
    const std::vector<Estimate> flow = by_column(totals);
    const std::vector<Estimate> sums = cumulative(totals);
    std::vector<MonthWorth> months;
    for (std::size_t m = 0; m < flow.size(); ++m) {
      months.push_back({.flow = flow[m], .cumulative = sums[m + 1]});
    }
    return months;
  }

  [[nodiscard]] std::vector<SizedWorth> sizes(const Flows& totals) const {
    std::vector<SizedWorth> sizes;
    sizes.reserve(run_.sized.size() + 1);
    for (const SizedValues& sized : run_.sized) {
      sizes.push_back({.size = sized.size, .net_present_value = mean(sized.values)});
    }
    if (!sizes.empty()) {
      sizes.push_back({.size = 1.0, .net_present_value = mean(present_values(totals))});
      std::ranges::sort(sizes, {}, &SizedWorth::size);
    }
    return sizes;
  }

  static Estimate break_even(const std::vector<SizedWorth>& sizes) {
    std::vector<double> x;
    std::vector<Estimate> y;
    for (const SizedWorth& sized : sizes) {
      x.push_back(sized.size);
      y.push_back(sized.net_present_value);
    }
    return lasting_crossing(x, y);
  }

  const RoiRun& run_;
  double level_;
  std::vector<double> factors_;
  std::vector<double> months_;       ///< bounds
  std::vector<double> prices_;       ///< of training, discounted: [replication]
  std::vector<double> investments_;  ///< with the wages of those who train
};

}  // namespace

RoiFigures figures_of(const RoiRun& run) {
  TIERMIX_EXPECTS(!run.flows.empty());
  return Figures(run).all();
}

}  // namespace tiermix
