#pragma once

// The event loop a programmer writes in an afternoon: one record per case, first come first served,
// std::mt19937_64 and the standard distributions. Patience is judged when a waiting case reaches
// the head of its queue, which is exact for this discipline and cheaper than a timer per case.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>
#include <vector>

#include "tools/bench/peers/models.hpp"

namespace peers {

struct Case {
  double queued_at;
  double gives_up_at;
  std::uint32_t tier;
};

/// The number under which the next arrival is planned.
inline constexpr std::int64_t kArrival = -1;

/// `Events` is an event list: plan(at, case_index), and run(handle), which calls handle(at,
/// case_index) in the order of time until nothing is planned.
template <typename Events>
class Loop {
 public:
  Loop(const ModelSpec& model, std::uint64_t cases, std::uint64_t seed)
      : model_(model), left_(cases), random_(seed), waiting_(model.tiers.size()) {
    for (const TierSpec& tier : model.tiers) {
      idle_.push_back(tier.reps);
    }
  }

  Figures run() {
    plan_arrival();
    events_.run([this](double at, std::int64_t case_index) {
      now_ = at;
      if (case_index < 0) {
        arrive();
      } else {
        complete(static_cast<std::size_t>(case_index));
      }
    });
    return seen_;
  }

 private:
  double exponential(double mean) { return std::exponential_distribution<>(1.0 / mean)(random_); }

  void plan_arrival() {
    if (left_ > 0) {
      --left_;
      events_.plan(now_ + exponential(model_.mean_gap), kArrival);
    }
  }

  void arrive() {
    ++seen_.events;
    ++seen_.arrived;
    const std::size_t index = new_case();
    cases_[index].gives_up_at =
        model_.mean_patience > 0.0 ? now_ + exponential(model_.mean_patience) : 1e300;
    enqueue(index, 0);
    plan_arrival();
  }

  void complete(std::size_t index) {
    ++seen_.events;
    const std::uint32_t tier = cases_[index].tier;
    ++idle_[tier];
    serve(tier);
    if (std::uniform_real_distribution<>()(random_) < model_.tiers[tier].escalate) {
      cases_[index].gives_up_at = 1e300;
      enqueue(index, tier + 1);
    } else {
      free_.push_back(index);
    }
  }

  void enqueue(std::size_t index, std::uint32_t tier) {
    cases_[index].tier = tier;
    cases_[index].queued_at = now_;
    waiting_[tier].push_back(index);
    serve(tier);
  }

  void serve(std::uint32_t tier) {
    std::deque<std::size_t>& queue = waiting_[tier];
    while (idle_[tier] > 0 && !queue.empty()) {
      const std::size_t index = queue.front();
      queue.pop_front();
      const Case& head = cases_[index];
      if (head.gives_up_at < now_) {
        ++seen_.events;
        ++seen_.abandoned;
        seen_.wait_sum += head.gives_up_at - head.queued_at;
        free_.push_back(index);
        continue;
      }
      if (tier == 0) {
        seen_.wait_sum += now_ - head.queued_at;
      }
      --idle_[tier];
      events_.plan(now_ + exponential(model_.tiers[tier].mean_handle),
                   static_cast<std::int64_t>(index));
    }
  }

  std::size_t new_case() {
    if (free_.empty()) {
      cases_.emplace_back();
      return cases_.size() - 1;
    }
    const std::size_t index = free_.back();
    free_.pop_back();
    return index;
  }

  const ModelSpec& model_;
  std::uint64_t left_;
  std::mt19937_64 random_;
  Events events_;
  std::vector<Case> cases_;
  std::vector<std::size_t> free_;
  std::vector<std::deque<std::size_t>> waiting_;
  std::vector<int> idle_;
  double now_ = 0.0;
  Figures seen_;
};

}  // namespace peers
