#pragma once

// Rules between policies, tiers and classes.

#include <set>
#include <string>

#include "engine/scenario/load_findings.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// Tiers that cases of a class may come to, by any way.
[[nodiscard]] std::set<std::string> tiers_reached(const Model& model, const CaseClass& one);

/// Says nothing about parts whose own keys are wrong.
void validate_policies(const Model& model, Findings& findings);

}  // namespace tiermix
