#include "engine/scenario/week_curve.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace tiermix {
namespace {

constexpr Duration kSlot = 15 * kMinute;
static_assert(static_cast<std::int64_t>(kWeekSlots) * kSlot == kWeek);

// Adds `value` to the slots of [from, to), counted since some Monday 00:00, in proportion to how
// much of each slot is covered.
void spread(WeekCurve& curve, Duration from, Duration to, double value) {
  for (std::int64_t at = from.us; at < to.us;) {
    const std::int64_t in_week = ((at % kWeek.us) + kWeek.us) % kWeek.us;
    const std::int64_t length = std::min(kSlot.us - in_week % kSlot.us, to.us - at);
    curve[static_cast<std::size_t>(in_week / kSlot.us)] +=
        value * (static_cast<double>(length) / static_cast<double>(kSlot.us));
    at += length;
  }
}

// Mean value per slot of a series that goes on, after its end, with its last seven days.
WeekCurve typical_week(const Series& series, std::chrono::sys_days start) {
  const auto weekday = std::chrono::weekday(start).iso_encoding() - 1U;
  const Duration origin = static_cast<std::int64_t>(weekday) * kDay + series.first;
  const std::size_t size = series.values.size();
  const auto steps_in_week =
      static_cast<std::size_t>((kWeek.us + series.step.us - 1) / series.step.us);
  const std::size_t tail = std::min(size, steps_in_week);
  WeekCurve sum(kWeekSlots);
  WeekCurve covered(kWeekSlots);
  for (std::size_t k = 0; k < std::max(size, steps_in_week); ++k) {
    const std::size_t index = k < size ? k : size - tail + (k - size) % tail;
    const Duration from = origin + static_cast<std::int64_t>(k) * series.step;
    spread(sum, from, from + series.step, series.values[index]);
    spread(covered, from, from + series.step, 1.0);
  }
  for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
    sum[slot] /= covered[slot];
  }
  return sum;
}

// What a share of a group's reps who work a shift adds to the week: nobody is present twice, and
// breaks are not on the floor.
void add_presence(WeekCurve& curve, const Shift& shift, double share) {
  WeekCurve present(kWeekSlots);
  for (const Shift::Span& span : shift.spans) {
    spread(present, span.from, span.to, 1.0);
  }
  WeekCurve away(kWeekSlots);
  for (const Shift::Span& span : shift.spans) {
    for (const Break& pause : span.breaks) {
      const int waves = std::max(pause.waves, 1);
      const Duration from = span.from + pause.after;
      spread(away, from, from + waves * pause.length, 1.0 / waves);
    }
  }
  for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
    curve[slot] += share * std::max(0.0, std::min(present[slot], 1.0) - away[slot]);
  }
}

// Share of a group's reps who come to their shift.
double attendance(const RepGroup& group) {
  return (1.0 - group.absence.planned) * (1.0 - group.absence.unplanned);
}

}  // namespace

WeekCurve arrival_curve(const Model& model, const Arrivals& arrivals) {
  if (arrivals.series) {
    WeekCurve curve = typical_week(*arrivals.series, model.time.start);
    for (double& value : curve) {
      value /= in_hours(arrivals.series->step);
    }
    return curve;
  }
  const double per_hour = arrivals.per_week / in_hours(kWeek);
  const auto profile = std::ranges::find_if(
      model.profiles, [&](const Profile& p) { return p.name == arrivals.profile; });
  if (profile == model.profiles.end()) {
    return WeekCurve(kWeekSlots, per_hour);
  }
  WeekCurve curve(kWeekSlots);
  const auto slices = static_cast<std::int64_t>(profile->weights.size());
  for (std::int64_t i = 0; i < slices; ++i) {
    const Duration from{kWeek.us * i / slices};
    const Duration to{kWeek.us * (i + 1) / slices};
    spread(curve, from, to, per_hour * profile->weights[static_cast<std::size_t>(i)]);
  }
  return curve;
}

WeekCurve heads_curve(const Model& model, const RepGroup& group) {
  if (group.series) {
    return typical_week(*group.series, model.time.start);
  }
  if (!group.shift && !group.rotation) {
    return WeekCurve(kWeekSlots, group.heads * attendance(group));
  }
  WeekCurve curve(kWeekSlots);
  const std::vector<std::string> shifts =
      group.rotation ? group.rotation->shifts : std::vector{*group.shift};
  for (const std::string& name : shifts) {
    const auto shift = std::ranges::find(model.shifts, name, &Shift::name);
    if (shift != model.shifts.end()) {
      add_presence(curve, *shift, 1.0 / static_cast<double>(shifts.size()));
    }
  }
  for (double& value : curve) {
    value *= group.heads * attendance(group);
  }
  return curve;
}

double mean_of(const WeekCurve& curve) {
  return std::accumulate(curve.begin(), curve.end(), 0.0) / static_cast<double>(curve.size());
}

std::string slot_name(std::size_t slot) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  const std::size_t in_day = slot % 96;
  const std::size_t hour = in_day / 4;
  const std::size_t minute = in_day % 4 * 15;
  std::string name(kDays[slot / 96 % 7]);
  name += hour < 10 ? " 0" : " ";
  name += std::to_string(hour);
  name += minute == 0 ? ":0" : ":";
  return name + std::to_string(minute);
}

}  // namespace tiermix
