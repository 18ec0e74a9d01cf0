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

/// A class at a tier.
struct QuickWork {
  const WorkPlan* plan = nullptr;
  bool is_quick = false;     ///< its sessions are plain
  bool is_constant = false;  ///< ...and resolve with the probability `p`
  double p = 0.0;
};

struct QuickClass {
  ClassCounters* counters = nullptr;
  ArrivalSource* source = nullptr;
  const ClassPlan* plan = nullptr;
  const QuickWork* work = nullptr;  ///< per tier
  Duration answer_target;
  bool has_patience = false;
  bool is_quick = false;   ///< its cases join the queue of their tier, whatever the hour
  bool can_return = true;  ///< after a resolution
  bool has_target = false;
};

}  // namespace tiermix
