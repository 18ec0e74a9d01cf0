#pragma once

// Reps as people, as tables of numbers; part of a Plan. Levels, curves and programmes are named by
// their place in these lists.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/sampler.hpp"
#include "engine/plan/policy_plan.hpp"

namespace tiermix {

enum class Learning : std::uint8_t { exponential, power, logistic, steps };

struct LearningPlan {
  bool by_cases = false;  ///< else by tenure
  Learning shape = Learning::exponential;
  double scale = 1.0;     ///< us of tenure, or cases
  double midpoint = 0.0;  ///< likewise
  double exponent = 0.0;  ///< of the power law, negative
  struct Step {
    double at = 0.0;
    double left = 0.0;
  };
  std::vector<Step> steps;
  double slowness_from = 1.0;
  double slowness_to = 1.0;
  double ability_from = 0.0;
  double ability_to = 0.0;
  double cases_per_us = 0.0;       ///< worked on before the start, per us of tenure
  double forgetting_per_us = 0.0;  ///< decay of the logarithm of the cases
};

struct LevelPlan {
  bool has_curve = false;
  ResolvePlan curve;
  double ability = 0.0;
  double slowness = 1.0;
  double noise = 1.0;
  double technical = 0.0;
  double relationship = 0.0;
  double leaving_per_us = -1.0;  ///< below 0: that of the group
  std::uint16_t rises_to = kNoIndex;
  std::uint32_t rises_after_cases = 0;
  Duration rises_after;
  std::uint16_t rises_by = kNoIndex;  ///< programme
  double pass = 1.0;
  Duration retry;
  std::uint16_t lapses_to = kNoIndex;
  Duration lapses_after;
};

/// A part of the places of a group; `up_to` is the cumulative share, 1 for the last.
struct LevelSharePlan {
  double up_to = 1.0;
  std::uint16_t level = kNoIndex;
};

/// The people of a group.
struct StaffPlan {
  bool used = false;  ///< else its reps have no career
  std::uint16_t learning = kNoIndex;
  bool has_tenure = false;    ///< at the start; else everybody has learned all
  Sampler tenure;             ///< us
  bool tenure_given = false;  ///< since joining; else on the floor, by the attrition
  std::vector<LevelSharePlan> levels;
  double speed = 1.0;
  double technical = 0.0;
  double relationship = 0.0;
  double gain = 0.0;    ///< on the logit, whatever the level
  double rating = 0.0;  ///< on the latent satisfaction, likewise
  bool hires = false;   ///< reps leave and are replaced
  Sampler lag;          ///< us
  Duration onboarding;
  double hiring_cost = 0.0;
  std::uint16_t entry_level = kNoIndex;  ///< of those from outside
  std::uint16_t moved_level = kNoIndex;  ///< of those from another group; none: they keep theirs
  Duration mentoring;
  Duration mentoring_per_week;
  std::uint16_t from = kNoIndex;  ///< group
  Duration from_after;
  std::uint16_t from_level = kNoIndex;
};

struct ProgrammePlan {
  std::vector<std::uint16_t> groups;
  std::vector<std::uint16_t> levels;  ///< empty: any
  std::vector<Instant> cohorts;       ///< starts, ascending
  std::uint32_t cohort_size = UINT32_MAX;
  bool newcomers = false;  ///< else only those who were there at the first cohort
  Duration hours;
  Duration hours_per_week;
  Duration block;
  double price_per_seat = 0.0;
  double fixed_price = 0.0;
  bool repeats = false;
  Duration repeat;
  double technical = 0.0;  ///< effects, times their size
  double relationship = 0.0;
  double ability = 0.0;
  double slowness_log = 0.0;   ///< of the factor on handle times
  double attrition_log = 0.0;  ///< of the factor on the hazard
  std::uint16_t level = kNoIndex;
  Duration onset;
  double lasting = 1.0;
  double decay_per_us = 0.0;  ///< of the logarithm of what does not last
};

struct PeoplePlan {
  bool used = false;             ///< some group's reps are people
  std::vector<StaffPlan> staff;  ///< per group
  std::vector<LearningPlan> learning;
  std::vector<LevelPlan> levels;
  std::vector<ProgrammePlan> programmes;
  double technical_gain = 0.0;  ///< as Effects
  double technical_time = 0.0;
  double relationship_rating = 0.0;
};

}  // namespace tiermix
