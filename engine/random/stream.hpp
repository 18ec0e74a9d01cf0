#pragma once

// Random numbers addressed by what they decide, not by when they are asked for.
//
// A number is a pure function of (seed, replication, use, owner, tier, visit). Whatever else
// changes in a scenario, the same case of the same replication keeps its patience and its
// complexity: that is what makes two scenarios comparable with common random numbers, and one
// replication re-runnable on its own.
//
// Address layout (docs/decisions/0003): the Philox key is the seed; the counter is the owner (64
// bits), the replication (32), and use, tier and visit (7, 12 and 12 bits). Two uses that differ in
// the lowest bit share one Philox block: neighbours cost one call for both.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/random/philox.hpp"

namespace tiermix {

/// What a random number decides. The values are part of every published result: add, never
/// renumber; the gaps are there for neighbours.
enum class Use : std::uint16_t {
  interarrival = 0x10,  // even and odd arrivals of a day share blocks: 0x10 and 0x11
  batch = 0x12,         // how many cases an event brings
  busyness = 0x14,      // of a day, common to all classes
  busyness_own = 0x15,  // of a day and class
  backlog_age = 0x16,   // of a case open at the start
  complexity = 0x20,    // of a case
  patience = 0x21,
  entry = 0x22,      // the tier a case enters at
  knowledge = 0x24,  // whether the knowledge base covers a case
  assist = 0x25,     // whether the assistant is used on it
  triage = 0x26,     // whether its complexity is recognised
  triage_guess = 0x27,
  self_service = 0x28,
  customer = 0x2a,     // whose case it is
  rating = 0x2b,       // of a closed case
  disposition = 0x46,  // of a customer, or of a case whose customer has no others
  balk = 0x2c,         // of a case's n-th call; the tier of the stage is 0
  callback = 0x2d,     // whether the customer accepts one
  redial = 0x2e,       // whether the customer calls again after the n-th call
  redial_delay = 0x2f,
  handling = 0x30,  // of a case's n-th visit to a tier
  outcome = 0x31,
  pending = 0x32,  // whether the session ends with a question to the customer
  pending_delay = 0x33,
  reopening = 0x34,
  reopening_delay = 0x35,
  route = 0x36,      // where an escalation goes
  diagnosis = 0x38,  // how complex a case looks at a visit
  diagnosis_time = 0x39,
  repeating = 0x3a,  // whether the customer has to repeat
  bouncing = 0x3b,
  forcing = 0x3c,  // whether a forced session is booked as resolved
  demand = 0x3d,   // whether the customer asks for a specialist
  recess = 0x3e,   // how long
  join_delay = 0x3f,
  expert_time = 0x40,
  turnaround = 0x41,        // of a vendor
  callback_reached = 0x42,  // whether the n-th call back meets the customer
  callback_retry = 0x43,
  repeat_contact = 0x44,  // whether a case closed unresolved comes back
  repeat_delay = 0x45,
  speed = 0x50,  // of a rep
  ability = 0x51,
  leave = 0x52,    // of a group, on a day
  absence = 0x53,  // of a rep on a day
  late = 0x54,
  lateness = 0x55,
  off_phone = 0x56,    // of a rep's n-th task
  tenure = 0x58,       // of a person who is there at the start
  leaving = 0x59,      // the hazard a person lives through before leaving
  hire_lag = 0x5a,     // of the n-th successor at a place
  examination = 0x5b,  // of a person's n-th
  level_age = 0x5c,    // how far a person is on the way from the level at the start
  rapport = 0x5e,      // of a rep, with customers
};

/// One independent run: seed and index.
struct ReplicationKey {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
};

/// Whose number it is. Case owners hold the identity of their class, the day they arrive on and
/// their number on that day; rep owners the identity of their group and their number in it.
using Owner = std::uint64_t;

[[nodiscard]] constexpr Owner case_owner(std::uint16_t class_identity,
                                         std::uint32_t day,
                                         std::uint32_t number) {
  return (Owner{class_identity} << 48U) | (Owner{day & 0xffffU} << 32U) | number;
}

/// The day of cases that are open when the run starts: one that no run has.
inline constexpr std::uint32_t kBacklogDay = 0xffff;

[[nodiscard]] constexpr Owner rep_owner(std::uint16_t group_identity, std::uint32_t number) {
  return (Owner{group_identity} << 48U) | number;
}

/// The owner of what belongs to the n-th customer.
[[nodiscard]] constexpr Owner customer_owner(std::uint32_t n) { return n; }

/// Where in a case's life: the identity of a tier and the number of the visit there.
struct Stage {
  std::uint16_t tier = 0;   ///< below 4096
  std::uint16_t visit = 0;  ///< taken modulo 4096
};

struct Pair {
  double even;  ///< the number of the use with the lowest bit 0
  double odd;
};

/// A 64-bit word as a number in (0, 1), never 0 or 1.
[[nodiscard]] constexpr double unit_interval(std::uint64_t word) {
  return std::bit_cast<double>((word >> 12U) | 0x3ff0000000000000U) - (1.0 - 0x1p-53);
}

[[nodiscard]] constexpr Pair draw_pair(ReplicationKey key, Use use, Owner owner, Stage at = {}) {
  const std::uint32_t purpose = (static_cast<std::uint32_t>(use) >> 1U << 24U) |
                                (std::uint32_t{at.tier} << 12U) | (at.visit & 0xfffU);
  const PhiloxCounter word =
      philox({static_cast<std::uint32_t>(owner),
              static_cast<std::uint32_t>(owner >> 32U),
              key.replication,
              purpose},
             {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U)});
  return {unit_interval((std::uint64_t{word[1]} << 32U) | word[0]),
          unit_interval((std::uint64_t{word[3]} << 32U) | word[2])};
}

/// One number in (0, 1).
[[nodiscard]] constexpr double draw(ReplicationKey key, Use use, Owner owner, Stage at = {}) {
  const Pair pair = draw_pair(key, use, owner, at);
  return (static_cast<unsigned>(use) & 1U) == 0 ? pair.even : pair.odd;
}

/// draw_pair for owners first, first + 1, …: the same numbers, by vector instructions where the
/// processor has them. Expects spans of one size and no carry out of the low 32 bits of owner.
void draw_pairs(ReplicationKey key,
                Use use,
                Owner first,
                Stage at,
                std::span<double> even,
                std::span<double> odd);

}  // namespace tiermix
