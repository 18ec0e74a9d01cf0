#include "engine/experiment/cash_flow.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

using Q = Quantity;

constexpr std::array<std::string_view, kCashLines> kNames{"training_price",
                                                          "training_time",
                                                          "turnover",
                                                          "coverage",
                                                          "first_tier_work",
                                                          "escalations",
                                                          "reopens",
                                                          "fees",
                                                          "other_paid_time",
                                                          "freed_time",
                                                          "revenue",
                                                          "renewals"};
static_assert(!kNames.back().empty(), "every line has a name");

double years(Duration d) { return static_cast<double>(d.us) / static_cast<double>(kYear.us); }

// Money is a product of time and wage, so what cancels leaves a trace of rounding: that is nothing.
double without_rounding(double sum, double size_of_parts) {
  constexpr double kTrace = 1e-11;
  return std::abs(sum) <= kTrace * size_of_parts ? 0.0 : sum;
}

double less(double one, double other) {
  return without_rounding(one - other, std::max(std::abs(one), std::abs(other)));
}

Instant end_of_month(const Plan& plan, std::size_t month) {
  return month + 1 < plan.month_starts.size() ? plan.month_starts[month + 1] : plan.horizon;
}

// One month of one scope.
struct Month {
  const Observations& observations;
  std::size_t month = 0;

  [[nodiscard]] double of(std::size_t scope, Q q) const {
    return observations.month_total(month, scope, q);
  }
  [[nodiscard]] double desk(Q q) const { return of(ScopeLayout::all(), q); }
  [[nodiscard]] double desk(std::initializer_list<Q> quantities) const {
    double sum = 0.0;
    for (const Q q : quantities) {
      sum += desk(q);
    }
    return sum;
  }
  // What idle hours cost more than at the given wages, where both have some.
  [[nodiscard]] double raise(const IdleWages& wages, const IdleWages& own) const {
    double sum = 0.0;
    const std::size_t tiers = observations.layout.tiers;
    for (std::size_t i = month * tiers; i < (month + 1) * tiers; ++i) {
      if (i < wages.size() && wages[i] > 0.0) {
        const std::size_t scope = observations.layout.of_tier(i % tiers);
        sum += of(scope, Q::idle_time) * (own[i] - wages[i]);
      }
    }
    return sum;
  }
  [[nodiscard]] double sessions_at(std::size_t tier) const {
    double sum = 0.0;
    for (const Q q : {Q::cost_handling,
                      Q::cost_diagnosis,
                      Q::cost_failed_attempts,
                      Q::cost_hand_over,
                      Q::cost_holding}) {
      sum += of(observations.layout.of_tier(tier), q);
    }
    return sum;
  }
};

// Contract value expected to be lost in a year, of all customers: those who have not rated yet
// leave like those who have, or a desk that is rated by more of them would lose more.
double lost_a_year(const Plan& plan, const Month& month) {
  const double rated = month.desk(Q::customers_rated);
  return rated > 0.0 ? month.desk(Q::churned_value) / rated * plan.loyalty.customers : 0.0;
}

}  // namespace

std::string_view name_of(CashLine line) { return kNames[index_of(line)]; }

double CashFlow::total(std::size_t month) const {
  double sum = 0.0;
  double size = 0.0;
  for (std::size_t line = 0; line < kCashLines; ++line) {
    sum += lines[line * months + month];
    size += std::abs(lines[line * months + month]);
  }
  return without_rounding(sum, size);
}

double CashFlow::cash(std::size_t month) const { return less(total(month), not_cash[month]); }

IdleWages idle_wages(const Observations& observations) {
  IdleWages wages;
  for (std::size_t m = 0; m < observations.months; ++m) {
    for (std::size_t tier = 0; tier < observations.layout.tiers; ++tier) {
      const std::size_t scope = observations.layout.of_tier(tier);
      const double hours = observations.month_total(m, scope, Q::idle_time);
      const double cost = observations.month_total(m, scope, Q::cost_idle);
      wages.push_back(hours > 0.0 ? cost / hours : 0.0);
    }
  }
  return wages;
}

CashFlow cash_flow(const Plan& plan,
                   const Observations& observations,
                   const CashTerms& terms,
                   const IdleWages& wages) {
  TIERMIX_EXPECTS(observations.months == plan.month_starts.size());
  const IdleWages own = idle_wages(observations);
  const std::size_t months = observations.months;
  CashFlow flow{.months = months,
                .lines = std::vector<double>(kCashLines * months),
                .not_cash = std::vector<double>(months)};
  const double overhead = plan.overhead_multiplier;
  double lost_at_start = 0.0;
  for (std::size_t m = 0; m < months; ++m) {
    const Month month{observations, m};
    const auto costs = [&](CashLine line, double money) { flow.at(line, m) -= money; };
    const double idle = month.desk(Q::cost_idle) * overhead;
    costs(CashLine::training_price, month.desk(Q::cost_training));
    costs(CashLine::training_time, month.desk(Q::cost_training_time) * overhead);
    costs(CashLine::turnover,
          month.desk(Q::cost_hiring) +
              month.desk({Q::cost_onboarding, Q::cost_mentoring}) * overhead);
    costs(CashLine::coverage,
          month.desk(Q::cost_overtime) * overhead + month.desk(Q::lost) * terms.lost_case_cost);
    for (std::size_t tier = 0; tier < observations.layout.tiers; ++tier) {
      costs(tier == 0 ? CashLine::first_tier_work : CashLine::escalations,
            month.sessions_at(tier) * overhead);
    }
    costs(CashLine::reopens, month.desk(Q::cost_rework) * overhead);
    costs(CashLine::fees, month.desk(Q::cost_vendor) + month.desk(Q::cost_fees));
    costs(CashLine::other_paid_time, month.desk({Q::cost_breaks, Q::cost_shrinkage}) * overhead);
    const double worth = (month.desk(Q::cost_idle) - month.raise(wages, own)) * overhead;
    costs(CashLine::freed_time, without_rounding(idle - worth * terms.freed_time, idle));
    costs(CashLine::revenue, -month.desk(Q::support_revenue));
    const double lost_at_end = lost_a_year(plan, month);
    costs(CashLine::renewals,
          0.5 * ((m == 0 ? lost_at_end : lost_at_start) + lost_at_end) *
              years(end_of_month(plan, m) - plan.month_starts[m]));
    lost_at_start = lost_at_end;
    flow.not_cash[m] = worth * terms.freed_time;
  }
  return flow;
}

CashFlow difference(const CashFlow& one, const CashFlow& other) {
  TIERMIX_EXPECTS(one.months == other.months);
  CashFlow result = one;
  for (std::size_t i = 0; i < result.lines.size(); ++i) {
    result.lines[i] = less(one.lines[i], other.lines[i]);
  }
  for (std::size_t m = 0; m < result.months; ++m) {
    result.not_cash[m] = less(one.not_cash[m], other.not_cash[m]);
  }
  return result;
}

std::vector<double> month_bounds(const Plan& plan) {
  std::vector<double> bounds{0.0};
  for (std::size_t m = 0; m < plan.month_starts.size(); ++m) {
    bounds.push_back(years(end_of_month(plan, m) - plan.warm_up));
  }
  return bounds;
}

std::vector<double> discount_factors(std::span<const double> bounds, double rate) {
  std::vector<double> factors;
  for (std::size_t m = 0; m + 1 < bounds.size(); ++m) {
    factors.push_back(std::pow(1.0 + rate, -0.5 * (bounds[m] + bounds[m + 1])));
  }
  return factors;
}

}  // namespace tiermix
