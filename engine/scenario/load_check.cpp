#include "engine/scenario/load_check.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/text.hpp"
#include "engine/scenario/traffic.hpp"

namespace tiermix {
namespace {

std::string reps(double heads) {
  return format_fixed(heads, 1) + (heads == 1.0 ? " rep" : " reps");
}

// The stretch of the week in which most work stays undone; nothing where that is all of it.
std::string worst_stretch(const WeekCurve& load, const WeekCurve& heads) {
  const auto excess = [&](std::size_t slot) { return load[slot] - heads[slot]; };
  std::size_t worst_from = 0;
  std::size_t worst_to = 0;
  double worst_area = 0.0;
  for (std::size_t from = 0; from < kWeekSlots;) {
    std::size_t to = from;
    double area = 0.0;
    while (to < kWeekSlots && excess(to) > 0.0) {
      area += excess(to++);
    }
    if (area > worst_area) {
      worst_area = area;
      worst_from = from;
      worst_to = to;
    }
    from = to + 1;
  }
  if (worst_to - worst_from == kWeekSlots || worst_to == worst_from) {
    return {};
  }
  const auto slots = static_cast<double>(worst_to - worst_from);
  double offered = 0.0;
  double present = 0.0;
  for (std::size_t slot = worst_from; slot < worst_to; ++slot) {
    offered += load[slot] / slots;
    present += heads[slot] / slots;
  }
  return "; worst from " + slot_name(worst_from) + " to " + slot_name(worst_to) + ": " +
         format_fixed(offered, 1) + " Erlang, " + reps(present);
}

// Quarters of an hour of the week that the run sees.
std::size_t run_slots(const Model& model) {
  const std::int64_t slot = kWeek.us / static_cast<std::int64_t>(kWeekSlots);
  const std::int64_t slots = (model.time.horizon.us + slot - 1) / slot;
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(slots, 1, static_cast<std::int64_t>(kWeekSlots)));
}

// Empties the slots that a run of less than a week does not see.
void keep_run(const Model& model, WeekCurve& curve) {
  const std::size_t first =
      (std::chrono::weekday(model.time.start).iso_encoding() - 1U) * kWeekSlots / 7;
  for (std::size_t k = run_slots(model); k < kWeekSlots; ++k) {
    curve[(first + k) % kWeekSlots] = 0.0;
  }
}

std::string consequence(const Model& model, const TrafficReport& report, std::size_t tier) {
  if (model.tiers[tier].queue_capacity) {
    return " (cases are blocked)";
  }
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    if (!model.classes[c].patience && report.classes[c].sessions[tier] > 0.0) {
      return " (the backlog grows all the time)";
    }
  }
  return " (the queue grows until customers abandon)";
}

// A load equal to the staff counts as too much, whatever the rounding.
constexpr double kRounding = 1e-9;

// A desk that gives up more cases than this is named.
constexpr double kManyUnresolved = 0.1;

}  // namespace

void check_loads(const Model& model,
                 const TrafficReport& report,
                 std::vector<RouteProblem>& problems) {
  std::vector<WeekCurve> loads = load_curves(model);
  const std::size_t slots = run_slots(model);
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    WeekCurve heads = tier_heads(model, t);
    keep_run(model, loads[t]);
    keep_run(model, heads);
    const double share = static_cast<double>(kWeekSlots) / static_cast<double>(slots);
    const double offered = mean_of(loads[t]) * share;
    const double present = mean_of(heads) * share;
    if (offered == 0.0 || offered < present * (1.0 - kRounding)) {
      continue;
    }
    problems.push_back({Severity::warning,
                        model.tiers[t].name,
                        format_fixed(offered, 1) + " Erlang offered to " + reps(present) +
                            " on the average of the " + (slots < kWeekSlots ? "run" : "week") +
                            worst_stretch(loads[t], heads) + consequence(model, report, t)});
  }
}

void check_unresolved(const Model& model,
                      const TrafficReport& report,
                      std::vector<RouteProblem>& problems) {
  double cases = 0.0;
  double unresolved = 0.0;
  for (const ClassTraffic& own : report.classes) {
    cases += own.cases_per_hour;
    unresolved += own.cases_per_hour * own.closed_unresolved;
  }
  if (cases == 0.0 || unresolved <= kManyUnresolved * cases) {
    return;
  }
  const auto most = std::ranges::max_element(
      report.tiers, {}, [](const TierTraffic& tier) { return tier.routes.closed_unresolved; });
  const Tier& tier = model.tiers[static_cast<std::size_t>(most - report.tiers.begin())];
  problems.push_back({Severity::warning,
                      tier.name,
                      format_fixed(100.0 * unresolved / cases, 1) +
                          "% of all cases close without a solution, most of them at " + '"' +
                          tier.name + '"'});
}

}  // namespace tiermix
