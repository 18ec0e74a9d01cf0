#pragma once

// Simulated time: whole microseconds from the start of the scenario.
//
// Integers, so that sums do not depend on their order, ties are exact, and an instant packs with
// an index into one 64-bit key. A sampled duration is rounded to the nearest microsecond.

#include <compare>
#include <cstdint>

namespace tiermix {

struct Duration {
  std::int64_t us = 0;

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.us + b.us}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.us - b.us}; }
  friend constexpr Duration operator*(std::int64_t n, Duration d) { return {n * d.us}; }
};

struct Instant {
  std::int64_t us = 0;

  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant t, Duration d) { return {t.us + d.us}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.us - b.us}; }
};

/// Later than every event: the instant of something that is not planned. Small enough that adding
/// a duration to it cannot overflow.
inline constexpr Instant kNever{std::int64_t{1} << 62};

inline constexpr Duration kSecond{1'000'000};
inline constexpr Duration kMinute = 60 * kSecond;
inline constexpr Duration kHour = 60 * kMinute;
inline constexpr Duration kDay = 24 * kHour;
inline constexpr Duration kWeek = 7 * kDay;

[[nodiscard]] constexpr double in_seconds(Duration d) { return static_cast<double>(d.us) * 1e-6; }
[[nodiscard]] constexpr double in_hours(Duration d) {
  return static_cast<double>(d.us) / static_cast<double>(kHour.us);
}

/// The nearest whole microsecond. Expects a finite number of seconds below 9e12.
[[nodiscard]] constexpr Duration from_seconds(double seconds) {
  return {static_cast<std::int64_t>(seconds * 1e6 + (seconds < 0 ? -0.5 : 0.5))};
}

}  // namespace tiermix
