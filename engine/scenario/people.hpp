#pragma once

// Reps as people with a memory: how they learn, rise, leave and are replaced, and what programmes
// train them. Part of a Model. A group whose reps none of this concerns is simulated as before, by
// places that are always filled.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/random/law.hpp"

namespace tiermix {

struct Model;
struct RepGroup;

enum class LearningBy : std::uint8_t {
  tenure,  ///< time with the group
  cases,   ///< sessions worked on
};

enum class LearningShape : std::uint8_t { exponential, power, logistic, steps };

/// How inexperience wears off (domain.md B.6). With r(e) the part of it that is left at experience
/// e, 1 at e = 0, the factor on handle times is to + (from - to) r, the shift of the logit of the
/// resolve probability likewise.
///   exponential  r = exp(-e / scale)
///   power        r = (1 + e / scale)^log2(rate): each doubling leaves the share `rate` (Wright
///   1936) logistic     r = (1 + exp(-midpoint / scale)) / (1 + exp((e - midpoint) / scale)) steps
///   r = left of the last step whose `at` e has reached; 1 before the first
/// e, scale, midpoint and at are seconds of tenure, or cases.
struct LearningCurve {
  struct Step {
    double at = 0.0;
    double left = 0.0;
  };
  std::string name;
  LearningBy by = LearningBy::tenure;
  LearningShape shape = LearningShape::exponential;
  double scale = 1.0;
  double midpoint = 0.0;
  double rate = 0.9;
  std::vector<Step> steps;  ///< ascending in `at`, descending in `left`
  double handle_time_from = 1.0;
  double handle_time_to = 1.0;
  double ability_from = 0.0;
  double ability_to = 0.0;
  double cases_per_week = 0.0;  ///< by cases: what a rep there at the start has worked on so far
  std::optional<Duration> half_life;  ///< by cases: of a case's worth of experience
};

/// A step from one level to another. All conditions that are stated must hold; they are looked at
/// when a shift begins.
struct Promotion {
  std::string to;
  int after_cases = 0;                   ///< sessions at the present level
  Duration after;                        ///< time at the present level
  std::optional<std::string> programme;  ///< completed
  double pass = 1.0;                     ///< probability of passing the examination
  Duration retry = 4 * kWeek;            ///< until the next try
};

/// The level is lost after a time, unless reached anew by a programme.
struct Lapse {
  Duration after;
  std::string to;
};

/// A part of a group that starts at a level.
struct LevelShare {
  std::string level;
  double share = 1.0;
};

/// What becomes of a place whose rep leaves. Without it places are never empty.
struct Hiring {
  Law lag;                                ///< seconds until the successor comes
  Duration onboarding;                    ///< paid, off the floor
  std::optional<double> cost;             ///< per hire; else Attrition::replacement_cost
  std::optional<std::string> level;       ///< of those who come; else the first level of the group
  Duration mentoring;                     ///< on the floor, with a mentor of the same group...
  Duration mentoring_per_week;            ///< ...who is off the floor for so long a week
  std::optional<std::string> from;        ///< a group whose reps are promoted into empty places
  Duration from_after;                    ///< least tenure in that group
  std::optional<std::string> from_level;  ///< level they need there
};

/// What a programme changes in a rep whom it has trained.
struct TrainingEffect {
  double technical = 0.0;            ///< product knowledge, added; see Effects
  double relationship = 0.0;         ///< relationship management, added; see Effects
  double ability = 0.0;              ///< on the logit of the resolve probability
  double handle_time = 1.0;          ///< factor
  double attrition = 1.0;            ///< factor on the hazard of leaving
  std::optional<std::string> level;  ///< reached at the end of the training
  Duration onset;                    ///< from the end of the training, linearly, to the full effect
  std::optional<Duration> half_life;  ///< of what does not last; no decay where absent
  double lasting = 0.0;               ///< share that never decays
  double size = 1.0;  ///< share of the effects above that is real: for sensitivity; not the level

  friend bool operator==(const TrainingEffect&, const TrainingEffect&) = default;
};

/// [[programme]]: training off the floor, in cohorts.
struct Programme {
  std::string name;
  std::vector<std::string> groups;
  std::vector<std::string> levels;  ///< only reps of these; empty: of any
  Duration start;                   ///< of the first cohort, from the start of the scenario
  int cohort_size = 0;              ///< 0: everybody at once
  Duration every = 4 * kWeek;       ///< from one cohort to the next
  std::optional<int> cohorts;  ///< at most; else until everybody who was there has been trained
  bool newcomers = false;      ///< goes on for those who come later
  Duration hours;              ///< per rep, in all
  Duration hours_per_week;     ///< off the floor at most
  Duration block;              ///< at most so long at the beginning of one shift
  double price_per_seat = 0.0;
  double fixed_price = 0.0;        ///< once, at the first cohort
  std::optional<Duration> repeat;  ///< retraining: due again after a time
  TrainingEffect effect;

  friend bool operator==(const Programme&, const Programme&) = default;
};

/// [roi]: how a programme's value is counted.
struct Roi {
  double discount_rate = 0.0;   ///< per year
  double freed_time = 1.0;      ///< share of saved floor time that is worth its wage
  double lost_case_cost = 0.0;  ///< money lost with a customer who gives up
};

/// Whether the reps of a group have a memory: they learn, leave, rise, fall or are trained, or
/// differ in their level. Else they are simulated as places that are always filled.
[[nodiscard]] bool are_people(const Model& model, const RepGroup& group);

}  // namespace tiermix
