#pragma once

// What the steps of quick.cpp ask of a tier and of a class: made once per replication, so that an
// event finds it in one place.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "engine/plan/plan.hpp"
#include "engine/kernel/arrivals.hpp"
#include "engine/kernel/case_store.hpp"
#include "engine/kernel/counters.hpp"
#include "engine/kernel/plain_block.hpp"

namespace tiermix {

struct QuickTier {
  TierCounters* counters = nullptr;
  WaitingLines* line = nullptr;
  bool is_quick = false;     ///< one line that nothing but its reps and deadlines looks at
  bool by_creation = false;  ///< the line is in the order of creation, not of joining
  bool passes_on = false;    ///< what one attempt does not resolve goes on to tier `up`
  bool to_front = false;     ///< ...ahead of those who wait there
  std::uint16_t up = 0;
};

/// What happened to measured cases of a class at a tier, until settle_quick_sums() tells both.
struct QuickSums {
  std::int64_t arrived = 0;     ///< of them straight from outside
  std::int64_t complexity = 0;  ///< millionths, of those
  std::int64_t answered = 0;
  std::int64_t wait = 0;    ///< us, of the answered
  std::int64_t waited = 0;  ///< answered after a wait
  std::int64_t sessions = 0;
  std::int64_t failed = 0;
  std::int64_t handle_time = 0;  ///< us
  std::int64_t resolved = 0;
  std::int64_t elapsed = 0;           ///< us, from creation to the resolution
  std::int64_t in_first_session = 0;  ///< resolved
  std::int64_t in_tier_one = 0;       ///< resolved
};

/// What waits to be counted until many can be summed at once, or until a period ends: measured
/// cases of a class at a tier that arrived, that met their first rep in the interval in which they
/// came, on their first call, and those that a session resolved.
struct QuickBlock {
  /// Fewer than a PlainBlock can hold: the blocks of all tiers are to stay in the nearest cache.
  static constexpr std::size_t kSize = 64;

  /// With fewer cases of the class in an interval, what ends with each interval costs more than the
  /// sums save.
  static constexpr double kWorthFrom = 12.0;

  // What the resolved of a block have in common, by bits.
  static constexpr unsigned kFirstSession = 1;
  static constexpr unsigned kEscalated = 2;
  static constexpr unsigned kLeftTierOne = 4;

  /// What decides where a resolved case counts.
  struct Place {
    std::uint32_t interval = 0;  ///< of its creation
    std::uint32_t visited = 0;   ///< of the visit that resolved it
    std::uint32_t grade = 0;     ///< of the rep

    friend bool operator==(const Place&, const Place&) = default;
  };

  QuickSums sums;
  std::int64_t arrived = 0;
  InstantSum arrived_at;              ///< of those
  std::int64_t answered_at_once = 0;  ///< without a wait, beside those in `cases`
  unsigned scope = kFirstSession;
  PlainBlock cases;
  std::array<Place, kSize> places;  ///< of the resolved

  [[nodiscard]] bool is_empty() const {
    const auto sessions = static_cast<std::int64_t>(cases.answered | cases.ended);
    return (arrived | answered_at_once | sessions) == 0;
  }
};

/// A class at a tier, with what an event asks of both.
struct alignas(64) QuickWork {
  const WorkPlan* plan = nullptr;
  ClassCounters* of_class = nullptr;
  TierCounters* of_tier = nullptr;
  const QuickTier* queue = nullptr;
  std::unique_ptr<QuickBlock> block;
  double p = 0.0;
  std::uint16_t case_class = 0;
  std::uint16_t tier = 0;
  bool is_quick = false;         ///< its sessions are plain
  bool is_constant = false;      ///< ...and resolve with the probability `p`
  bool defers = false;           ///< blocks can tell all that is counted
  bool can_return = true;        ///< a case may, after a resolution
  bool closes_in_block = false;  ///< what is resolved now, inside the window
  bool closes_at_once = false;   ///< ...and nobody asks how it was
  Case fresh;                    ///< as it comes to the tier from outside
};

struct QuickClass {
  ClassCounters* counters = nullptr;
  ArrivalSource* source = nullptr;
  const ClassPlan* plan = nullptr;
  QuickWork* work = nullptr;  ///< per tier; none where nothing is quick
  Duration answer_target;
  bool has_patience = false;
  bool is_quick = false;  ///< its cases join the queue of their tier, whatever the hour
  bool has_target = false;
  bool defers = false;  ///< so many come in an interval that blocks are worth it
};

}  // namespace tiermix
