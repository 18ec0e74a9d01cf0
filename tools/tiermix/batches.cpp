#include "tools/tiermix/batches.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "engine/plan/batches.hpp"
#include "engine/results/civil.hpp"

#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr std::uint64_t kMostBatches = 500;

std::string in_whole_days(Duration time) {
  return length_text(std::ceil(in_hours(time) / 24.0) * 24.0);
}

}  // namespace

std::uint32_t batches_of(const Options& options) {
  if (!options.has("batches")) {
    return 0;
  }
  for (const char* name : {"replications",
                           "precision",
                           "precision-of",
                           "until-decided",
                           "max-replications",
                           "control-arrivals",
                           "resume",
                           "shard",
                           "wave"}) {
    if (options.has(name)) {
      throw UsageError("option --batches cannot be used with --" + std::string(name) +
                       ": it makes one run of the length of time.horizon");
    }
  }
  return static_cast<std::uint32_t>(options.whole("batches", 0, 2, kMostBatches));
}

void fit_batches(TimeFrame& time, std::uint32_t batches, const Options& options) {
  if (batches == 0) {
    return;
  }
  const auto count = static_cast<std::int64_t>(batches);
  if (!batch_length(time, batches)) {
    const std::string needed = in_whole_days(time.warm_up + count * kWeek);
    throw UsageError("option --batches: time.horizon is too short for " + std::to_string(batches) +
                     " batches of a week each after the warm-up: " + needed +
                     " at least (--set time.horizon='" + needed + "')");
  }
  const std::int64_t weeks = (time.horizon - time.warm_up).us / kWeek.us;
  const std::int64_t over = weeks % count;
  if (over > 0 && !options.has("quiet")) {
    tell("note: " + length_text(in_hours(over * kWeek)) + " that " + std::to_string(batches) +
         " equal batches leave over are added to the warm-up (" + std::to_string(weeks) +
         " batches of 1 week would use them)\n");
  }
  time.warm_up = warm_up_before(time, batches);
}

void cut(Plan& plan, const Model& model, std::uint32_t batches) {
  if (batches == 0) {
    return;
  }
  std::string paths;
  for (const std::string& path : drawn_once(model, plan)) {
    paths += (paths.empty() ? "" : ", ") + path;
  }
  if (!paths.empty()) {
    throw UsageError(
        "option --batches: the scenario has what a run draws once, and one long run "
        "would not tell how others do: " +
        paths + " (use replications, or take it out)");
  }
  cut_into_batches(plan, batches);
}

}  // namespace tiermix
