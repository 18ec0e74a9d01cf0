#pragma once

// What the steps of quick.cpp ask of a tier and of a class: made once per replication, so that an
// event finds it in one place.

#include <cstddef>
#include <cstdint>

#include "engine/plan/plan.hpp"
#include "engine/kernel/arrivals.hpp"
#include "engine/kernel/case_store.hpp"
#include "engine/kernel/counters.hpp"

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

/// A class at a tier.
struct QuickWork {
  const WorkPlan* plan = nullptr;
  bool is_quick = false;     ///< its sessions are plain
  bool is_constant = false;  ///< ...and resolve with the probability `p`
  double p = 0.0;
  QuickSums sums;
};

struct QuickClass {
  ClassCounters* counters = nullptr;
  ArrivalSource* source = nullptr;
  const ClassPlan* plan = nullptr;
  QuickWork* work = nullptr;  ///< per tier
  Duration answer_target;
  bool has_patience = false;
  bool is_quick = false;   ///< its cases join the queue of their tier, whatever the hour
  bool can_return = true;  ///< after a resolution
  bool has_target = false;
};

}  // namespace tiermix
