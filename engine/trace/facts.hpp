#pragma once

// One case, summed up from its events as they come.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/kernel/log.hpp"

namespace tiermix {

/// Whether nothing but the end of its session follows for the case.
[[nodiscard]] bool is_end(Happening what);

/// Facts hold for the events added so far, which are those of one case in the order of time.
struct CaseFacts {
  Owner owner = 0;
  std::uint16_t case_class = 0;
  Instant created;
  double complexity = 0.0;
  Instant ended = kNever;              ///< kNever while the case is open
  Happening end = Happening::created;  ///< how it ended, where it has
  Instant answered = kNever;           ///< its first session
  Duration waited;                     ///< in queues
  Duration worked;                     ///< in sessions
  Duration away;            ///< waiting for the customer, a supplier, the next attempt, a reopening
  Duration helped;          ///< by specialists who joined a session
  unsigned sessions = 0;    ///< begun
  unsigned hand_overs = 0;  ///< to reps, queues and suppliers of another tier than before
  unsigned failures = 0;    ///< attempts that did not resolve
  unsigned reopenings = 0;
  unsigned bounces = 0;
  unsigned helpers = 0;
  std::vector<std::uint32_t> reps;  ///< with whom it had sessions, in order, each once

  // Where the case is now; kNever where it is not there.
  Instant waiting_since = kNever;
  Instant away_since = kNever;
  std::uint16_t tier = kNoTier;  ///< the latest

  /// Since when the rep has been in a session, or helping; kNever where the rep is not.
  [[nodiscard]] Instant with_since(std::uint32_t rep) const;

  void add(const CaseEvent& event);

 private:
  struct Stretch {
    std::uint32_t rep = kNoRep;
    Instant since;
    bool helps = false;
  };

  void follow(const CaseEvent& event);
  void begin_session(const CaseEvent& event);
  void move_to(std::uint16_t to);
  void leave_queue(Instant at);
  void start(const CaseEvent& event, bool helps);
  void finish(const CaseEvent& event);

  std::vector<Stretch> with_;
  bool resumes_ = false;  ///< the next session goes on with one that was interrupted
};

}  // namespace tiermix
