#pragma once

// The sections on aids, effects and ratings.

#include <functional>

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Reads a section by its name; nothing where it is absent.
using FindSection = std::function<std::optional<Fields>(std::string_view)>;

/// All of them into the model, and what support is worth (bind_business.hpp); what is absent stays
/// neutral.
void bind_aids(const FindSection& section, Model& model);

/// Applies the defect rate of a class to its arrivals and its complexity.
void apply_defects(const Effects& effects, CaseClass& one);

}  // namespace tiermix
