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

enum class Presence : std::uint8_t { away, idle, busy, finishing };  // finishing: past shift's end

struct Rep {
  double slowness = 1.0;  ///< handle times are multiplied by it
  Instant began;          ///< its session
  std::uint32_t case_slot = kNobody;
  std::uint32_t next = kNobody;  ///< in the line of idle reps
  std::uint32_t previous = kNobody;
  std::uint16_t group = 0;
  std::uint16_t tier = 0;
  Presence presence = Presence::away;
};

class RepPool {
 public:
  RepPool(const Plan& plan, ReplicationKey key) : reps_(plan.reps), idle_(plan.tiers.size()) {
    for (std::size_t g = 0; g < plan.groups.size(); ++g) {
      const GroupPlan& group = plan.groups[g];
      for (std::uint32_t i = 0; i < group.reps; ++i) {
        Rep& rep = reps_[group.first_rep + i];
        rep.group = static_cast<std::uint16_t>(g);
        rep.tier = group.tier;
        rep.slowness = 1.0 / group.speed;
        if (group.speed_spread > 0.0) {
          const double z = normal_quantile(draw(key, Use::speed, rep_owner(group.identity, i)));
          rep.slowness *= exp_of(group.speed_spread * (z - group.speed_spread / 2.0));
        }
      }
    }
  }

  Rep& operator[](std::uint32_t rep) { return reps_[rep]; }

  /// kNobody where nobody is idle.
  [[nodiscard]] std::uint32_t longest_idle(std::uint16_t tier) const { return idle_[tier].first; }

  void become_idle(std::uint32_t rep) {
    Rep& r = reps_[rep];
    Line& line = idle_[r.tier];
    r.presence = Presence::idle;
    r.next = kNobody;
    r.previous = line.last;
    (line.last == kNobody ? line.first : reps_[line.last].next) = rep;
    line.last = rep;
  }

  void leave_idle(std::uint32_t rep) {
    const Rep& r = reps_[rep];
    Line& line = idle_[r.tier];
    (r.previous == kNobody ? line.first : reps_[r.previous].next) = r.next;
    (r.next == kNobody ? line.last : reps_[r.next].previous) = r.previous;
  }

 private:
  struct Line {
    std::uint32_t first = kNobody;
    std::uint32_t last = kNobody;
  };

  std::vector<Rep> reps_;
  std::vector<Line> idle_;  ///< per tier
};

}  // namespace tiermix
