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

struct SlotRange {
  std::size_t from = 0;
  std::size_t to = 0;
};

enum class Hours : std::uint8_t { all, staffed };

// The slots in a row in which most work stays undone.
SlotRange worst_stretch(const WeekCurve& load, const WeekCurve& heads, Hours hours) {
  const auto excess = [&](std::size_t slot) {
    return hours == Hours::staffed && heads[slot] == 0.0 ? 0.0 : load[slot] - heads[slot];
  };
  SlotRange worst;
  double worst_area = 0.0;
  for (std::size_t from = 0; from < kWeekSlots;) {
    std::size_t to = from;
    double area = 0.0;
    while (to < kWeekSlots && excess(to) > 0.0) {
      area += excess(to++);
    }
    if (area > worst_area) {
      worst_area = area;
      worst = {from, to};
    }
    from = to + 1;
  }
  return worst;
}

double mean_in(const SlotRange& stretch, const WeekCurve& curve) {
  double sum = 0.0;
  for (std::size_t slot = stretch.from; slot < stretch.to; ++slot) {
    sum += curve[slot];
  }
  return sum / static_cast<double>(stretch.to - stretch.from);
}

// Nothing where it is all of the week. Closed hours are named only where those with reps have
// enough of them: that nobody works at night is no news.
std::string worst_stretch_text(const WeekCurve& load, const WeekCurve& heads) {
  SlotRange worst = worst_stretch(load, heads, Hours::all);
  if (worst.to == worst.from || worst.to - worst.from == kWeekSlots) {
    return {};
  }
  if (mean_in(worst, heads) == 0.0) {
    const SlotRange staffed = worst_stretch(load, heads, Hours::staffed);
    worst = staffed.to == staffed.from ? worst : staffed;
  }
  return "; worst from " + slot_name(worst.from) + " to " + slot_name(worst.to) + ": " +
         format_fixed(mean_in(worst, load), 1) + " Erlang, " + reps(mean_in(worst, heads));
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

bool enters_at(const CaseClass& one, const Tier& tier) {
  return std::ranges::any_of(one.enters_at, [&](const RouteShare& route) {
    return route.tier == tier.name && route.share > 0.0;
  });
}

std::string consequence(const Model& model, const TrafficReport& report, std::size_t tier) {
  if (model.tiers[tier].queue_capacity) {
    return " (cases are blocked)";
  }
  // Patience is that of a first contact: what was escalated waits for as long as it takes.
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const bool leaves = model.classes[c].patience && enters_at(model.classes[c], model.tiers[tier]);
    if (!leaves && report.classes[c].sessions[tier] > 0.0) {
      return " (the backlog grows all the time)";
    }
  }
  return " (the queue grows until customers abandon)";
}

// A load equal to the staff counts as too much, whatever the rounding.
constexpr double kLoadRounding = 1e-9;

// A desk that gives up more cases than this is named.
constexpr double kManyUnresolved = 0.1;

}  // namespace

void check_loads(const Model& model,
                 const TrafficReport& report,
                 std::vector<WeekCurve> loads,
                 std::vector<RouteProblem>& problems) {
  const std::size_t slots = run_slots(model);
  for (std::size_t t = 0; t < model.tiers.size(); ++t) {
    WeekCurve heads = tier_heads(model, t);
    keep_run(model, loads[t]);
    keep_run(model, heads);
    const double share = static_cast<double>(kWeekSlots) / static_cast<double>(slots);
    const double offered = mean_of(loads[t]) * share;
    const double present = mean_of(heads) * share;
    if (offered == 0.0 || offered < present * (1.0 - kLoadRounding)) {
      continue;
    }
    problems.push_back({Severity::warning,
                        model.tiers[t].name,
                        format_fixed(offered, 1) + " Erlang offered to " + reps(present) +
                            " on the average of the " + (slots < kWeekSlots ? "run" : "week") +
                            worst_stretch_text(loads[t], heads) + consequence(model, report, t),
                        true});
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
