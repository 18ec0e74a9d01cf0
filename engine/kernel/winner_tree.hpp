#pragma once

// The earliest of many planned instants, one per slot: a complete binary tree of minima over packed
// keys (instant << bits | slot). Order is exact and total: earlier instant, then lower slot.
// Setting a slot walks one path without a branch; nothing is pushed, popped or cancelled.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

class WinnerTree {
 public:
  explicit WinnerTree(std::size_t slots)
      : bits_(bits_for(slots)),
        last_(last_instant(slots)),
        leaves_(std::size_t{1} << bits_),
        first_at_{static_cast<std::int64_t>(kNothing >> bits_)},
        nodes_(2 * leaves_, kNothing) {}

  /// The last instant that can be planned with so many slots: 4 years for 2^17 slots.
  [[nodiscard]] static Instant last_instant(std::size_t slots) {
    return std::min(kNever, Instant{static_cast<std::int64_t>(kNothing >> bits_for(slots)) - 1});
  }

  /// After last_instant() where nothing is planned.
  [[nodiscard]] Instant first_at() const { return first_at_; }
  [[nodiscard]] std::uint32_t first_slot() const {
    return static_cast<std::uint32_t>(nodes_[1] & (leaves_ - 1));
  }
  [[nodiscard]] Instant at(std::size_t slot) const {
    return {static_cast<std::int64_t>(nodes_[leaves_ + slot] >> bits_)};
  }

  struct First {
    Instant at;
    std::uint32_t slot;
  };

  [[nodiscard]] First first() const { return first_of(nodes_[1]); }

  /// Later instants than last_instant() are taken at it. What is first then.
  First plan(std::size_t slot, Instant at) {
    const auto us = static_cast<std::uint64_t>(std::min(at.us, last_.us));
    const First first = first_of(set(nodes_.data(), leaves_ + slot, (us << bits_) | slot));
    first_at_ = first.at;
    return first;
  }
  void cancel(std::size_t slot) {
    first_at_ = first_of(set(nodes_.data(), leaves_ + slot, kNothing)).at;
  }

 private:
  static constexpr std::uint64_t kNothing = ~std::uint64_t{0};

  static unsigned bits_for(std::size_t slots) {
    return static_cast<unsigned>(std::bit_width(std::max<std::size_t>(slots, 2) - 1));
  }

  [[nodiscard]] First first_of(std::uint64_t key) const {
    return {{static_cast<std::int64_t>(key >> bits_)},
            static_cast<std::uint32_t>(key & (leaves_ - 1))};
  }

  static std::uint64_t set(std::uint64_t* nodes, std::size_t node, std::uint64_t key) {
    const auto climb = [&] {
      key = std::min(key, nodes[node ^ 1U]);
      node >>= 1U;
      nodes[node] = key;
    };
    nodes[node] = key;
    while (node > 3) {  // two levels, one question
      climb();
      climb();
    }
    if (node > 1) {
      climb();
    }
    return key;
  }

  unsigned bits_;
  Instant last_;
  std::size_t leaves_;
  Instant first_at_;  ///< of the root
  std::vector<std::uint64_t> nodes_;
};

}  // namespace tiermix
