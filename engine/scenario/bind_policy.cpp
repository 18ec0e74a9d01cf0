#include "engine/scenario/bind_policy.hpp"

#include <array>

#include "engine/base/text.hpp"
#include "engine/scenario/bind_parts.hpp"
#include "engine/scenario/bind_people.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

// Share of the particulars that a cold hand-over forwards, where nobody says it (domain.md A.3).
constexpr double kColdCompleteness = 0.6;

Fields given_table(const Fields& owner, std::string_view key) {
  return {owner.context(), *owner.find(key), inner_table(owner.field(key)), owner.path(key)};
}

Reward bind_reward(const Fields& fields) {
  Reward reward;
  fields.read("bonus_per_resolution", reward.bonus_per_resolution);
  fields.read("blame_per_failed_attempt", reward.blame_per_failed_attempt);
  fields.read("effort_per_attempt", reward.effort_per_attempt);
  fields.read("escalation_penalty", reward.escalation_penalty);
  fields.read("overreaction", reward.overreaction);
  fields.read("handle_time_weight", reward.handle_time_weight);
  return reward;
}

BusyRule bind_busy(const Fields& fields) {
  BusyRule busy;
  fields.read("waiting", busy.waiting);
  fields.read("referral_threshold", busy.referral_threshold);
  return busy;
}

Recess bind_recess(const Fields& fields) {
  Recess recess;
  recess.delay = bind_law(fields, "delay").value_or(Law{});
  fields.read("gain", recess.gain);
  return recess;
}

Forcing bind_force(const Fields& fields) {
  Forcing force;
  fields.read("false_resolution", force.false_resolution);
  fields.read("time", force.time);
  return force;
}

Bounce bind_bounce(const Fields& fields) {
  Bounce bounce;
  fields.read("share", bounce.share);
  fields.read("time", bounce.time);
  return bounce;
}

// Keys that only some kinds of hand-off have, as the bits of those kinds.
struct KindKey {
  std::string_view key;
  unsigned kinds;
};

constexpr unsigned bit(HandOffKind kind) { return 1U << static_cast<unsigned>(kind); }

constexpr unsigned kHelp = bit(HandOffKind::consult) | bit(HandOffKind::swarm);
constexpr unsigned kTransfer = bit(HandOffKind::cold) | bit(HandOffKind::warm);

constexpr std::array kKindKeys{KindKey{"completeness", kTransfer},
                               KindKey{"rediscovery", kTransfer},
                               KindKey{"briefing", bit(HandOffKind::warm)},
                               KindKey{"experts", kHelp},
                               KindKey{"join_delay", kHelp},
                               KindKey{"expert_time", kHelp},
                               KindKey{"gain", bit(HandOffKind::swarm)}};

void check_kind_keys(const Fields& fields, HandOffKind kind) {
  const std::string name = words(fields.field("kind").detail)[static_cast<std::size_t>(kind)];
  for (const KindKey& known : kKindKeys) {
    if (fields.has(known.key) && (known.kinds & bit(kind)) == 0U) {
      fields.context().findings.error_at(fields.path(known.key),
                                         shown(*fields.find(known.key)) +
                                             " does not apply (hand_off " + in_quotes(name) +
                                             " has no " + std::string(known.key) + ")");
    }
  }
}

HandOff bind_hand_off(const Fields& owner) {
  HandOff hand_off;
  const Node* node = owner.find("hand_off");
  if (node == nullptr) {
    return hand_off;
  }
  const auto complete = [](HandOffKind kind) {
    return kind == HandOffKind::cold ? kColdCompleteness : 1.0;
  };
  if (node->kind != NodeKind::table) {
    owner.read_choice("hand_off", hand_off.kind);
    hand_off.completeness = complete(hand_off.kind);
    return hand_off;
  }
  const Fields fields = given_table(owner, "hand_off");
  fields.read_choice("kind", hand_off.kind);
  check_kind_keys(fields, hand_off.kind);
  hand_off.completeness = complete(hand_off.kind);
  fields.read("completeness", hand_off.completeness);
  fields.read("rediscovery", hand_off.rediscovery);
  fields.read("briefing", hand_off.briefing);
  fields.read("to_front", hand_off.to_front);
  fields.read("experts", hand_off.experts);
  hand_off.join_delay = bind_law(fields, "join_delay");
  hand_off.expert_time = bind_law(fields, "expert_time");
  fields.read("gain", hand_off.gain);
  if (hand_off.kind == HandOffKind::consult && hand_off.experts > 1) {
    fields.context().findings.error_at(
        fields.path("experts"),
        std::to_string(hand_off.experts) +
            " are too many (consult asks one specialist, swarm calls several)");
  }
  return hand_off;
}

void bind_attempt(const Fields& fields, Policy& policy) {
  fields.read("attempt_limit", policy.attempt_limit);
  if (fields.has("recess")) {
    policy.recess = bind_recess(given_table(fields, "recess"));
  }
  fields.read("session_limit", policy.session_limit);
  fields.read("failed_attempt_time", policy.failed_attempt_time);
  if (fields.has("force")) {
    policy.force = bind_force(given_table(fields, "force"));
  }
}

}  // namespace

Policy bind_policy(const Fields& fields) {
  Policy policy;
  fields.read("name", policy.name);
  fields.read("referral_threshold", policy.referral_threshold);
  fields.read("referral_probability", policy.referral_probability);
  if (fields.has("reward")) {
    policy.reward = bind_reward(given_table(fields, "reward"));
  }
  if (fields.has("busy")) {
    policy.busy = bind_busy(given_table(fields, "busy"));
  }
  fields.read("diagnosis_noise", policy.diagnosis_noise);
  policy.diagnosis_time = bind_law(fields, "diagnosis_time");
  fields.read("demanded_escalation", policy.demanded_escalation);
  bind_attempt(fields, policy);
  policy.hand_off = bind_hand_off(fields);
  if (fields.has("bounce")) {
    policy.bounce = bind_bounce(given_table(fields, "bounce"));
  }
  fields.read("escalate_after", policy.escalate_after);
  fields.read("escalate_before_target", policy.escalate_before_target);
  return policy;
}

Level bind_level(const Fields& fields) {
  Level level;
  fields.read("name", level.name);
  level.resolve = bind_curve(fields, "resolve");
  fields.read("ability", level.ability);
  fields.read("handle_time", level.handle_time);
  fields.read("diagnosis_noise", level.diagnosis_noise);
  fields.read("technical", level.technical);
  fields.read("relationship", level.relationship);
  bind_career(fields, level);
  return level;
}

void bind_routing(const Fields& fields, Tier& tier) {
  fields.read("policy", tier.policy);
  fields.read_choice("choose", tier.choose);
  fields.read_choice("discipline", tier.discipline);
  fields.read("same_rep", tier.same_rep);
  fields.read("same_rep_wait", tier.same_rep_wait);
  if (fields.has("overflow")) {
    const Fields given = given_table(fields, "overflow");
    Overflow overflow;
    given.read("to", overflow.to);
    given.read("reservation", overflow.reservation);
    given.read("waiting_over", overflow.waiting_over);
    given.read("after", overflow.after);
    tier.overflow = overflow;
  }
  if (fields.has("vendor")) {
    const Fields given = given_table(fields, "vendor");
    tier.vendor = Vendor{.turnaround = bind_law(given, "turnaround").value_or(Law{}), .fee = 0.0};
    given.read("fee", tier.vendor->fee);
  }
}

}  // namespace tiermix
