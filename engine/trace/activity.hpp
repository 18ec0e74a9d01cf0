#pragma once

// Events as process-mining tools see them: activities that start and complete.

#include <string_view>

#include "engine/kernel/log.hpp"

namespace tiermix {

struct Activity {
  std::string_view name;       ///< such as "session"; its events share it
  std::string_view lifecycle;  ///< "start" or "complete", of the XES standard model
  std::string_view value;      ///< what the event's value is; empty where it has none
};

[[nodiscard]] Activity activity_of(Happening what);

}  // namespace tiermix
