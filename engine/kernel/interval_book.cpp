#include "engine/kernel/interval_book.hpp"

#include <array>
#include <utility>

namespace tiermix {
namespace {

// The desk's is the sum over tiers; all others are summed over classes, so that no visit counts
// twice.
constexpr std::array kOfTiers{
    IntervalQuantity::busy_time, IntervalQuantity::staffed_time, IntervalQuantity::queue_time};

}  // namespace

void IntervalBook::add_row() {
  if (cells_.size() < (intervals_ + 1) * row_) {
    cells_.resize(cells_.size() + row_);
  }
}

std::vector<std::int64_t> IntervalBook::finish(std::size_t intervals) {
  using Q = IntervalQuantity;
  cells_.resize(intervals * row_);
  const std::size_t first_tier = layout_.of_tier(0);
  for (std::size_t row = 0; row < cells_.size(); row += row_) {
    std::int64_t* const desk = &cells_[row];
    for (std::size_t scope = 1; scope < layout_.size(); ++scope) {
      std::int64_t* const cells = desk + scope * kIntervalQuantityCount;
      cells[index_of(Q::calls)] += cells[index_of(Q::offered)];       // redials have been counted
      cells[index_of(Q::wait)] += cells[index_of(Q::wait_answered)];  // those of the others too
      cells[index_of(Q::waits_ended)] += cells[index_of(Q::answered)];
      if (scope < first_tier) {
        for (std::size_t q = 0; q < kIntervalQuantityCount; ++q) {
          desk[q] += cells[q];  // nothing of those of tiers
        }
        continue;
      }
      cells[index_of(Q::calls_abandoned)] = cells[index_of(Q::abandoned)];  // every visit
      cells[index_of(Q::calls_blocked)] = cells[index_of(Q::blocked)];
      for (const Q q : kOfTiers) {
        desk[index_of(q)] += cells[index_of(q)];
      }
    }
  }
  return std::move(cells_);
}

}  // namespace tiermix
