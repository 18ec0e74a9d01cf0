#pragma once

// Policies, training levels, and the keys of tiers that go with them.

#include "engine/scenario/bind_fields.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

[[nodiscard]] Policy bind_policy(const Fields& fields);
[[nodiscard]] Level bind_level(const Fields& fields);

/// Policy, choice of rep, order of the queue, overflow and vendor.
void bind_routing(const Fields& fields, Tier& tier);

}  // namespace tiermix
