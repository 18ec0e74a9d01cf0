// The tiers of a plain run: their order, what one passes on to the next, and ratings.

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/random/scattered.hpp"
#include "engine/kernel/plain_run.hpp"
#include "engine/kernel/routes.hpp"

namespace tiermix {
namespace {

// In the order in which events would have brought them: at one instant first what reps pass on.
bool comes_before(const PlainVisit& a, const PlainVisit& b) {
  return std::tie(a.joined, a.from_rep) < std::tie(b.joined, b.from_rep);
}

std::span<const RoutePlan> passed_on_by(const TierPlan& tier) {
  return tier.unresolved == Unresolved::escalate ? std::span(tier.escalations)
                                                 : std::span<const RoutePlan>();
}

}  // namespace

PlainRun::PlainRun(Floor& floor) : floor_(floor), plan_(floor.plan_) {
  TIERMIX_EXPECTS(plan_.plain);
  rates_ = !floor.rating_blocks_.empty();
  knows_ahead_ = rates_ || !plan_.rating.rates;
  std::vector<std::vector<std::uint32_t>> reps(plan_.tiers.size());
  for (const GroupPlan& group : plan_.groups) {
    for (std::uint32_t i = 0; i < group.reps; ++i) {
      reps[group.tier].push_back(group.first_rep + i);
    }
  }
  closes_.resize(plan_.classes.size());
  for (std::size_t t = 0; t < plan_.tiers.size(); ++t) {
    std::ranges::sort(reps[t]);
    TierState& q = tiers_.emplace_back(reps[t].size());
    q.tier = static_cast<std::uint16_t>(t);
    q.reps = std::move(reps[t]);
    q.counters = &floor.tier_counters_[t];
    for (std::size_t place = 0; place < q.reps.size(); ++place) {
      const Rep& r = floor.reps_[q.reps[place]];
      q.slowness[place] = r.slowness;
      q.grades[place] = r.grade;
      q.one_grade = q.one_grade && r.grade == q.grades.front();
      q.one_pace = q.one_pace && r.slowness == q.slowness.front();
    }
    for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
      const ClassPlan& of_class = plan_.classes[c];
      q.classes.push_back({.number = static_cast<std::uint16_t>(c),
                           .plan = &of_class,
                           .work = &plan_.work_of(c, t),
                           .counters = &floor.class_counters_[c],
                           .has_resolve_target = of_class.resolve_target < kNever - Instant{},
                           .closes = &closes_[c],
                           .starts = {},
                           .totals = {}});
    }
  }
  order_tiers();
}

void PlainRun::order_tiers() {
  std::vector<std::size_t> into(tiers_.size());
  for (const TierPlan& tier : plan_.tiers) {
    for (const RoutePlan& route : passed_on_by(tier)) {
      ++into[route.tier];
    }
  }
  find_pulls(into);
  for (const TierState& q : tiers_) {
    if (into[q.tier] == 0) {
      order_.push_back(q.tier);
    }
  }
  for (std::size_t i = 0; i < order_.size(); ++i) {
    for (const RoutePlan& route : passed_on_by(plan_.tiers[order_[i]])) {
      if (--into[route.tier] == 0) {
        order_.push_back(route.tier);
      }
    }
  }
  TIERMIX_ENSURES(order_.size() == tiers_.size());
}

// The tiers whose cases all come from one class, straight from its arrivals.
void PlainRun::find_pulls(const std::vector<std::size_t>& into) {
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    const std::vector<RoutePlan>& entry = plan_.classes[c].entry;
    TierState& q = tiers_[entry.front().tier];
    q.pulls = plan_.classes.size() == 1 && entry.size() == 1 && into[q.tier] == 0;
    q.source = static_cast<std::uint32_t>(c);
  }
}

PlainVisit PlainRun::visit_of(std::uint32_t source, const Arrival& a) const {
  const ClassPlan& plan = plan_.classes[source];
  PlainVisit visit;
  visit.joined = a.at;
  visit.created = a.at;
  visit.deadline = plan.has_patience ? a.at + to_duration(a.patience) : kNever;
  visit.handling = a.handling;
  visit.outcome = a.outcome;
  visit.complexity = a.complexity;
  visit.chance = a.chance;
  visit.owner = a.owner;
  visit.interval = floor_.interval_;
  visit.visited = floor_.interval_;
  visit.case_class = static_cast<std::uint16_t>(source);
  visit.entered = a.tier;
  visit.measured = floor_.measuring_;
  visit.left_first_tier = a.tier != 0;
  return visit;
}

PlainVisit PlainRun::arrival(std::uint32_t source) {
  ++arrivals_;
  return visit_of(source, floor_.sources_[source].take());
}

