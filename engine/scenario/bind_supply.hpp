#pragma once

// Sites and rep groups.

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

[[nodiscard]] Site bind_site(const Fields& fields);

/// Needs the model's time, sites and shifts.
void bind_group(const Fields& fields, Model& model);

}  // namespace tiermix
