#pragma once

// The reps, each an individual: where they are, what they hold, how fast they work. Idle reps of a
// tier stand in line, longest idle first.

#include <cstdint>
#include <vector>

#include "engine/random/math.hpp"
#include "engine/random/stream.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/case_store.hpp"

namespace tiermix {

/// In this order: from `busy` on with a case, from `finishing` on to leave the floor after it.
enum class RepPresence : std::uint8_t {
  away,
  resting,  ///< in a break, or at a task off the phone
  idle,
  busy,
  finishing,  ///< past the shift's end
  break_due,
};

/// What a busy rep does.
struct QuickWork;  // quick.hpp

enum class Role : std::uint8_t {
  own,        ///< a session on a case
  holding,    ///< waits for a specialist, or works with one, on a case kept
  briefing,   ///< hands a case over to the specialist who has it now
  helping,    ///< leads the help in another rep's session
  joining,    ///< helps as well
  off_phone,  ///< no case: a task while nobody waits
  dialling,   ///< calls a customer back in vain
  chatting,   ///< chats, in a group that has several at once
};

struct Rep {
  double slowness = 1.0;       ///< handle times are multiplied by it
  double gain = 0.0;           ///< on the logit of the resolve probability
  double hand_over = 0.0;      ///< us at the start of its session; then
  double diagnosis = 0.0;      ///< us; the rest is the work itself
  Instant began;               ///< its session, or the present part of it
  Duration worked;             ///< in sessions that ended
  QuickWork* quick = nullptr;  ///< class and tier of its own session, where quick.cpp may end it
  std::uint32_t case_slot = kNobody;
  std::uint32_t next = kNobody;  ///< in the line of idle reps; among those who help together
  std::uint32_t previous = kNobody;
  std::uint16_t group = 0;
  std::uint16_t grade = 0;
  std::uint16_t tier = 0;
  RepPresence presence = RepPresence::away;
  Role role = Role::own;
};

/// What a rep can do beside being fast and sure.
struct Competence {
  bool has_curve = false;  ///< instead of the tier's
  ResolvePlan curve;
  double noise = 1.0;  ///< factor on the policy's
  double relationship = 0.0;
  double rating = 0.0;  ///< on the latent satisfaction of every session
};

class RepPool {
 public:
  RepPool(const Plan& plan, ReplicationKey key)
      : reps_(plan.reps), competences_(plan.reps), idle_(plan.tiers.size()) {
    for (std::size_t g = 0; g < plan.groups.size(); ++g) {
      const GroupPlan& group = plan.groups[g];
      for (std::uint32_t i = 0; i < group.reps; ++i) {
        Rep& rep = reps_[group.first_rep + i];
        rep.group = static_cast<std::uint16_t>(g);
        rep.grade = group.grade;
        competences_[group.first_rep + i] = {
            group.has_curve, group.curve, group.noise, group.relationship, group.rating};
        rep.tier = group.tier;
        rep.slowness = 1.0 / group.speed;
        rep.gain = group.gain;
        const Pair own = draw_pair(key, Use::speed, rep_owner(group.identity, i));
        if (group.speed_spread > 0.0) {
          const double z = normal_quantile(own.even);
          rep.slowness *= exp_of(group.speed_spread * (z - group.speed_spread / 2.0));
        }
        if (group.ability_spread > 0.0) {
          rep.gain += group.ability_spread * normal_quantile(own.odd);
        }
        if (plan.rating.rep_sd > 0.0) {
          competences_[group.first_rep + i].rating +=
              plan.rating.rep_sd *
              normal_quantile(draw(key, Use::rapport, rep_owner(group.identity, i)));
        }
      }
    }
  }

  Rep& operator[](std::uint32_t rep) { return reps_[rep]; }
  [[nodiscard]] const std::vector<Rep>& all() const { return reps_; }
  [[nodiscard]] Competence& competence(std::uint32_t rep) { return competences_[rep]; }
  /// Expects one of these reps.
  [[nodiscard]] const Competence& competence_of(const Rep& rep) const {
    return competences_[static_cast<std::size_t>(&rep - reps_.data())];
  }

  /// kNobody where nobody is idle.
  [[nodiscard]] std::uint32_t longest_idle(std::uint16_t tier) const { return idle_[tier].first; }

  [[nodiscard]] std::uint32_t idle_count(std::uint16_t tier) const { return idle_[tier].size; }

  /// The idle rep of the tier with the highest score, the longest idle of equals.
  template <class Score>
  [[nodiscard]] std::uint32_t best_idle(std::uint16_t tier, const Score& score) const {
    std::uint32_t best = idle_[tier].first;
    if (best == kNobody) {
      return best;
    }
    double highest = score(reps_[best]);
    for (std::uint32_t rep = reps_[best].next; rep != kNobody; rep = reps_[rep].next) {
      const double value = score(reps_[rep]);
      if (value > highest) {
        best = rep;
        highest = value;
      }
    }
    return best;
  }

  void become_idle(std::uint32_t rep) {
    Rep& r = reps_[rep];
    Line& line = idle_[r.tier];
    r.presence = RepPresence::idle;
    r.next = kNobody;
    r.previous = line.last;
    (line.last == kNobody ? line.first : reps_[line.last].next) = rep;
    line.last = rep;
    ++line.size;
  }

  void leave_idle(std::uint32_t rep) {
    const Rep& r = reps_[rep];
    Line& line = idle_[r.tier];
    (r.previous == kNobody ? line.first : reps_[r.previous].next) = r.next;
    (r.next == kNobody ? line.last : reps_[r.next].previous) = r.previous;
    --line.size;
  }

 private:
  struct Line {
    std::uint32_t first = kNobody;
    std::uint32_t last = kNobody;
    std::uint32_t size = 0;
  };

  std::vector<Rep> reps_;
  std::vector<Competence> competences_;
  std::vector<Line> idle_;  ///< per tier
};

}  // namespace tiermix
