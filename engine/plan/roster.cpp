#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

#include "engine/base/check.hpp"
#include "engine/plan/parts.hpp"

namespace tiermix {
namespace {

struct Change {
  Instant at;
  std::uint32_t heads;
};

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
std::vector<Change> presence(const Model& model, const RepGroup& group, Instant end) {
  std::vector<Change> changes;
  const auto add = [&changes](Instant at, std::uint32_t heads) {
    if (changes.empty() || changes.back().heads != heads) {
      changes.push_back({at, heads});
    }
  };
  if (group.series.has_value()) {
    for (Instant at{0}; at < end; at = at + group.series->step) {
      add(at, static_cast<std::uint32_t>(std::lround(series_at(*group.series, at))));
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
double mean_heads(const std::vector<Change>& changes, Instant from, Instant to) {
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

}  // namespace

std::vector<double> compile_roster(const Model& model, Plan& plan) {
  std::vector<double> means;
  for (std::uint32_t g = 0; g < plan.groups.size(); ++g) {
    const std::vector<Change> changes = presence(model, model.groups[g], plan.end);
    std::uint32_t present = 0;
    std::uint32_t peak = 0;
    for (const Change& change : changes) {
      if (change.heads != present) {
        (change.heads > present ? plan.shift_starts : plan.shift_ends)
            .push_back({change.at, g, change.heads});
      }
      present = change.heads;
      peak = std::max(peak, present);
    }
    plan.groups[g].first_rep = plan.reps;
    plan.groups[g].reps = peak;
    plan.reps += peak;
    means.push_back(mean_heads(changes, plan.warm_up, plan.horizon));
  }
  for (auto* steps : {&plan.shift_starts, &plan.shift_ends}) {
    std::sort(steps->begin(), steps->end(), [](const StaffingStep& a, const StaffingStep& b) {
      return std::tie(a.at, a.group) < std::tie(b.at, b.group);
    });
  }
  return means;
}

}  // namespace tiermix
