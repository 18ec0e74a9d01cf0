#pragma once

#include "engine/scenario/model.hpp"

namespace tiermix {

/// Whether the model has a programme that the base does not have, or has otherwise, and that has an
/// effect whose size can be varied: a level that is reached is not one.
[[nodiscard]] bool adds_programme(const Model& base, const Model& with);

/// The model where the programmes that it adds to the base have so many times the effect that it
/// states for them.
[[nodiscard]] Model with_effect_size(const Model& base, Model with, double factor);

}  // namespace tiermix
