// Which waiting case meets which rep at a tier whose reps do not all take every class alike: a line
// per class, and for each group the classes it takes, in which order, after which wait, and with
// how many colleagues left idle.

#include <algorithm>

#include "engine/kernel/floor.hpp"

namespace tiermix {

std::uint32_t Floor::waiting_at(std::uint16_t tier) const {
  const LinesPlan& lines = plan_.tiers[tier].lines;
  if (!lines.split) {
    return lines_[tier].size();
  }
  std::uint32_t waiting = 0;
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    waiting += lines_[lines.first + c].size();
  }
  return waiting;
}

// Cases waiting at the tier of a caller's class or of more urgent ones: those that the caller hears
// of. Counts the caller's own where it waits.
std::uint32_t Floor::ahead_of(const Case& c) const {
  const LinesPlan& lines = plan_.tiers[c.tier].lines;
  if (!lines.split) {
    return lines_[c.tier].size_up_to(c.priority);
  }
  std::uint32_t waiting = 0;
  for (std::size_t k = 0; k < plan_.classes.size(); ++k) {
    waiting += lines_[lines.first + k].size_up_to(c.priority);
  }
  return waiting;
}

// Cases at the rep's tier of classes that the rep takes.
std::uint32_t Floor::waiting_for(const Rep& r) const {
  const LinesPlan& lines = plan_.tiers[r.tier].lines;
  if (!lines.split) {
    return lines_[r.tier].size();
  }
  std::uint32_t waiting = 0;
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    waiting += plan_.skill_of(r.group, c).serves ? lines_[lines.first + c].size() : 0;
  }
  return waiting;
}

// A factor on handle times: the rep's own, times that of the group with such cases.
double Floor::slowness(const Rep& r, const Case& c) const {
  return plan_.skills.empty() ? r.slowness
                              : r.slowness * plan_.skill_of(r.group, c.case_class).slowness;
}

// Whether the rep takes the case, with so many other reps of the tier idle. A session that was put
// down has waited long enough.
bool Floor::may_serve(const Case& c, const Rep& r, std::uint32_t others_idle) const {
  const SkillPlan& skill = plan_.skill_of(r.group, c.case_class);
  return skill.serves && others_idle >= skill.idle_left &&
         (c.resumed || now_ - c.joined >= skill.after);
}

// By which the tier chooses among idle reps: the highest first, then the longest idle.
double Floor::suitability(const Case& c, const Rep& r) const {
  switch (plan_.tiers[r.tier].choose) {
    case Choose::longest_idle:
      return -static_cast<double>(plan_.skill_of(r.group, c.case_class).preference);
    case Choose::most_qualified:
      return chance(c, r, c.complexity, 0.0);
    case Choose::least_qualified:
      return -chance(c, r, c.complexity, 0.0);
    case Choose::fastest:
      return -slowness(r, c);
    case Choose::least_cost:
      return -plan_.grades[r.grade].loaded_cost_per_us;
    case Choose::least_occupied:
      return -static_cast<double>(r.worked.us);
  }
  return 0.0;
}

// Of the idle reps of the tier; the one it waits for, where there is one.
std::uint32_t Floor::choose_rep(const Case& c, std::uint32_t wanted) const {
  if (wanted != kNobody) {
    return reps_.all()[wanted].presence == RepPresence::idle ? wanted : kNobody;
  }
  const TierPlan& tier = plan_.tiers[c.tier];
  if (tier.lines.split) {
    return skilled_idle_rep(c, c.tier);
  }
  if (tier.choose == Choose::longest_idle) {
    return reps_.longest_idle(c.tier);
  }
  return reps_.best_idle(c.tier, [&](const Rep& r) { return suitability(c, r); });
}

// The idle rep of the tier who takes the case; kNobody where none does.
std::uint32_t Floor::skilled_idle_rep(const Case& c, std::uint16_t tier) const {
  const std::vector<Rep>& reps = reps_.all();
  const std::uint32_t others = reps_.idle_count(tier) - 1;  // not read where nobody is idle
  std::uint32_t best = kNobody;
  double highest = 0.0;
  for (std::uint32_t rep = reps_.longest_idle(tier); rep != kNobody; rep = reps[rep].next) {
    if (!may_serve(c, reps[rep], others)) {
      continue;
    }
    const double value = suitability(c, reps[rep]);
    if (best == kNobody || value > highest) {
      best = rep;
      highest = value;
    }
  }
  return best;
}

std::uint32_t Floor::others_idle(const Rep& r) const {
  return reps_.idle_count(r.tier) - (r.presence == RepPresence::idle ? 1U : 0U);
}

// Whether the rep takes a before b, both waiting at one tier: the class that the group prefers;
// then by score, or by priority and place in line.
bool Floor::precedes(const Case& a, const Case& b, const Rep& r) const {
  const int prefers_a = plan_.skill_of(r.group, a.case_class).preference;
  const int prefers_b = plan_.skill_of(r.group, b.case_class).preference;
  if (prefers_a != prefers_b) {
    return prefers_a < prefers_b;
  }
  if (plan_.tiers[a.tier].order == Order::score) {
    const auto score = [this](const Case& c) {
      const ClassPlan& plan = plan_.classes[c.case_class];
      return plan.score + plan.score_per_us * static_cast<double>((now_ - c.created).us);
    };
    const double of_a = score(a);
    const double of_b = score(b);
    return of_a != of_b ? of_a > of_b : a.rank < b.rank;
  }
  return a.priority != b.priority ? a.priority < b.priority : a.rank < b.rank;
}

