#include "engine/experiment/runner.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/kernel/replicate.hpp"
#include "engine/experiment/kept.hpp"
#include "engine/experiment/threads.hpp"

namespace tiermix {
namespace {

Finished finish(const Job& job, Keeper* keeper) {
  Finished finished;
  try {
    if (keeper != nullptr) {
      if (auto kept = keeper->find(job.number, job.replication)) {
        finished.observations = std::move(kept->observations);
        finished.digest = kept->digest;
        return finished;
      }
    }
    finished.observations = replicate(*job.plan, {job.seed, job.replication});
    finished.digest = finished.observations.digest();
    if (keeper != nullptr) {
      KeptReplication kept{.observations = std::move(finished.observations),
                           .digest = finished.digest};
      keeper->keep(job.number, job.replication, kept);
      finished.observations = std::move(kept.observations);
    }
  } catch (...) {
    finished.failure = std::current_exception();
  }
  return finished;
}

// Puts results back into the order of their index.
class InOrder {
 public:
  InOrder(const std::function<bool(Finished&&)>& accept, std::size_t most_early)
      : accept_(accept), most_early_(most_early) {}

  /// False once accept has said so, or has thrown. Waits while too many are early, for each holds
  /// its rows per interval; the one that all wait for is in another thread's hand.
  bool add(std::size_t index, Finished finished) {
    std::unique_lock lock(mutex_);
    advanced_.wait(lock, [&] { return index < next_ + most_early_ || !wanted_ || broken_; });
    early_.emplace(index, std::move(finished));
    while (!broken_ && !early_.empty() && early_.begin()->first == next_) {
      Finished first = std::move(early_.begin()->second);
      early_.erase(early_.begin());
      ++next_;
      advanced_.notify_all();
      broken_ = true;  // where accept throws, nobody calls it again
      wanted_ = accept_(std::move(first)) && wanted_;
      broken_ = false;
    }
    return wanted_ && !broken_;
  }

 private:
  const std::function<bool(Finished&&)>& accept_;
  std::size_t most_early_;
  std::mutex mutex_;
  std::condition_variable advanced_;
  std::map<std::size_t, Finished> early_;
  std::size_t next_ = 0;
  bool wanted_ = true;
  bool broken_ = false;
};

}  // namespace

void run_jobs(std::span<const Job> jobs,
              int threads,
              const std::function<bool(Finished&&)>& accept,
              Keeper* keeper) {
  const int workers = workers_of(threads);
  InOrder in_order(accept, 2 * static_cast<std::size_t>(workers));
  std::atomic<std::size_t> next = 0;
  on_threads(workers, [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      if (!in_order.add(i, finish(jobs[i], keeper))) {
        next = jobs.size();
      }
    }
  });
}

bool complete_jobs(std::span<const Job> jobs,
                   int threads,
                   const std::function<bool(std::size_t job, Finished&&)>& take,
                   Keeper* keeper) {
  std::size_t taken = 0;
  std::exception_ptr failure;
  const auto accept = [&](Finished&& finished) {
    if (failure || finished.failure) {
      failure = failure ? failure : finished.failure;
      return false;
    }
    return take(taken++, std::move(finished));
  };
  run_jobs(jobs, threads, accept, keeper);
  if (failure) {
    std::rethrow_exception(failure);
  }
  return taken == jobs.size();
}

void run_batch(const Plan& plan,
               std::uint64_t seed,
               std::uint32_t first,
               std::uint32_t count,
               int threads,
               const std::function<bool(Finished&&)>& accept,
               Keeper* keeper) {
  std::vector<Job> jobs;
  jobs.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    jobs.push_back({.plan = &plan, .seed = seed, .replication = first + i});
  }
  run_jobs(jobs, threads, accept, keeper);
}

}  // namespace tiermix
