#pragma once

// Who is there when, and for what: sites, breaks, rotations, absences, overtime, skills, several
// chats at once. Part of a Model.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/law.hpp"

namespace tiermix {

struct Site {
  std::string name;
  std::string zone;  ///< IANA name; the scenario's where empty
};

/// Weekly hours in which a desk takes live contacts, and in which targets may be counted.
struct OpeningHours {
  struct Span {
    Duration from;  ///< since Monday 00:00, local
    Duration to;    ///< after `from`
  };
  std::string name;
  std::vector<Span> spans;
  std::string zone;  ///< IANA name; the scenario's where empty
};

enum class BreakKind : std::uint8_t {
  rest,  ///< a short break
  lunch,
  meeting,  ///< team meeting, coaching
  training,
};

/// A planned time off the floor inside a shift. A case in hand is finished first; a break that
/// begins late keeps its full length. With several waves the reps of a group take it in turns: wave
/// k of n begins k times the length later, and rep i belongs to wave i mod n.
struct Break {
  BreakKind kind = BreakKind::rest;
  Duration after;  ///< since the start of the shift
  Duration length;
  bool paid = true;
  int waves = 1;
};

/// Shifts that reps take in turns: rep i works shifts[(i + n) mod size] in the n-th period since
/// the start of the scenario's first week. An empty name is time off.
struct Rotation {
  std::vector<std::string> shifts;
  Duration every = kWeek;  ///< whole days
};

/// Reps who do not come, or come late, drawn per rep and day of a shift.
struct Absence {
  double planned = 0.0;    ///< share of shifts taken as leave, spread evenly over the group
  double unplanned = 0.0;  ///< probability of missing a shift
  bool paid = true;
  double late = 0.0;  ///< probability of coming late
  Law lateness;       ///< seconds
};

/// Reps stay after their shift while more than `waiting_over` cases wait for them.
struct Overtime {
  int waiting_over = 0;
  Duration at_most;
};

/// A class of cases that a group handles. Groups without skills handle every class of their tier.
struct GroupSkill {
  std::string case_class;
  int preference = 1;          ///< 1 is taken first, whatever the class's priority
  Duration after = {};         ///< only cases that have waited so long at the tier
  int idle_left = 0;           ///< only while so many other reps of the tier are idle
  bool interruptible = false;  ///< put down for a waiting case of a more urgent class
  double speed = 1.0;          ///< handle times are divided by it, beside the rep's own
  double ability = 0.0;        ///< on the logit of the resolve probability
};

/// Several chats at once. `output[n - 1]` is the work done per time with n chats open, relative to
/// one; with n open each goes on at output[n - 1] / n of its speed.
struct ChatWork {
  int at_once = 1;
  std::vector<double> output;  ///< at_once numbers, the first 1, ascending
};

}  // namespace tiermix
