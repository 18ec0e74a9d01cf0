#pragma once

// How customers come and come back: redial, balking, callbacks, backlog at the start, holidays,
// busyness that lasts. Part of a Model.
//
// Every call of a case after the first (redial, callback, repeat contact) belongs to the same case:
// it keeps its creation, complexity and random numbers.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/law.hpp"

namespace tiermix {

/// A customer who hangs up, balks or finds no line tries again after `delay` with `probability`.
struct Redial {
  double probability = 0.0;
  Law delay;                   ///< seconds
  std::optional<int> at_most;  ///< redials of a case; unlimited where absent
};

/// A caller who finds more than `waiting_over` cases waiting at the tier leaves at once with
/// `probability`. Of several steps the one with the greatest `waiting_over` that is exceeded holds.
struct BalkStep {
  int waiting_over = 0;
  double probability = 0.0;
};

/// Virtual hold: instead of waiting on the line a customer may hang up and be called when the turn
/// comes. The place in the queue is kept, patience ends.
struct Callback {
  int waiting_over = 0;     ///< offered where more cases than this wait at the tier
  Duration offered_after;   ///< so long after joining; 0: at once
  double acceptance = 1.0;  ///< of those to whom it is offered
  double reached = 1.0;     ///< a call back meets the customer
  Duration dial_time;       ///< of the rep, when it does not
  Law retry;                ///< seconds until the next try
  int attempts = 1;         ///< then the case is lost
};

/// A case that closed without a solution comes back after `delay` with `probability`, to the tier
/// where it first entered.
struct RepeatContact {
  double probability = 0.0;
  Law delay;  ///< seconds
};

/// A case that is open when the run starts.
struct OpenCase {
  Duration age;
  std::optional<std::string> tier;  ///< the first that its class enters at where absent
};

/// Cases of a class that are open when the run starts: `cases` of them with ages from the law, and
/// those listed. They wait in their queue from the first instant on, oldest first.
struct Backlog {
  int cases = 0;
  Law age;                          ///< seconds
  std::optional<std::string> tier;  ///< of the `cases`
  std::vector<OpenCase> listed;
};

/// Days on which fewer customers call and sites are closed.
struct Holiday {
  std::string name;
  std::vector<std::chrono::sys_days> dates;  ///< local
  double arrivals = 1.0;                     ///< factor on every class's rate
  std::vector<std::string> sites;  ///< whose reps are off; empty: all, groups without a site too
  bool staffed = false;            ///< true: nobody is off, only the demand differs
};

/// What holds for the demand of all classes.
struct DemandNoise {
  double volume = 1.0;           ///< factor on every rate
  double day_to_day = 0.0;       ///< correlation of the busyness of one day and the next, in [0, 1)
  double between_classes = 1.0;  ///< correlation of the classes' busyness on a day, in [0, 1]
};

}  // namespace tiermix
