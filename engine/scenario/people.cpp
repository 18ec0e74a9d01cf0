#include "engine/scenario/people.hpp"

#include <algorithm>

#include "engine/scenario/model.hpp"

namespace tiermix {

bool are_people(const Model& model, const RepGroup& group) {
  const auto moves_on = [&](const LevelShare& share) {
    const auto level = std::ranges::find(model.levels, share.level, &Level::name);
    return level != model.levels.end() && (level->promotion || level->lapse);
  };
  const auto trains = [&](const Programme& programme) {
    return std::ranges::find(programme.groups, group.name) != programme.groups.end();
  };
  return group.learning || group.hiring || group.levels.size() > 1 ||
         std::ranges::any_of(group.levels, moves_on) ||
         std::ranges::any_of(model.programmes, trains);
}

}  // namespace tiermix
