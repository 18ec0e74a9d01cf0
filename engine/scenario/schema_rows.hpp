#pragma once

// The rows of the table of keys, in two files for their length; read them by schema_fields().

#include <span>

#include "engine/scenario/schema.hpp"

namespace tiermix {

[[nodiscard]] std::span<const Field> organisation_rows();
[[nodiscard]] std::span<const Field> value_rows();

}  // namespace tiermix
