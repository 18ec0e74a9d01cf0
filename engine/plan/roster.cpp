#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

#include "engine/base/check.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

// Whether a weekly shift is on at an instant.
bool is_on(const Shift& shift, std::chrono::sys_days start, Instant at) {
  const auto weekday = std::chrono::weekday(start).iso_encoding();
  const std::int64_t since_monday =
      (at.us + static_cast<std::int64_t>(weekday - 1) * kDay.us) % kWeek.us;
  return std::any_of(shift.spans.begin(), shift.spans.end(), [&](const Shift::Span& span) {
    const bool now = since_monday >= span.from.us && since_monday < span.to.us;
    const bool wrapped =
        since_monday + kWeek.us >= span.from.us && since_monday + kWeek.us < span.to.us;
    return now || wrapped;
  });
}

// Instants of a week, from the start of the run, at which a shift may turn on or off.
std::vector<std::int64_t> turning_points(const Shift& shift, std::chrono::sys_days start) {
  const auto weekday = std::chrono::weekday(start).iso_encoding();
  const std::int64_t offset = static_cast<std::int64_t>(weekday - 1) * kDay.us;
  std::vector<std::int64_t> points;
  for (const Shift::Span& span : shift.spans) {
    for (const Duration edge : {span.from, span.to}) {
      points.push_back(((edge.us - offset) % kWeek.us + kWeek.us) % kWeek.us);
    }
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

// Heads of a group whenever they change, the start included.
std::vector<HeadsChange> presence(const Model& model, const RepGroup& group, Instant end) {
  std::vector<HeadsChange> changes;
  const auto add = [&changes](Instant at, std::uint32_t heads) {
    if (changes.empty() || changes.back().heads != heads) {
      changes.push_back({at, heads});
    }
  };
  if (group.series.has_value()) {
    const LocalClock clock(model.time.start, model.time.zone);
    const Duration slice = common_slice(clock, group.series->step, end);
    for (Instant at{0}; at < end; at = at + slice) {
      const LocalTime now = clock.local(at);
      const Instant shown{(now.day - model.time.start).count() * kDay.us + now.time.us};
      add(at, static_cast<std::uint32_t>(std::lround(series_at(*group.series, shown))));
    }
    return changes;
  }
  const auto heads = static_cast<std::uint32_t>(group.heads);
  if (!group.shift.has_value()) {
    add({0}, heads);
    return changes;
  }
  const auto shift = std::find_if(model.shifts.begin(), model.shifts.end(), [&](const Shift& s) {
    return s.name == *group.shift;
  });
  TIERMIX_EXPECTS(shift != model.shifts.end());
  const auto heads_at = [&](Instant at) {
    return is_on(*shift, model.time.start, at) ? heads : 0U;
  };
  add({0}, heads_at({0}));
  const auto points = turning_points(*shift, model.time.start);
  for (std::int64_t week = 0; week < end.us; week += kWeek.us) {
    for (const std::int64_t point : points) {
      const Instant at{week + point};
      if (at < end) {
        add(at, heads_at(at));
      }
    }
  }
  return changes;
}

// Mean over [from, to).
double mean_heads(const std::vector<HeadsChange>& changes, Instant from, Instant to) {
  double area = 0.0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Instant begin = std::max(changes[i].at, from);
    const Instant end = std::min(i + 1 < changes.size() ? changes[i + 1].at : to, to);
    if (begin < end) {
      area += changes[i].heads * static_cast<double>((end - begin).us);
    }
  }
  return area / static_cast<double>((to - from).us);
}

// The group by the steps of its roster; mean heads in the window.
double add_steps(const std::vector<HeadsChange>& changes, std::uint32_t g, Plan& plan) {
  std::uint32_t present = 0;
  std::uint32_t peak = 0;
  for (const HeadsChange& change : changes) {
    if (change.heads != present) {
      (change.heads > present ? plan.shift_starts : plan.shift_ends)
          .push_back({change.at, g, change.heads});
    }
    present = change.heads;
    peak = std::max(peak, present);
  }
  plan.groups[g].reps = peak;
  return mean_heads(changes, plan.warm_up, plan.horizon);
}

// The group rep by rep; mean heads paid in the window.
double add_duties(const Model& model,
                  const std::vector<HeadsChange>& changes,
                  std::uint32_t g,
                  Plan& plan) {
  const RepGroup& group = model.groups[g];
  plan.duties.resize(plan.groups.size());
  DutyPlan& duties = plan.duties[g];
  duties = compile_duties(model,
                          group,
                          changes,
                          plan.end,
                          plan.people.staff[g].used ? ShiftsOf::people : ShiftsOf::places);
  plan.groups[g].reps = group.series ? static_cast<std::uint32_t>(duties.patterns.size())
                                     : static_cast<std::uint32_t>(group.heads);
  plan.personal_queues = plan.personal_queues || duties.keeps;
  return mean_paid_heads(duties, plan.groups[g].reps, plan.warm_up, plan.horizon);
}

}  // namespace

std::vector<double> compile_roster(const Model& model, Plan& plan) {
  std::vector<double> means;
  for (std::uint32_t g = 0; g < plan.groups.size(); ++g) {
    const std::vector<HeadsChange> changes = presence(model, model.groups[g], plan.end);
    plan.groups[g].first_rep = plan.reps;
    means.push_back(plan.people.staff[g].used || needs_duties(model, model.groups[g], plan.end)
                        ? add_duties(model, changes, g, plan)
                        : add_steps(changes, g, plan));
    plan.reps += plan.groups[g].reps;
  }
  for (auto* steps : {&plan.shift_starts, &plan.shift_ends}) {
    std::sort(steps->begin(), steps->end(), [](const StaffingStep& a, const StaffingStep& b) {
      return std::tie(a.at, a.group) < std::tie(b.at, b.group);
    });
  }
  return means;
}

}  // namespace tiermix
