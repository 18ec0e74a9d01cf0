#include "engine/plan/open_hours.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "engine/base/calendar.hpp"
#include "engine/base/check.hpp"
#include "engine/plan/class_hours.hpp"

namespace tiermix {
namespace {

// Cases may be so old when the run starts.
constexpr int kOldestCaseDays = 800;

}  // namespace

OpenHours::OpenHours(const std::vector<Span>& spans) : always_(false), spans_(spans) {
  Duration open;
  for (Span& span : spans_) {
    span.before = open;
    open = open + (span.to - span.from);
  }
}

Duration OpenHours::up_to(Instant at) const {
  const auto after = std::ranges::upper_bound(spans_, at, {}, &Span::from);
  if (after == spans_.begin()) {
    return {};
  }
  const Span& span = *std::prev(after);
  return span.before + (std::min(at, span.to) - span.from);
}

bool OpenHours::is_open(Instant at) const {
  const auto after = std::ranges::upper_bound(spans_, at, {}, &Span::from);
  return always_ || (after != spans_.begin() && at < std::prev(after)->to);
}

Duration OpenHours::between(Instant from, Instant to) const {
  return always_ ? to - from : up_to(to) - up_to(from);
}

Instant OpenHours::after(Instant from, Duration open) const {
  if (always_) {
    return from + open;
  }
  if (open <= Duration{}) {
    return from;
  }
  const Duration wanted = up_to(from) + open;
  const auto next = std::ranges::lower_bound(spans_, wanted, {}, &Span::before);
  if (next == spans_.begin()) {
    return kNever;
  }
  const Span& span = *std::prev(next);
  const Instant at = span.from + (wanted - span.before);
  return at <= span.to ? at : kNever;
}

OpenHours compile_open_hours(const Model& model, const CaseClass& c, Instant end) {
  if (!c.opening_hours) {
    return {};
  }
  const auto hours = std::ranges::find(model.opening_hours, *c.opening_hours, &OpeningHours::name);
  TIERMIX_EXPECTS(hours != model.opening_hours.end());
  const LocalClock clock(model.time.start, model.time.zone, hours->zone);
  std::vector<OpenHours::Span> spans;
  const auto days = end.us / kDay.us + 2;
  for (int day = -kOldestCaseDays; day < days; ++day) {
    const std::chrono::sys_days date = model.time.start + std::chrono::days(day);
    const bool closed = std::ranges::any_of(model.holidays, [&](const Holiday& holiday) {
      return !holiday.staffed && holiday.sites.empty() &&
             std::ranges::find(holiday.dates, date) != holiday.dates.end();
    });
    const auto weekday = std::chrono::weekday(date).iso_encoding();
    const Duration midnight = static_cast<std::int64_t>(weekday - 1) * kDay;
    for (const OpeningHours::Span& span : hours->spans) {
      if (closed || span.from < midnight || span.from >= midnight + kDay) {
        continue;
      }
      Instant from = clock.at({date, span.from - midnight});
      const Instant to = clock.at({date, span.to - midnight});
      if (!spans.empty()) {
        from = std::max(from, spans.back().to);
      }
      if (from < to) {
        spans.push_back({from, to, {}});
      }
    }
  }
  return OpenHours(spans);
}

}  // namespace tiermix
