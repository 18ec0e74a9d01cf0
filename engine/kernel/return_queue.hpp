#pragma once

// Cases that come back later, from the customer or reopened: a binary heap in the order (instant,
// number of the plan). Nothing is ever cancelled.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <tuple>
#include <vector>

#include "engine/base/time.hpp"

namespace tiermix {

class ReturnQueue {
 public:
  /// kNever where nothing is planned.
  [[nodiscard]] Instant first_at() const { return heap_.empty() ? kNever : heap_.front().at; }

  void plan(Instant at, std::uint32_t case_slot) {
    heap_.push_back({at, next_number_++, case_slot});
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }

  /// Removes the first and returns its case. Expects one.
  std::uint32_t take_first() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
    const std::uint32_t case_slot = heap_.back().case_slot;
    heap_.pop_back();
    return case_slot;
  }

 private:
  struct Entry {
    Instant at;
    std::uint64_t number;
    std::uint32_t case_slot;

    friend bool operator>(const Entry& a, const Entry& b) {
      return std::tie(a.at, a.number) > std::tie(b.at, b.number);
    }
  };

  std::vector<Entry> heap_;
  std::uint64_t next_number_ = 0;
};

}  // namespace tiermix