// Whether the case is none for this rep, however long it waits: a rep of another tier leaves alone
// what has half been done here, and what waits for a specialist of this very tier; one with chats
// open takes other chats only.
bool Floor::is_passed_by(std::uint32_t slot, const Rep& r) {
  const Case& c = cases_[slot];
  if (r.presence == RepPresence::busy && r.role == Role::chatting && !is_free_chat(slot)) {
    return true;
  }
  return c.tier != r.tier && (c.helping || c.resumed);
}

// The first case in a class's line that the rep may take.
std::uint32_t Floor::first_fit(const WaitingLines& line, const Rep& r) {
  if (line.empty()) {
    return kNobody;
  }
  const std::uint32_t others = others_idle(r);
  const SkillPlan& skill = plan_.skill_of(r.group, cases_[line.first()].case_class);
  if (!skill.serves || others < skill.idle_left) {
    return kNobody;
  }
  for (std::uint32_t slot = line.first(); slot != kNobody; slot = cases_[slot].next) {
    const Case& c = cases_[slot];
    if (is_passed_by(slot, r)) {
      continue;
    }
    if (may_serve(c, r, others)) {
      return slot;
    }
    // Behind the front of such a line everybody has waited less.
    if (c.rank >= 0 && plan_.tiers[c.tier].order == Order::joined) {
      return kNobody;
    }
  }
  return kNobody;
}

// What the rep takes next of the cases that wait at a tier; kNobody where there is nothing.
std::uint32_t Floor::next_for(const Rep& r, std::uint16_t from) {
  std::uint32_t best = kNobody;
  const bool chats = r.presence == RepPresence::busy && r.role == Role::chatting;
  for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
    if (chats && !plan_.classes[c].is_chat) {
      continue;
    }
    const std::uint32_t slot = first_fit(lines_[plan_.tiers[from].lines.first + c], r);
    if (slot != kNobody && (best == kNobody || precedes(cases_[slot], cases_[best], r))) {
      best = slot;
    }
  }
  return best;
}

// A rep, idle or just free, takes the next case of the tier.
bool Floor::take_skilled(std::uint32_t rep) {
  const Rep& r = reps_[rep];
  const std::uint32_t slot = next_for(r, r.tier);
  if (slot == kNobody) {
    return false;
  }
  if (r.presence == RepPresence::idle) {
    reps_.leave_idle(rep);
  }
  static_cast<void>(leave_queue(slot));
  begin_session(slot, rep);
  return true;
}

// As may_take and take_from, for a case that the rep's group takes.
bool Floor::help_out(std::uint16_t from, std::uint32_t rep) {
  const Rep& r = reps_[rep];
  const OverflowPlan& overflow = plan_.tiers[from].overflow;
  if (waiting_at(from) <= overflow.waiting_over || others_idle(r) < overflow.reservation) {
    return false;
  }
  const std::uint32_t slot = next_for(r, from);
  if (slot == kNobody) {
    return false;
  }
  if (r.presence == RepPresence::idle) {
    reps_.leave_idle(rep);
  }
  move_over(slot, rep);
  return true;
}

// One more case waits: the first idle rep of the other tier who may take one does.
void Floor::ask_helpers(std::uint16_t from, std::uint16_t to) {
  if (!plan_.tiers[from].lines.split) {
    if (may_take(from, to, 1)) {
      const std::uint32_t other = reps_.longest_idle(to);
      reps_.leave_idle(other);
      take_from(from, other);
    }
    return;
  }
  for (std::uint32_t rep = reps_.longest_idle(to); rep != kNobody; rep = reps_[rep].next) {
    if (help_out(from, rep)) {
      return;
    }
  }
}

// One more rep is idle: others may take what they had left to keep some idle.
void Floor::offer_waiting(std::uint16_t tier) {
  std::uint32_t rep = reps_.longest_idle(tier);
  while (rep != kNobody) {
    // Once a session has begun the line of idle reps is another.
    rep = take_skilled(rep) ? reps_.longest_idle(tier) : reps_[rep].next;
  }
}

// When the next group may take the case for the time it has waited.
Instant Floor::next_widening(const Case& c) const {
  Instant next = kNever;
  for (const std::uint16_t group : plan_.tiers[c.tier].lines.groups) {
    const SkillPlan& skill = plan_.skill_of(group, c.case_class);
    const Instant at = c.joined + skill.after;
    if (skill.serves && at > now_) {
      next = std::min(next, at);
    }
  }
  return next;
}

// The case has waited long enough for one more group.
void Floor::widen(std::uint32_t slot) {
  History& h = cases_.history(slot);
  limits_.remove(h.limit_place);
  h.limit_place = kNobody;
  const std::uint32_t rep = skilled_idle_rep(cases_[slot], cases_[slot].tier);
  if (rep != kNobody) {
    static_cast<void>(leave_queue(slot));
    reps_.leave_idle(rep);
    begin_session(slot, rep);
    return;
  }
  const std::uint32_t busy = busy_rep_for(slot);
  if (busy == kNobody) {
    watch_limit(slot);
    return;
  }
  static_cast<void>(leave_queue(slot));
  go_to_busy_rep(slot, busy);
}

}  // namespace tiermix
