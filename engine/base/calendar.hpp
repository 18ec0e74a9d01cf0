#pragma once

// Local time: what clocks on the wall show while simulated time passes.
//
// Simulated time is elapsed time from the local midnight of the scenario's first day in the
// scenario's zone. Clocks are read from the system's time zone database, with every change between
// standard time and daylight saving. A scenario without a zone has clocks that never change; zones
// of its parts are then counted from midnight in UTC.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

/// Whether the name is a zone of the system's database; the empty name, which means clocks that
/// never change, is one.
[[nodiscard]] bool is_zone(std::string_view name);

/// Every name that is_zone() knows but the empty one, sorted; empty where the system has no
/// database.
[[nodiscard]] const std::vector<std::string>& zone_names();

/// A reading of the clock on the wall. `time` is in [0, 24 h) where a clock says it; as a question
/// it may lie outside and speaks of a day before or after.
struct LocalTime {
  std::chrono::sys_days day;
  Duration time;  ///< since midnight, as the clock shows it: 09:00 is always 9 h

  friend constexpr auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

/// How often a clock shows a time.
enum class Shown : std::uint8_t {
  once,
  never,  ///< clocks are put forward over it
  twice,  ///< clocks are put back over it
};

/// The clock of one zone. Knows the changes from ten years before the first day to thirty years
/// after; offsets stay as they are outside.
class LocalClock {
 public:
  /// Clocks that never change.
  explicit LocalClock(std::chrono::sys_days start);

  /// The clock of `zone` in a scenario that starts on the day `start` of `zone_of_start`. An empty
  /// `zone` is that of the start. Expects zones that is_zone() knows.
  LocalClock(std::chrono::sys_days start,
             const std::string& zone_of_start,
             const std::string& zone = {});

  /// The instant at which the clock shows a time. A time that is never shown is taken as the moment
  /// at which clocks are put forward, one that is shown twice as the first: later readings never
  /// give earlier instants.
  [[nodiscard]] Instant at(const LocalTime& local) const;
  [[nodiscard]] Shown shown(const LocalTime& local) const;

  [[nodiscard]] LocalTime local(Instant at) const;
  [[nodiscard]] std::chrono::weekday weekday(Instant at) const;

  /// What the clock shows less UTC: 1 h in Brussels in winter. Nothing where neither zone is named.
  [[nodiscard]] std::optional<Duration> utc_offset(Instant at) const;

  /// Since Monday 00:00 by the clock, in [0, 7 days).
  [[nodiscard]] Duration time_of_week(Instant at) const;

  /// The next instant after `at` at which clocks change; kNever where none follows.
  [[nodiscard]] Instant next_change(Instant at) const;

  /// Whether the clock shows simulated time from the start until then, as one without a zone does.
  [[nodiscard]] bool is_plain(Instant until = kNever) const;

 private:
  struct Offset {
    Instant from;
    Duration offset;  ///< reading since midnight of the start less simulated time
  };

  [[nodiscard]] Duration offset_at(Instant at) const;
  [[nodiscard]] Duration reading(const LocalTime& local) const;

  std::chrono::sys_days start_;
  std::optional<Duration> start_in_utc_;  ///< since midnight of the start there
  std::vector<Offset> offsets_;           ///< ascending; the first holds before it as well
};

}  // namespace tiermix
