#include "engine/scenario/effect_size.hpp"

#include <algorithm>

namespace tiermix {
namespace {

bool is_added(const Model& base, const Programme& programme) {
  return std::ranges::find(base.programmes, programme) == base.programmes.end();
}

bool has_size(const TrainingEffect& effect) {
  return effect.technical != 0.0 || effect.relationship != 0.0 || effect.ability != 0.0 ||
         effect.handle_time != 1.0 || effect.attrition != 1.0;
}

}  // namespace

bool adds_programme(const Model& base, const Model& with) {
  return std::ranges::any_of(with.programmes, [&base](const Programme& programme) {
    return is_added(base, programme) && has_size(programme.effect);
  });
}

Model with_effect_size(const Model& base, Model with, double factor) {
  for (Programme& programme : with.programmes) {
    if (is_added(base, programme)) {
      programme.effect.size *= factor;
    }
  }
  return with;
}

}  // namespace tiermix
