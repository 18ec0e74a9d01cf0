#include "engine/experiment/optimise_wave.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace tiermix {
namespace {

using PointReplication = std::pair<LatticePoint, std::uint32_t>;

// Answers an optimisation with what is known. A point of which something is missing is answered as
// if it were no scenario: nothing is decided in its favour, and the search asks on.
class Foresight {
 public:
  explicit Foresight(const KnownSamples& known) : known_(known) {}

  void enter(OptimumProgress::Phase phase) { phase_ = phase; }

  std::optional<std::vector<GoalSamples>> operator()(std::span<const SampleRequest> requests) {
    return requests.front().first < kFreshReplications ? search(requests) : fresh(requests);
  }

  std::vector<SampleRequest> wave() && { return std::move(wave_); }

 private:
  std::vector<GoalSamples> search(std::span<const SampleRequest> requests) {
    std::vector<GoalSamples> samples;
    for (const SampleRequest& request : requests) {
      std::optional<GoalSamples> own = joined_samples(request, known_);
      if (!own) {
        searching_ = true;
        ask(request.point, request.first, request.first + request.count);
      }
      samples.push_back(std::move(own).value_or(GoalSamples()));
    }
    return samples;
  }

  // What the search has left is not known before its last replication is.
  std::optional<std::vector<GoalSamples>> fresh(std::span<const SampleRequest> requests) {
    const bool pricing = phase_ == OptimumProgress::Phase::prices;
    const bool blind = std::exchange(searching_, false);
    if (blind && !pricing) {
      return std::nullopt;
    }
    std::vector<GoalSamples> samples;
    bool whole = true;
    for (const SampleRequest& request : requests) {
      std::optional<GoalSamples> own = joined_samples(request, known_);
      whole = whole && own;
      if (own) {
        remember(request);
      } else if (!blind) {
        ask_ahead(request, pricing);
      }
      samples.push_back(own || !pricing ? std::move(own).value_or(GoalSamples()) : any_of(request));
    }
    if (!whole && !pricing && !blind) {
      ask_ahead({.point = {}, .first = requests.front().first, .count = requests.front().count},
                false);
    }
    return whole || pricing ? std::optional(std::move(samples)) : std::nullopt;
  }

  // The race goes on for those that are in it, by a quarter at a time.
  void ask_ahead(const SampleRequest& request, bool pricing) {
    const std::uint32_t done = request.first - kFreshReplications;
    const std::uint32_t more = pricing ? request.count : std::max(request.count, done);
    const std::uint32_t first = request.point.empty() ? kFreshReplications : request.first;
    ask(request.point, first, request.first + more);
  }

  void ask(const LatticePoint& point, std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t r = first; r < end; ++r) {
      if (known_(point, r) == nullptr && asked_.insert({point, r}).second) {
        wave_.push_back({.point = point, .first = r, .count = 1});
      }
    }
  }

  void remember(const SampleRequest& request) {
    for (std::uint32_t r = request.first; r < request.first + request.count; ++r) {
      seen_.insert({r, request.point});
    }
  }

  // Of whichever point they are known: a price decides nothing, so what it is does not matter here.
  [[nodiscard]] GoalSamples any_of(const SampleRequest& request) const {
    GoalSamples samples;
    for (std::uint32_t r = request.first; r < request.first + request.count; ++r) {
      samples.append(*known_(seen_.at(r), r));
    }
    return samples;
  }

  const KnownSamples& known_;
  OptimumProgress::Phase phase_ = OptimumProgress::Phase::search;
  bool searching_ = false;  ///< something of the search is missing
  std::vector<SampleRequest> wave_;
  std::set<PointReplication> asked_;
  std::map<std::uint32_t, LatticePoint> seen_;  ///< [fresh replication], a point that has it
};

}  // namespace

std::optional<GoalSamples> joined_samples(const SampleRequest& request, const KnownSamples& known) {
  GoalSamples samples;
  for (std::uint32_t r = request.first; r < request.first + request.count; ++r) {
    const GoalSamples* own = known(request.point, r);
    if (own == nullptr) {
      return std::nullopt;
    }
    if (own->replications == 0) {
      return GoalSamples();
    }
    samples.append(*own);
  }
  return samples;
}

std::vector<SampleRequest> next_wave(const OptimumDesign& design, const KnownSamples& known) {
  Foresight foresight(known);
  static_cast<void>(optimise(
      design,
      [&foresight](std::span<const SampleRequest> requests) { return foresight(requests); },
      [&foresight](const OptimumProgress& progress) { foresight.enter(progress.phase); }));
  return std::move(foresight).wave();
}

}  // namespace tiermix
