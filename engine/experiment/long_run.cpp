#include "engine/experiment/long_run.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/experiment/infer.hpp"
#include "engine/experiment/periods.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {
namespace {

Instant end_of(const Plan& plan, std::size_t batch) {
  return batch + 1 < plan.batch_starts.size() ? plan.batch_starts[batch + 1] : plan.horizon;
}

// A row is where it begins.
RowSpan rows_of(const Plan& plan, const Observations& whole, std::size_t batch) {
  const auto from = [&plan](Instant at) {
    return static_cast<std::uint32_t>((at.us + plan.interval.us - 1) / plan.interval.us);
  };
  const bool last = batch + 1 == plan.batch_starts.size();
  return {from(plan.batch_starts[batch]),
          last ? static_cast<std::uint32_t>(whole.intervals) : from(plan.batch_starts[batch + 1])};
}

AimOutcome outcome_of_aim(const Plan& plan,
                          const Design& design,
                          const Aim& aim,
                          const Observations& whole,
                          const std::vector<Observations>& batches) {
  std::vector<double> shares;
  AimColumns columns(aim, design.windows);
  for (std::size_t b = 0; b < batches.size(); ++b) {
    if (const auto share = share_of_days(plan, whole, aim, plan.batch_starts[b], end_of(plan, b))) {
      shares.push_back(*share);
    }
    columns.add(whole, rows_of(plan, whole, b));
  }
  return outcome_of(aim, batches, shares, design.level, {}, columns);
}

}  // namespace

Outcome run_in_batches(const Plan& plan,
                       const Design& design,
                       const std::function<bool(const Progress&)>& report) {
  TIERMIX_EXPECTS(design.precision <= 0.0 && !design.until_decided && !design.control_arrivals);
  Outcome outcome;
  outcome.design = design;
  outcome.layout = plan.layout();
  outcome.batch = end_of(plan, 0) - plan.batch_starts.front();
  const std::array job{Job{.plan = &plan, .seed = design.seed}};
  const auto take = [&](std::size_t, Finished&& finished) {
    const Observations whole = std::move(finished.observations);
    outcome.events = whole.events;
    Digest digest;
    digest.add(finished.digest);
    outcome.digest = digest.value();
    for (std::size_t b = 0; b < plan.batch_starts.size(); ++b) {
      outcome.replications.push_back(whole.batch(b));
    }
    outcome.estimates = estimate_measures(outcome.replications, design.level, design.threads);
    for (PeriodSums& sums : all_period_sums(plan)) {
      sums.add(whole);
      outcome.periods.push_back(sums.estimate(design.level));
    }
    for (const Aim& aim : design.aims) {
      outcome.aims.push_back(outcome_of_aim(plan, design, aim, whole, outcome.replications));
    }
    return !report || report(Progress{1, 1});
  };
  static_cast<void>(complete_jobs(job, design.threads, take));
  return outcome;
}

}  // namespace tiermix
