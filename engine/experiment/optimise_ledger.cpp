#include "engine/experiment/optimise_ledger.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

GoalSamples& samples_in(KnownPoint& known, Ledger::Stream stream) {
  return stream == Ledger::Stream::search ? known.search : known.fresh;
}

double size_of(const Aim& aim) { return aim.value == 0.0 ? 1.0 : std::abs(aim.value); }

// A point without a value of a constraint is as far from it as one can be.
constexpr double kNoValue = 1e6;

}  // namespace

bool LatticeScore::is_better_than(const LatticeScore& other) const {
  if (usable != other.usable) {
    return usable;
  }
  if (!usable) {
    return false;
  }
  if (overload != other.overload) {
    return overload < other.overload;
  }
  if (shortfall != other.shortfall) {
    return shortfall < other.shortfall;
  }
  return objective < other.objective;
}

Ledger::Ledger(const OptimumDesign& design, const PointSource& sampler, const Report& report)
    : design_(design), sampler_(sampler), report_(report) {
  measures_.push_back(&tiermix::measures()[design.objective.measure]);
  for (const Aim& aim : design.constraints) {
    measures_.push_back(&tiermix::measures()[aim.measure]);
  }
}

void Ledger::require(std::span<const LatticePoint> points,
                     std::uint32_t count,
                     Stream stream,
                     std::uint64_t budget) {
  std::vector<SampleRequest> requests;
  const std::uint32_t start = stream == Stream::search ? 0 : kFreshReplications;
  for (const LatticePoint& point : points) {
    KnownPoint& known = points_[point];
    const std::uint32_t done = samples_in(known, stream).replications;
    const bool asked = std::ranges::find(requests, point, &SampleRequest::point) != requests.end();
    if (known.valid && done < count && !asked) {
      requests.push_back({.point = point, .first = start + done, .count = count - done});
    }
  }
  if (requests.empty()) {
    return;
  }
  std::uint64_t more = 0;
  for (const SampleRequest& request : requests) {
    more += request.count;
  }
  if (replications_ + more > budget) {
    throw BudgetSpent();
  }
  if (report_) {
    progress_.visited = points_.size();
    progress_.replications = replications_;
    report_(progress_);
  }
  const auto samples = sampler_(requests);
  if (!samples) {
    throw OptimumStopped();
  }
  TIERMIX_EXPECTS(samples->size() == requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const GoalSamples& own = (*samples)[i];
    KnownPoint& known = points_[requests[i].point];
    if (own.replications == 0) {
      known.valid = false;
      continue;
    }
    TIERMIX_EXPECTS(own.replications == requests[i].count && own.goals.size() == measures_.size());
    for (const std::uint64_t digest : own.digests) {
      digest_.add(digest);
    }
    samples_in(known, stream).append(own);
    replications_ += own.replications;
  }
}

bool Ledger::has(const LatticePoint& point, std::uint32_t count) const {
  const auto found = points_.find(point);
  return found != points_.end() && found->second.valid &&
         found->second.search.replications >= count;
}

Influences Ledger::search_influences(const LatticePoint& point,
                                     std::size_t goal,
                                     std::uint32_t count) const {
  return influences_of(at(point).search.goals[goal], measure(goal), count);
}

Influences Ledger::fresh_influences(const LatticePoint& point, std::size_t goal) const {
  const GoalSamples& fresh = at(point).fresh;
  return influences_of(fresh.goals[goal], measure(goal), fresh.replications);
}

LatticeScore Ledger::score(const LatticePoint& point,
                           std::uint32_t count,
                           const std::vector<bool>& counts) const {
  LatticeScore score;
  if (!at(point).valid) {
    return score;
  }
  const double objective = search_influences(point, 0, count).value;
  score.usable = !std::isnan(objective);
  score.overload = at(point).search.overload;
  score.objective = design_.better == Better::lower ? objective : -objective;
  for (std::size_t c = 0; c < design_.constraints.size(); ++c) {
    if (!counts[c]) {
      continue;
    }
    const double own = margin(point, c, count);
    const double lacking = std::isnan(own) ? kNoValue : std::max(0.0, -own);
    score.shortfall += lacking;
  }
  return score;
}

// The final's test is centred on half the tolerance: the search aims there.
double Ledger::margin(const LatticePoint& point,
                      std::size_t constraint,
                      std::uint32_t count) const {
  const Aim& aim = design_.constraints[constraint];
  const double value = search_influences(point, constraint + 1, count).value;
  return (margin_of(aim, value) - tolerance(constraint) / 2.0) / size_of(aim);
}

double Ledger::tolerance(std::size_t constraint) const {
  return design_.tolerance * size_of(design_.constraints[constraint]);
}

}  // namespace tiermix
