#include "engine/experiment/settling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/tally/row_span.hpp"
#include "engine/estimate/paired.hpp"
#include "engine/estimate/unknown.hpp"
#include "engine/estimate/warm_up.hpp"
#include "engine/plan/expected_arrivals.hpp"
#include "engine/experiment/experiment.hpp"
#include "engine/experiment/runner.hpp"

namespace tiermix {
namespace {

using I = IntervalQuantity;

struct Kind {
  Settles what;
  std::string_view name;
  std::string_view unit;
  I numerator;
  std::optional<I> denominator;  ///< nothing: time
  double scale;
  bool of_cases;  ///< of the desk and its classes; else of tiers
};

constexpr double kTrend = 0.02;
constexpr double kShiftTrend = 0.05;
constexpr double kToHours = 1.0 / static_cast<double>(kHour.us);
constexpr double kToMinutes = 1.0 / static_cast<double>(kMinute.us);
constexpr auto kKinds = std::to_array<Kind>({
    {Settles::backlog, "backlog", "cases", I::open_time, std::nullopt, 1.0, true},
    {Settles::time_to_resolve,
     "time_to_resolve",
     "h",
     I::time_to_resolve,
     I::resolved,
     kToHours,
     true},
    {Settles::queue, "queue", "cases", I::queue_time, std::nullopt, 1.0, false},
    {Settles::occupancy, "occupancy", "1", I::busy_time, I::staffed_time, 1.0, false},
    {Settles::handle_time, "handle_time", "min", I::handle_time, I::sessions, kToMinutes, false},
});

const Kind& kind_of(Settles what) { return *std::ranges::find(kKinds, what, &Kind::what); }

bool is_constant(const Plan& plan) {
  const auto at_once = [](const StaffingStep& step) { return step.at == Instant{}; };
  return plan.duties.empty() && std::ranges::all_of(plan.shift_starts, at_once) &&
         std::ranges::all_of(plan.shift_ends,
                             [&](const StaffingStep& step) { return step.at >= plan.horizon; }) &&
         std::ranges::all_of(plan.classes, [](const ClassPlan& one) {
           return one.instants.empty() && !one.has_busyness && one.weekly_growth == 0.0 &&
                  std::ranges::all_of(one.arrivals.rates, [&one](double rate) {
                    return rate == one.arrivals.rates.front();
                  });
         });
}

// Of the arrivals of whole weeks up to the horizon. Replayed arrivals are those of their weeks.
bool weeks_differ(const Plan& plan, Duration from) {
  for (std::size_t c = 0; c < plan.classes.size(); ++c) {
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    for (Instant at = Instant{} + from; at + kWeek <= plan.horizon; at = at + kWeek) {
      const double expected = expected_between(plan, c, at, at + kWeek);
      least = std::min(least, expected);
      most = std::max(most, expected);
    }
    if (most - least >= kTrend * most && most > 0.0) {
      return true;
    }
  }
  return false;
}

void add_to(RatioTotals& sum, const RatioTotals& more) {
  sum.numerator += more.numerator;
  sum.denominator += more.denominator;
}

double ratio_of(const RatioTotals& totals) {
  return totals.denominator > 0.0 ? totals.numerator / totals.denominator : kUnknown;
}

// Whether two parts of a series differ, replication by replication.
bool differ(const std::vector<RatioTotals>& before,
            const std::vector<RatioTotals>& after,
            double level) {
  std::vector<double> differences;
  for (std::size_t r = 0; r < before.size(); ++r) {
    const double difference = ratio_of(before[r]) - ratio_of(after[r]);
    if (!std::isnan(difference)) {
      differences.push_back(difference);
    }
  }
  if (differences.size() < 2) {
    return false;
  }
  const Estimate mean = estimate_mean(differences, level);
  return mean.lower > 0.0 || mean.upper < 0.0;
}

}  // namespace

std::string_view name_of(Settles what) { return kind_of(what).name; }
std::string_view unit_of(Settles what) { return kind_of(what).unit; }

Duration batch_to_settle(const Plan& plan) { return is_constant(plan) ? 5 * plan.interval : kWeek; }

std::size_t batches_to_settle(const Plan& plan, Duration from) {
  const Duration left = plan.horizon - (Instant{} + from);
  return left.us < 0 ? 0 : static_cast<std::size_t>(left.us / batch_to_settle(plan).us);
}

// One series of all replications.
struct SettlingWatch::Watched {
  std::size_t kind = 0;  ///< in kKinds
  std::size_t scope = 0;
  std::vector<std::vector<RatioTotals>> totals = {};  ///< [replication][batch]

  void add(const Observations& o, std::size_t first_row, Duration row, const Settling& of) {
    std::vector<RatioTotals>& own = totals.emplace_back(of.batches);
    const Kind& what = kKinds.at(kind);
    const auto rows = static_cast<std::size_t>(of.batch.us / row.us);
    for (std::size_t i = 0; i < of.batches * rows; ++i) {
      const auto value = [&](I q) { return o.interval_total(first_row + i, scope, q); };
      add_to(own[i / rows],
             {value(what.numerator),
              what.denominator ? value(*what.denominator) : static_cast<double>(row.us)});
    }
  }

  // Of all replications; a batch in which nothing happened is as the one before, or as the first in
  // which something did.
  [[nodiscard]] std::vector<double> averages(std::size_t batches) const {
    std::vector<double> means;
    std::size_t first = 0;
    for (std::size_t b = 0; b < batches; ++b) {
      RatioTotals sum;
      for (const std::vector<RatioTotals>& own : totals) {
        add_to(sum, own[b]);
      }
      const double before = means.empty() ? 0.0 : means.back();
      first += sum.denominator <= 0.0 && first == b ? 1U : 0U;
      means.push_back(sum.denominator > 0.0 ? ratio_of(sum) : before);
    }
    std::fill_n(means.begin(), first, first < batches ? means[first] : 0.0);
    return means;
  }

