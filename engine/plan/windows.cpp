#include "engine/plan/windows.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/base/calendar.hpp"
#include "engine/scenario/targets.hpp"
#include "engine/plan/expected_arrivals.hpp"

namespace tiermix {
namespace {

// Cases a day in an interval, from which on it is judged.
constexpr double kEnough = 1.0;

struct MeasuredRow {
  std::uint32_t row = 0;
  std::int32_t day = 0;  ///< the scenario's is 0
  std::size_t weekday = 0;
  Duration time;
};

std::vector<MeasuredRow> measured_rows(const Model& model, const Plan& plan) {
  const LocalClock clock(model.time.start, model.time.zone);
  std::vector<MeasuredRow> rows;
  const std::int64_t step = plan.interval.us;
  for (std::int64_t row = (plan.warm_up.us + step - 1) / step; row * step < plan.horizon.us;
       ++row) {
    const LocalTime local = clock.local(Instant{row * step});
    rows.push_back({.row = static_cast<std::uint32_t>(row),
                    .day = static_cast<std::int32_t>((local.day - model.time.start).count()),
                    .weekday = std::chrono::weekday(local.day).iso_encoding() - 1U,
                    .time = local.time});
  }
  return rows;
}

// By row of the run: cases of a class, none while it is closed.
void add_cases(const Plan& plan, std::size_t case_class, std::vector<double>& weights) {
  const OpenHours& open = plan.classes[case_class].open;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    const Instant from{static_cast<std::int64_t>(row) * plan.interval.us};
    const Instant to = std::min(from + plan.interval, plan.horizon);
    const double share = open.is_always() ? 1.0
                                          : static_cast<double>(open.between(from, to).us) /
                                                static_cast<double>((to - from).us);
    weights[row] += share == 0.0 ? 0.0 : share * expected_between(plan, case_class, from, to);
  }
}

void mark(const Plan& plan, Instant from, Instant to, std::vector<double>& weights) {
  const auto last = static_cast<std::int64_t>(weights.size());
  const std::int64_t end = std::min((to.us + plan.interval.us - 1) / plan.interval.us, last);
  for (std::int64_t row = std::max<std::int64_t>(0, from.us / plan.interval.us); row < end; ++row) {
    weights[static_cast<std::size_t>(row)] = kEnough;
  }
}

void mark_steps(const Plan& plan, std::size_t group, std::vector<double>& weights) {
  std::vector<StaffingStep> steps = plan.shift_ends;
  steps.insert(steps.end(), plan.shift_starts.begin(), plan.shift_starts.end());
  std::erase_if(steps, [group](const StaffingStep& step) { return step.group != group; });
  std::ranges::stable_sort(steps, {}, &StaffingStep::at);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Instant until = i + 1 < steps.size() ? steps[i + 1].at : plan.horizon;
    if (steps[i].heads > 0 && steps[i].at < until) {
      mark(plan, steps[i].at, until, weights);
    }
  }
}

// Rows in which somebody of the group is on the floor by the roster.
void mark_staffed(const Plan& plan, std::size_t group, std::vector<double>& weights) {
  if (plan.duties.empty() || plan.duties[group].patterns.empty()) {
    mark_steps(plan, group, weights);
    return;
  }
  for (const auto& pattern : plan.duties[group].patterns) {
    for (const ShiftPlan& shift : pattern) {
      mark(plan, shift.from, shift.to, weights);
    }
  }
}

// What makes a row of a run one that the target is about.
std::vector<double> weights_of(const Model& model, const Plan& plan, const Target& target) {
  const std::int64_t step = plan.interval.us;
  std::vector<double> weights(static_cast<std::size_t>((plan.horizon.us + step - 1) / step));
  const bool of_staff = target.measure == "occupancy" || target.scope.starts_with("tier.");
  for (std::size_t c = 0; c < model.classes.size() && !of_staff; ++c) {
    if (target.scope == "all" || target.scope == "case." + model.classes[c].name) {
      add_cases(plan, c, weights);
    }
  }
  for (std::size_t g = 0; g < model.groups.size() && of_staff; ++g) {
    if (target.scope == "all" || target.scope == "tier." + model.groups[g].tier) {
      mark_staffed(plan, g, weights);
    }
  }
  return weights;
}

void add_row(std::vector<RowSpan>& rows, std::uint32_t row) {
  if (!rows.empty() && rows.back().end == row) {
    ++rows.back().end;
  } else {
    rows.push_back({row, row + 1});
  }
}

// An interval of a window with what there is to judge in it.
struct Weighed {
  DayInterval interval;
  double weight = 0.0;
  double days = 0.0;  ///< on which there is any
  std::int32_t last_day = -1;
};

std::vector<Weighed> empty_intervals(const TargetWindow& window) {
  const Duration length = window.every.us == 0 ? window.to - window.from : window.every;
  std::vector<Weighed> all;
  for (std::int8_t day = 0; day < (window.each_weekday ? 7 : 1); ++day) {
    for (Duration at = window.from; at < window.to; at = at + length) {
      Weighed one;
      one.interval.weekday = window.each_weekday ? day : std::int8_t{-1};
      one.interval.from = at;
      one.interval.to = at + length;
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::vector<Weighed> weigh(const TargetWindow& window,
                           const std::vector<MeasuredRow>& rows,
                           const std::vector<double>& weights) {
  std::vector<Weighed> all = empty_intervals(window);
  const std::size_t a_day = window.each_weekday ? all.size() / 7 : all.size();
  const std::int64_t length = (all.front().interval.to - all.front().interval.from).us;
  for (const MeasuredRow& row : rows) {
    if (!window.days[row.weekday] || row.time < window.from || row.time >= window.to) {
      continue;
    }
    const auto at = static_cast<std::size_t>((row.time - window.from).us / length);
    Weighed& one = all[at + (window.each_weekday ? row.weekday * a_day : 0)];
    add_row(one.interval.rows, row.row);
    one.weight += weights[row.row];
    if (weights[row.row] > 0.0 && row.day != one.last_day) {
      one.last_day = row.day;
      one.days += 1.0;
    }
  }
  std::erase_if(all, [](const Weighed& one) { return one.interval.rows.empty(); });
  return all;
}

WindowPlan window_plan(const TargetWindow& window, const std::vector<Weighed>& all) {
  const auto is_enough = [](const Weighed& one) {
    return one.weight > 0.0 && one.weight >= kEnough * one.days;
  };
  const auto is_any = [](const Weighed& one) { return one.weight > 0.0; };
  const bool enough = std::ranges::any_of(all, is_enough);
  const bool any = std::ranges::any_of(all, is_any);
  WindowPlan plan;
  for (const Weighed& one : all) {
    if (window.every.us == 0 || (enough ? is_enough(one) : is_any(one) || !any)) {
      plan.intervals.push_back(one.interval);
    }
  }
  return plan;
}

}  // namespace

std::vector<WindowPlan> windows_of(const Model& model, const Plan& plan) {
  std::vector<WindowPlan> windows;
  std::vector<MeasuredRow> rows;
  for (const Target& target : model.targets) {
    if (!target.window) {
      continue;
    }
    if (rows.empty()) {
      rows = measured_rows(model, plan);
    }
    windows.push_back(
        window_plan(*target.window, weigh(*target.window, rows, weights_of(model, plan, target))));
  }
  return windows;
}

}  // namespace tiermix
