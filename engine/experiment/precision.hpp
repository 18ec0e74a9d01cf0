#pragma once

// When a run under a precision looks at its estimates, and when it has seen enough.

#include <cstdint>
#include <vector>

#include "engine/tally/observations.hpp"
#include "engine/experiment/arrival_control.hpp"
#include "engine/experiment/experiment.hpp"

namespace tiermix {

/// Replications before the first look; all of them where no precision and no verdict is asked.
[[nodiscard]] std::uint32_t first_look(const Design& design);

/// The largest relative half-width over the measures that count, as a multiple of what is asked,
/// with the correction of Law 2015, 9.4.1: half-width / |mean| <= precision / (1 + precision). A
/// measure whose interval is a point, or that does not exist, is precise. Until decided: or the
/// largest of the half-widths over their distance from an undecided target.
/// `columns`: of the aims of the design, where any has a window.
[[nodiscard]] double shortfall(const std::vector<Observations>& replications,
                               const Design& design,
                               const ArrivalControl& control = {},
                               const std::vector<AimColumns>& columns = {});

/// What the present error predicts, at least a quarter more, at most four times.
[[nodiscard]] std::uint32_t next_look(std::uint32_t done, double short_by, std::uint32_t most);

}  // namespace tiermix
