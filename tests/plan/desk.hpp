#pragma once

// A desk with one class of cases, one tier and one rep.

#include "tests/support/desk.hpp"

namespace tiermix::testing {

inline Desk desk_of(Duration horizon, Duration warm_up = {}) {
  Desk desk(horizon, warm_up);
  desk.tier("T1", 1, exactly(kMinute)).cases("call", 10.0);
  return desk;
}

}  // namespace tiermix::testing
