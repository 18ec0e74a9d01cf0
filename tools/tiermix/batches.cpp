#include "tools/tiermix/batches.hpp"

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "engine/plan/batches.hpp"
#include "engine/results/civil.hpp"
#include "engine/results/results.hpp"

#include "tools/tiermix/terminal.hpp"

namespace tiermix {
namespace {

constexpr std::uint64_t kMostBatches = 500;

std::string in_whole_days(Duration time) {
  return length_text(std::ceil(in_hours(time) / 24.0) * 24.0);
}

// The count of batches next to what was asked for, of those usual, that uses all the weeks.
std::int64_t nearest_divisor(std::int64_t weeks, std::int64_t asked) {
  constexpr std::int64_t kFewest = 8;
  std::int64_t nearest = weeks;
  for (std::int64_t n = kFewest; n < weeks; ++n) {
    if (weeks % n == 0 && std::abs(n - asked) < std::abs(nearest - asked)) {
      nearest = n;
    }
  }
  return nearest;
}

// After so many weeks everybody works again as at the start.
std::int64_t rotation_weeks(const Model& model) {
  std::int64_t weeks = 1;
  for (const RepGroup& group : model.groups) {
    if (group.rotation) {
      const Duration turn =
          static_cast<std::int64_t>(group.rotation->shifts.size()) * group.rotation->every;
      weeks = std::lcm(weeks, std::lcm(turn.us, kWeek.us) / kWeek.us);
    }
  }
  return weeks;
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

void fit_batches(Model& model, std::uint32_t batches, const Options& options) {
  if (batches == 0) {
    return;
  }
  TimeFrame& time = model.time;
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
    const std::int64_t whole = nearest_divisor(weeks, count);
    tell("note: " + length_text(in_hours(over * kWeek)) + " that " + std::to_string(batches) +
         " equal batches leave over are added to the warm-up (" + std::to_string(whole) +
         " batches of " + length_text(in_hours(weeks / whole * kWeek)) + " would use them)\n");
  }
  time.warm_up = warm_up_before(time, batches);
  const std::int64_t cycle = rotation_weeks(model);
  if (weeks / count % cycle != 0 && !options.has("quiet")) {
    tell("note: shifts rotate over " + std::to_string(cycle) + " weeks and a batch holds " +
         length_text(in_hours(weeks / count * kWeek)) +
         " of them: batches differ by that, intervals are wider than with batches of whole "
         "rotations\n");
  }
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
  require_writing();  // nothing is kept of a long run before its end
  cut_into_batches(plan, batches);
}

}  // namespace tiermix
