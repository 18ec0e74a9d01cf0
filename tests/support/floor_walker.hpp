#pragma once

// Follows who is free and who waits at the tiers of a desk, and looks at both whenever time has
// passed: nobody may be idle, or have room for a chat, beside a case they may take.
//
// For desks without recesses, cases that wait for the rep they know, and overflow.

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/kernel/log.hpp"

namespace tiermix::testing {

class FloorWalker final : public CaseLog {
 public:
  explicit FloorWalker(const Plan& plan) : plan_(plan), reps_(plan.reps) {
    for (std::size_t g = 0; g < plan.groups.size(); ++g) {
      for (std::uint32_t i = 0; i < plan.groups[g].reps; ++i) {
        reps_[plan.groups[g].first_rep + i].group = g;
      }
    }
  }

  void add(const CaseEvent& event) override {
    if (event.at > now_) {
      look(Instant{event.at.us - 1});
      now_ = event.at;
    }
    switch (event.what) {
      case Happening::queued: {
        const auto begun = begun_.find(event.owner);
        waiting_[event.owner] = {
            event.case_class, event.tier, event.at, begun != begun_.end() && begun->second};
        break;
      }
      case Happening::abandoned:
        waiting_.erase(event.owner);
        break;
      case Happening::session_started:
        waiting_.erase(event.owner);
        begun_[event.owner] = true;
        reps_[event.rep].sessions.push_back({event.owner, event.case_class});
        break;
      case Happening::session_ended:
        begun_[event.owner] = false;
        [[fallthrough]];
      case Happening::interrupted:
        std::erase_if(reps_[event.rep].sessions,
                      [&](const Session& s) { return s.owner == event.owner; });
        break;
      case Happening::rep_arrived:
        reps_[event.rep].present = true;
        break;
      case Happening::rep_left:
        reps_[event.rep].present = false;
        break;
      default:
        break;
    }
  }

  /// Pairs of an idle rep and a case waiting at the tier, at all looks.
  [[nodiscard]] std::size_t idle_beside_waiting() const { return idle_beside_waiting_; }
  /// Of those, the ones where the rep may take the case.
  [[nodiscard]] std::size_t idle_all_the_same() const { return idle_all_the_same_; }
  /// Pairs of a waiting chat and a rep with chats and room who may take it.
  [[nodiscard]] std::size_t room_left() const { return room_left_; }
  /// Looks at which a rep had several sessions.
  [[nodiscard]] std::size_t shared() const { return shared_; }

 private:
  struct Waiting {
    std::uint16_t case_class = 0;
    std::uint16_t tier = 0;
    Instant since;
    bool begun = false;
  };
  struct Session {
    Owner owner = 0;
    std::uint16_t case_class = 0;
  };
  struct Seen {
    std::size_t group = 0;
    bool present = false;
    std::vector<Session> sessions;
  };

  [[nodiscard]] bool is_idle(const Seen& rep, std::uint16_t tier) const {
    return rep.present && rep.sessions.empty() && plan_.groups[rep.group].tier == tier;
  }

  void look(Instant at) {
    for (const Seen& rep : reps_) {
      const GroupPlan& group = plan_.groups[rep.group];
      shared_ += rep.sessions.size() > 1 ? 1U : 0U;
      const auto idle = static_cast<std::size_t>(std::ranges::count_if(
          reps_, [&](const Seen& other) { return is_idle(other, group.tier); }));
      for (const auto& [owner, waiting] : waiting_) {
        if (waiting.tier != group.tier) {
          continue;
        }
        const SkillPlan& skill = plan_.skill_of(rep.group, waiting.case_class);
        const bool is_free = is_idle(rep, group.tier);
        const bool takes = skill.serves && idle - (is_free ? 1U : 0U) >= skill.idle_left &&
                           (waiting.begun || at - waiting.since >= skill.after);
        idle_beside_waiting_ += is_free ? 1U : 0U;
        idle_all_the_same_ += is_free && takes ? 1U : 0U;
        room_left_ += takes && has_room(rep, waiting) ? 1U : 0U;
      }
    }
  }

  [[nodiscard]] bool has_room(const Seen& rep, const Waiting& waiting) const {
    return !rep.sessions.empty() && rep.sessions.size() < plan_.groups[rep.group].chats &&
           plan_.classes[rep.sessions.front().case_class].is_chat &&
           plan_.classes[waiting.case_class].is_chat;
  }

  const Plan& plan_;
  Instant now_;
  std::vector<Seen> reps_;
  std::map<Owner, Waiting> waiting_;
  std::map<Owner, bool> begun_;
  std::size_t idle_beside_waiting_ = 0;
  std::size_t idle_all_the_same_ = 0;
  std::size_t room_left_ = 0;
  std::size_t shared_ = 0;
};

}  // namespace tiermix::testing
