#pragma once

// What one replication adds up while it runs: integers only, so that sums do not depend on their
// order. replicate() turns them into Observations.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/tally/histogram.hpp"
#include "engine/tally/quantity.hpp"
#include "engine/plan/plan.hpp"
#include "engine/kernel/area.hpp"
#include "engine/kernel/interval_book.hpp"

namespace tiermix {

class ScopeCounts {
 public:
  void add(Quantity q) { ++counts_[index_of(q)]; }
  void add(Quantity q, Duration d) { counts_[index_of(q)] += d.us; }
  void add_millionths(Quantity q, double value) {
    counts_[index_of(q)] += static_cast<std::int64_t>(value * 1e6 + 0.5);
  }
  void add(const ScopeCounts& more) {
    for (std::size_t q = 0; q < counts_.size(); ++q) {
      counts_[q] += more.counts_[q];
    }
  }
  [[nodiscard]] std::int64_t operator[](Quantity q) const { return counts_[index_of(q)]; }

 private:
  std::array<std::int64_t, kQuantityCount> counts_{};
};

struct ClassCounters {
  ScopeCounts counts;
  Histogram wait;
  Histogram time_to_resolve;
  OpenCases open;
  Area pending;
  std::vector<std::int64_t> handled_by;  ///< us of sessions of cohort cases, by grade
};

struct TierCounters {
  ScopeCounts counts;
  std::int64_t fees = 0;      ///< cases sent to the vendor in the window
  std::int64_t assisted = 0;  ///< sessions with the assistant that ended in the window
  Histogram wait;
  std::int64_t chat_time = 0;  ///< us of open chats inside the window
  Area busy;
  Area queue;
};

/// What happens to cases of a batch after its end.
struct LateCounters {
  std::vector<ClassCounters> classes;
  std::vector<TierCounters> tiers;
};

/// What a rep's time in a session is spent on.
enum class Cause : std::uint8_t {
  handling,
  diagnosis,
  failed_attempts,
  rework,
  hand_over,
  holding
};
inline constexpr std::size_t kCauses = static_cast<std::size_t>(Cause::holding) + 1;

/// Of the reps of a grade.
struct GradeCounters {
  std::array<std::int64_t, kCauses> spent{};  ///< us inside the window
  std::array<std::int64_t, kAways> away{};    ///< us inside the window
  Area staffed;
  Area overtime;
};

/// Areas up to an instant, to be taken from those up to a later one.
struct AreaReading {
  std::vector<std::uint64_t> open, pending;      ///< per class
  std::vector<std::uint64_t> busy, queue;        ///< per tier
  std::vector<std::uint64_t> staffed, overtime;  ///< per grade
};

}  // namespace tiermix
