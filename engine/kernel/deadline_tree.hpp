#pragma once

// The earliest deadline among the waiting cases that have one. A tree of minima over few, densely
// numbered places: setting and clearing stop as soon as a minimum above does not change, two or
// three levels on average, so patience costs a waiting case next to nothing and the event list none
// at all. Ties go to the lower place.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

class DeadlineTree {
 public:
  DeadlineTree() { reset(kFirstSize); }

  /// kNever where nobody waits with a deadline.
  [[nodiscard]] Instant first_at() const { return {nodes_[1]}; }

  /// The case whose deadline is the first. Expects one.
  [[nodiscard]] std::uint32_t first_case() const {
    std::size_t node = 1;
    while (node < leaves_) {
      node = 2 * node + (nodes_[2 * node] == nodes_[1] ? 0U : 1U);
    }
    return cases_[node - leaves_];
  }

  /// The place of the case, for remove().
  [[nodiscard]] std::uint32_t add(std::uint32_t case_slot, Instant deadline) {
    if (free_.empty()) {
      grow();
    }
    const std::uint32_t place = free_.back();
    free_.pop_back();
    cases_[place] = case_slot;
    std::size_t node = leaves_ + place;
    nodes_[node] = deadline.us;
    for (node >>= 1U; node != 0 && deadline.us < nodes_[node]; node >>= 1U) {
      nodes_[node] = deadline.us;
    }
    return place;
  }

  [[nodiscard]] Instant at(std::uint32_t place) const { return {nodes_[leaves_ + place]}; }

  void remove(std::uint32_t place) {
    free_.push_back(place);
    std::size_t node = leaves_ + place;
    nodes_[node] = kNever.us;
    for (node >>= 1U; node != 0; node >>= 1U) {
      const std::int64_t first = std::min(nodes_[2 * node], nodes_[2 * node + 1]);
      if (nodes_[node] == first) {
        break;
      }
      nodes_[node] = first;
    }
  }

 private:
  static constexpr std::size_t kFirstSize = 64;

  void reset(std::size_t leaves) {
    leaves_ = leaves;
    nodes_.assign(2 * leaves, kNever.us);
    cases_.resize(leaves);
    for (std::size_t place = leaves; place-- > leaves / 2;) {
      free_.push_back(static_cast<std::uint32_t>(place));
    }
    if (leaves == kFirstSize) {
      for (std::size_t place = leaves / 2; place-- > 0;) {
        free_.push_back(static_cast<std::uint32_t>(place));
      }
    }
  }

  // Doubles the places; those taken keep their number.
  void grow() {
    const std::vector<std::int64_t> old = nodes_;
    const std::size_t old_leaves = leaves_;
    reset(2 * old_leaves);
    std::copy_n(old.begin() + static_cast<std::ptrdiff_t>(old_leaves),
                old_leaves,
                nodes_.begin() + static_cast<std::ptrdiff_t>(leaves_));
    for (std::size_t node = leaves_ - 1; node > 0; --node) {
      nodes_[node] = std::min(nodes_[2 * node], nodes_[2 * node + 1]);
    }
  }

  std::size_t leaves_ = 0;
  std::vector<std::int64_t> nodes_;
  std::vector<std::uint32_t> cases_;  ///< by place
  std::vector<std::uint32_t> free_;   ///< places, last in first out
};

}  // namespace tiermix
