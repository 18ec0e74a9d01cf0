#include "engine/experiment/roi.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/estimate/estimate.hpp"
#include "engine/experiment/kept.hpp"
#include "engine/experiment/precision.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {
namespace {

// Collects replications of all plans, each with that of the base, which is run first.
class Pairs {
 public:
  Pairs(const RoiPlans& plans,
        const RoiDesign& design,
        const std::function<bool(const Progress&)>& report)
      : report_(report), plans_{&plans.base, &plans.with} {
    run_.design = design;
    run_.bounds = month_bounds(plans.base);
    factors_ = discount_factors(run_.bounds, design.terms.discount_rate);
    for (const SizedPlan& sized : plans.sized) {
      plans_.push_back(&sized.plan);
      run_.sized.push_back({.size = sized.size, .values = {}});
    }
    flows_.resize(plans_.size());
  }

  /// False where the run was stopped before. Throws where a replication failed.
  bool run_to(std::uint32_t target) {
    std::vector<Job> jobs;
    for (std::uint32_t r = done(); r < target; ++r) {
      for (std::uint32_t p = 0; p < plans_.size(); ++p) {
        jobs.push_back(
            {.plan = plans_[p], .seed = run_.design.seed, .replication = r, .number = p});
      }
    }
    Keeper* const keeper = run_.design.keeper;
    if (keeper != nullptr) {
      keeper->look(target);
    }
    const auto each = static_cast<std::uint32_t>(plans_.size());
    return complete_jobs(
        jobs,
        run_.design.threads,
        [&](std::size_t job, Finished&& finished) {
          take(job % each, finished);
          return !report_ || report_(Progress{++taken_, target * each});
        },
        keeper);
  }

  [[nodiscard]] Estimate worth() const {
    std::vector<double> values;
    values.reserve(run_.flows.size());
    for (const CashFlow& flow : run_.flows) {
      values.push_back(present_value(flow, factors_));
    }
    return estimate_mean(values, run_.design.level);
  }

  RoiRun finish() {
    run_.digest = digest_.value();
    return std::move(run_);
  }

 private:
  [[nodiscard]] std::uint32_t done() const { return static_cast<std::uint32_t>(run_.flows.size()); }

  void take(std::size_t plan, const Finished& finished) {
    digest_.add(finished.digest);
    run_.events += finished.observations.events;
    if (plan == 0) {
      wages_ = idle_wages(finished.observations);
    }
    flows_[plan] = cash_flow(*plans_[plan], finished.observations, run_.design.terms, wages_);
    if (plan + 1 == plans_.size()) {
      take_replication();
    }
  }

  void take_replication() {
    run_.flows.push_back(difference(flows_[1], flows_[0]));
    for (std::size_t i = 0; i < run_.sized.size(); ++i) {
      run_.sized[i].values.push_back(present_value(difference(flows_[i + 2], flows_[0]), factors_));
    }
  }

  const std::function<bool(const Progress&)>& report_;
  std::vector<const Plan*> plans_;
  std::vector<double> factors_;
  std::vector<CashFlow> flows_;  ///< [plan], of the replication in hand
  IdleWages wages_;              ///< of the base, likewise
  std::uint32_t taken_ = 0;
  Digest digest_;
  RoiRun run_;
};

void check(const RoiPlans& plans, const RoiDesign& design) {
  TIERMIX_EXPECTS(design.replications > 0 && design.level > 0.0 && design.level < 1.0);
  TIERMIX_EXPECTS(design.terms.discount_rate > -1.0);
  std::vector<const Plan*> others{&plans.with};
  double last = -std::numeric_limits<double>::infinity();
  for (const SizedPlan& sized : plans.sized) {
    TIERMIX_EXPECTS(sized.size > last && sized.size != 1.0);
    last = sized.size;
    others.push_back(&sized.plan);
  }
  TIERMIX_EXPECTS(std::ranges::all_of(others, [&plans](const Plan* plan) {
    return plan->warm_up == plans.base.warm_up && plan->horizon == plans.base.horizon &&
           plan->month_starts == plans.base.month_starts;
  }));
}

// How many times as wide as it may be the interval is.
double short_of_decision(const Estimate& worth) {
  return worth.mean == 0.0 ? std::numeric_limits<double>::infinity()
                           : worth.half_width / std::abs(worth.mean);
}

// Where no replication differs, none will.
bool is_decided(const Estimate& worth) {
  return worth.lower > 0.0 || worth.upper < 0.0 || (worth.mean == 0.0 && worth.half_width == 0.0);
}

}  // namespace

double present_value(const CashFlow& flow, const std::vector<double>& factors) {
  TIERMIX_EXPECTS(flow.months == factors.size());
  double sum = 0.0;
  for (std::size_t m = 0; m < flow.months; ++m) {
    sum += flow.total(m) * factors[m];
  }
  return sum;
}

RoiRun run_roi(const RoiPlans& plans,
               const RoiDesign& design,
               const std::function<bool(const Progress&)>& report) {
  check(plans, design);
  Pairs pairs(plans, design, report);
  const auto ended = [&pairs](bool complete, bool decided) {
    RoiRun run = pairs.finish();
    run.interrupted = !complete;
    run.decided = decided;
    return run;
  };
  if (!design.until_decided) {
    const bool complete = pairs.run_to(design.replications);
    return ended(complete, complete);
  }
  Design looks;
  looks.replications = design.replications;
  looks.until_decided = true;
  looks.max_replications = design.max_replications;
  std::uint32_t look = first_look(looks);
  while (pairs.run_to(look)) {
    const Estimate worth = pairs.worth();
    if (is_decided(worth) || look == design.max_replications) {
      return ended(true, is_decided(worth));
    }
    look = next_look(look, short_of_decision(worth), design.max_replications);
  }
  return ended(false, false);
}

}  // namespace tiermix
