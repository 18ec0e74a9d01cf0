#pragma once

// One long run in the place of replications: its measured window cut into batches of equal length,
// which are told apart like replications (the method of batch means; Law 2015, 9.5.3).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// How long each of so many batches is: as many whole weeks as fit between warm-up and horizon, for
/// a week's pattern has to be whole in each. Nothing where not one does. Expects a batch at least.
[[nodiscard]] std::optional<Duration> batch_length(const TimeFrame& time, std::uint32_t batches);

/// What the warm-up grows to, so that the measured window holds just so many batches up to the
/// horizon. Expects a batch_length().
[[nodiscard]] Duration warm_up_before(const TimeFrame& time, std::uint32_t batches);

/// What a run of the scenario draws once, as paths of the scenario: reps' own speed, ability and
/// way with customers, people with careers, customers with a memory. One long run has one draw of
/// it, and its batches share it: no interval from them would know how another would do.
[[nodiscard]] std::vector<std::string> drawn_once(const Model& model, const Plan& plan);

/// Cuts the measured window of a plan into batches. Expects one of whole batches, without people
/// who have careers and customers who have a memory.
void cut_into_batches(Plan& plan, std::uint32_t batches);

}  // namespace tiermix
