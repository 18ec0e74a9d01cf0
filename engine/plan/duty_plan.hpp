#pragma once

// Who is to be there when, rep by rep: compiled for groups with breaks, rotations, absences,
// overtime, holidays, a zone whose clocks change, tasks off the phone, or cases kept for the next
// shift. Part of a Plan.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/sampler.hpp"

namespace tiermix {

/// What a paid or unpaid time off the phone counts as.
enum class Away : std::uint8_t {
  paid_break,
  unpaid_break,
  meeting,
  absence,
  training,    ///< in a programme
  onboarding,  ///< before the first day on the floor
  mentoring,   ///< with newcomers
  off_phone
};
inline constexpr std::size_t kAways = static_cast<std::size_t>(Away::off_phone) + 1;

struct BreakPlan {
  Duration after;  ///< since the start of the shift, of the first wave
  Duration length;
  std::uint32_t waves = 1;
  Away counts_as = Away::paid_break;
};

/// One shift of a rep: from an instant to another, with breaks.
struct ShiftPlan {
  Instant from;  ///< may lie before the start of the run
  Instant to;
  std::uint32_t day = 0;          ///< local date, days since the start; the address of its draws
  std::uint32_t place = 0;        ///< of its pattern among those that work on the day
  std::uint32_t working = 1;      ///< patterns that work on the day
  std::uint32_t turn = 0;         ///< of its pattern among those that work this very shift
  std::uint32_t beside = 1;       ///< patterns that do
  bool first_of_day = true;       ///< lateness speaks of it
  std::uint32_t first_break = 0;  ///< in DutyPlan::breaks
  std::uint32_t breaks = 0;
};

struct DutyPlan {
  /// Shifts in time order, apart; rep i of the group follows patterns[i mod size]. Empty: the group
  /// follows the steps of its roster.
  std::vector<std::vector<ShiftPlan>> patterns;
  std::vector<BreakPlan> breaks;
  double planned = 0.0;    ///< share of the group on leave each day
  double unplanned = 0.0;  ///< probability of a rep's day off sick
  bool absence_paid = true;
  double late = 0.0;
  Sampler lateness;  ///< us
  bool stays = false;
  std::uint32_t waiting_over = 0;  ///< stays after the shift while more cases wait
  Duration at_most;
  bool keeps = false;  ///< cases for the next shift
  bool has_tasks = false;
  Sampler task;  ///< us

  /// When the break of a shift is due for a rep, by the rep's number in the group: waves are filled
  /// in turn with those who work the shift together, whatever the rotation.
  [[nodiscard]] Instant due(const ShiftPlan& shift, std::uint32_t number, std::uint32_t rep) const {
    const BreakPlan& pause = breaks[shift.first_break + number];
    const auto round = static_cast<std::uint32_t>(rep / patterns.size());
    const std::uint32_t wave = (round * shift.beside + shift.turn) % pause.waves;
    return shift.from + pause.after + wave * pause.length;
  }
};

}  // namespace tiermix
