#pragma once

// Rules on how customers come back, and on who is there when and for what.

#include <string>

#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Redial, balking, callbacks, opening hours, backlogs, seasons.
void validate_demand(const Model& model, Findings& findings);

/// The name of a key of a group in findings.
[[nodiscard]] std::string key_of(const RepGroup& group, const std::string& key);

/// Skills, rotations, absences, chats.
void validate_supply(const Model& model, Findings& findings);

}  // namespace tiermix
