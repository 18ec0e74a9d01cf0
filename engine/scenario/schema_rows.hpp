#pragma once

// The rows of the table of keys, in several files for their length; read them by schema_fields().

#include <span>

#include "engine/scenario/schema.hpp"

namespace tiermix {

[[nodiscard]] std::span<const Field> organisation_rows();
[[nodiscard]] std::span<const Field> value_rows();
[[nodiscard]] std::span<const Field> lever_rows();      ///< of the tables of the first
[[nodiscard]] std::span<const Field> policy_rows();     ///< policies and levels
[[nodiscard]] std::span<const Field> people_rows();     ///< learning, promotion, hiring
[[nodiscard]] std::span<const Field> programme_rows();  ///< and the value of programmes
[[nodiscard]] std::span<const Field> aid_rows();        ///< aids, effects, ratings
[[nodiscard]] std::span<const Field> business_rows();   ///< loyalty, revenue, attrition
[[nodiscard]] std::span<const Field> demand_rows();     ///< how customers come and come back
[[nodiscard]] std::span<const Field> supply_rows();     ///< who is there when, and for what

}  // namespace tiermix
