#include "engine/experiment/sweep.hpp"

#include <algorithm>
#include <exception>
#include <future>
#include <new>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/experiment/infer.hpp"
#include "engine/experiment/influences.hpp"
#include "engine/experiment/precision.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {
namespace {

// Enough that cores seldom wait for the last replications of a batch, and few plans in memory.
constexpr std::size_t kJobsAtOnce = 2048;
constexpr std::size_t kFewestAtOnce = 16;
constexpr std::size_t kMostAtOnce = 256;

struct PointInHand {
  std::size_t point = 0;
  Plan plan;
  std::uint32_t target = 0;  ///< replications of the next look
  Digest digest;
  std::uint64_t events = 0;
  std::vector<Observations> replications;
  bool finished = false;

  [[nodiscard]] std::uint32_t done() const {
    return static_cast<std::uint32_t>(replications.size());
  }
};

class Sweep {
 public:
  Sweep(const SweepDesign& design,
        const std::function<void(std::size_t, SweptPoint&&)>& take,
        const std::function<bool(const Progress&)>& report,
        std::size_t points)
      : design_(design), take_(take), report_(report), waiting_(points) {}

  /// False where the run was stopped.
  bool run_batch(std::span<const std::size_t> points, std::vector<Plan> plans) {
    hands_.clear();
    for (std::size_t i = 0; i < points.size(); ++i) {
      PointInHand hand;
      hand.point = points[i];
      hand.plan = std::move(plans[i]);
      hand.target = first_look(design_.run);
      hands_.push_back(std::move(hand));
    }
    waiting_ -= points.size();
    while (!std::ranges::all_of(hands_, &PointInHand::finished)) {
      if (!run_to_targets()) {
        return false;
      }
    }
    return true;
  }

 private:
  bool run_to_targets() {
    std::vector<Job> jobs;
    std::vector<PointInHand*> owners;
    for (PointInHand& hand : hands_) {
      for (std::uint32_t r = hand.done(); !hand.finished && r < hand.target; ++r) {
        jobs.push_back({.plan = &hand.plan, .seed = design_.run.seed, .replication = r});
        owners.push_back(&hand);
      }
    }
    planned_ = done_ + jobs.size() + waiting_ * first_look(design_.run);
    std::size_t taken = 0;
    std::exception_ptr failure;
    std::size_t failed_at = 0;
    const auto accept = [&](Finished&& finished) {
      if (failure || finished.failure) {
        failed_at = failure ? failed_at : owners[taken]->point;
        failure = failure ? failure : finished.failure;
        return false;
      }
      add(*owners[taken++], std::move(finished));
      return !report_ || report_({.done = static_cast<std::uint32_t>(done_),
                                  .planned = static_cast<std::uint32_t>(planned_)});
    };
    run_jobs(jobs, design_.run.threads, accept);
    if (failure) {
      tell_failure(failure, failed_at);
    }
    return taken == jobs.size();
  }

  [[noreturn]] static void tell_failure(const std::exception_ptr& failure, std::size_t point) {
    try {
      std::rethrow_exception(failure);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      throw SweepFailed(point, error.what());
    }
  }

  void add(PointInHand& hand, Finished finished) {
    ++done_;
    hand.digest.add(finished.digest);
    hand.events += finished.observations.events;
    finished.observations.drop_intervals();
    finished.observations.drop_months();
    hand.replications.push_back(std::move(finished.observations));
    if (hand.done() == hand.target) {
      look_at(hand);
    }
  }

  void look_at(PointInHand& hand) {
    const Design& run = design_.run;
    if (run.precision > 0.0) {
      const double short_by = shortfall(hand.replications, run);
      if (short_by > 1.0 && hand.target < run.max_replications) {
        hand.target = next_look(hand.target, short_by, run.max_replications);
        return;
      }
      finish(hand, short_by <= 1.0);
    } else {
      finish(hand, true);
    }
  }

  void finish(PointInHand& hand, bool precise) {
    SweptPoint point{
        .replications = hand.done(),
        .precise = precise,
        .digest = hand.digest.value(),
        .events = hand.events,
        .estimates = estimate_measures(hand.replications, design_.run.level, design_.run.threads),
        .effects = {},
        .values = {}};
    for (const ChosenMeasure& chosen : design_.chosen) {
      point.effects.push_back(influences_of(hand.replications, chosen.measure, chosen.scope));
      std::vector<double>& values = point.values.emplace_back();
      for (const Observations& observations : hand.replications) {
        values.push_back(value_in(observations, measures()[chosen.measure], chosen.scope));
      }
    }
    hand.replications = {};
    hand.finished = true;
    take_(hand.point, std::move(point));
  }

  const SweepDesign& design_;
  const std::function<void(std::size_t, SweptPoint&&)>& take_;
  const std::function<bool(const Progress&)>& report_;
  std::vector<PointInHand> hands_;
  std::size_t waiting_;  ///< points that no batch has begun
  std::size_t done_ = 0;
  std::size_t planned_ = 0;
};

}  // namespace

bool sweep(std::span<const std::size_t> points,
           const std::function<Plan(std::size_t)>& plan_of,
           const SweepDesign& design,
           const std::function<void(std::size_t, SweptPoint&&)>& take,
           const std::function<bool(const Progress&)>& report) {
  const std::uint32_t each = first_look(design.run);
  TIERMIX_EXPECTS(each > 0 && design.run.level > 0.0 && design.run.level < 1.0);
  const std::size_t at_once =
      std::clamp<std::size_t>(kJobsAtOnce / each, kFewestAtOnce, kMostAtOnce);
  const auto plans_of = [&plan_of](std::span<const std::size_t> some) {
    std::vector<Plan> plans;
    for (const std::size_t point : some) {
      plans.push_back(plan_of(point));
    }
    return plans;
  };
  const auto batch_of = [at_once](std::span<const std::size_t> some) {
    return some.first(std::min(at_once, some.size()));
  };
  // The plans of the next batch are made while this one runs: no core waits for them.
  const auto prepare = [&](std::span<const std::size_t> some) {
    return std::async(std::launch::async, plans_of, batch_of(some));
  };
  Sweep all(design, take, report, points.size());
  std::future<std::vector<Plan>> next = prepare(points);
  while (!points.empty()) {
    const std::span<const std::size_t> batch = batch_of(points);
    std::vector<Plan> plans = next.get();
    points = points.subspan(batch.size());
    next = prepare(points);
    if (!all.run_batch(batch, std::move(plans))) {
      return false;
    }
  }
  return true;
}

}  // namespace tiermix
