#pragma once

// The sections on loyalty, revenue and attrition.

#include "engine/scenario/bind_aids.hpp"

namespace tiermix {

/// All of them into the model; what is absent stays absent. Expects the ratings to be read.
void bind_business(const FindSection& section, Model& model);

}  // namespace tiermix
