#pragma once

// How a class of cases is worked on at a tier, whoever states it: tier, handling, policy, levels
// and groups brought together for the traffic equations.

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/scenario/complexity.hpp"
#include "engine/scenario/model.hpp"

namespace tiermix {

/// The reps of a tier who are alike. They take cases in proportion to their heads and their speed.
struct RepKind {
  double weight = 1.0;  ///< those of a tier sum to 1
  ResolveCurve resolve;
  double gain = 0.0;          ///< on the logit, from level, skills and standard
  double slowness = 1.0;      ///< factor on handle times
  double relationship = 0.0;  ///< in [0, 1]
  double noise = 0.0;         ///< sd of the perceived complexity, on the normal scale
  double attempts_to = 1.0;   ///< greatest perceived complexity that they attempt
};

struct TierStage {
  std::vector<RepKind> reps;
  double pending_share = 0.0;
  double reopening = 0.0;                ///< before what skills, quality and hardness do to it
  double handle_seconds = 0.0;           ///< mean, by a rep of speed 1
  std::vector<double> handle_quantiles;  ///< equally likely values, where the session has a limit
  double complexity_time = 0.0;
  WhenUnresolved when_unresolved = WhenUnresolved::escalate;
  std::vector<double> escalation;  ///< share per tier; all 0 where it escalates to none
  Policy policy;                   ///< that of a tier without one leaves everything as it is
  double diagnosis_seconds = 0.0;
  double policy_gain = 0.0;  ///< on the logit, by haste
  double policy_time = 1.0;  ///< factor, likewise
  bool is_vendor = false;
  std::optional<std::size_t> overflow;  ///< tier
};

/// Cases that an aid helps alike: known or not, assisted or not.
struct CaseKind {
  double weight = 1.0;
  double gain = 0.0;
  double time_factor = 1.0;
};

struct TriageRule {
  double accuracy = 1.0;
  double above = 1.0;
  double share_above = 0.0;  ///< of all cases of the class
  std::size_t tier = 0;
};

/// The tiers as a class of cases sees them.
struct ClassStages {
  std::vector<double> entry;  ///< share per tier, triage included
  std::vector<TierStage> stages;
  std::vector<CaseKind> kinds;
  std::vector<double> stated_entry;  ///< before triage
  std::optional<TriageRule> triage;
  ResolveCurve contains{.p = 0.0};  ///< by self-service
  double search_seconds = 0.0;      ///< in every session
  Effects effects;
  double quality = 0.0;      ///< share of the cases that are looked at
  std::vector<double> cuts;  ///< complexities where something jumps, ascending, in (0, 1)
};

[[nodiscard]] ClassStages stages_of(const Model& model, const CaseClass& case_class);

/// Share per tier where cases of this complexity enter.
[[nodiscard]] std::vector<double> entry_at(const ClassStages& stages, const ComplexityPoint& at);

/// Probability that a rep attempts a case of this complexity where the tier may refer it, demands
/// of customers apart.
[[nodiscard]] double attempt_probability(const RepKind& rep, const ComplexityPoint& at);

/// Whether a rep who is stuck keeps the case and asks specialists.
[[nodiscard]] bool asks_for_help(const TierStage& stage);

/// Whether the tier may pass a case on without an attempt.
[[nodiscard]] bool may_refer(const TierStage& stage);

/// Mean of a law, in its unit.
[[nodiscard]] double law_mean(const Law& law);

}  // namespace tiermix
