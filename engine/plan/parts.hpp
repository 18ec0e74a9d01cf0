#pragma once

// The parts of compile(): demand, roster, and identities of random numbers.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/calendar.hpp"
#include "engine/base/time.hpp"
#include "engine/random/law.hpp"
#include "engine/random/sampler.hpp"
#include "engine/scenario/model.hpp"
#include "engine/plan/plan.hpp"

namespace tiermix {

/// Identities below `limit`, one per name, from the digests of the names. Where two fall together
/// the later name takes the next free one.
[[nodiscard]] std::vector<std::uint16_t> identities(const std::vector<std::string>& names,
                                                    std::uint16_t limit);

/// Rates from the scenario's start on, whatever weekday that is, at least up to `end`.
[[nodiscard]] RateTable arrival_rates(const Model& model, const Arrivals& arrivals, Instant end);

/// The longest time that divides `slice` of which every instant of the run at which the clock shows
/// a multiple of `slice` is a multiple.
[[nodiscard]] Duration common_slice(const LocalClock& clock, Duration slice, Instant end);

/// The time grid of what is counted: interval, days and weeks.
void compile_periods(const Model& model, Plan& plan);

/// The value that holds at an instant; the last seven days repeat after the end. Expects a series
/// that begins no later, and covers a week where it ends earlier.
[[nodiscard]] double series_at(const Series& series, Instant at);

/// Presence of every group over the run into plan.shift_starts and plan.shift_ends, and the peak of
/// each group into its reps. Expects plan.warm_up, horizon, end and groups. Returns the mean heads
/// of each group in the measured window.
std::vector<double> compile_roster(const Model& model, Plan& plan);

/// Heads of a group from an instant on.
struct HeadsChange {
  Instant at;
  std::uint32_t heads = 0;
};

/// Whether the reps of a group come and go one by one instead of by the steps of a roster.
[[nodiscard]] bool needs_duties(const Model& model, const RepGroup& group, Instant end);

/// Whose shifts they are: people are looked at once a day, also where they are always there.
enum class ShiftsOf : std::uint8_t { places, people };

/// The shifts of a group's reps until `end`; `changes` say who is there where a series states it or
/// all always are.
[[nodiscard]] DutyPlan compile_duties(const Model& model,
                                      const RepGroup& group,
                                      const std::vector<HeadsChange>& changes,
                                      Instant end,
                                      ShiftsOf shifts);

/// Mean number of reps of a group who are paid for being there, breaks included, over a time.
[[nodiscard]] double mean_paid_heads(const DutyPlan& plan,
                                     std::uint32_t reps,
                                     Instant from,
                                     Instant to);

[[nodiscard]] ResolvePlan resolve_plan(const ResolveCurve& curve);
[[nodiscard]] PolicyPlan compile_policy(const Policy& policy, const Effects& effects);
[[nodiscard]] AidsPlan compile_aids(const Model& model);
[[nodiscard]] RatingPlan compile_rating(const Model& model);

/// By which thresholds, drivers and the effects of skills are multiplied, so that with effects of
/// customers and reps the average over them stays as stated.
[[nodiscard]] double rating_scale(const Model& model);

/// What a class states of calls, callbacks, batches and the backlog at the start. Expects its
/// arrivals and entry.
void compile_callers(const Model& model, const CaseClass& c, ClassPlan& plan);

/// Skills, scores, chats, and the line that each class waits in. Expects classes, tiers, groups.
void compile_lines(const Model& model, Plan& plan);

/// Loyalty, revenue and attrition into the plan. Expects its groups.
void compile_business(const Model& model, Plan& plan);

/// People, levels and programmes into the plan, and the grades of all groups; the groups named are
/// people in any case. Expects its groups with what business and skills say of them.
void compile_people(const Model& model, const std::vector<std::string>& as_people, Plan& plan);

/// The level that all reps of a group have at the start, or nullptr.
[[nodiscard]] const Level* only_level(const Model& model, const RepGroup& group);

/// Leaving per rep and year, of a group whatever its levels say.
[[nodiscard]] double yearly_attrition(const RepGroup& group, std::size_t tier);

inline constexpr double kUsPerSecond = 1e6;

/// A scenario states laws in seconds, the kernel draws us.
[[nodiscard]] inline Sampler in_us(const Law& seconds) {
  return Sampler(scaled(seconds, kUsPerSecond));
}

[[nodiscard]] inline double us(Duration d) { return static_cast<double>(d.us); }

/// us of a year, as rates per year are meant.
inline constexpr double kYearUs = 365.25 * static_cast<double>(kDay.us);

/// Whether tiers serve in the order of arrival, cases only move forward, and nothing looks at
/// queues or reps while the desk runs. Expects the rest of the plan.
[[nodiscard]] bool is_plain(const Plan& plan);

/// What a group's level and skills make of its reps: gain, pace, curve, rating. Expects a group
/// whose speed is set.
void apply_skills(const Model& model, const RepGroup& group, GroupPlan& plan);

}  // namespace tiermix
