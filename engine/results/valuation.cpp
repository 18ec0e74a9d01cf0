#include "engine/results/valuation.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/calendar.hpp"
#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/experiment/roi_figures.hpp"
#include "engine/results/parts.hpp"

namespace tiermix {
namespace {

EstimateRow row_of(std::string name, std::string unit, const Estimate& e) {
  return {.measure = std::move(name),
          .scope = "all",
          .unit = std::move(unit),
          .mean = e.mean,
          .half_width = e.half_width,
          .lower = e.lower,
          .upper = e.upper,
          .level = e.level,
          .replications = e.replications,
          .benchmark = std::nullopt};
}

class ValuationAssembly {
 public:
  ValuationAssembly(const ComparedInput& base, const ComparedInput& with, const RoiRun& run)
      : base_(base), run_(run), figures_(figures_of(run)), currency_(base.model->money.currency) {
    valuation_.terms = run.design.terms;
    valuation_.decided = run.decided;
    valuation_.scenarios = {scenario_of(base), scenario_of(with)};
    valuation_.provenance = valuation_.scenarios.front().provenance;
  }

  Valuation assemble() {
    add_months();
    add_lines();
    add_worth("net_value", "", figures_.all);
    add_worth("cash_value", "cash_", figures_.cash);
    for (const SizedWorth& sized : figures_.sizes) {
      valuation_.sizes.push_back(
          {.size = sized.size,
           .row = row_of("net_present_value", currency_, sized.net_present_value)});
    }
    if (figures_.break_even) {
      add("break_even_size", "1", *figures_.break_even);
    }
    return std::move(valuation_);
  }

 private:
  [[nodiscard]] ComparedScenario scenario_of(const ComparedInput& input) const {
    Provenance p = provenance_of(*input.model, input.context);
    p.seed = run_.design.seed;
    p.level = run_.design.level;
    p.replications = static_cast<std::uint32_t>(run_.flows.size());
    p.digest = to_hex(run_.digest);
    p.precision_reached = run_.decided;
    p.interrupted = run_.interrupted;
    return {.name = input.name, .provenance = std::move(p)};
  }

  void add(std::string name, std::string unit, const Estimate& estimate) {
    valuation_.estimates.push_back(row_of(std::move(name), std::move(unit), estimate));
  }

  void add_worth(const std::string& sum, const std::string& prefix, const Worth& worth) {
    add(sum, currency_, worth.net_value);
    add(prefix + "net_present_value", currency_, worth.net_present_value);
    add(prefix + "investment", currency_, worth.investment);
    add(prefix + "return_on_investment", "1", worth.return_on_investment);
    add(prefix + "probability_of_gain", "1", worth.probability_of_gain);
    add(prefix + "probability_of_payback", "1", worth.probability_of_payback);
    add(prefix + "payback_months", "months", worth.payback);
    add(prefix + "payback_of_mean_months", "months", worth.payback_of_mean);
  }

  void add_months() {
    const TimeFrame& time = base_.model->time;
    const LocalClock clock(time.start, time.zone);
    for (std::size_t m = 0; m < figures_.months.size(); ++m) {
      const Duration since =
          from_seconds(run_.bounds[m] * in_seconds(kYear) + in_seconds(time.warm_up));
      const MonthWorth& month = figures_.months[m];
      valuation_.months.push_back({.start_h = in_hours(since),
                                   .date = civil_date(clock.local(Instant{} + since).day),
                                   .flow = month.flow.mean,
                                   .flow_half_width = month.flow.half_width,
                                   .cumulative = month.cumulative.mean,
                                   .cumulative_half_width = month.cumulative.half_width});
    }
  }

  void add_lines() {
    for (std::size_t line = 0; line < kCashLines; ++line) {
      const std::string_view name = name_of(static_cast<CashLine>(line));
      valuation_.lines.push_back(row_of(std::string(name), currency_, figures_.lines[line]));
      std::vector<double>& values = valuation_.flows.emplace_back();
      for (const CashFlow& flow : run_.flows) {
        const auto first = flow.lines.begin() + static_cast<std::ptrdiff_t>(line * flow.months);
        values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(flow.months));
      }
    }
    for (const CashFlow& flow : run_.flows) {
      valuation_.not_cash.insert(
          valuation_.not_cash.end(), flow.not_cash.begin(), flow.not_cash.end());
    }
  }

  const ComparedInput& base_;
  const RoiRun& run_;
  RoiFigures figures_;
  std::string currency_;
  Valuation valuation_;
};

}  // namespace

double Valuation::mean_in(const std::vector<double>& flow, std::size_t month) const {
  double sum = 0.0;
  for (std::size_t at = month; at < flow.size(); at += months.size()) {
    sum += flow[at];
  }
  return sum / static_cast<double>(provenance.replications);
}

const EstimateRow* Valuation::find(std::string_view estimate) const {
  const auto found = std::ranges::find(estimates, estimate, &EstimateRow::measure);
  return found == estimates.end() ? nullptr : &*found;
}

Valuation assemble(const ComparedInput& base, const ComparedInput& with, const RoiRun& run) {
  TIERMIX_EXPECTS(base.model != nullptr && with.model != nullptr);
  return ValuationAssembly(base, with, run).assemble();
}

}  // namespace tiermix
