#pragma once

// Weekly hours: shifts with their breaks, opening hours, rotations, and those that are built in.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

[[nodiscard]] Shift bind_shift(const Fields& fields);
[[nodiscard]] OpeningHours bind_opening_hours(const Fields& fields);

/// The shifts it names must be in the model, built-in ones by use_shift().
[[nodiscard]] Rotation bind_rotation(const Fields& fields);

[[nodiscard]] std::vector<std::string> builtin_shifts();
[[nodiscard]] std::vector<std::string> builtin_opening_hours();

/// Puts built-in ones into the model where something refers to them.
void use_shift(const BindContext& context, const std::string& name, Model& model);
void use_opening_hours(const BindContext& context, const std::string& name, Model& model);

/// Marks the days of "wed", "mon-fri" or "all", Monday first; false where the text is none of them.
[[nodiscard]] bool mark_days(std::string_view text, std::array<bool, 7>& marked);

/// What a rotation calls time off.
inline constexpr std::string_view kOff = "off";

/// "mon 09:00" of a time since Monday 00:00; of the week after too.
[[nodiscard]] std::string week_time(Duration since_monday);

}  // namespace tiermix
