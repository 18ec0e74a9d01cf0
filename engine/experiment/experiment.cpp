#include "engine/experiment/experiment.hpp"

#include <exception>
#include <optional>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/experiment/arrival_control.hpp"
#include "engine/experiment/infer.hpp"
#include "engine/experiment/kept.hpp"
#include "engine/experiment/long_run.hpp"
#include "engine/experiment/months.hpp"
#include "engine/experiment/periods.hpp"
#include "engine/experiment/precision.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {
namespace {

// Collects replications in index order.
class Collector {
 public:
  Collector(const Plan& plan, const Design& design)
      : plan_(plan),
        design_(design),
        control_(design.control_arrivals ? ArrivalControl(plan) : ArrivalControl()),
        sums_(all_period_sums(plan)),
        months_(plan) {
    const Duration warm_up = plan.warm_up - Instant{};
    if (warm_up.us > 0 && !plan.people.used &&
        batches_to_settle(plan, warm_up) >= kFewestToSettle) {
      watch_.emplace(plan, warm_up);
    }
    outcome_.design = design;
    outcome_.layout = plan.layout();
    shares_of_days_.resize(design.aims.size());
    for (const Aim& aim : design.aims) {
      columns_.emplace_back(aim, design.windows);
    }
  }

  /// Of what has been run: how far from precise and decided, as shortfall() says.
  [[nodiscard]] double short_by() const {
    return shortfall(outcome_.replications, design_, control_, columns_);
  }

  /// Runs until so many are done. False where the run was stopped before. Throws where one failed.
  bool run_to(std::uint32_t target, const std::function<bool(const Progress&)>& report) {
    std::exception_ptr failure;
    const auto accept = [&](Finished&& finished) {
      if (failure || finished.failure) {
        failure = failure ? failure : finished.failure;
        return false;
      }
      take(std::move(finished));
      return !report || report(Progress{done(), target});
    };
    if (design_.keeper != nullptr) {
      design_.keeper->look(target);
    }
    const std::uint32_t left = target - done();
    run_batch(plan_, design_.seed, done(), left, design_.threads, accept, design_.keeper);
    if (failure) {
      std::rethrow_exception(failure);
    }
    return done() == target;
  }

  Outcome finish(bool interrupted, bool precise) {
    outcome_.interrupted = interrupted;
    outcome_.precision_reached = precise;
    outcome_.digest = digest_.value();
    if (!outcome_.replications.empty()) {
      outcome_.estimates =
          estimate_measures(outcome_.replications, design_.level, design_.threads, control_);
      for (const PeriodSums& sums : sums_) {
        outcome_.periods.push_back(sums.estimate(design_.level));
      }
      outcome_.months = months_.estimate(design_.level);
      outcome_.settling = watch_ ? std::optional(watch_->judge()) : std::nullopt;
      for (std::size_t a = 0; a < design_.aims.size(); ++a) {
        outcome_.aims.push_back(outcome_of(design_.aims[a],
                                           outcome_.replications,
                                           shares_of_days_[a],
                                           design_.level,
                                           control_,
                                           columns_[a]));
      }
    }
    return std::move(outcome_);
  }

 private:
  [[nodiscard]] std::uint32_t done() const {
    return static_cast<std::uint32_t>(outcome_.replications.size());
  }

  void take(Finished finished) {
    digest_.add(finished.digest);
    outcome_.events += finished.observations.events;
    for (PeriodSums& sums : sums_) {
      sums.add(finished.observations);
    }
    months_.add(finished.observations);
    if (watch_) {
      watch_->add(finished.observations);
    }
    for (std::size_t a = 0; a < design_.aims.size(); ++a) {
      if (const auto share = share_of_days(plan_, finished.observations, design_.aims[a])) {
        shares_of_days_[a].push_back(*share);
      }
      columns_[a].add(finished.observations);
    }
    finished.observations.drop_intervals();
    finished.observations.drop_months();
    outcome_.replications.push_back(std::move(finished.observations));
  }

  const Plan& plan_;
  const Design& design_;
  ArrivalControl control_;
  std::vector<PeriodSums> sums_;
  MonthSums months_;
  std::optional<SettlingWatch> watch_;
  std::vector<std::vector<double>> shares_of_days_;  ///< [aim][replication]
  std::vector<AimColumns> columns_;                  ///< [aim]
  Digest digest_;
  Outcome outcome_;
};

}  // namespace

std::vector<std::size_t> headline_measures() {
  std::vector<std::size_t> indices;
  for (const char* name : {"cost_per_case", "first_contact_resolution", "time_to_resolve"}) {
    indices.push_back(static_cast<std::size_t>(find_measure(name)));
  }
  return indices;
}

Outcome run(const Plan& plan,
            const Design& design,
            const std::function<bool(const Progress&)>& report) {
  TIERMIX_EXPECTS(design.replications > 0 && design.level > 0.0 && design.level < 1.0);
  if (!plan.batch_starts.empty()) {
    return run_in_batches(plan, design, report);
  }
  Collector collector(plan, design);
  if (design.precision <= 0.0 && !design.until_decided) {
    const bool complete = collector.run_to(design.replications, report);
    return collector.finish(!complete, true);
  }
  std::uint32_t look = first_look(design);
  while (true) {
    if (!collector.run_to(look, report)) {
      return collector.finish(true, false);
    }
    const double short_by = collector.short_by();
    if (short_by <= 1.0 || look == design.max_replications) {
      return collector.finish(false, short_by <= 1.0);
    }
    look = next_look(look, short_by, design.max_replications);
  }
}

}  // namespace tiermix
