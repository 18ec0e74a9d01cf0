#pragma once

namespace tiermix {

/// A scenario of two tiers, each with a target of its own.
inline constexpr const char* kTwoTiers = R"(title = "Two tiers"
[time]
start = 2026-01-05
horizon = "3 weeks"
warm_up = "1 week"
[targets]
"wait.tier1" = "<= 60 s"
"wait.tier2" = "<= 10 min"
[[case_class]]
name = "call"
arrivals = { per_hour = 12 }
[[tier]]
name = "tier1"
handle_time = { law = "exponential", mean = "10 min" }
resolve = "60%"
escalates_to = "tier2"
[[tier]]
name = "tier2"
handle_time = { law = "exponential", mean = "20 min" }
[[rep_group]]
name = "first"
tier = "tier1"
heads = 4
loaded_cost = "30 USD/h"
[[rep_group]]
name = "second"
tier = "tier2"
heads = 4
loaded_cost = "50 USD/h"
)";

}  // namespace tiermix
