#pragma once

// How the customers of a class call, call again and are called back, and whose cases are open at
// the start, as tables of numbers; part of a Plan.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/sampler.hpp"

namespace tiermix {

/// After a call that met no rep.
struct RedialPlan {
  double probability = 0.0;
  Sampler delay;                       ///< us
  std::uint32_t at_most = UINT32_MAX;  ///< of a case
};

struct BalkPlan {
  std::uint32_t waiting_over = 0;
  double probability = 0.0;
};

struct CallbackPlan {
  bool given = false;
  std::uint32_t waiting_over = 0;
  Duration offered_after;
  double acceptance = 1.0;
  double reached = 1.0;
  double dial_time = 0.0;  ///< us of the rep who does not reach the customer
  Sampler retry;           ///< us
  std::uint32_t attempts = 1;
};

/// After closing unresolved.
struct RepeatPlan {
  double probability = 0.0;
  Sampler delay;  ///< us
};

/// Cases that are open when the run starts: those listed, then `cases` with ages from the law.
struct BacklogPlan {
  struct Listed {
    Duration age;
    std::uint16_t tier = 0;
  };
  std::vector<Listed> listed;
  std::uint32_t cases = 0;
  Sampler age;             ///< us
  std::uint16_t tier = 0;  ///< of the `cases`
};

struct CallersPlan {
  RedialPlan redial;
  std::vector<BalkPlan> balking;  ///< ascending in waiting_over
  CallbackPlan callback;
  RepeatPlan repeat;
  BacklogPlan backlog;
};

/// How the busyness of days and classes hangs together: correlations of the normal numbers behind
/// the day factors.
struct BusynessPlan {
  double day_to_day = 0.0;       ///< of one day and the next, in [0, 1)
  double between_classes = 1.0;  ///< on a day, in [0, 1]
};

}  // namespace tiermix
