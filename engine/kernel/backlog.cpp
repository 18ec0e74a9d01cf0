// The cases that are open when the run starts: created before its first instant, in nobody's
// window.

#include <algorithm>
#include <tuple>

#include "engine/kernel/floor.hpp"

namespace tiermix {

// All of them wait from the first instant on, the oldest first, whatever their class.
void Floor::open_backlog() {
  std::vector<std::uint32_t> slots;
  for (std::size_t k = 0; k < plan_.classes.size(); ++k) {
    const ClassPlan& of_class = plan_.classes[k];
    const BacklogPlan& backlog = of_class.callers.backlog;
    std::uint32_t number = 0;
    for (const BacklogPlan::Listed& listed : backlog.listed) {
      const Owner owner = case_owner(of_class.identity, kBacklogDay, number++);
      slots.push_back(open_before(k, owner, listed.age, listed.tier));
    }
    for (std::uint32_t i = 0; i < backlog.cases; ++i) {
      const Owner owner = case_owner(of_class.identity, kBacklogDay, number++);
      const Duration age = to_duration(backlog.age(draw(key_, Use::backlog_age, owner)));
      slots.push_back(open_before(k, owner, age, backlog.tier));
    }
  }
  std::ranges::stable_sort(slots, {}, [this](std::uint32_t slot) { return cases_[slot].created; });
  if (log_ != nullptr) {
    for (const std::uint32_t slot : slots) {
      const Case& c = cases_[slot];
      log_->add(
          {c.created, c.owner, c.complexity, kNoRep, c.case_class, c.tier, Happening::created});
    }
  }
  for (const std::uint32_t slot : slots) {
    if (plan_.tiers[cases_[slot].tier].is_vendor) {
      ask_vendor(slot);
    } else {
      wait_in_line(slot, kNever);
    }
  }
}

std::uint32_t Floor::open_before(std::size_t case_class,
                                 Owner owner,
                                 Duration age,
                                 std::uint16_t tier) {
  const ClassPlan& plan = plan_.classes[case_class];
  const std::uint32_t slot = cases_.open();
  Case& c = cases_[slot];
  c.owner = owner;
  c.created = {-age.us};
  c.joined = now_;
  if (plan.needs_complexity) {
    c.complexity = plan.complexity(draw(key_, Use::complexity, owner));
  }
  c.case_class = static_cast<std::uint16_t>(case_class);
  c.tier = tier;
  c.entered = tier;
  c.priority = plan.priority;
  c.left_first_tier = tier != 0;
  c.answered = true;  // nobody is on the line; the queue's places are for those who are
  c.interval = book_.no_interval();
  c.visited = c.interval;
  c.count_visit(tier);
  draw_visit(c);
  class_counters_[case_class].open.step_up(now_, c.created);
  return slot;
}

}  // namespace tiermix
