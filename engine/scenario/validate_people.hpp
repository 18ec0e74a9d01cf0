#pragma once

// Rules on careers and programmes.

#include "engine/scenario/careers.hpp"
#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Learning, levels, hiring and programmes. Says nothing where a key of one of them is wrong.
void validate_people(const Model& model, Findings& findings);

/// The part of it on programmes.
void validate_programmes(const Model& model, const LevelsReached& reached, Findings& findings);

}  // namespace tiermix
