#include "engine/base/calendar.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <date/tz.h>

#include "engine/base/check.hpp"

namespace tiermix {
namespace {

using SysSeconds = std::chrono::sys_seconds;

constexpr std::chrono::days kBefore{3653};
constexpr std::chrono::days kAfter{10958};

// Nothing where the name is no zone or the system has no database.
const date::time_zone* find_zone(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

Duration in_us(std::chrono::seconds seconds) { return std::int64_t{seconds.count()} * kSecond; }

// UTC of the first moment of a local day: where clocks jump over midnight, the end of the jump;
// where they show it twice, the first.
SysSeconds midnight(std::chrono::sys_days day, const date::time_zone& zone) {
  const date::local_seconds local{day.time_since_epoch()};
  const date::local_info info = zone.get_info(local);
  return info.result == date::local_info::nonexistent
             ? info.first.end
             : SysSeconds{day.time_since_epoch()} - info.first.offset;
}

}  // namespace

bool is_zone(std::string_view name) {
  return name.empty() || std::ranges::binary_search(zone_names(), name);
}

const std::vector<std::string>& zone_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> all;
    try {
      for (const date::time_zone& zone : date::get_tzdb().zones) {
        if (zone.name() != "localtime") {  // which is another on every machine
          all.push_back(zone.name());
        }
      }
    } catch (const std::runtime_error&) {
      all.clear();
    }
    std::ranges::sort(all);
    return all;
  }();
  return kNames;
}

LocalClock::LocalClock(std::chrono::sys_days start) : start_(start), offsets_{{}} {}

LocalClock::LocalClock(std::chrono::sys_days start,
                       const std::string& zone_of_start,
                       const std::string& zone)
    : LocalClock(start) {
  const std::string& name = zone.empty() ? zone_of_start : zone;
  if (name.empty()) {
    return;
  }
  SysSeconds origin = start;
  if (!zone_of_start.empty()) {
    const date::time_zone* const first = find_zone(zone_of_start);
    TIERMIX_EXPECTS(first != nullptr);
    origin = midnight(start, *first);
  }
  const date::time_zone* const own = find_zone(name);
  TIERMIX_EXPECTS(own != nullptr);
  start_in_utc_ = in_us(origin - SysSeconds{start});
  offsets_.clear();
  for (SysSeconds at = start - kBefore; at < start + kAfter;) {
    const date::sys_info info = own->get_info(at);
    const Duration offset = in_us(info.offset + (origin - SysSeconds{start}));
    if (offsets_.empty() || offsets_.back().offset != offset) {
      offsets_.push_back({Instant{} + in_us(at - origin), offset});
    }
    at = info.end;
  }
}

Duration LocalClock::offset_at(Instant at) const {
  const auto after = std::ranges::upper_bound(offsets_, at, {}, &Offset::from);
  return after == offsets_.begin() ? after->offset : std::prev(after)->offset;
}

std::optional<Duration> LocalClock::utc_offset(Instant at) const {
  if (!start_in_utc_) {
    return std::nullopt;
  }
  return offset_at(at) - *start_in_utc_;
}

Duration LocalClock::reading(const LocalTime& local) const {
  return std::int64_t{(local.day - start_).count()} * kDay + local.time;
}

Instant LocalClock::at(const LocalTime& local) const {
  const Duration wanted = reading(local);
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    const Instant at = Instant{} + (wanted - offsets_[i].offset);
    if (i > 0 && at < offsets_[i].from) {
      return offsets_[i].from;  // the last clock had gone past it before it changed
    }
    if (i + 1 == offsets_.size() || at < offsets_[i + 1].from) {
      return at;
    }
  }
  return {};
}

Shown LocalClock::shown(const LocalTime& local) const {
  const Duration wanted = reading(local);
  int times = 0;
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    const Instant at = Instant{} + (wanted - offsets_[i].offset);
    const bool begun = i == 0 || at >= offsets_[i].from;
    const bool over = i + 1 < offsets_.size() && at >= offsets_[i + 1].from;
    times += begun && !over ? 1 : 0;
  }
  if (times == 1) {
    return Shown::once;
  }
  return times == 0 ? Shown::never : Shown::twice;
}

LocalTime LocalClock::local(Instant at) const {
  const std::int64_t us = at.us + offset_at(at).us;
  const std::int64_t days = us / kDay.us - (us % kDay.us < 0 ? 1 : 0);
  return {start_ + std::chrono::days(days), {us - days * kDay.us}};
}

std::chrono::weekday LocalClock::weekday(Instant at) const {
  return std::chrono::weekday(local(at).day);
}

Duration LocalClock::time_of_week(Instant at) const {
  const LocalTime now = local(at);
  const auto weekday = std::chrono::weekday(now.day).iso_encoding();  // Monday is 1
  return static_cast<std::int64_t>(weekday - 1) * kDay + now.time;
}

Instant LocalClock::next_change(Instant at) const {
  const auto after = std::ranges::upper_bound(offsets_, at, {}, &Offset::from);
  if (after == offsets_.end()) {
    return kNever;
  }
  return after == offsets_.begin() && offsets_.size() > 1 ? offsets_[1].from : after->from;
}

bool LocalClock::is_plain(Instant until) const {
  return offset_at({}) == Duration{} && next_change({}) >= until;
}

}  // namespace tiermix
