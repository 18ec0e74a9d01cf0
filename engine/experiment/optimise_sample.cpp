#include "engine/experiment/optimise_sample.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/experiment/runner.hpp"
#include "engine/experiment/sweep.hpp"

namespace tiermix {

std::optional<std::vector<GoalSamples>> sample(
    std::span<const SampleRequest> requests,
    std::span<const Plan* const> plans,
    std::span<const SampledGoal> sampled,
    std::uint64_t seed,
    int threads,
    const std::function<bool(std::uint32_t done)>& report) {
  TIERMIX_EXPECTS(requests.size() == plans.size());
  std::vector<Job> jobs;
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    for (std::uint32_t r = 0; r < requests[i].count; ++r) {
      jobs.push_back({.plan = plans[i], .seed = seed, .replication = requests[i].first + r});
      owners.push_back(i);
    }
  }
  std::vector<GoalSamples> samples(requests.size());
  std::uint32_t done = 0;
  bool whole = false;
  try {
    whole = complete_jobs(jobs, threads, [&](std::size_t job, Finished&& finished) {
      samples[owners[job]].add(finished.observations, finished.digest, sampled);
      ++done;
      return !report || report(done);
    });
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    // Results are accepted in the order of the jobs: the next one is that which failed.
    throw SweepFailed(owners[std::min<std::size_t>(done, owners.size() - 1)], error.what());
  }
  return whole ? std::optional(std::move(samples)) : std::nullopt;
}

}  // namespace tiermix
