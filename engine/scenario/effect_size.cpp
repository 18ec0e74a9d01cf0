#include "engine/scenario/effect_size.hpp"

#include <algorithm>

namespace tiermix {
namespace {

bool is_added(const Model& base, const Programme& programme) {
  return std::ranges::find(base.programmes, programme) == base.programmes.end();
}

}  // namespace

bool adds_programme(const Model& base, const Model& with) {
  return std::ranges::any_of(
      with.programmes, [&base](const Programme& programme) { return is_added(base, programme); });
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
