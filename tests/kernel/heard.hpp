#pragma once

// The events of a replication, to be looked at.

#include <cstdint>
#include <vector>

#include "engine/kernel/log.hpp"

#include "tests/support/desk.hpp"

namespace tiermix::testing {

class Heard final : public CaseLog {
 public:
  void add(const CaseEvent& event) override { events.push_back(event); }
  [[nodiscard]] std::vector<double> minutes_of(Happening what) const {
    std::vector<double> at;
    for (const CaseEvent& event : events) {
      if (event.what == what) {
        at.push_back(static_cast<double>(event.at.us) / 6e7);
      }
    }
    return at;
  }
  std::vector<CaseEvent> events;
};

inline Heard hear(const Desk& desk, std::uint32_t replication = 0) {
  Heard heard;
  static_cast<void>(tiermix::replicate(desk.plan(), {1, replication}, &heard));
  return heard;
}

}  // namespace tiermix::testing
