// A plain run takes the desk over from the floor, and gives it back.

#include <algorithm>
#include <utility>

#include "engine/kernel/plain_run.hpp"
#include "engine/kernel/routes.hpp"

namespace tiermix {

void PlainRun::take_over() {
  for (TierState& q : tiers_) {
    take_line(q);
    take_reps(q);
    q.known_line = static_cast<std::int64_t>(q.line.size());
    q.known_joined = q.line_joined;
    q.known_busy = q.busy;
    q.known_began = q.busy_began;
  }
}

PlainVisit PlainRun::taken(std::uint32_t slot) {
  const Case& c = floor_.cases_[slot];
  const History& h = floor_.cases_.history(slot);
  PlainVisit visit;
  visit.joined = c.joined;
  visit.created = c.created;
  visit.handling = c.handling;
  visit.outcome = c.outcome;
  visit.complexity = c.complexity;
  visit.owner = c.owner;
  visit.rating_effects = h.rating_effects;
  visit.waited = h.waited;
  visit.interval = c.interval;
  visit.visited = c.visited;
  visit.last_rep = h.last_rep;
  visit.case_class = c.case_class;
  visit.entered = c.entered;
  visit.came_from = h.came_from;
  visit.sessions = static_cast<std::uint8_t>(c.sessions);
  visit.measured = c.measured;
  visit.left_first_tier = c.left_first_tier;
  floor_.cases_.close(slot);
  return visit;
}

void PlainRun::take_line(TierState& q) {
  WaitingLines& line = floor_.lines_[q.tier];
  q.line_joined = {};
  while (!line.empty()) {
    const std::uint32_t slot = line.first();
    line.remove(floor_.cases_, slot);
    const std::uint32_t place = floor_.cases_[slot].deadline_place;
    Instant deadline = kNever;
    if (place != kNobody) {
      deadline = floor_.deadlines_.at(place);
      floor_.deadlines_.remove(place);
    }
    PlainVisit visit = taken(slot);
    visit.deadline = deadline;
    const WorkPlan& work = *q.classes[visit.case_class].work;
    visit.chance = resolve_probability(work.resolve, visit.complexity);
    wait(q, visit);
  }
}

// Those who are idle stand in the order in which they became it.
void PlainRun::take_reps(TierState& q) {
  q.busy = 0;
  q.busy_began = {};
  for (std::uint32_t place = 0; place < q.reps.size(); ++place) {
    const std::uint32_t rep = q.reps[place];
    const Rep& r = floor_.reps_[rep];
    q.free.cancel(place);
    if (r.presence < RepPresence::busy) {
      continue;
    }
    const Instant ends = floor_.handling_ends_.at(rep);
    floor_.handling_ends_.cancel(rep);
    Session& session = q.sessions[place];
    const Case& c = floor_.cases_[r.case_slot];
    const double chance = floor_.cases_.history(r.case_slot).chance;
    const bool resolves = c.ending == Ending::resolve;
    session = {.visit = taken(r.case_slot),
               .began = r.began,
               .ends = ends,
               .resolves = resolves,
               .leaves = r.presence == RepPresence::finishing,
               .held_at = 0};
    session.visit.chance = chance;
    q.leaving += session.leaves ? 1U : 0U;
    keep(q, session, place, ends);
    q.free.plan(place, ends + kShift);
    ++q.busy;
    q.busy_began += r.began;
  }
  const std::uint32_t idle = floor_.reps_.idle_count(q.tier);
  for (std::uint32_t i = 0; i < idle; ++i) {
    const std::uint32_t rep = floor_.reps_.longest_idle(q.tier);
    floor_.reps_.leave_idle(rep);
    const auto place =
        static_cast<std::size_t>(std::ranges::lower_bound(q.reps, rep) - q.reps.begin());
    q.free.plan(place, floor_.now_ + (kShift - Duration{idle - i}));
  }
}

std::uint32_t PlainRun::given(const PlainVisit& visit, std::uint16_t tier) {
  const std::uint32_t slot = floor_.cases_.open();
  History& h = floor_.cases_.history(slot);
  Case& c = floor_.cases_[slot];
  c.owner = visit.owner;
  c.created = visit.created;
  c.joined = visit.joined;
  c.complexity = visit.complexity;
  c.handling = visit.handling;
  c.outcome = visit.outcome;
  c.count_visit(tier);
  c.interval = visit.interval;
  c.visited = visit.visited;
  c.rank = visit.joined.us;
  c.case_class = visit.case_class;
  c.tier = tier;
  c.entered = visit.entered;
  c.sessions = visit.sessions;
  c.priority = plan_.classes[visit.case_class].priority;
  c.measured = visit.measured;
  c.left_first_tier = visit.left_first_tier;
  c.escalated = visit.sessions > 0;
  c.answered = visit.sessions > 0;
  h.waited = visit.waited;
  h.rating_effects = visit.rating_effects;
  h.last_rep = visit.last_rep;
  h.came_from = visit.came_from;
  h.failed = visit.sessions;
  h.transfers = visit.sessions;
  return slot;
}

void PlainRun::give_back() {
  for (TierState& q : tiers_) {
    for (; q.head < q.line.size(); ++q.head) {
      const PlainVisit& visit = q.line[q.head];
      const std::uint32_t slot = given(visit, q.tier);
      floor_.lines_[q.tier].insert(floor_.cases_, slot);
      if (visit.deadline < kNever) {
        floor_.cases_[slot].deadline_place = floor_.deadlines_.add(slot, visit.deadline);
      }
    }
    q.line.clear();
    q.head = 0;
    q.first_deadline = kNever;
    std::vector<std::pair<Instant, std::uint32_t>>& idle = due_;
    idle.clear();
    for (std::uint32_t place = 0; place < q.reps.size(); ++place) {
      Session& session = q.sessions[place];
      Rep& r = floor_.reps_[q.reps[place]];
      if (q.due[place] == kNever) {
        if (r.presence != RepPresence::away) {
          idle.emplace_back(q.free.at(place), place);
        }
        continue;
      }
      const std::uint32_t slot = given(session.visit, q.tier);
      Case& c = floor_.cases_[slot];
      c.answered = true;
      c.ending = session.resolves ? Ending::resolve : Ending::fail;
      History& h = floor_.cases_.history(slot);
      h.chance = session.visit.chance;
      h.own_chance = session.visit.chance;
      r.quick = floor_.quick_work_of(c);
      r.case_slot = slot;
      r.began = session.began;
      r.presence = session.leaves ? RepPresence::finishing : RepPresence::busy;
      r.role = Role::own;
      r.next = kNobody;
      r.hand_over = 0.0;
      r.diagnosis = 0.0;
      floor_.handling_ends_.plan(q.reps[place], session.ends);
      let_go(q, session, place);
      session.leaves = false;
    }
    q.leaving = 0;
    std::ranges::sort(idle);
    for (const auto& [since, place] : idle) {
      floor_.reps_.become_idle(q.reps[place]);
    }
  }
}

}  // namespace tiermix
