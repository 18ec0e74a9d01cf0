// The peer that matters: the event loop a C++ programmer writes in an afternoon with nothing but
// the standard library. One std::priority_queue of events, one std::mt19937_64, one record per
// case, first come first served. Patience is judged when a waiting case reaches the head of its
// queue, which is exact for this discipline and cheaper than a timer per case.
//
//   bench_plain m1|m2|m3s [cases] [seed]
//
// Prints one line: model, events (arrivals, completions, abandonments), CPU seconds, check (mean
// wait for m1, share of abandonment for m2 and m3s), and both figures for tier one.

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <exception>
#include <iostream>
#include <queue>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct TierSpec {
  int reps;
  double mean_handle;
  double escalate;  // probability that a finished case goes on to the next tier
};

struct ModelSpec {
  double mean_gap;       // between arrivals
  double mean_patience;  // in the queue of tier one; 0: nobody leaves
  std::vector<TierSpec> tiers;
  bool checks_wait;
};

// Time is in mean handle times (m1, m2) and in minutes (m3s).
ModelSpec find_model(std::string_view name) {
  if (name == "m1") {
    return {1.0 / 0.9, 0.0, {{1, 1.0, 0.0}}, true};
  }
  if (name == "m2") {
    return {1.0 / 52.0, 2.0, {{50, 1.0, 0.0}}, false};
  }
  if (name == "m3s") {
    return {1.0, 30.0, {{30, 24.0, 0.3}, {12, 35.0, 0.2}, {5, 60.0, 0.0}}, false};
  }
  throw std::invalid_argument("no model " + std::string(name) + ": m1, m2 or m3s");
}

struct Case {
  double queued_at;
  double gives_up_at;
  std::uint32_t tier;
};

struct Event {
  double at;
  std::int64_t case_index;  // negative: the next arrival
  bool operator>(const Event& other) const { return at > other.at; }
};

class Loop {
 public:
  Loop(const ModelSpec& model, std::uint64_t cases, std::uint64_t seed)
      : model_(model), left_(cases), random_(seed), waiting_(model.tiers.size()) {
    for (const TierSpec& tier : model.tiers) {
      idle_.push_back(tier.reps);
    }
  }

  void run() {
    plan_arrival();
    while (!events_.empty()) {
      const Event event = events_.top();
      events_.pop();
      now_ = event.at;
      if (event.case_index < 0) {
        arrive();
      } else {
        complete(static_cast<std::size_t>(event.case_index));
      }
    }
  }

  std::uint64_t events() const { return events_seen_; }
  double mean_wait() const { return wait_sum_ / static_cast<double>(arrived_); }
  double abandoned_share() const {
    return static_cast<double>(abandoned_) / static_cast<double>(arrived_);
  }

 private:
  double exponential(double mean) { return std::exponential_distribution<>(1.0 / mean)(random_); }

  void plan_arrival() {
    if (left_ > 0) {
      --left_;
      events_.push({now_ + exponential(model_.mean_gap), -1});
    }
  }

  void arrive() {
    ++events_seen_;
    ++arrived_;
    const std::size_t index = new_case();
    cases_[index].gives_up_at =
        model_.mean_patience > 0.0 ? now_ + exponential(model_.mean_patience) : 1e300;
    enqueue(index, 0);
    plan_arrival();
  }

  void complete(std::size_t index) {
    ++events_seen_;
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
        ++events_seen_;
        ++abandoned_;
        wait_sum_ += head.gives_up_at - head.queued_at;
        free_.push_back(index);
        continue;
      }
      if (tier == 0) {
        wait_sum_ += now_ - head.queued_at;
      }
      --idle_[tier];
      events_.push(
          {now_ + exponential(model_.tiers[tier].mean_handle), static_cast<std::int64_t>(index)});
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
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<Case> cases_;
  std::vector<std::size_t> free_;
  std::vector<std::deque<std::size_t>> waiting_;
  std::vector<int> idle_;
  double now_ = 0.0;
  double wait_sum_ = 0.0;  // in the queue of tier one, abandoned cases included
  std::uint64_t arrived_ = 0;
  std::uint64_t abandoned_ = 0;
  std::uint64_t events_seen_ = 0;
};

int run(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.size() > 3) {
    std::cerr << "usage: bench_plain m1|m2|m3s [cases] [seed]\n";
    return 2;
  }
  const ModelSpec model = find_model(arguments[0]);
  const std::uint64_t cases = arguments.size() > 1 ? std::stoull(arguments[1]) : 2'000'000;
  const std::uint64_t seed = arguments.size() > 2 ? std::stoull(arguments[2]) : 1;

  const std::clock_t begin = std::clock();
  Loop loop(model, cases, seed);
  loop.run();
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;

  std::cout << arguments[0] << " events=" << loop.events() << " cpu_s=" << seconds
            << " check=" << (model.checks_wait ? loop.mean_wait() : loop.abandoned_share())
            << " wait=" << loop.mean_wait() << " abandoned=" << loop.abandoned_share() << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& problem) {
    std::cerr << "bench_plain: " << problem.what() << '\n';
    return 2;
  }
}
