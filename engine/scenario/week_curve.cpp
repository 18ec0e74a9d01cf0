#include "engine/scenario/week_curve.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <vector>

#include "engine/base/calendar.hpp"

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

// How much later than the scenario's clock that of a zone shows, at the start.
Duration ahead(const Model& model, const std::string& zone) {
  const LocalTime now = LocalClock(model.time.start, model.time.zone, zone).local({});
  return (now.day - model.time.start).count() * kDay + now.time;
}

// Mean of the months' factors over the days of the run.
double mean_month(const Model& model, const std::array<double, 12>& months) {
  constexpr std::int64_t kMostDays = 3660;
  const std::int64_t days = std::clamp<std::int64_t>(model.time.horizon.us / kDay.us, 1, kMostDays);
  double sum = 0.0;
  for (std::int64_t day = 0; day < days; ++day) {
    const std::chrono::year_month_day date(model.time.start + std::chrono::days{day});
    sum += months.at(static_cast<unsigned>(date.month()) - 1);
  }
  return sum / static_cast<double>(days);
}

// The share of a rep of a shift on the floor: breaks and mean lateness are taken off.
WeekCurve shift_curve(const Shift& shift, const Absence& absence, Duration ahead) {
  WeekCurve curve(kWeekSlots);
  for (const Shift::Span& span : shift.spans) {
    const Duration from = span.from - ahead;
    spread(curve, from, span.to - ahead, 1.0);
    if (absence.late > 0.0) {
      const Duration late = std::min(from_seconds(absence.lateness.mean), span.to - span.from);
      spread(curve, from, from + late, -absence.late);
    }
    for (const Break& one : span.breaks) {
      const Duration start = from + one.after;
      spread(curve,
             start,
             start + static_cast<std::int64_t>(one.waves) * one.length,
             -1.0 / one.waves);
    }
  }
  constexpr double kRounding = 1e-9;
  for (double& value : curve) {  // nobody is present twice
    value = value < kRounding ? 0.0 : std::min(value, 1.0);
  }
  return curve;
}

// The mean of the shifts of a rotation, or the one shift, or always.
WeekCurve presence_curve(const Model& model, const RepGroup& group) {
  std::vector<std::string> names;
  if (group.rotation) {
    names = group.rotation->shifts;
  } else if (group.shift) {
    names = {*group.shift};
  } else {
    return WeekCurve(kWeekSlots, 1.0);
  }
  const auto site = std::ranges::find_if(
      model.sites, [&](const Site& known) { return known.name == group.site; });
  const Duration later = ahead(model, site == model.sites.end() ? std::string() : site->zone);
  WeekCurve sum(kWeekSlots);
  for (const std::string& name : names) {
    const auto shift = std::ranges::find(model.shifts, name, &Shift::name);
    if (shift == model.shifts.end()) {
      continue;
    }
    const WeekCurve own = shift_curve(*shift, group.absence, later);
    for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
      sum[slot] += own[slot] / static_cast<double>(names.size());
    }
  }
  return sum;
}

// Nothing while the class is closed, where it turns contacts away then.
void keep_open_hours(const Model& model, const CaseClass& one, WeekCurve& curve) {
  const auto hours = std::ranges::find_if(model.opening_hours, [&](const OpeningHours& known) {
    return known.name == one.opening_hours;
  });
  if (one.when_closed != WhenClosed::turn_away || hours == model.opening_hours.end()) {
    return;
  }
  const Duration later = ahead(model, hours->zone);
  WeekCurve open(kWeekSlots);
  for (const OpeningHours::Span& span : hours->spans) {
    spread(open, span.from - later, span.to - later, 1.0);
  }
  for (std::size_t slot = 0; slot < kWeekSlots; ++slot) {
    curve[slot] *= std::min(open[slot], 1.0);
  }
}

}  // namespace

WeekCurve class_curve(const Model& model, const CaseClass& one) {
  WeekCurve curve = arrival_curve(model, one.arrivals);
  keep_open_hours(model, one, curve);
  return curve;
}

WeekCurve arrival_curve(const Model& model, const Arrivals& arrivals) {
  if (arrivals.series) {
    WeekCurve curve = typical_week(*arrivals.series, model.time.start);
    for (double& value : curve) {
      value *= model.demand.volume / in_hours(arrivals.series->step);
    }
    return curve;
  }
  const double factor =
      arrivals.instants.empty() ? model.demand.volume * mean_month(model, arrivals.months) : 1.0;
  const double per_hour = arrivals.per_week * factor / in_hours(kWeek);
  const auto profile = std::ranges::find_if(
      model.profiles, [&](const Profile& p) { return p.name == arrivals.profile; });
  if (profile == model.profiles.end()) {
    return WeekCurve(kWeekSlots, per_hour);
  }
  WeekCurve curve(kWeekSlots);
  const Duration later = ahead(model, arrivals.zone);
  const auto slices = static_cast<std::int64_t>(profile->weights.size());
  for (std::int64_t i = 0; i < slices; ++i) {
    const Duration from{kWeek.us * i / slices};
    const Duration to{kWeek.us * (i + 1) / slices};
    spread(
        curve, from - later, to - later, per_hour * profile->weights[static_cast<std::size_t>(i)]);
  }
  return curve;
}

WeekCurve heads_curve(const Model& model, const RepGroup& group) {
  if (group.series) {
    return typical_week(*group.series, model.time.start);
  }
  WeekCurve curve = presence_curve(model, group);
  const double present = (1.0 - group.absence.planned) * (1.0 - group.absence.unplanned);
  for (double& value : curve) {
    value *= group.heads * present;
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
