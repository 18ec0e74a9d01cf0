#include "engine/kernel/interval_book.hpp"

#include <utility>

namespace tiermix {
namespace {

// The desk's is the sum over tiers; all others are summed over classes, so that no visit counts
// twice.
constexpr bool belongs_to_tiers(IntervalQuantity q) {
  return q == IntervalQuantity::busy_time || q == IntervalQuantity::staffed_time ||
         q == IntervalQuantity::queue_time;
}

}  // namespace

std::vector<std::int64_t> IntervalBook::finish(std::size_t intervals) {
  using Q = IntervalQuantity;
  cells_.resize(intervals * row_);
  const std::size_t first_tier = layout_.of_tier(0);
  for (std::size_t row = 0; row < cells_.size(); row += row_) {
    for (std::size_t scope = 1; scope < layout_.size(); ++scope) {
      const bool is_tier = scope >= first_tier;
      std::int64_t* cells = &cells_[row + scope * kIntervalQuantityCount];
      cells[index_of(Q::calls)] += cells[index_of(Q::offered)];       // redials have been counted
      cells[index_of(Q::wait)] += cells[index_of(Q::wait_answered)];  // those of the others too
      cells[index_of(Q::waits_ended)] += cells[index_of(Q::answered)];
      if (is_tier) {  // every visit
        cells[index_of(Q::calls_abandoned)] = cells[index_of(Q::abandoned)];
        cells[index_of(Q::calls_blocked)] = cells[index_of(Q::blocked)];
      }
      for (std::size_t q = 0; q < kIntervalQuantityCount; ++q) {
        if (belongs_to_tiers(static_cast<Q>(q)) == is_tier) {
          cells_[row + q] += cells[q];
        }
      }
    }
  }
  return std::move(cells_);
}

}  // namespace tiermix
