#pragma once

// A tree of scenario values to a Model. Every problem of a single key is found here; rules between
// keys are in validate.hpp.

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// The model as far as it could be read; only meaningful where the findings have no error.
[[nodiscard]] Model bind(const Node& root, BindContext& context);

}  // namespace tiermix
