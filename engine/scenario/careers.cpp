#include "engine/scenario/careers.hpp"

#include <algorithm>
#include <vector>

#include "engine/scenario/named.hpp"

namespace tiermix {
namespace {

bool takes(const Programme& programme, const RepGroup& group) {
  return std::ranges::find(programme.groups, group.name) != programme.groups.end();
}

// Follows every way from level to level until none leads to a new one.
class Reach {
 public:
  explicit Reach(const Model& model) : model_(model) {
    for (const RepGroup& group : model.groups) {
      std::set<std::string>& levels = reached_[group.name];
      for (const LevelShare& share : group.levels) {
        levels.insert(share.level);
      }
      if (levels.empty()) {
        levels.insert("");
      }
      if (group.hiring && group.hiring->level) {
        levels.insert(*group.hiring->level);
      }
    }
  }

  LevelsReached follow() {
    for (bool found = true; found;) {
      found = false;
      for (const RepGroup& group : model_.groups) {
        found = step(group) || found;
      }
    }
    return std::move(reached_);
  }

 private:
  bool step(const RepGroup& group) {
    std::set<std::string> next;
    for (const std::string& name : reached_[group.name]) {
      add_moves(group, name, next);
    }
    if (group.hiring) {
      add_arrivals(*group.hiring, next);
    }
    std::set<std::string>& levels = reached_[group.name];
    const std::size_t before = levels.size();
    levels.merge(next);
    return levels.size() > before;
  }

  void add_moves(const RepGroup& group, const std::string& name, std::set<std::string>& to) const {
    if (const Level* level = named(model_.levels, name)) {
      if (level->promotion && is_open(*level->promotion, group, name)) {
        to.insert(level->promotion->to);
      }
      if (level->lapse) {
        to.insert(level->lapse->to);
      }
    }
    for (const Programme& programme : model_.programmes) {
      if (programme.effect.level && takes(programme, group) && trains(programme, name)) {
        to.insert(*programme.effect.level);
      }
    }
  }

  // A certificate is for those who may take the programme.
  [[nodiscard]] bool is_open(const Promotion& promotion,
                             const RepGroup& group,
                             const std::string& level) const {
    const Programme* programme = named(model_.programmes, promotion.programme);
    return programme == nullptr || (takes(*programme, group) && trains(*programme, level));
  }

  void add_arrivals(const Hiring& hiring, std::set<std::string>& to) {
    if (!hiring.from) {
      return;
    }
    const std::set<std::string>& there = reached_[*hiring.from];
    if (!hiring.from_level) {
      to.insert(there.begin(), there.end());
    } else if (there.contains(*hiring.from_level)) {
      to.insert(*hiring.from_level);
    }
  }

  const Model& model_;
  LevelsReached reached_;
};

Duration hours_of(const Shift& shift) {
  Duration sum;
  for (const Shift::Span& span : shift.spans) {
    sum = sum + (span.to - span.from);
  }
  return sum;
}

}  // namespace

LevelsReached levels_reached(const Model& model) { return Reach(model).follow(); }

bool trains(const Programme& programme, const std::string& level) {
  return programme.levels.empty() ||
         std::ranges::find(programme.levels, level) != programme.levels.end();
}

std::optional<WeeklyHours> weekly_hours(const Model& model, const RepGroup& group) {
  if (group.series) {
    return std::nullopt;
  }
  const std::vector<std::string> names = group.rotation ? group.rotation->shifts
                                         : group.shift  ? std::vector{*group.shift}
                                                        : std::vector<std::string>{};
  if (names.empty()) {
    return WeeklyHours{.mean = kWeek, .longest = kWeek, .long_shift = kWeek};
  }
  WeeklyHours hours;
  for (const std::string& name : names) {
    if (const Shift* shift = named(model.shifts, name)) {
      hours.mean = hours.mean + hours_of(*shift);
      hours.longest = std::max(hours.longest, hours_of(*shift));
      for (const Shift::Span& span : shift->spans) {
        hours.long_shift = std::max(hours.long_shift, span.to - span.from);
      }
    }
  }
  hours.mean.us /= static_cast<std::int64_t>(names.size());
  return hours;
}

}  // namespace tiermix
