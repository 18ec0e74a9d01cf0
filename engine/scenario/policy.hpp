#pragma once

// How a tier decides what becomes of a case, as data: attempt it or refer it, try again, hand it
// over, ask for help, send it on by the clock or the queue. A tier names its policy, so policies
// are switched by one key. A tier without one attempts every case once and hands over cold and
// complete what it does not resolve.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/time.hpp"
#include "engine/random/law.hpp"

namespace tiermix {

/// What a rep gains and loses by attempting a case: attempts it where
/// bonus p - blame (1 - p) - effort >= -overreaction * escalation_penalty, p the perceived resolve
/// probability (after Shumsky & Pinker 2003; overreaction after Hathaway, Kagan & Dada 2023).
struct Reward {
  double bonus_per_resolution = 1.0;
  double blame_per_failed_attempt = 0.0;
  double effort_per_attempt = 0.0;
  double escalation_penalty = 0.0;
  double overreaction = 1.3;
  double handle_time_weight = 0.0;  ///< of short sessions in the reward, in [0, 1]
};

/// A failed attempt is taken up again by the same rep in a later session.
struct Recess {
  Law delay;          ///< seconds
  double gain = 0.8;  ///< on the logit of the resolve probability, per failed attempt so far
};

/// A failed attempt is pressed to an end in the same session.
struct Forcing {
  double false_resolution = 0.35;  ///< share of them booked as resolved; they all reopen
  double time = 1.25;              ///< factor on the time of the attempt
};

enum class HandOffKind : std::uint8_t {
  cold,     ///< a new session later, with another rep
  warm,     ///< the same session: the rep holds the customer and briefs the specialist
  consult,  ///< the rep keeps the case and asks one specialist, waiting for him
  swarm,    ///< the rep keeps the case and calls several
};

struct HandOff {
  HandOffKind kind = HandOffKind::cold;
  double completeness = 1.0;            ///< share of the particulars that are forwarded
  Duration rediscovery = 15 * kMinute;  ///< at the receiver, where nothing is forwarded
  Duration briefing;                    ///< of both reps, where warm
  bool to_front = false;                ///< ahead of those that wait at the receiver
  // Consult and swarm.
  int experts = 1;                 ///< at most; those beyond the first join where idle
  std::optional<Law> join_delay;   ///< seconds until the call reaches the specialists
  std::optional<Law> expert_time;  ///< seconds; else the handle time of their tier
  double gain = 0.4;               ///< on the logit, per expert beyond the first
};

/// A specialist returns a case to the tier that sent it, without an attempt.
struct Bounce {
  double share = 0.0;
  Duration time = 5 * kMinute;
};

/// While more than `waiting` cases queue, only cases up to this perceived complexity are attempted.
struct BusyRule {
  int waiting = 0;
  double referral_threshold = 0.0;
};

struct Policy {
  std::string name;
  // Before an attempt. All that are stated must hold.
  std::optional<double> referral_threshold;    ///< greatest perceived complexity attempted
  std::optional<double> referral_probability;  ///< least perceived resolve probability attempted
  std::optional<Reward> reward;
  std::optional<BusyRule> busy;
  double diagnosis_noise = 0.0;       ///< sd of the perceived complexity, on the normal scale
  std::optional<Law> diagnosis_time;  ///< seconds, before attempt or referral
  double demanded_escalation = 0.0;   ///< share of sessions whose customer asks for a specialist
  // The attempt.
  int attempt_limit = 1;                  ///< attempts at this tier before the case goes on
  std::optional<Recess> recess;           ///< between them; else back to the queue at once
  std::optional<Duration> session_limit;  ///< an attempt that would last longer fails there
  double failed_attempt_time = 1.0;       ///< factor on the time of an attempt that fails
  std::optional<Forcing> force;
  // After it.
  HandOff hand_off;
  Bounce bounce;
  // While the case waits here, by its age: it goes to where the tier escalates.
  std::optional<Duration> escalate_after;
  std::optional<Duration> escalate_before_target;  ///< remaining time to the class's resolve target
};

}  // namespace tiermix