void PlainRun::leave_unresolved(TierState& q,
                                PlainSums& n,
                                const Session& session,
                                std::uint32_t place) {
  const PlainVisit& visit = session.visit;
  const TierPlan& tier = plan_.tiers[q.tier];
  if (tier.unresolved != Unresolved::escalate) {
    ++n.unresolved;
    q.classes[visit.case_class].counters->open.step_down(session.ends, visit.created);
    if (plan_.rating.rates) {
      rate(q, session, place);
    }
    return;
  }
  ++n.escalations;
  n.unnecessary += visit.chance > kWouldResolve ? 1 : 0;
  std::uint16_t to = tier.escalations.front().tier;
  if (tier.escalations.size() > 1) {
    to = destination(tier.escalations,
                     draw(floor_.key_, Use::route, visit.owner, {tier.identity, 0}));
  }
  const std::uint32_t rep = q.reps[place];
  PlainVisit& next = tiers_[to].inbox.emplace_back(visit);
  next.joined = session.ends;
  next.deadline = kNever;
  next.visited = floor_.interval_;
  next.from_rep = rep;
  next.last_rep = rep;
  next.rating_effects += floor_.reps_.competence(rep).rating;
  next.came_from = q.tier;
  ++next.sessions;
  next.left_first_tier = visit.left_first_tier || to != 0;
}

// Whom the tier has escalated in this stretch, in the order of time with those who came before.
void PlainRun::pass_on(TierState& q) {
  for (const RoutePlan& route : plan_.tiers[q.tier].escalations) {
    TierState& to = tiers_[route.tier];
    if (to.merged < to.inbox.size()) {
      draw_visits(to.inbox, to.merged, to.tier);
      std::inplace_merge(to.inbox.begin(),
                         to.inbox.begin() + static_cast<std::ptrdiff_t>(to.merged),
                         to.inbox.end(),
                         comes_before);
      to.merged = to.inbox.size();
    }
  }
}

// The draws of visits to a tier to which their cases have been passed on.
void PlainRun::draw_visits(std::vector<PlainVisit>& visits, std::size_t from, std::uint16_t tier) {
  constexpr std::size_t kBlock = 64;
  std::array<Owner, kBlock> owners;
  std::array<double, kBlock> handling;
  std::array<double, kBlock> outcome;
  std::array<double, kBlock> complexity;
  std::array<double, kBlock> chance;
  for (std::size_t begin = from; begin < visits.size();) {
    const std::uint16_t of_class = visits[begin].case_class;
    std::size_t count = 0;
    while (count < kBlock && begin + count < visits.size() &&
           visits[begin + count].case_class == of_class) {
      owners[count] = visits[begin + count].owner;
      complexity[count] = visits[begin + count].complexity;
      ++count;
    }
    const auto times = std::span(handling).first(count);
    draw_pairs_of(floor_.key_,
                  Use::handling,
                  std::span(owners).first(count),
                  {plan_.tiers[tier].identity, 0},
                  times,
                  std::span(outcome).first(count));
    const WorkPlan& work = plan_.work_of(of_class, tier);
    work.handle_time.transform(times);
    resolve_probabilities(
        work.resolve, std::span(complexity).first(count), std::span(chance).first(count));
    for (std::size_t i = 0; i < count; ++i) {
      visits[begin + i].handling = handling[i];
      visits[begin + i].outcome = outcome[i];
      visits[begin + i].chance = chance[i];
    }
    begin += count;
  }
}

// Of a session that ends so, with all that came before it. Expects a measured case, and ratings
// that may wait.
void PlainRun::rate(
    const PlainVisit& visit, Duration waited, std::uint32_t rep, Instant ends, bool resolves) {
  const double before = visit.sessions;  // each of them failed and passed it on
  const double elapsed = static_cast<double>((ends - visit.created).us);
  const RatedCase rated = {static_cast<double>(waited.us) / static_cast<double>(kMinute.us),
                           elapsed / plan_.classes[visit.case_class].expected_time,
                           before + 1.0,
                           before,
                           0.0,
                           before + (resolves ? 0.0 : 1.0),
                           0.0,
                           resolves ? 0.0 : 1.0,
                           visit.complexity};
  const double effects = visit.rating_effects + floor_.reps_.competence(rep).rating;
  floor_.rate_later(visit.case_class, rated, effects / (before + 1.0), visit.owner, ends);
}

// Ratings that may not wait go by way of a case of the floor.
void PlainRun::rate(const TierState& q, const Session& session, std::uint32_t place) {
  const PlainVisit& visit = session.visit;
  if (!visit.measured) {
    return;
  }
  if (!floor_.rating_blocks_.empty()) {
    rate(visit, visit.waited, q.reps[place], session.ends, session.resolves);
    return;
  }
  const std::uint32_t slot = given(visit, q.tier);
  ++floor_.cases_[slot].sessions;
  History& h = floor_.cases_.history(slot);
  h.failed = static_cast<std::uint16_t>(visit.sessions + (session.resolves ? 0U : 1U));
  h.rating_effects += floor_.reps_.competence(q.reps[place]).rating;
  const Instant now = std::exchange(floor_.now_, session.ends);
  floor_.rate(slot, session.resolves);
  floor_.now_ = now;
  floor_.cases_.close(slot);
}

}  // namespace tiermix
