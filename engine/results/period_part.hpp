#pragma once

// Periods of results over time: when they are, and how much of them was measured.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/results/results.hpp"
#include "engine/results/valuation.hpp"

namespace tiermix {

/// How a period stands to the measured window.
enum class PeriodPart : std::uint8_t {
  warm_up,  ///< begins in the warm-up: no estimate of the run holds it
  partial,  ///< shorter than others of its kind, at an end of the run: its counts are low
  whole,
};

/// "warm-up", "partial" or "whole".
[[nodiscard]] std::string_view name_of(PeriodPart part);

/// A day or week in which clocks go forward is whole. A month is by its calendar.
[[nodiscard]] PeriodPart part_in_run(const Results& results,
                                     const Periods& periods,
                                     std::size_t period);

/// Of a month of a programme's worth, all of which are measured: whole or partial.
[[nodiscard]] PeriodPart part_in_run(const Valuation& valuation, std::size_t month);

/// Hours since the start at which a period ends: the next one's start, or the horizon.
[[nodiscard]] double end_of(const Results& results, const Periods& periods, std::size_t period);
[[nodiscard]] double end_of(const Valuation& valuation, std::size_t month);

/// "Mon 2026-01-05 08:30": the clock at the start of a period.
[[nodiscard]] std::string clock_of(const Results& results,
                                   const Periods& periods,
                                   std::size_t period);

/// Characters of it before the date.
inline constexpr std::size_t kWeekday = 4;

}  // namespace tiermix
