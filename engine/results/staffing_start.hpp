#pragma once

// Heads to begin a search with, from the traffic equations and Erlang's formulas alone.

#include <string>
#include <vector>

#include "engine/scenario/model.hpp"

namespace tiermix {

/// Heads of every group of the model. Of the groups named those of a tier that somebody waits for
/// on the line are raised from none, one rep at a time where it raises the share answered in time
/// most for the wage, until the tier's promise (required_staff.hpp) holds on average over the week,
/// each quarter of an hour in steady state. The groups of any other tier grow or shrink alike until
/// the load takes 85 % of their time. The rest keep the heads they have.
[[nodiscard]] std::vector<int> staffing_start(const Model& model,
                                              const std::vector<std::string>& groups);

}  // namespace tiermix
