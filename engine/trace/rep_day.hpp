#pragma once

// What one rep does: sessions, help, idle stretches, shifts.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/kernel/log.hpp"

#include "engine/trace/names.hpp"

namespace tiermix {

/// Keeps the events of one rep, and those of the cases that the rep has in hand.
class RepRecorder final : public CaseLog {
 public:
  explicit RepRecorder(std::uint32_t rep) : rep_(rep) {}

  void add(const CaseEvent& event) override;

  [[nodiscard]] const std::vector<CaseEvent>& events() const { return events_; }

 private:
  struct InHand {
    Owner owner = 0;
    Instant until = kNever;
  };

  std::uint32_t rep_;
  std::vector<InHand> in_hand_;
  std::vector<CaseEvent> events_;
};

enum class RepDoes : std::uint8_t {
  session,
  help,
  pause,     ///< a break or a meeting
  task,      ///< off the phone, while nobody waits
  training,  ///< in a programme, with newcomers, or in onboarding
  idle,
};

/// From `from` until before `until`, cut at the ends of the window.
struct RepStretch {
  Instant from;
  Instant until;
  RepDoes what = RepDoes::idle;
  std::string work_on;  ///< name of the case, names of the chats; empty where idle
  std::string outcome;  ///< what the session brought, in words
  Duration held;        ///< part of a session spent waiting for a specialist
  unsigned open = 0;    ///< sessions in hand: several chats; 0 where idle
  unsigned begun = 0;   ///< of those, begun with this stretch
};

struct RepDay {
  std::string name;  ///< of the rep
  Instant from;
  Instant until;
  std::vector<RepStretch> stretches;  ///< ascending, without gaps while the rep is present
  unsigned sessions = 0;
  Duration present;
  Duration in_sessions;
  Duration held;
  Duration helping;
  Duration paused;    ///< in breaks and meetings; part of `present`
  Duration at_tasks;  ///< off the phone
  Duration trained;   ///< in training; part of `present`

  [[nodiscard]] Duration idle() const {
    return present - in_sessions - helping - paused - at_tasks - trained;
  }
  /// In sessions and helping, as a share of the time on the floor; 0 where there is none.
  [[nodiscard]] double occupancy() const;
};

/// Expects what a RepRecorder kept of the rep.
[[nodiscard]] RepDay rep_day(const std::vector<CaseEvent>& events,
                             std::uint32_t rep,
                             Instant from,
                             Instant until,
                             const Names& names);

}  // namespace tiermix
