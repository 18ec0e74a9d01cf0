#pragma once

// The chats that one rep has open at once. With n of them open each goes on at the n-th pace of the
// group; the work that is left of a chat is counted at pace 1.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

struct OpenChat {
  std::uint32_t slot = 0;  ///< of its case
  double left = 0.0;       ///< us of work
  double done = 0.0;       ///< us of work
  double hand_over = 0.0;  ///< us of work, at its start; then
  double diagnosis = 0.0;  ///< us of work
  std::int64_t spent = 0;  ///< us of the rep's time, shared among the chats open
};

struct ChatHand {
  Instant since;               ///< up to which the chats are accounted for
  std::vector<OpenChat> open;  ///< in the order in which they began
};

}  // namespace tiermix
