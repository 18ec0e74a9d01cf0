// The tier where a class enters that is the only one, straight from its arrivals.

#include <algorithm>
#include <array>
#include <span>

#include "engine/kernel/plain_run.hpp"

namespace tiermix {

// Whether all that is left to count of a measured session that resolves are sums.
bool PlainRun::counts_in_blocks(const TierState& q) const {
  return q.one_grade && knows_ahead_ && !plan_.counts_open && !plan_.classes[q.source].target_open;
}

// The i-th case of a block; the frame has what all arrivals of a stretch have in common.
PlainVisit PlainRun::visit_of(const ArrivalBlock& block,
                              std::size_t i,
                              const PlainVisit& frame) const {
  PlainVisit visit = frame;
  visit.joined = {block.at[i]};
  visit.created = visit.joined;
  if (plan_.classes[frame.case_class].has_patience) {
    visit.deadline = visit.joined + to_duration(block.patience[i]);
  }
  visit.handling = block.handling[i];
  visit.outcome = block.outcome[i];
  visit.complexity = block.complexity[i];
  visit.chance = block.chance[i];
  visit.owner = block.first_owner + i;
  return visit;
}

// serve() for the cases of a block, one after the other; how many were served or gave up. What
// happened to most of them is counted at the end, for all of them together.
std::size_t PlainRun::serve_block(
    TierState& q, PlainSums& n, const ArrivalBlock& block, const PlainVisit& frame, Instant until) {
  const ClassState& of = q.classes[frame.case_class];
  const bool has_patience = of.plan->has_patience;
  WinnerTree& reps = q.free;
  if (q.one_pace) {
    to_durations(block.handling, q.slowness.front(), block_.spent);
  }
  if (has_patience) {
    to_durations(block.patience, 1.0, block_.patience);
  }
  const Instant* const due = q.due.data();
  std::size_t answered = 0;
  std::size_t ended = 0;
  std::array<std::uint32_t, PlainBlock::kSize> later;
  std::size_t ends_later = 0;
  std::size_t i = 0;
  for (WinnerTree::First free = reps.first(); i < block.size(); ++i) {
    const Instant joined{block.at[i]};
    const Instant start = std::max(joined, Instant{free.at.us - kShift.us});
    if (start >= until) {
      break;
    }
    if (has_patience && joined + Duration{block_.patience[i]} < start) {
      abandon(q, n, visit_of(block, i, frame));
      continue;
    }
    const std::uint32_t place = free.slot;
    if (due[place] < kNever) {
      complete(q, place);
    }
    const Instant ends =
        start + (q.one_pace ? Duration{block_.spent[i]} : time_at(q, place, block.handling[i]));
    free = reps.plan(place, ends + kShift);
    block_.joined[answered] = joined.us;
    block_.start[answered++] = start.us;
    if (block.outcome[i] < block.chance[i] && ends < known_until_) {
      later[ends_later] = static_cast<std::uint32_t>(ended);
      ends_later += ends >= until ? 1U : 0U;
      block_.places[ended] = {place, static_cast<std::uint32_t>(i)};
      block_.came[ended] = joined.us;
      block_.began[ended] = start.us;
      block_.complexity[ended] = block.complexity[i];
      block_.ends[ended++] = ends.us;
    } else {
      hold(q, visit_of(block, i, frame), place, start, ends);
    }
  }
  for (const std::uint32_t k : std::span(later).first(ends_later)) {
    end_later(q, of, Instant{block_.came[k]}, Instant{block_.began[k]}, Instant{block_.ends[k]});
  }
  block_.answered = answered;
  block_.ended = ended;
  block_.count_answers(n, of.plan->answer_target, q.counters->wait, of.counters->wait);
  block_.count_resolved(n, of.plan->resolve_target, of.counters->time_to_resolve);
  if (rates_) {
    rate_block(q, block, frame);
  }
  return i;
}

// Those of the block whose sessions resolved.
void PlainRun::rate_block(const TierState& q, const ArrivalBlock& block, const PlainVisit& frame) {
  PlainVisit visit = frame;
  for (std::size_t k = 0; k < block_.ended; ++k) {
    visit.created = {block_.came[k]};
    visit.complexity = block_.complexity[k];
    visit.owner = block.first_owner + block_.places[k].number;
    rate(visit,
         {block_.began[k] - block_.came[k]},
         q.reps[block_.places[k].rep],
         {block_.ends[k]},
         true);
  }
}

void PlainRun::pull(TierState& q, Instant until) {
  serve_line(q, until);
  bool blocked = q.head < q.line.size();
  ArrivalSource& source = floor_.sources_[q.source];
  Arrival like;
  like.tier = q.tier;
  const PlainVisit frame = visit_of(q.source, like);
  PlainSums& n = starts_at(q, frame);
  const bool in_blocks = frame.measured && counts_in_blocks(q);
  while (source.next_at() < until) {
    const ArrivalBlock block = source.block_before(until);
    count_joined(n, block);
    std::size_t i = 0;
    if (in_blocks && !blocked && q.leaving == 0) {
      i = serve_block(q, n, block, frame, until);
      blocked = i < block.size();
    }
    for (; i < block.size(); ++i) {
      const PlainVisit visit = visit_of(block, i, frame);
      if (blocked || !serve_visit(q, visit, until)) {
        blocked = true;
        wait(q, visit);
      }
    }
    arrivals_ += block.size();
    source.skip(block.size());
  }
  floor_.arrivals_.plan(q.source, source.next_at());
}

}  // namespace tiermix
