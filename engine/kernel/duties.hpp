#pragma once

// Where each rep with a roster of its own stands in it: the shift under way or to come, the next
// break, and when either begins or ends. The draws of absence and lateness are made here.

#include <cstdint>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/winner_tree.hpp"

namespace tiermix {

/// What a rep's roster has it do now.
enum class OnDuty : std::uint8_t {
  off,     ///< no shift, or absent from it
  floor,   ///< there for cases
  paused,  ///< in a break or meeting
};

struct RepDuty {
  Instant since;        ///< of the break, or of the task off the phone
  Instant shift_ended;  ///< the last one
  std::uint32_t group = 0;
  std::uint32_t place = 0;  ///< in the group
  std::uint32_t shift = 0;  ///< in its pattern: under way, or to come
  std::uint32_t next_break = 0;
  std::uint32_t tasks = 0;  ///< begun so far
  OnDuty doing = OnDuty::off;
  bool comes = false;  ///< of people: to the shift that has begun, when the start is due
};

class Duties {
 public:
  Duties(const Plan& plan, ReplicationKey key);

  [[nodiscard]] bool are_used() const { return !reps_.empty(); }
  [[nodiscard]] RepDuty& of(std::uint32_t rep) { return reps_[rep]; }
  [[nodiscard]] const DutyPlan& plan_of(const RepDuty& duty) const {
    return plan_->duties[duty.group];
  }
  [[nodiscard]] const ShiftPlan& shift_of(const RepDuty& duty) const {
    return pattern_of(duty)[duty.shift];
  }
  /// The next break of the shift under way. Expects one.
  [[nodiscard]] const BreakPlan& break_of(const RepDuty& duty) const {
    return plan_of(duty).breaks[shift_of(duty).first_break + duty.next_break];
  }

  /// When reps come: shifts and ends of breaks.
  [[nodiscard]] WinnerTree& starts() { return starts_; }
  /// When they are to leave: breaks and ends of shifts.
  [[nodiscard]] WinnerTree& ends() { return ends_; }

  /// Leaves out the breaks that were due before a rep came.
  void begin_shift(std::uint32_t rep, Instant now);

  /// Plans the next break that is due, or the end of the shift; an instant that has passed is now.
  void plan_end(std::uint32_t rep, Instant now);

  /// Whether the next break was due already.
  [[nodiscard]] bool break_is_due(const RepDuty& duty, Instant now) const;

  /// Goes on to the next shift that the rep comes to. Absences on the way are added to absent(). Of
  /// people: to the next shift, when it is seen who comes.
  void plan_shift(std::uint32_t rep, Instant now);

  /// Goes on to the shift after the one that the rep does not come to. Of people.
  void miss_shift(std::uint32_t rep, Instant now);

  /// Whether absence keeps the rep from the shift at hand. Of people.
  [[nodiscard]] bool is_absent(const RepDuty& duty) const { return is_away(duty, shift_of(duty)); }
  /// By how much the rep comes late to it. Of people.
  [[nodiscard]] Duration late_by(const RepDuty& duty) const {
    return lateness(duty, shift_of(duty));
  }
  /// When so much of the shift at hand has been paid for since an instant in it, unpaid breaks left
  /// out; the end of a break that it falls into, and at the latest that of the shift. Of people.
  [[nodiscard]] Instant after_paid(const RepDuty& duty, Instant from, Duration paid) const;
  /// us from an instant in the shift at hand to its end, unpaid breaks left out. Of people.
  [[nodiscard]] Duration paid_rest(const RepDuty& duty, Instant from) const;

  /// us of the shift at hand, or about to be, that are paid and in the measured window.
  [[nodiscard]] std::int64_t paid_time(const RepDuty& duty, Instant from, Instant to) const;

  /// Goes on from the shift that has just ended.
  void end_shift(std::uint32_t rep, Instant now);

  /// When the next shift of the roster begins, whether the rep comes or not; kNever after the last.
  [[nodiscard]] Instant next_shift_of(const RepDuty& duty) const;

  /// us of paid shifts not come to, in the measured window, per group.
  [[nodiscard]] const std::vector<std::int64_t>& absent() const { return absent_; }

 private:
  [[nodiscard]] const std::vector<ShiftPlan>& pattern_of(const RepDuty& duty) const {
    const auto& patterns = plan_of(duty).patterns;
    return patterns[duty.place % patterns.size()];
  }
  [[nodiscard]] Instant due(const RepDuty& duty, std::uint32_t number) const;
  [[nodiscard]] bool is_away(const RepDuty& duty, const ShiftPlan& shift) const;
  [[nodiscard]] Duration lateness(const RepDuty& duty, const ShiftPlan& shift) const;
  void count_absence(const RepDuty& duty, Instant from, Instant to);
  void plan_start(std::uint32_t rep, Instant now);

  const Plan* plan_;
  ReplicationKey key_;
  std::vector<RepDuty> reps_;  ///< all, where any group has duties; else empty
  WinnerTree starts_;
  WinnerTree ends_;
  std::vector<std::int64_t> absent_;
};

}  // namespace tiermix