  [[nodiscard]] std::vector<RatioTotals> of_batches(std::size_t first, std::size_t end) const {
    std::vector<RatioTotals> sums;
    for (const std::vector<RatioTotals>& own : totals) {
      RatioTotals& sum = sums.emplace_back();
      for (std::size_t b = first; b < end; ++b) {
        add_to(sum, own[b]);
      }
    }
    return sums;
  }

  [[nodiscard]] Estimate estimate(const std::vector<RatioTotals>& sums) const {
    RatioSums ratio;
    for (const RatioTotals& sum : sums) {
      ratio.add(sum.numerator, sum.denominator);
    }
    return ratio.estimate(0.95, kKinds.at(kind).scale);
  }
};

SettlingWatch::SettlingWatch(const Plan& plan, Duration from, std::uint32_t most)
    : row_(plan.interval), from_(from), most_(most) {
  settling_.batch = batch_to_settle(plan);
  settling_.batches = batches_to_settle(plan, from);
  settling_.by_week = !is_constant(plan);
  settling_.has_trend = plan.people.used || weeks_differ(plan, from);
  staffed_.resize(settling_.batches);
  TIERMIX_EXPECTS(settling_.batches >= kFewestToSettle);
  const ScopeLayout layout = plan.layout();
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
    for (std::size_t scope = 0; scope < layout.size(); ++scope) {
      const bool is_only_class = layout.is_class(scope) && layout.classes == 1;
      if (kKinds.at(kind).of_cases != layout.is_tier(scope) && !is_only_class) {
        watched_.push_back({.kind = kind, .scope = scope});
      }
    }
  }
}

SettlingWatch::~SettlingWatch() = default;
SettlingWatch::SettlingWatch(SettlingWatch&&) noexcept = default;
SettlingWatch& SettlingWatch::operator=(SettlingWatch&&) noexcept = default;

void SettlingWatch::add(const Observations& observations) {
  if (settling_.replications < most_) {
    ++settling_.replications;
    const auto first_row = static_cast<std::size_t>((from_.us + row_.us - 1) / row_.us);
    for (Watched& one : watched_) {
      one.add(observations, first_row, row_, settling_);
    }
    created_ += observations.total(ScopeLayout::all(), Quantity::offered);
    left_open_ += observations.total(ScopeLayout::all(), Quantity::open_at_end);
    const auto rows = static_cast<std::size_t>(settling_.batch.us / row_.us);
    for (std::size_t i = 0; i < settling_.batches * rows; ++i) {
      staffed_[i / rows] +=
          observations.interval_total(first_row + i, ScopeLayout::all(), I::staffed_time);
    }
  }
}

bool is_settled(const Settling& settling) {
  return std::ranges::none_of(settling.series,
                              [](const SettledSeries& one) { return one.before.has_value(); });
}

SettledSeries SettlingWatch::judge(const Watched& one, double level) const {
  const std::size_t batches = settling_.batches;
  const Truncation found = truncation_by_mser(one.averages(batches));
  const std::vector<RatioTotals> before = one.of_batches(0, found.batches);
  const std::vector<RatioTotals> after = one.of_batches(found.batches, batches);
  SettledSeries series{.what = kKinds.at(one.kind).what,
                       .scope = one.scope,
                       .after = from_,
                       .before = std::nullopt,
                       .settled = one.estimate(one.of_batches(0, batches))};
  if (found.batches > 0 && differ(before, after, level)) {
    series.before = one.estimate(before);
    series.settled = one.estimate(after);
    series.after =
        found.at_limit
            ? std::nullopt
            : std::optional(from_ + static_cast<std::int64_t>(found.batches) * settling_.batch);
  }
  return series;
}

Settling SettlingWatch::judge() const {
  Settling settling = settling_;
  settling.after = from_;
  settling.left_open = created_ > 0.0 ? left_open_ / created_ : 0.0;
  const auto [least, most] = std::ranges::minmax(staffed_);
  settling.has_trend =
      settling.has_trend || (settling.by_week && most - least >= kShiftTrend * most);
  const double level = joint_level(0.99, watched_.size());
  for (const Watched& one : watched_) {
    const SettledSeries& series = settling.series.emplace_back(judge(one, level));
    settling.after = settling.after && series.after
                         ? std::optional(std::max(*settling.after, *series.after))
                         : std::nullopt;
  }
  return settling;
}

std::optional<Settling> settle(const Plan& plan,
                               std::uint64_t seed,
                               std::uint32_t replications,
                               int threads,
                               const std::function<bool(const Progress&)>& report) {
  const Duration warm_up = plan.warm_up - Instant{};
  SettlingWatch watch(plan, Duration{}, replications);
  std::optional<SettlingWatch> later;
  if (warm_up.us > 0 && batches_to_settle(plan, warm_up) >= kFewestToSettle) {
    later.emplace(plan, warm_up, replications);
  }
  std::vector<Job> jobs;
  for (std::uint32_t r = 0; r < replications; ++r) {
    jobs.push_back({.plan = &plan, .seed = seed, .replication = r});
  }
  const bool complete = complete_jobs(jobs, threads, [&](std::size_t job, Finished&& finished) {
    watch.add(finished.observations);
    if (later) {
      later->add(finished.observations);
    }
    return !report || report(Progress{static_cast<std::uint32_t>(job + 1), replications});
  });
  if (!complete) {
    return std::nullopt;
  }
  Settling settling = watch.judge();
  if (later) {
    settling.from_warm_up = is_settled(later->judge());
  }
  return settling;
}

}  // namespace tiermix
