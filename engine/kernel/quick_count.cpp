// What the steps of quick.cpp have put aside, into the counters.

#include <utility>

#include "engine/kernel/floor.hpp"

namespace tiermix {

void Floor::count_blocks() {
  for (QuickWork& work : quick_work_) {
    if (!quick_classes_[work.case_class].defers || work.block->is_empty()) {
      continue;
    }
    count_block_arrivals(work);
    count_block_answers(work);
    count_block_resolved(work);
  }
}

// Cases of the present interval.
void Floor::count_block_arrivals(QuickWork& work) {
  QuickBlock& block = *work.block;
  const std::int64_t arrived = std::exchange(block.arrived, 0);
  const InstantSum arrived_at = std::exchange(block.arrived_at, {});
  block.sums.arrived += arrived;
  work.of_class->open.open(static_cast<std::uint64_t>(arrived), arrived_at.value());
  book_.row_of_class(interval_, work.case_class).add(IntervalQuantity::offered, arrived);
  if (quick_tiers_[work.tier].is_quick) {  // else join() has counted them
    book_.row_of_tier(interval_, work.tier).add(IntervalQuantity::offered, arrived);
  }
}

// First answers of such cases.
void Floor::count_block_answers(QuickWork& work) {
  using Q = IntervalQuantity;
  QuickBlock& block = *work.block;
  const std::int64_t at_once = std::exchange(block.answered_at_once, 0);
  if (block.cases.answered == 0 && at_once == 0) {
    return;
  }
  const Duration target = plan_.classes[work.case_class].answer_target;
  ClassCounters& counters = *work.of_class;
  PlainSums n;
  n.answered = at_once;
  n.in_target = target >= Duration{} ? at_once : 0;
  block.cases.count_answers(n, target, work.of_tier->wait, counters.wait);
  block.cases.answered = 0;
  for (Histogram* waits : {&work.of_tier->wait, &counters.wait}) {
    waits->add_at(Histogram::bucket({}), at_once);
  }
  block.sums.answered += n.answered;
  block.sums.wait += n.wait;
  block.sums.waited += n.waited;
  for (const auto& [q, amount] : {std::pair{Quantity::answered, n.answered},
                                  {Quantity::wait_answered, n.wait},
                                  {Quantity::wait, n.wait},
                                  {Quantity::waited, n.waited},
                                  {Quantity::answered_in_target, n.in_target}}) {
    counters.counts.add(q, Duration{amount});
  }
  IntervalRow of_case = book_.row_of_class(interval_, work.case_class);
  for (IntervalRow row : {book_.row_of_tier(interval_, work.tier), of_case}) {
    row.add(Q::answered, n.answered);
    row.add(Q::wait_answered, n.wait);
  }
  of_case.add(Q::answered_in_target, n.in_target);
}

// Sessions that resolved, of cases of whatever interval.
void Floor::count_block_resolved(QuickWork& work) {
  QuickBlock& block = *work.block;
  if (block.cases.ended == 0) {
    return;
  }
  count_block_places(work);
  ClassCounters& counters = *work.of_class;
  PlainSums n;
  block.cases.count_resolved(n, kNone, counters.time_to_resolve);
  block.cases.ended = 0;
  const auto count = static_cast<std::uint64_t>(n.resolved);
  const std::uint64_t created = n.resolved_created.value();
  const std::uint64_t closed = created + static_cast<std::uint64_t>(n.elapsed);
  counters.open.close(count, created, closed);
  work.of_tier->busy.shift(std::uint64_t{0} - count, std::uint64_t{0} - closed);
  QuickSums& sums = block.sums;
  sums.sessions += n.sessions;
  sums.handle_time += n.spent;
  sums.resolved += n.resolved;
  sums.elapsed += n.elapsed;
  sums.in_first_session += (block.scope & QuickBlock::kFirstSession) != 0 ? n.resolved : 0;
  sums.in_tier_one += (block.scope & QuickBlock::kLeftTierOne) == 0 ? n.resolved : 0;
  const auto add = [&](Quantity q, std::int64_t amount) {
    counters.counts.add(q, Duration{amount});
  };
  add(Quantity::closed_in_window, n.resolved);
  add(Quantity::resolved_hard, n.hard);
  add(Quantity::time_hard, n.hard_elapsed);
  if ((block.scope & QuickBlock::kEscalated) != 0) {
    add(Quantity::resolved_escalated, n.resolved);
    add(Quantity::time_escalated, n.elapsed);
  }
}

// Those sessions by interval and grade; neighbours mostly share theirs.
void Floor::count_block_places(const QuickWork& work) {
  using Q = IntervalQuantity;
  const QuickBlock& block = *work.block;
  const PlainBlock& cases = block.cases;
  for (std::size_t i = 0; i < cases.ended;) {
    const QuickBlock::Place place = block.places[i];
    std::int64_t count = 0;
    std::int64_t spent = 0;
    std::int64_t elapsed = 0;
    do {
      ++count;
      spent += cases.ends[i] - cases.began[i];
      elapsed += cases.ends[i] - cases.came[i];
      ++i;
    } while (i < cases.ended && block.places[i] == place);
    IntervalRow of_case = book_.row_of_class(place.interval, work.case_class);
    for (IntervalRow row : {book_.row_of_tier(place.visited, work.tier), of_case}) {
      row.add(Q::sessions, count);
      row.add(Q::handle_time, spent);
    }
    of_case.add(Q::resolved, count);
    of_case.add(Q::time_to_resolve, elapsed);
    of_case.add(Q::resolved_first_session_net,
                (block.scope & QuickBlock::kFirstSession) != 0 ? count : 0);
    grade_counters_[place.grade].spent[static_cast<std::size_t>(Cause::handling)] += spent;
    work.of_class->handled_by[place.grade] += spent;
  }
}

// What has been counted of a class at a tier, to both; before anybody reads those.
void Floor::settle_quick_sums() {
  using Q = Quantity;
  count_blocks();
  for (std::size_t c = 0; c < rating_blocks_.size(); ++c) {
    rating_blocks_[c].count(plan_.rating, key_, class_counters_[c].counts);
  }
  for (QuickWork& work : quick_work_) {
    const QuickSums n = std::exchange(work.block->sums, {});
    ScopeCounts& of_tier = work.of_tier->counts;
    ScopeCounts& of_class = work.of_class->counts;
    const auto to_tier = [&](Q q, std::int64_t amount) { of_tier.add(q, Duration{amount}); };
    const auto to_class = [&](Q q, std::int64_t amount) { of_class.add(q, Duration{amount}); };
    to_class(Q::offered, n.arrived);
    to_tier(Q::entered, n.arrived);
    if (quick_tiers_[work.tier].is_quick) {  // else join() has counted them
      to_tier(Q::offered, n.arrived);
      to_tier(Q::cases_met, n.arrived);
      to_tier(Q::complexity_met, n.complexity);
    }
    to_tier(Q::answered, n.answered);
    to_tier(Q::wait_answered, n.wait);
    to_tier(Q::wait, n.wait);
    to_tier(Q::waited, n.waited);
    for (const auto& [q, amount] : {std::pair{Q::sessions, n.sessions},
                                    {Q::attempts, n.sessions},
                                    {Q::failed_attempts, n.failed},
                                    {Q::handle_time, n.handle_time},
                                    {Q::resolved, n.resolved}}) {
      to_tier(q, amount);
      to_class(q, amount);
    }
    to_class(Q::closed, n.resolved);
    to_class(Q::time_to_resolve, n.elapsed);
    to_class(Q::resolved_first_session, n.in_first_session);
    to_class(Q::resolved_first_session_net, n.in_first_session);
    to_class(Q::resolved_tier_one, n.in_tier_one);
  }
}

}  // namespace tiermix
