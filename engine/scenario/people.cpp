#include "engine/scenario/people.hpp"

#include <algorithm>

#include "engine/scenario/model.hpp"
#include "engine/scenario/named.hpp"

namespace tiermix {

bool are_people(const Model& model, const RepGroup& group) {
  const bool moves = std::ranges::any_of(group.levels, [&](const LevelShare& share) {
    const Level* level = named(model.levels, share.level);
    return level != nullptr && (level->promotion || level->lapse);
  });
  const bool trained = std::ranges::any_of(model.programmes, [&](const Programme& programme) {
    return std::ranges::find(programme.groups, group.name) != programme.groups.end();
  });
  return group.learning || group.hiring || group.levels.size() > 1 || moves || trained;
}

}  // namespace tiermix
