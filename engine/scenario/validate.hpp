#pragma once

// Rules between keys of a scenario, one function per rule. A rule looks only at keys that are
// sound.

#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

void validate(const Model& model, Findings& findings);

}  // namespace tiermix
