#pragma once

// Rules on how customers come back, and on who is there when and for what.

#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Redial, balking, callbacks, opening hours, backlogs, seasons.
void validate_demand(const Model& model, Findings& findings);

/// Skills, rotations, absences, chats.
void validate_supply(const Model& model, Findings& findings);

}  // namespace tiermix
